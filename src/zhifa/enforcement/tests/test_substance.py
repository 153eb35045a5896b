"""What the law wants said is said: one letter, one word repeated or a number is no reason."""

import pytest

from zhifa.enforcement.rules.fields import clean
from zhifa.enforcement.rules.procedure import Field
from zhifa.kernel.texts import thin

REASON = Field("reason", "理由", "long", substance=4)


@pytest.mark.parametrize(
    "text",
    ["", "x", "理由", "……。，！", "理由理由理由", "12345", "1. 2. 3. 4", "的的的的的", "同意。"],
)
def test_what_tells_nothing(text: str) -> None:
    assert thin(text)


@pytest.mark.parametrize("text", ["标签缺项", "超过90日", "Bad label", "事实清楚，证据确凿。"])
def test_what_tells_something(text: str) -> None:
    assert not thin(text)


def test_field_is_named() -> None:
    values, faults = clean([REASON], {"reason": "x"})
    assert not values
    assert faults["reason"][0].startswith("理由：内容太少")
    assert "至少 4 个字" in faults["reason"][0]
    assert clean([REASON], {"reason": "证据确实充分。"}) == ({"reason": "证据确实充分。"}, {})


def test_an_approval_may_be_short() -> None:
    opinion = Field("opinion", "意见", "long", substance=2)
    assert clean([opinion], {"opinion": "同意"})[1] == {}
    assert "opinion" in clean([opinion], {"opinion": "阅"})[1]
