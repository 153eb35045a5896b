"""A record of questioning is evidence without being listed again (行政处罚法 四十六、五十五)."""

from typing import Any

import pytest
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.reads import replay
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, record
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions as records
from zhifa.records.models import Evidence

HALTS = ("filed",)


@pytest.fixture
def road(stops: Stops) -> Road:
    """A case that has been filed."""
    return from_(stops, "filed")


def talk(road: Road, relation: str, **more: Any) -> Evidence:
    told = record(
        road, person="示范某", relation=relation, qa="问：货从何处来？\n答：从市场购进。", **more
    )
    del told["findings"]
    road.do("officer", "question", told)
    return Evidence.objects.filter(dossier=road.case.dossier).latest("listed_at")


def missing(road: Road) -> tuple[str, ...]:
    return reads.case_page(case=road.case, viewer=SYSTEM, at=road.now).missing


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ("party", "party"),
        ("representative", "party"),
        ("employee", "witness"),
        ("witness", "witness"),
    ],
)
def test_who_speaks_decides_the_kind(road: Road, relation: str, kind: str) -> None:
    item = talk(road, relation, proves="进货数量")
    assert (item.kind, item.provider, item.proves) == (kind, "示范某", "进货数量")
    assert item.document is not None
    assert item.document.template == "W15"
    assert item.collected_by == road.pair
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_it_answers_what_the_matter_asks_for(road: Road) -> None:
    assert road.case.matter is not None
    need = next(e for e in road.case.matter.elements if "party" in e["kinds"])
    before = missing(road)
    item = talk(road, "party", need_code=need["code"])
    assert set(before) - set(missing(road)) == {need["name"]}
    records.exclude_evidence(
        evidence_id=item.pk, reason="笔录没有逐页签名。", by=road.actor("officer"), at=road.now
    )
    assert missing(road) == before, "what is excluded counts no more"


def test_the_form_says_so(road: Road) -> None:
    page = text(browser(road, "officer").get(f"/cases/{road.case_id}/do/question/"))
    assert "笔录自动列入证据清单" in page
