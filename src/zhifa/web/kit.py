"""The kit page: every part of the interface with made-up values, for developers and for tests."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FILE = Path(__file__).parent / "data" / "kit.toml"
CLOSED = "3"


@cache
def samples() -> dict[str, Any]:
    """The made-up values, by the names the parts take."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _words(name: str) -> dict[str, Any]:
    words = samples()["words"]
    missing = words["required"].format(name=words[name])
    return {
        "label": words[name],
        "help_text": words.get(f"{name}_help", ""),
        "error_messages": {"required": missing},
    }


def _choices(name: str) -> dict[str, Any]:
    return {**_words(name), "choices": samples()["words"][f"{name}_choices"]}


class Officers(forms.CheckboxSelectMultiple):
    """A list with one person who cannot be chosen, and why."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with a second line; the last person's certificate has run out."""
        option = super().create_option(*args, **kwargs)
        words = samples()["words"]
        option["attrs"]["data-sub"] = words["valid"]
        if option["value"] == CLOSED:
            option["attrs"] |= {"disabled": True, "data-why": words["expired"], "data-sub": ""}
        return option


class Found(forms.RadioSelect):
    """What a search found, with the search before it."""

    look = {"sought": "", "more": False, "why": "", "enter": True, "found": True}


class SampleForm(forms.Form):
    """One field of every kind."""

    party = forms.CharField(**_words("party"))
    owner = forms.ChoiceField(**_choices("owner"), widget=Found)
    served_on = forms.DateField(**_words("served_on"), widget=forms.DateInput())
    seen_at = forms.DateTimeField(**_words("seen_at"), required=False, widget=forms.DateTimeInput())
    fine = forms.CharField(**_words("fine"), widget=forms.TextInput(attrs={"data-kind": "money"}))
    count = forms.IntegerField(
        **_words("count"),
        required=False,
        widget=forms.NumberInput(attrs={"data-unit": samples()["words"]["unit"]}),
    )
    manner = forms.ChoiceField(**_choices("manner"), widget=forms.RadioSelect)
    street = forms.ChoiceField(**_choices("street"))
    officers = forms.MultipleChoiceField(**_choices("officers"), widget=Officers)
    note = forms.CharField(
        **_words("note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.FileField(**_words("paper"), required=False)
    sure = forms.BooleanField(**_words("sure"), required=False)


def context() -> dict[str, Any]:
    """Everything the kit page shows."""
    return {**samples(), "form": SampleForm(samples()["typed"])}


def page(request: HttpRequest) -> HttpResponse:
    """The kit page."""
    return render(request, "zf/kit.html", context())
