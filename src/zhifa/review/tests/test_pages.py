"""Pages of legal review, and the same by machine."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.walks import Road

from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.review.models import Submission

WORDS = "主体合法，事实清楚，证据充分，裁量适当"


@pytest.fixture(scope="module")
def road(
    django_db_setup: None,  # noqa: ARG001 - it comes first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Road]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield lately("concluded")
        transaction.set_rollback(True)


@pytest.fixture
def officer(road: Road) -> Client:
    return browser(road, "officer")


@pytest.fixture
def reviewer(road: Road) -> Client:
    return browser(road, "reviewer")


def fits(reason: str = "已对照材料核实") -> dict[str, str]:
    """Every point answered as met."""
    told = {f"verdict_{n}": "fit" for n in range(1, 9)}
    return told | {f"reason_{n}": reason for n in range(1, 9)}


def send(road: Road, officer: Client, note: str = "请审核", **more: object) -> Submission:
    url = f"/reviews/cases/{road.case_id}/submit/"
    answer = officer.post(url, {"note": note, "rev": road.case.rev, **more})
    assert answer.status_code == 302
    return Submission.objects.get(case=road.case)


def test_a_case_is_sent_and_answered(road: Road, officer: Client, reviewer: Client) -> None:
    url = f"/reviews/cases/{road.case_id}/submit/"
    assert officer.get(url).status_code == 200
    sent = send(road, officer)
    assert road.case.title in text(reviewer.get("/reviews/"))
    door = reviewer.get(f"/reviews/cases/{road.case_id}/")
    assert door["Location"] == f"/reviews/{sent.pk}/"
    assert reviewer.get(f"/reviews/{sent.pk}/").status_code == 200
    assert "待审" in text(officer.get(f"/reviews/cases/{road.case_id}/panel/"))
    early = reviewer.post(f"/reviews/{sent.pk}/", {"kind": "agree", "text": WORDS})
    assert early.status_code == 409
    assert "还有要点没有逐项认定" in text(early)
    assert WORDS in text(early)
    saved = reviewer.post(f"/reviews/{sent.pk}/points/", fits())
    assert saved["Location"] == f"/reviews/{sent.pk}/"
    assert "已逐项认定 8 / 8 项" in text(reviewer.get(f"/reviews/{sent.pk}/"))
    given = reviewer.post(f"/reviews/{sent.pk}/", {"kind": "agree", "text": WORDS})
    assert "出具意见时的认定" in text(reviewer.get(f"/reviews/{sent.pk}/"))
    assert given["Location"] == "/reviews/"
    assert reviewer.get(f"/reviews/cases/{road.case_id}/")["Location"] == "/reviews/"
    assert "同意" in text(officer.get(f"/reviews/cases/{road.case_id}/panel/"))


def test_two_rounds_with_numbered_problems(road: Road, officer: Client, reviewer: Client) -> None:
    first = send(road, officer)
    here = f"/reviews/{first.pk}/"
    back = {"kind": "supplement_evidence", "text": "货值没有查清"}
    assert "退回的意见没有逐条写明问题" in text(reviewer.post(here, back))
    open_point = reviewer.post(here, {**back, "wrong_1": "没有进货票据", "todo_1": "补充票据"})
    assert open_point.status_code == 422
    assert "选一项要点" in text(open_point)
    whole = {**back, "point_1": "4", "wrong_1": "没有进货票据", "todo_1": "补充票据"}
    assert reviewer.post(here, whole).status_code == 302
    assert "没有进货票据" in text(reviewer.get(here))
    assert "还没有答复" in text(officer.get(f"/reviews/cases/{road.case_id}/panel/"))
    url = f"/reviews/cases/{road.case_id}/submit/"
    form = text(officer.get(url))
    assert "对第 1 条问题的答复" in form
    assert "没有进货票据" in form
    road.case.refresh_from_db()
    told = {"note": "已补充，请审核", "rev": road.case.rev}
    assert officer.post(url, told).status_code == 422
    assert officer.post(url, {**told, "answer_1": "已补充三张进货票据"}).status_code == 302
    second = Submission.objects.get(case=road.case, round=2)
    page = text(reviewer.get(f"/reviews/{second.pk}/"))
    assert "与第 1 次相比" in page
    assert "已补充三张进货票据" in page


def test_the_same_submit_again_sends_nothing(road: Road, officer: Client) -> None:
    old = road.case.rev
    send(road, officer)
    again = officer.post(f"/reviews/cases/{road.case_id}/submit/", {"note": "请审核", "rev": old})
    assert again.status_code == 302
    assert Submission.objects.filter(case=road.case).count() == 1


def test_faults_are_named_and_words_kept(road: Road, officer: Client, reviewer: Client) -> None:
    url = f"/reviews/cases/{road.case_id}/submit/"
    assert officer.post(url, {"note": " "}).status_code == 422
    stale = officer.post(url, {"note": WORDS, "rev": road.case.rev - 1})
    assert stale.status_code == 409
    assert "案件刚被他人推进" in text(stale)
    assert WORDS in text(stale)
    sent = send(road, officer)
    here = f"/reviews/{sent.pk}/"
    for wrong in ({"text": WORDS}, {"kind": "agree"}, {"kind": "none", "text": WORDS}):
        answer = reviewer.post(here, wrong)
        assert answer.status_code == 422, wrong
        assert (WORDS in text(answer)) is ("text" in wrong)
    long = reviewer.post(here, {"kind": "agree", "text": "审核意见" * 4751})
    assert long.status_code == 422
    reviewer.post(f"{here}points/", fits())
    assert reviewer.post(here, {"kind": "agree", "text": "审核意见" * 4750}).status_code == 302
    late = reviewer.post(here, {"kind": "disagree", "text": WORDS})
    assert late.status_code == 409
    assert "本次送审已有意见" in text(late)
    assert WORDS in text(late)


def test_an_officer_of_the_case_may_look_but_not_answer(road: Road, officer: Client) -> None:
    sent = send(road, officer)
    assert officer.get(f"/reviews/{sent.pk}/").status_code == 404
    assert officer.post(f"/reviews/{sent.pk}/points/", fits()).status_code == 404
    assert officer.post(f"/reviews/{sent.pk}/", {"kind": "agree", "text": "x"}).status_code == 404
    assert officer.get("/reviews/").status_code == 200


def test_what_was_sent_back_is_shown_so(road: Road, officer: Client, reviewer: Client) -> None:
    sent = send(road, officer)
    head = browser(road, "unit_head")
    answer = head.post(f"/cases/{road.case_id}/do/reopen/", {"reason": "补充证据", "token": "r"})
    assert answer.status_code == 302
    assert road.case.title not in text(reviewer.get("/reviews/"))
    assert "已退回，未出意见" in text(officer.get(f"/reviews/cases/{road.case_id}/panel/"))
    refused = reviewer.post(f"/reviews/{sent.pk}/", {"kind": "agree", "text": WORDS})
    assert refused.status_code == 409
    assert reviewer.get("/reviews/999999/").status_code == 404
