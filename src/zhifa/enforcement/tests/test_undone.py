"""What a remedy or an annulment does to a decision: nothing to pay, other sums, paid back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.walks import Road

from zhifa.enforcement.models import Act, Decision
from zhifa.enforcement.reads import case_page, shown
from zhifa.enforcement.rules.lateness import lateness
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser
from zhifa.enforcement.tests.roads import Stops, from_, refused, served
from zhifa.enforcement.tests.story import PENALTY, acts
from zhifa.enforcement.tests.test_execution import CLOSE, payment, undone
from zhifa.enforcement.tests.test_summary import citizen, decided, opened, told
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import standard

HALTS = ("served",)


def ordinary(stops: Stops) -> Road:
    return from_(stops, "served")


def spot(_: Stops) -> Road:
    road = decided(told(opened(citizen(), "CG0101"), kinds=["fine"], fine="100", tier="general"))
    road.do("officer", "serve_decision", served(road))
    road.do("officer", "report_to_agency", {"note": "备案"})
    road.content = {**road.content, "fine": "100"}
    return road


BOTH = pytest.mark.parametrize("begun", [ordinary, spot])
Begun = Callable[[Stops], Road]


def contested(road: Road, result: str, **more: Any) -> dict[str, Any]:
    """The party contests; what a form says of the end."""
    on = road.today.isoformat()
    road.do("officer", "note_remedy", {"on": on, "remedy": "reconsideration", "number": "复受1号"})
    return {"on": on, "result": result, "number": "复决1号", **more}


def back(road: Road, amount: str) -> dict[str, str]:
    on = road.today.isoformat()
    return {"on": on, "amount": amount, "payee": "示范某", "receipt": f"退{amount}"}


def closing(reason: str) -> dict[str, str]:
    return {**CLOSE, "close_reason": reason}


@BOTH
@pytest.mark.parametrize("result", ["annulled", "void", "unlawful"])
def test_what_a_remedy_found_is_noted_before_anything_is_paid(
    stops: Stops, begun: Begun, result: str
) -> None:
    road = begun(stops)
    road.do("officer", "end_remedy", contested(road, result))
    wrong = refused(road, "officer", "record_payment", payment(road, "100"))
    assert wrong == {"remedy_noted"}
    assert "remedy_noted" in refused(road, "agency_head", "close", closing("performed"))
    road.do("agency_head", "annul", undone(road, result))
    if result == "unlawful":
        road.do("officer", "record_payment", payment(road, road.content["fine"]))
        road.do("agency_head", "close", closing("performed"))
    else:
        road.do("agency_head", "close", closing("annulled"))


@BOTH
def test_what_was_paid_is_returned(stops: Stops, begun: Begun) -> None:
    road = begun(stops)
    fine = road.content["fine"]
    nothing = back(road, "1")
    assert "money_to_return" in refused(road, "officer", "return_payment", nothing)
    road.do("officer", "record_payment", payment(road, fine))
    road.do("officer", "end_remedy", contested(road, "annulled"))
    road.do("agency_head", "annul", undone(road, "annulled"))
    page = case_page(case=road.case, viewer=SYSTEM, at=road.now)
    assert page.money is not None
    assert not page.money.outstanding
    assert page.money.overpaid == page.money.paid_fine
    assert refused(road, "agency_head", "close", closing("annulled")) == {"money_returned"}
    more = back(road, f"{fine}.01")
    assert refused(road, "officer", "return_payment", more) == {"return_fits"}
    road.do("officer", "return_payment", back(road, fine))
    road.do("agency_head", "close", closing("annulled"))
    road.do("archivist", "archive", {"checked": "齐全"})


@BOTH
def test_a_changed_sum_is_what_is_owed(stops: Stops, begun: Begun) -> None:
    road = begun(stops)
    told = contested(road, "changed")
    half = str(int(road.content["fine"]) // 2)
    for wrong in (
        {},
        {"kinds": ["fine"]},
        {"kinds": ["warning_penalty"], "fine": half},
        {"kinds": ["fine"], "fine": "99999999"},
    ):
        assert refused(road, "officer", "end_remedy", {**told, **wrong}) == {"change_told"}
    same = {**told, "result": "upheld", "fine": half}
    assert refused(road, "officer", "end_remedy", same) == {"change_told"}
    road.do("officer", "end_remedy", {**told, "kinds": ["fine"], "fine": half})
    whole = payment(road, road.content["fine"])
    assert refused(road, "officer", "record_payment", whole) == {"payment_fits"}
    assert refused(road, "agency_head", "close", closing("performed")) == {"closing_reason_holds"}
    road.do("officer", "record_payment", payment(road, half))
    road.do("agency_head", "close", closing("performed"))


@BOTH
def test_what_was_paid_above_a_changed_sum_is_returned(stops: Stops, begun: Begun) -> None:
    road = begun(stops)
    road.do("officer", "record_payment", payment(road, road.content["fine"]))
    road.do("officer", "end_remedy", contested(road, "changed", kinds=["warning_penalty"]))
    assert refused(road, "agency_head", "close", closing("performed")) == {"money_returned"}
    road.do("officer", "return_payment", back(road, road.content["fine"]))
    road.do("agency_head", "close", closing("performed"))


@BOTH
def test_held_unlawful_first_and_annulled_later(stops: Stops, begun: Begun) -> None:
    road = begun(stops)
    road.do("agency_head", "annul", undone(road, "unlawful"))
    assert Decision.objects.get(case=road.case).undoing == "被确认违法"
    assert road.case.marks[-1:] == ["unlawful"]
    assert refused(road, "agency_head", "annul", undone(road, "unlawful")) == {"not_annulled"}
    road.do("agency_head", "annul", undone(road, "annulled"))
    assert Decision.objects.get(case=road.case).undoing == "被撤销"
    assert refused(road, "agency_head", "annul", undone(road, "void")) == {"not_annulled"}


def test_the_page_says_which(stops: Stops, client: Client) -> None:
    road = ordinary(stops)
    road.do("agency_head", "annul", undone(road, "unlawful"))
    client.force_login(road.crew.user("officer"))
    page = client.get(f"/cases/{road.case.pk}/").content.decode()
    assert "被确认违法" in page
    assert "决定已被撤销" not in page


def test_annulled_before_it_was_handed_over_it_can_be_closed() -> None:
    road = decided(told(opened(citizen(), "CG0101"), kinds=["fine"], fine="100", tier="general"))
    road.do("agency_head", "annul", undone(road, "annulled"))
    assert refused(road, "officer", "serve_decision", served(road)) == {"decision_not_served"}
    assert case_page(case=road.case, viewer=SYSTEM, at=road.now).money is None
    assert refused(road, "agency_head", "close", closing("annulled")) == {"reported"}
    road.do("officer", "report_to_agency", {"note": "备案"})
    road.do("agency_head", "close", closing("annulled"))
    road.do("archivist", "archive", {"checked": "齐全"})
    assert road.case.stage == "archived"


def test_no_surcharge_for_who_pays_on_the_first_day_after_the_weekend() -> None:
    """The fifteenth day is Saturday 2027-01-09, a year without a table; Monday is in time (T2)."""
    row = acts(
        ("decide", "2026-12-25", PENALTY),
        ("serve_decision", "2026-12-25", {"effective_on": "2026-12-25"}),
    )
    ((since, _),) = lateness(load("penalty_ordinary"), row, standard())
    assert since.isoformat() == "2027-01-11"
    assert since.weekday() == 0
    assert since - timedelta(days=2) == row[1].on + timedelta(days=15)


@BOTH
def test_what_undoes_a_decision_lies_in_the_dossier(stops: Stops, begun: Begun) -> None:
    """行政处罚法 第四十七条: the paper of whoever undid it, once, not only its number."""
    road = begun(stops)
    self_undone = {**undone(road, "annulled"), "instrument": "self", "instrument_paper": ""}
    assert refused(road, "agency_head", "annul", self_undone) == {"instrument_shown"}
    end = contested(road, "annulled")
    bare = {**end, "instrument_paper": ""}
    assert refused(road, "officer", "end_remedy", bare) == {"instrument_shown"}
    road.do("officer", "end_remedy", end)
    used = Act.objects.get(case=road.case, move="end_remedy").facts["instrument_paper"]
    again = {**self_undone, "instrument_paper": used}
    assert refused(road, "agency_head", "annul", again) == {"instrument_shown"}
    once = {**undone(road, "annulled"), "instrument": "reconsideration", "instrument_paper": ""}
    road.do("agency_head", "annul", once)
    kept = Act.objects.get(case=road.case, move="end_remedy").facts["instrument_paper"]
    page = case_page(case=road.case, viewer=road.actor("officer"), at=road.now)
    told = Act.objects.get(case=road.case, move="end_remedy")
    assert shown(told, page.procedure) == [(kept, "结案文书")]
    seen = browser(road, "officer").get(f"/cases/{road.case.pk}/").content.decode()
    assert f"/recordings/{kept}/" in seen
    assert road.case.dossier.recordings.get(pk=kept).kind == "file"
