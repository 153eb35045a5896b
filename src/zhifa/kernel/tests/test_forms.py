"""What every room's forms share."""

import pytest
from django import forms

from zhifa.kernel.forms import column, offer
from zhifa.kernel.models import Entry


class Asked(forms.Form):
    pick = forms.ChoiceField()
    say = forms.CharField()


def test_a_form_takes_only_what_it_was_offered() -> None:
    form = Asked({"pick": "a", "say": "x"})
    offer(form, "pick", iter([("a", "甲")]))
    assert form.is_valid()
    other = Asked({"pick": "b", "say": "x"})
    offer(other, "pick", [("a", "甲")])
    assert list(other.errors) == ["pick"]


def test_what_offers_nothing_is_said() -> None:
    with pytest.raises(TypeError, match="say"):
        offer(Asked(), "say", [("a", "甲")])


def test_only_columns_are_columns() -> None:
    assert column(Entry, "subject").max_length == 60
    with pytest.raises(TypeError, match="delivery"):
        column(Entry, "delivery")
