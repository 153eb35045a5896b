"""Every fault of every form names its field and says why, never in a library's sentence."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

import zhifa.web.urls  # noqa: F401 - all rooms' forms are made by then
from zhifa.kernel.forms import WORDS, Spoken

RUBBISH = ("", "\x00", "长" * 9000, "不是日期", "-1", "9" * 30)
THEIRS = ("这个字段", "确保", "请输入", "输入一个", "有效的", "此项", "字符不被")


def forms_of(kind: type[Spoken]) -> Iterator[type[Spoken]]:
    for sub in kind.__subclasses__():
        if sub.__module__.startswith("zhifa.") and ".tests." not in sub.__module__:
            yield sub
            yield from forms_of(sub)


def bare(kind: type[Spoken]) -> bool:
    """Whether a form can be made of what was typed alone."""
    asked = list(inspect.signature(kind.__init__).parameters.values())[1:]
    keys = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return all(p.kind in keys or p.default is not p.empty for p in asked)


EVERY = sorted({k for k in forms_of(Spoken) if bare(k)}, key=lambda k: (k.__module__, k.__name__))


def faults(form: Spoken) -> Iterator[tuple[str, str]]:
    for name, told in form.errors.items():
        if name in form.fields:
            yield from ((str(form.fields[name].label), str(words)) for words in told)


def test_forms_were_found() -> None:
    assert len(EVERY) > 20


@pytest.mark.parametrize("kind", EVERY, ids=lambda k: f"{k.__module__}.{k.__name__}")
def test_a_fault_names_its_field_and_speaks_our_words(kind: type[Spoken]) -> None:
    names = list(kind().fields)
    empty: Any = {"file": SimpleUploadedFile("x.pdf", b"")}
    with translation.override("zh-hans"):
        for value in RUBBISH:
            for label, words in faults(kind(dict.fromkeys(names, value), empty)):
                assert label in words, words
                assert not any(theirs in words for theirs in THEIRS), words


def test_no_form_stands_outside() -> None:
    ours = [k for k in subclasses(forms.Form) if k.__module__.startswith("zhifa.")]
    stray = {k for k in ours if not issubclass(k, Spoken) and ".tests." not in k.__module__}
    assert {k.__name__ for k in stray} <= {"SampleForm"}, "the kit alone shows bare parts"


def subclasses(kind: type[forms.Form]) -> Iterator[type[forms.Form]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from subclasses(sub)


def test_our_words_fit_what_the_field_tells() -> None:
    class Asked(Spoken):
        sum = forms.DecimalField(label="金额", max_digits=5, decimal_places=2)
        count = forms.IntegerField(label="份数", max_value=9)
        kind = forms.ChoiceField(label="种类", choices=[("a", "甲")])
        own = forms.DateField(label="检查日", error_messages={"invalid": "不是日期。"})

    told = Asked({"sum": "1234567.5", "count": "10", "kind": "乙", "own": "x"}).errors
    assert told["sum"] == ["金额：最多 5 位数字。"]
    assert told["count"] == ["份数：不能大于 9。"]
    assert told["kind"] == ["种类：“乙”不在可选的范围内，从列出的项目中选择。"]
    assert told["own"] == ["检查日：不是日期。"]
    assert all(words.endswith("。") for said in WORDS.values() for words in said.values())
