"""The eight points: computed from the file, answered by a person, never by the machine."""

from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.walks import Road

from zhifa.agencies.models import Certificate
from zhifa.enforcement.models import Case
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions as records
from zhifa.records.models import Evidence
from zhifa.review import actions, reads
from zhifa.review.models import PointAnswer, Submission
from zhifa.review.rules.finding import Found, Point
from zhifa.review.tests.test_opinions import opine, submit

CHECKED = "已对照材料核实"


@pytest.fixture
def road(reported: Road) -> Road:
    return replace(reported, content=dict(reported.content))


def points(road: Road) -> Mapping[int, Point]:
    case = Case.objects.select_related("agency", "matter", "party").get(pk=road.case_id)
    return {p.number: p for p in reads.points_of(case=case, viewer=SYSTEM, at=road.now)}


def say(road: Road, sent: Submission, **verdicts: tuple[str, str]) -> list[PointAnswer]:
    given = {int(n[1:]): told for n, told in verdicts.items()}
    by = road.actor("reviewer")
    return actions.answer_points(submission=sent, given=given, by=by, at=road.now)


def test_a_lawful_file_fits_and_only_a_person_weighs_the_crime(road: Road) -> None:
    found = points(road)
    assert [p.number for p in found.values()] == list(range(1, 9))
    unfit = {n: p.why for n, p in found.items() if p.found is not Found.FIT}
    assert set(unfit) <= {8}, unfit
    assert "罚款 8,000 元" in found[5].why
    assert all(p.source for p in found.values())
    assert found[4].papers


def test_a_certificate_counts_on_the_day_of_each_act(road: Road) -> None:
    Certificate.objects.filter(holder=road.pair[0]).update(valid_until="2026-03-03")
    found = points(road)[2]
    assert found.found is Found.WRONG
    assert {f.code for f in found.findings} == {"certificate"}
    assert all("2026-03-04" in f.why for f in found.findings)
    assert found.papers


def test_a_hole_in_the_evidence_is_named(road: Road) -> None:
    item = Evidence.objects.get(dossier_id=road.case.dossier_id, need_code="ledger")
    records.exclude_evidence(
        evidence_id=item.pk, reason="来源不明", by=road.actor("officer"), at=road.now
    )
    found = points(road)[4]
    assert found.found is Found.WRONG
    assert "进销货票据和货值" in found.why
    case = Case.objects.select_related("agency", "matter", "party").get(pk=road.case_id)
    _, _, grid = reads.checked(case=case, viewer=SYSTEM, at=road.now)
    assert [row.name for row in grid if row.hole] == ["进销货票据和货值"]


def test_what_a_paper_cites_stood_on_the_day_of_the_act(road: Road) -> None:
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    wrong = "《中华人民共和国食品安全法》第九百条"
    road.conclude(facts=f"当事人的行为违反了{wrong}的规定。")
    found = points(road)[5]
    assert found.found is Found.WRONG
    assert "没有这一条" in found.why
    assert {f.code for f in found.findings} == {"citation"}
    assert len(found.papers) == 1


def test_an_agreement_waits_for_every_point(road: Road) -> None:
    sent = submit(road)
    say(road, sent, p1=("fit", ""), p2=("fit", ""))
    with pytest.raises(Refused) as no:
        actions.opine(
            submission=sent, kind="agree", text="同意处罚", by=road.actor("reviewer"), at=road.now
        )
    assert no.value.codes == {"points_open"}
    assert "第三项" in str(no.value)
    with pytest.raises(DatabaseError, match="review_points_open"), transaction.atomic():
        Submission.objects.filter(pk=sent.pk).update(kind="agree", opined_by="user:0")
    opine(road, sent, "disagree")


def test_who_differs_from_the_machine_says_why(road: Road) -> None:
    sent = submit(road)
    with pytest.raises(Refused) as no:
        say(road, sent, p1=("unfit", ""))
    assert no.value.codes == {"point_reason_missing"}
    (answer,) = say(road, sent, p1=("unfit", "主体名录里没有这个单位"))
    assert (answer.found, answer.verdict) == ("fit", "unfit")
    entry = Entry.objects.filter(subject=road.case.dossier_id).latest("seq")
    assert entry.kind == "review.PointsAnswered"
    assert entry.payload["answers"] == ["1:unfit"]
    told = {f"p{n}": ("fit", CHECKED) for n in range(2, 9)}
    say(road, sent, **told)
    with pytest.raises(Refused) as no:
        actions.opine(
            submission=sent, kind="agree", text="同意处罚", by=road.actor("reviewer"), at=road.now
        )
    assert no.value.codes == {"points_unfit"}
    say(road, sent, p1=("fit", "已查到名录，确认无误"))
    assert reads.answers_of(submission=sent, viewer=SYSTEM)[1].verdict == "fit"
    assert PointAnswer.objects.filter(submission=sent, point=1).count() == 2


def test_what_changed_after_the_answer_is_answered_again(road: Road) -> None:
    sent = submit(road)
    say(road, sent, **{f"p{n}": ("fit", CHECKED) for n in range(1, 9)})
    Certificate.objects.filter(holder=road.pair[0]).update(valid_until="2026-03-03")
    with pytest.raises(Refused) as no:
        actions.opine(
            submission=sent, kind="agree", text="同意处罚", by=road.actor("reviewer"), at=road.now
        )
    assert no.value.codes == {"points_changed"}
    say(road, sent, p2=("fit", "证件已换发，原件已核对"))
    actions.opine(
        submission=sent, kind="agree", text="同意处罚", by=road.actor("reviewer"), at=road.now
    )


def test_an_answer_never_changes(road: Road) -> None:
    sent = submit(road)
    (answer,) = say(road, sent, p1=("fit", ""))
    with pytest.raises(DatabaseError), transaction.atomic():
        PointAnswer.objects.filter(pk=answer.pk).update(verdict="unfit")
    with pytest.raises(DatabaseError), transaction.atomic():
        PointAnswer.objects.filter(pk=answer.pk).delete()
    opine(road, sent)
    with pytest.raises(Refused) as no:
        say(road, sent, p1=("fit", ""))
    assert "already_opined" in no.value.codes


def test_sixty_papers_ask_the_database_no_more_than_few(road: Road) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            points(road)
        return len(seen)

    points(road)
    few = asked()
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    for n in range(50):
        told = {
            "evidence_kind": "documentary",
            "name": f"补充票据 {n}",
            "proves": "货值",
            "taken_on": road.today.isoformat(),
            "place": road.place,
            "officers": road.pair,
        }
        road.do("officer", "register_evidence", told)
    road.conclude()
    begun = perf_counter()
    assert asked() <= few
    assert perf_counter() - begun < 2, "the eight points of 60 papers are ready in two seconds"
