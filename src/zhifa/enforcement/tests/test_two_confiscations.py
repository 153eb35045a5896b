"""Gain and goods are confiscated each by its own sum, never one sum told twice (行政处罚法 九)."""

import pytest
from tests import make
from tests.walks import Road

from zhifa.records.models import Document

KINDS = ["fine", "gain_confiscation", "goods_confiscation"]


def told(road: Road, gains: str, goods: str, taken: str) -> str:
    """The penalty as the notice of a case words it."""
    road.content = {"kinds": KINDS, "fine": "8000", "tier": "light", "confiscation": taken}
    road.walk_to("investigated")
    road.conclude(gains=gains, goods=goods)
    road.notify()
    notice = Document.objects.filter(dossier=road.case.dossier_id, template="W38").latest("pk")
    return str(notice.content)


@pytest.mark.parametrize("taken", ["18", "90"])
def test_each_has_its_own_sum(taken: str) -> None:
    words = told(make.road(), gains="18", goods="72", taken=taken)
    assert "没收违法所得人民币 18.00 元；没收非法财物，折合人民币 72.00 元" in words


def test_one_sum_that_cannot_be_told_apart_is_said_once() -> None:
    words = told(make.road(), gains="18", goods="72", taken="50")
    assert "没收违法所得；没收非法财物，两项共折合人民币 50.00 元" in words
    assert words.count("50.00 元") == words.count("两项共折合人民币 50.00 元")
