"""An article is found as people type it, not only as lawyers cite it."""

import pytest

from zhifa.registry.rules.law_typed import typed


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("食品安全法124", "《食品安全法》第一百二十四条"),
        ("行政处罚法33条", "《行政处罚法》第三十三条"),
        ("行政处罚法 第33条", "《行政处罚法》第三十三条"),
        ("《行政强制法》二十五", "《行政强制法》第二十五条"),
        ("城市道路管理条例42", "《城市道路管理条例》第四十二条"),
        ("行政处罚法第三十三条", "《行政处罚法》第三十三条"),
        ("行政处罚法", "行政处罚法"),
        ("食品安全法0", "食品安全法0"),
        ("罚款5000", "罚款5000"),
        ("违反食品安全法怎么罚", "违反食品安全法怎么罚"),
        ("", ""),
    ],
)
def test_what_is_typed(said: str, meant: str) -> None:
    assert typed(said) == meant
