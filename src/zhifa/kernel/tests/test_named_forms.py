"""A gap is called by its field's name; where there is one thing to choose, it is chosen."""

from django import forms

from zhifa.kernel.forms import Named


class Opinion(Named):
    kind = forms.ChoiceField(label="种类", choices=[("agree", "同意")], widget=forms.RadioSelect)
    text = forms.CharField(label="审核意见")


class Picked(Named):
    kind = forms.ChoiceField(
        label="种类", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect
    )
    spare = forms.ChoiceField(
        label="备选", choices=[("x", "丙")], widget=forms.RadioSelect, required=False
    )


def test_a_gap_has_a_name() -> None:
    form = Opinion({})
    assert form.errors["text"] == ["审核意见：尚未填写。"]
    assert form.errors["kind"] == ["种类：尚未填写。"]


def test_the_only_choice_is_made_and_no_other() -> None:
    assert Opinion().initial == {"kind": "agree"}
    assert Picked().initial == {}
