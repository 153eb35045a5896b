"""Major penalties: which they are, by when they are reported, who answers (law.md 1.1, 1.1.1)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.models import Act, Clock
from zhifa.enforcement.reads import replay
from zhifa.enforcement.rules.facts import Content, PartyFacts
from zhifa.enforcement.rules.needs.content import heavier
from zhifa.enforcement.rules.needs.decision import digest_of
from zhifa.enforcement.rules.needs.major import reasons
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records

HALTS = ("served",)
LAW = load("penalty_ordinary")
PERSON, FIRM = PartyFacts("natural_person", False, 40), PartyFacts("legal_person", True, None)  # noqa: FBT003 - as stored
SHOP = PartyFacts("individual_business", False, 40)  # noqa: FBT003 - as stored


def content(*kinds: str, fine: str = "0", taken: str = "0", days: int | None = None) -> Content:
    return Content(kinds, Decimal(fine), Decimal(taken), "light", False, "", days)  # noqa: FBT003 - as stored


# 川办发〔2014〕3号 重大行政处罚行政强制备案规定 第二条: the line itself is in
@pytest.mark.parametrize(
    ("party", "told", "why"),
    [
        (PERSON, content("fine", fine="4999.99"), []),
        (PERSON, content("fine", fine="5000"), ["amount"]),
        (SHOP, content("gain_confiscation", taken="5000"), ["amount"]),
        (PERSON, content("fine", "gain_confiscation", fine="2500", taken="2500"), ["amount"]),
        (FIRM, content("fine", fine="49999.99"), []),
        (FIRM, content("fine", fine="50000"), ["amount"]),
        (FIRM, content("business_suspension", days=29), []),
        (FIRM, content("business_suspension", days=30), ["suspension"]),
        (FIRM, content("business_suspension"), ["suspension"]),
        (FIRM, content("permit_revocation"), ["revocation"]),
        (FIRM, content("warning_penalty"), []),
        (None, content("fine", "permit_revocation", fine="60000"), ["amount", "revocation"]),
        (FIRM, None, []),
    ],
)
def test_which_penalties_are_major(
    party: PartyFacts | None, told: Content | None, why: list[str]
) -> None:
    assert list(reasons(LAW, party, told)) == why


def test_where_no_line_is_drawn_nothing_is_major() -> None:
    told = content("permit_revocation", fine="900000")
    assert list(reasons(load("penalty_summary"), FIRM, told)) == []


def test_every_reason_has_words_and_the_line_its_source() -> None:
    line = LAW.major
    assert line
    assert line.source
    assert line.mark == "OK"
    assert set(line.reasons) == {"amount", "suspension", "revocation"}


def test_a_longer_suspension_is_heavier_and_another_content() -> None:
    short, long = (content("business_suspension", days=n) for n in (10, 11))
    endless = replace(short, suspension_days=None)
    assert heavier(long, short)
    assert heavier(endless, short)
    assert not heavier(short, long)
    assert not heavier(short, endless)
    assert not heavier(short, short)
    assert len({digest_of(c, "penalty") for c in (short, long, endless)}) == 3


# ---- the road
@pytest.fixture
def major() -> Road:
    road = make.road(party_=make.party("示范重大", "natural_person", 71))
    road.extra["silent"] = True
    road.walk_to("served")
    return road


def report(road: Road, **more: Any) -> dict[str, Any]:
    return {"reported_on": road.today.isoformat(), **more}


def term(road: Road) -> Clock:
    return road.case.clocks.get(code="c.filing.major")


@pytest.mark.django_db
def test_the_term_starts_by_itself_and_the_report_stops_it(major: Road) -> None:
    decided = major.case.decided_on
    assert decided
    assert (term(major).start_on, term(major).state) == (decided, "running")
    assert (term(major).raw_on - decided).days == 15
    assert "major_pending" in refused(major, "officer", "receive_major")
    major.do("officer", "report_major", report(major))
    assert term(major).state == "met"
    paper = records.documents(dossier_id=major.case.dossier_id, viewer=SYSTEM).get(template="W77")
    words = str(paper.content)
    for told in (
        "罚款人民币 8,000.00 元",
        "罚款、没收合计达到备案金额",
        "行政处罚决定书",
        "送达回证",
    ):
        assert told in words
    assert refused(major, "officer", "report_major", report(major)) == {"major_unreported"}
    assert replay(case=major.case, viewer=SYSTEM) == []


@pytest.mark.django_db
def test_a_major_penalty_is_not_archived_unreported(major: Road) -> None:
    major.pay()
    major.close()
    assert refused(major, "archivist", "archive", {"checked": "齐全"}) == {"major_reported"}
    major.report()
    major.archive()
    assert major.case.stage == "archived"


@pytest.mark.django_db
def test_an_annulled_one_is_no_longer_reported(major: Road) -> None:
    undone = {
        "instrument": "self",
        "result": "annulled",
        "instrument_number": "示撤〔2026〕1号",
        "annul_ground": "evidence",
        "effective_on": major.today.isoformat(),
        "reason": "事实不清。",
    }
    major.do("agency_head", "annul", undone)
    assert term(major).state == "met"
    assert refused(major, "officer", "report_major", report(major)) == {"major_decided"}


def test_a_plain_penalty_has_no_such_term_and_nothing_to_report(stops: Stops) -> None:
    road = from_(stops, "served")
    assert not road.case.clocks.filter(code="c.filing.major").exists()
    assert refused(road, "officer", "report_major", report(road)) == {"major_decided"}
    assert not reads.is_major(case=road.case, viewer=SYSTEM)
    decided = reads.decision(case=road.case, viewer=SYSTEM)
    assert decided
    assert reads.major_penalty(decision_id=decided.pk, viewer=SYSTEM) is None


@pytest.mark.django_db
def test_a_late_report_is_kept_as_late(major: Road) -> None:
    major.wait(days=20)
    major.do("officer", "report_major", report(major))
    assert term(major).state == "late"
    assert Act.objects.get(case=major.case, move="report_major").facts["late"] == ["c.filing.major"]
    assert "late_filing.major" in major.case.marks
