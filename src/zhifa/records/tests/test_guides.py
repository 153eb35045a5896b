"""Drafting guides: sent in, accepted or returned, public, and beside the field they govern."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from zhifa.agencies.models import Agency
from zhifa.kernel import verify
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.models import DraftingGuide
from zhifa.records.rules.guides import for_step
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser

OPINION = {"act.opinion": "写明同意或者不同意，并说明理由。"}


@pytest.fixture
def home() -> Agency:
    return make.agency()


def send(home: Agency, code: str = "W02", **more: Any) -> DraftingGuide:
    told = {"general": "一事一表。", "notes": OPINION, "by": make.actor("library_keeper", home)}
    return actions.send_guide(agency=home, code=code, **{**told, **more}, at=make.AT)


def judge(row: DraftingGuide, *, accepted: bool = True, reason: str = "") -> DraftingGuide:
    by = make.actor("supervisor")
    return actions.judge_guide(guide_id=row.pk, accepted=accepted, reason=reason, by=by, at=make.AT)


def notes(home: Agency, move: str = "file", papers: tuple[str, ...] = ("W02",)) -> dict[str, str]:
    return reads.guide_notes(agency_id=home.pk, move=move, documents=papers)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"code": "W999"}, "guide:paper"),
        ({"general": " ", "notes": {"act.opinion": "  "}}, "guide:nothing"),
        ({"notes": {"act.colour": "蓝色"}}, "guide:strange"),
        ({"notes": {"matter.breach_clauses": "不由人填写"}}, "guide:strange"),
        ({"general": "长" * 501}, "guide:long"),
    ],
)
def test_a_guide_says_something_of_what_people_type(
    home: Agency, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        send(home, **more)
    assert refused.value.codes == {code}
    assert not DraftingGuide.objects.exists()


def test_it_is_in_force_when_accepted_and_the_next_one_takes_its_place(home: Agency) -> None:
    first = send(home)
    assert notes(home) == {}
    with pytest.raises(Refused) as refused:
        send(home)
    assert refused.value.codes == {"guide:waits"}
    judge(first)
    assert notes(home) == {"opinion": OPINION["act.opinion"]}
    assert notes(make.agency()) == {}
    second = send(home, notes={"act.opinion": "写三句话。"})
    assert notes(home)["opinion"] == OPINION["act.opinion"]
    judge(second)
    assert notes(home) == {"opinion": "写三句话。"}
    held = reads.guide_in_force(agency_id=home.pk, code="W02")
    assert held == second
    assert Entry.objects.filter(subject=f"guides:{home.pk}").count() == 4
    assert list(verify.verify()) == []


def test_one_that_is_returned_says_why_and_may_be_sent_again(home: Agency) -> None:
    row = send(home)
    with pytest.raises(Refused) as refused:
        judge(row, accepted=False, reason=" ")
    assert refused.value.codes == {"guide:reason"}
    judge(row, accepted=False, reason="补充告知要求。")
    assert notes(home) == {}
    for again in (True, False):
        with pytest.raises(Refused) as refused:
            judge(row, accepted=again, reason="再次退回")
        assert refused.value.codes == {"guide:judged"}
    judge(send(home, notes={"act.opinion": "改好了。"}))
    assert notes(home) == {"opinion": "改好了。"}


def test_the_body_sends_and_the_bureau_judges(home: Agency) -> None:
    for by in (make.actor("officer", home), make.actor("library_keeper")):
        with pytest.raises(Refused) as refused:
            send(home, by=by)
        assert refused.value.codes == {"not_permitted"}
    row = send(home)
    with pytest.raises(Refused) as refused:
        actions.judge_guide(
            guide_id=row.pk,
            accepted=True,
            reason="",
            by=make.actor("library_keeper", home),
            at=make.AT,
        )
    assert refused.value.codes == {"not_permitted"}


def test_a_guide_governs_the_step_that_makes_the_paper_and_the_one_it_quotes() -> None:
    told = [("W02", {"act.opinion": "甲", "said.propose_filing.reason": "乙", "act.x.y": "丙"})]
    assert dict(for_step(told, "file", ["W02"])) == {"opinion": "甲"}
    assert dict(for_step(told, "propose_filing", [])) == {"reason": "乙"}
    assert not dict(for_step(told, "close", ["W58"]))


@pytest.mark.parametrize(
    "statement",
    [
        "update records_draftingguide set general = 'x'",
        "update records_draftingguide set verdict = 'returned', reason = 'x'",
        "delete from records_draftingguide",
    ],
)
def test_the_database_keeps_what_was_sent_and_judged(home: Agency, statement: str) -> None:
    judge(send(home))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_pages_send_return_accept_and_publish(home: Agency) -> None:
    keeper = browser(make.holder("library_keeper", home))
    bureau = browser(make.holder("supervisor"))
    address = reverse("records:send_guide", args=["W02"])
    assert "总的要求" in keeper.get(address).content.decode()
    assert keeper.post(address, {"general": ""}).status_code == 409
    told = {"general": "一事一表。", "fact:act.opinion": "写明理由。"}
    assert keeper.post(address, told).status_code == 302
    row = DraftingGuide.objects.get()
    assert row.notes == {"act.opinion": "写明理由。"}
    page = reverse("records:guide", args=[row.pk])
    assert "1 份待审" in bureau.get(reverse("records:guides")).content.decode()
    assert keeper.post(page, {"verdict": "accepted"}).status_code == 404
    assert bureau.post(page, {"verdict": "returned"}).status_code == 409
    public = reverse("records:filed_guide", args=[row.pk])
    assert Client().get(public).status_code == 404
    assert bureau.post(page, {"verdict": "accepted"}).status_code == 302
    shown = Client().get(public).content.decode()
    assert "写明理由。" in shown
    listed = Client().get(reverse("records:filed_guides")).content.decode()
    assert public in listed
    assert "没有备案的指引" in listed  # the body of the bureau's person
    other = browser(make.holder("library_keeper"))
    assert row.pk not in other.get(reverse("records:guides")).content.decode()
    assert other.get(page).status_code == 200, "what is filed is public"
