"""How a form field is drawn: which kind of control, with what beside it."""

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString

FEW = 4
UNITS = {"money": "元"}
MUST = re.compile("(?:[^：；，。]*的)?必选")  # a help that begins so says when there is no choice


@dataclass(frozen=True, slots=True)
class Option:
    """One radio or check box. why: the reason it cannot be chosen, empty when it can."""

    tag: SafeString
    id: str
    label: str
    sub: str
    why: str


@dataclass(frozen=True, slots=True)
class Control:
    """A field ready for zf/_field.html."""

    field: forms.BoundField
    kind: str
    widget: SafeString
    options: tuple[Option, ...]
    unit: str
    optional: bool
    look: Mapping[str, Any]
    way: Mapping[str, str]
    suggests: tuple[str, ...]

    @property
    def described_by(self) -> str:
        """Ids of help and error, for a fieldset."""
        return self.field.aria_describedby or ""


def control(field: forms.BoundField) -> Control:
    """The control of a bound field.

    The widget may carry hints: `data-kind` (date, moment, money) and `data-unit` (件, 个工作日 …).
    A `look` on the widget (sought, more, why, enter) puts a search before its options; a `way`
    (words, url) says below the help where what is to be chosen comes from; `suggests` are words
    that the browser offers while one types.
    Options may carry `data-sub` (a second line) and `data-why` (with `disabled`: why not).
    """
    kind = _kind(field)
    hints = field.field.widget.attrs
    return Control(
        field=field,
        kind=kind,
        widget=_drawn(field, kind),
        options=tuple(_options(field)) if kind in {"seg", "radios", "checks"} else (),
        unit=str(hints.get("data-unit", UNITS.get(kind, ""))),
        optional=not (field.field.required or kind == "check" or MUST.match(str(field.help_text))),
        look=getattr(field.field.widget, "look", {}),
        way=getattr(field.field.widget, "way", {}),
        suggests=getattr(field.field.widget, "suggests", ()),
    )


def _kind(field: forms.BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "seg" if len(list(field)) <= FEW and not hasattr(widget, "look") else "radios"
    return str(widget.attrs.get("data-kind", "")) or _simple(widget)


def _simple(widget: forms.Widget) -> str:
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.CheckboxInput, "check"),
        (forms.Select, "select"),
        (forms.Textarea, "area"),
        (forms.FileInput, "file"),
        (forms.DateTimeInput, "moment"),
        (forms.DateInput, "date"),
    )
    return next((name for kind, name in kinds if isinstance(widget, kind)), "line")


def _drawn(field: forms.BoundField, kind: str) -> SafeString:
    """The widget with the style sheet's classes; days and times as the browser's own pickers."""
    widget = copy(field.field.widget)
    if isinstance(widget, forms.DateTimeInput):
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
    elif isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    classes = {"select": "form-select", "check": "form-check-input"}.get(kind, "form-control")
    own = str(widget.attrs.get("class", "")).split()
    wanted = " ".join(dict.fromkeys([*own, classes, f"zf-in-{kind}"]))
    listed = {"list": f"{field.auto_id}_known"} if getattr(widget, "suggests", ()) else {}
    return field.as_widget(widget=widget, attrs={"class": wanted, **listed})


def _options(field: forms.BoundField) -> Iterator[Option]:
    for choice in field:
        data: dict[str, Any] = choice.data
        attrs = dict(data["attrs"])
        why, sub = str(attrs.pop("data-why", "")), str(attrs.pop("data-sub", ""))
        data["attrs"] = {**attrs, "class": "form-check-input"}
        if why:
            data["attrs"]["aria-describedby"] = f"{choice.id_for_label}_why"
        yield Option(choice.tag(), choice.id_for_label, str(choice.choice_label), sub, why)
