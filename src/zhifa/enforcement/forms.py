"""Forms drawn from the procedure: shape only, whether the step is lawful is not their business."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList

from zhifa.enforcement.rules.informant import GROUNDS
from zhifa.enforcement.rules.procedure import Field
from zhifa.kernel.forms import Named, choose_only, telling

FEW = 4
REASON = 200
Choices = Sequence[tuple[str, str]]
TEXT = {"class": "form-control"}


def _text(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    return forms.CharField, {"widget": forms.TextInput(attrs=TEXT)}


class Suggesting(forms.TextInput):
    """A line to type in, with words that the case knows to take instead."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(attrs=TEXT)
        self.suggests = tuple(words)


def _name(_: Field, known: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    """A person's name; of whom the case already knows, nobody types it again."""
    return forms.CharField, {"widget": Suggesting([name for name, _ in known])}


def _long(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    return forms.CharField, {"widget": forms.Textarea(attrs={**TEXT, "rows": 4})}


def _date(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    return forms.CharField, {"widget": forms.DateInput(attrs=TEXT)}


def _personal(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    """Text about a person: never kept in a browser's drafts."""
    return forms.CharField, {"widget": forms.TextInput(attrs={**TEXT, "data-zf-secret": True})}


def _phone(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    hint = {**TEXT, "data-zf-secret": True, "type": "tel", "inputmode": "tel"}
    return forms.CharField, {"widget": forms.TextInput(attrs=hint)}


def _moment(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    hint = {**TEXT, "placeholder": "2026-01-31 09:30", "data-kind": "moment"}
    return forms.CharField, {"widget": forms.TextInput(attrs=hint)}


def _money(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    hint = {**TEXT, "inputmode": "decimal", "data-kind": "money"}
    return forms.CharField, {"widget": forms.TextInput(attrs=hint)}


def _flag(_: Field, __: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    return forms.BooleanField, {"widget": forms.CheckboxInput(attrs={"class": "form-check-input"})}


def _choice(field: Field, options: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    blank: Choices = [] if len(options) <= FEW and not field.optional else [("", "—— 请选择 ——")]
    few = not blank
    widget = forms.RadioSelect() if few else forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField, {"widget": widget, "choices": [*blank, *options]}


def _many(_: Field, options: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    return forms.MultipleChoiceField, {
        "widget": forms.CheckboxSelectMultiple(),
        "choices": list(options),
    }


class Staffed(forms.CheckboxSelectMultiple):
    """People to tick; why: of those who cannot be, the reason by id, shown beside them."""

    def __init__(self, why: Mapping[str, str]) -> None:
        super().__init__()
        self.why = why

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One person, closed with the reason where there is one."""
        option = super().create_option(name, value, *args, **kwargs)
        if why := self.why.get(str(value)):
            option["attrs"] |= {"disabled": True, "data-why": why}
        return option


def _officers(_: Field, options: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    widget = Staffed(getattr(options, "why", {}))
    return forms.MultipleChoiceField, {"widget": widget, "choices": list(options)}


class Found(forms.RadioSelect):
    """Entries that a search found, each with a line that tells it from its namesakes.

    look: what was sought and whether there is more; the page draws the search from it.
    """

    def __init__(self, lines: Mapping[str, str], look: Mapping[str, Any]) -> None:
        super().__init__()
        self.lines, self.look = lines, look

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One entry with its second line."""
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-sub"] = self.lines.get(str(value), "")
        return option


def _party(field: Field, options: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    names = [(key, words.partition("\n")[0]) for key, words in options]
    lines = {key: words.partition("\n")[2] for key, words in options}
    nobody = [("", "暂不填")] if field.optional else []
    look = {**getattr(options, "look", {}), "found": bool(options)}
    return forms.ChoiceField, {"widget": Found(lines, look), "choices": [*nobody, *names]}


class Unstocked(forms.Select):
    """A list that has nothing to choose yet. way: words and url of where it is filled."""

    way: Mapping[str, str] = {}


def _recording(field: Field, options: Choices) -> tuple[type[forms.Field], dict[str, Any]]:
    if options:
        return _choice(field, options)
    widget = Unstocked(attrs={"class": "form-select"})
    return forms.ChoiceField, {"widget": widget, "choices": [("", "—— 请选择 ——")]}


SHAPES = {
    "text": _text,
    "name": _name,
    "int": _text,
    "personal": _personal,
    "phone": _phone,
    "long": _long,
    "plan": _long,
    "date": _date,
    "moment": _moment,
    "money": _money,
    "flag": _flag,
    "choice": _choice,
    "person": _choice,
    "matter": _choice,
    "party": _party,
    "recording": _recording,
    "choices": _many,
    "officers": _officers,
    "people": _many,
}


class InformantForm(Named):
    """For what the informant's name is opened."""

    ground = forms.ChoiceField(
        label="用途", choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(label="理由", max_length=REASON, validators=[telling])


def form_for(
    fields: Sequence[Field],
    choices: Mapping[str, Choices],
    *,
    initial: Mapping[str, Any],
    faults: Mapping[str, Sequence[str]],
) -> forms.Form:
    """The form of a step. choices: lists of people, matters, parties … by field id.

    initial: what was typed or is proposed. faults: sentences by field id, shown at the field.
    """
    made: dict[str, forms.Field] = {}
    for field in fields:
        kind, options = SHAPES[field.kind](field, choices.get(field.id, field.options))
        required = not field.optional and field.kind != "flag"
        made[field.id] = kind(label=field.name, help_text=field.help, required=required, **options)
    form = forms.Form(initial=dict(initial))
    form.fields.update(made)
    form.use_required_attribute = False
    for name, one in made.items():
        if isinstance(one, forms.ChoiceField) and one.required:
            choose_only(form, name, one)
    found = {name: ErrorList(words) for name, words in faults.items() if name in made}
    if found:  # the rules, not Django, judged the input
        form._errors = ErrorDict(found)  # type: ignore[attr-defined]  # noqa: SLF001
    return form
