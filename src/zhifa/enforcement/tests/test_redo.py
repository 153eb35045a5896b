"""A decision made anew after annulment (law.md L13; 行政诉讼法 七十、七十一; 行政复议法 六十四)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests import make
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.models import Case, Decision
from zhifa.enforcement.reads import replay
from zhifa.enforcement.rules.facts import Facts, content_of
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.needs.decision import review_scope
from zhifa.enforcement.rules.needs.filing import time_barred
from zhifa.enforcement.rules.needs.redo import redo_explained
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import DECIDE, Stops, from_, refused
from zhifa.enforcement.tests.story import acts, facts
from zhifa.kernel import triggers
from zhifa.kernel.access import SYSTEM

HALTS = ("served",)
REVIEWED_ANEW = "decision_redone_unreviewed"


def annulled(stops: Stops, ground: str = "evidence", result: str = "redo") -> Road:
    road = from_(stops, "served")
    undone = {
        "instrument": "judgment",
        "result": result,
        "annul_ground": ground,
        "instrument_number": "（2026）示0403行初1号",
        "effective_on": road.today.isoformat(),
        "reason": "理由充分",
    }
    road.do("agency_head", "annul", undone)
    return road


def begun(stops: Stops, ground: str = "evidence") -> Road:
    return annulled(stops, ground).begin_again("补充调查后重新作出。")


def to_report(road: Road) -> None:
    for step in ("check", "propose", "file", "investigate", "conclude"):
        getattr(road, step)()


def told(*rows: Any, **more: Any) -> Facts:
    return facts(acts(*rows), "2026-09-10", **more)


# ---- from the old case
@pytest.mark.parametrize(("result", "owed"), [("annulled", False), ("unlawful", True)])
def test_nothing_is_owed_under_a_decision_that_lost_its_force(
    stops: Stops, result: str, *, owed: bool
) -> None:
    road = annulled(stops, result=result)
    page = reads.case_page(case=road.case, viewer=SYSTEM, at=road.now)
    assert (page.money is not None) is owed


def test_only_an_annulled_decision_is_made_anew_and_once(stops: Stops) -> None:
    reason = {"reason": "理由充分"}
    road = from_(stops, "served")
    assert refused(road, "officer", "redo", reason) == {"annulled_to_redo"}
    road = annulled(stops)
    assert refused(road, "agency_head", "redo", reason) == {"not_permitted"}
    road.begin_again("补充调查后重新作出。")
    assert refused(road, "officer", "redo", reason) == {"not_redone"}


@pytest.mark.parametrize(
    ("result", "can"), [("annulled", True), ("unlawful", False), ("void", False)]
)
def test_what_is_held_unlawful_or_void_is_not_made_anew(
    stops: Stops, result: str, *, can: bool
) -> None:
    road = annulled(stops, result=result)
    if can:
        assert road.begin_again("补充调查后重新作出。").case.redo_of == road.case
    else:
        assert refused(road, "officer", "redo", {"reason": "理由充分"}) == {"annulled_to_redo"}


def test_the_new_case_knows_what_the_old_one_knew(stops: Stops) -> None:
    old = annulled(stops)
    new = old.begin_again("补充调查后重新作出。").case
    for name in ("agency", "unit", "matter", "party", "place", "area_code", "title"):
        assert getattr(new, name) == getattr(old.case, name), name
    assert (new.discovered_on, new.act_from) == (old.case.discovered_on, old.case.act_from)
    assert (new.stage, new.procedure, new.number) == ("clue", "penalty_ordinary", "")
    assert new.dossier_id != old.case.dossier_id
    assert new.clocks.get(code="c.file").state == "running"
    assert Decision.objects.get(case=old.case).annulment == "redo"
    for case in (old.case, new):
        assert replay(case=case, viewer=SYSTEM) == []


def test_the_breach_was_found_when_it_was_found_first() -> None:
    matter = MatterFacts(
        1, "x", (), None, None, (), (), Decimal(1), Decimal(1), 2, public_interest=False,
        summary_allowed=False, waivers=(),
    )  # fmt: skip
    ended = {"act_from": "2024-03-05", "act_until": "2024-03-05"}
    for found, barred in (("2026-03-01", False), ("2026-09-01", True)):
        first = {"redo": {"case": "x"}, "discovered_on": found}
        rows = (("register_redo", "2026-09-01", first), ("start_check", "2026-09-02", ended))
        assert time_barred(told(*rows, matter=matter)) == barred


# ---- L13
def test_it_is_always_reviewed_and_says_why(stops: Stops) -> None:
    road = begun(stops)
    page = reads.case_page(case=road.case, viewer=SYSTEM, at=road.now)
    assert "撤销后重新作出" in page.scope
    bare = told(("register_redo", "2026-03-02", {"redo": {"case": "x"}}))
    assert review_scope(bare, content_of({"kinds": ["warning_penalty"]}), "penalty") == ("L13",)
    assert review_scope(bare, None, "no_penalty") == ("L13",)


def test_the_whole_road(stops: Stops) -> None:
    road = begun(stops)
    to_report(road)
    road.explain("货值改认为六百元。")
    road.content = {**road.content, "fine": "6000"}
    road.do("unit_head", "reopen", {"reason": "补充调查。"})
    road.conclude()
    road.notify()
    road.answer_term()
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"review_passed"}
    road.review()
    road.decide()
    made = Decision.objects.get(case=road.case)
    assert "L13" in made.review_rules
    assert Decision.objects.filter(case__party=road.case.party, annulled_on=None).get() == made
    assert replay(case=road.case, viewer=SYSTEM) == []


def alone(name: str) -> None:
    """No other guard of new decisions stands, so that a refusal is this one's."""
    with connection.cursor() as cursor:
        for guard in triggers.guards():
            if guard.table == "enforcement_decision" and guard.verb == "insert":
                where = f" on {guard.table}" if connection.vendor == "postgresql" else ""
                if guard.name != name:
                    cursor.execute(f"drop trigger {guard.name}{where}")


def test_the_database_lets_nobody_redo_without_review(stops: Stops) -> None:
    road = begun(stops)
    to_report(road)
    old = Decision.objects.get(case=road.case.redo_of)
    values = {f.attname: getattr(old, f.attname) for f in Decision._meta.concrete_fields}
    act = road.case.acts.first()
    paper = road.case.dossier.documents.first()
    assert act is not None
    assert paper is not None
    forged = {"id": "x", "case_id": road.case.pk, "act_id": act.pk, "number": "伪〔2026〕1号"}
    quiet = {"review_required": False, "outcome": "no_penalty", "hearing_seq": 0, "fine": 0}
    alone(REVIEWED_ANEW)
    with pytest.raises(DatabaseError, match=REVIEWED_ANEW), transaction.atomic():
        Decision.objects.create(**{**values, **forged, **quiet, "document_id": paper.pk})
    with pytest.raises(DatabaseError, match="case_redo_kept"), transaction.atomic():
        Case.objects.filter(pk=road.case.pk).update(redo_of=None)


# ---- not the same again
OLD = {"outcome": "penalty", "kinds": ["fine"], "fine": "8000.00", "confiscation": "0.00"}


def asked(ground: str, changed: list[str] | None, now: dict[str, Any]) -> str | None:
    old = {"redo": {"case": "x", "annul_ground": ground, "decision": OLD}}
    rows: list[Any] = [("register_redo", "2026-03-02", old), ("conclude", "2026-03-20", now)]
    if changed is not None:
        rows.append(("explain_redo", "2026-03-20", {"changed": changed}))
    return redo_explained(told(*rows))


SAME = {"outcome": "penalty", "kinds": ["fine"], "fine": "8000.00"}
LIGHTER = {**SAME, "fine": "6000.00"}
SPARED = {"outcome": "no_penalty", "ground": "minor_breach_waiver"}


@pytest.mark.parametrize(
    ("ground", "changed", "now", "may"),
    [
        ("procedure", None, SAME, True),  # 行政复议法 六十四 但书; 法释〔2018〕1号 九十 第三款
        ("evidence", None, SAME, False),
        ("evidence", None, LIGHTER, False),  # whatever is different must be on record
        ("evidence", ["facts"], SAME, True),  # 法释〔2018〕1号 九十 第二款
        ("law", ["reasons"], SAME, True),
        ("evidence", ["content"], SAME, False),
        ("improper", ["content"], LIGHTER, True),
        ("improper", ["content"], SPARED, True),
    ],
)
def test_not_the_same_on_the_same_facts_and_reasons(
    ground: str, changed: list[str] | None, now: dict[str, Any], *, may: bool
) -> None:
    assert (asked(ground, changed, now) is None) == may


@pytest.mark.django_db
def test_a_case_of_its_own_has_nothing_to_explain() -> None:
    assert redo_explained(told(("register", "2026-03-02"))) is None
    road = make.road(party_=make.party("示范独立有限公司", number=301))
    road.walk_to("concluded")
    said = {"changed": ["facts"], "difference": "案情复杂"}
    assert refused(road, "officer", "explain_redo", said) == {"is_redo"}


def test_review_is_not_asked_before_the_difference_is_told(stops: Stops) -> None:
    road = begun(stops)
    to_report(road)
    found = reads.options(case=road.case, viewer=road.actor("officer"), at=road.now)
    (send,) = (o for o in found if o.move.id == "submit_review")
    assert [o.code for o in send.obstacles] == ["redo_explained"]
    assert send.obstacles[0].fix == "explain_redo"
    road.explain("补充了证据。")
    road.review()
    assert road.case.stage == "reviewing"


# ---- pages
def test_both_cases_point_at_each_other_and_plain_ones_at_none(stops: Stops) -> None:
    old = annulled(stops)
    road = old.begin_again("补充调查后重新作出。")
    client = browser(old, "officer")
    there = text(client.get(f"/cases/{old.case_id}/"))
    assert "另立案件重新作出" in there
    assert f"/cases/{road.case_id}/" in there
    here = text(client.get(f"/cases/{road.case_id}/"))
    for words in (
        "撤销后重新作出",
        "主要事实不清、证据不足",
        "还没有说明",
        f"/cases/{old.case_id}/",
    ):
        assert words in here
    plain = text(client.get(f"/cases/{from_(stops, 'served').case_id}/"))
    assert "explain_redo" not in plain


def test_the_day_of_the_old_breach_is_offered(stops: Stops) -> None:
    road = begun(stops)
    road.check()
    move = reads.options(case=road.case, viewer=road.actor("officer"), at=road.now)
    (form,) = (o.move for o in move if o.move.id == "propose_filing")
    first = reads.proposed(case=road.case, move=form, viewer=road.actor("officer"), at=road.now)
    assert first["matter"] == "SC0101"
    assert date.fromisoformat(first["act_from"]) == road.case.act_from
