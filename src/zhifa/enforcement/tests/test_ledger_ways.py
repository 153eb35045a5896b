"""The ledger taken out of the house, searched by several words, and walked backwards."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests import make

from zhifa.agencies.models import User
from zhifa.agencies.reads import Signed
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement import reads
from zhifa.enforcement.actions import note_ledger_export
from zhifa.enforcement.events import LedgerExported
from zhifa.enforcement.models import NEVER, Case
from zhifa.enforcement.reads import Filter
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused

TODAY = make.AT.date() + timedelta(days=30)
STAGES = ("filing", "filing", "filed", "filed", "filing")
END = f"{NEVER}_{'Z' * 26}"


@pytest.fixture
def docket() -> list[Case]:
    """Five cases, some on one day."""
    return [
        make.case(
            stage=stage,
            start=make.AT + timedelta(days=14 * (n % 2)),
            party_=make.party(f"示范河门口食品有限公司{n}", number=10 + n),
        )
        for n, stage in enumerate(STAGES)
    ]


def officer() -> User:
    return make.crew(make.agency()).user("officer")


def viewer() -> Signed:
    return make.signed(officer())


def browser(user: User) -> Client:
    with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def listed(search: str) -> set[str]:
    found = reads.ledger(viewer=viewer(), asked=Filter(search=search), today=TODAY)
    return {c.pk for c in found.rows}


def test_an_export_is_on_record_and_says_what_it_holds(docket: list[Case]) -> None:
    asked = {"stage": "filing", "search": "示范 食品", "due": "", "after": "x"}
    client = browser(officer())
    answer = client.get("/cases/export/", asked)
    book = load_workbook(BytesIO(answer.content))
    cover = {str(row[0]): row[1] for row in book["说明"].iter_rows(values_only=True)}
    words = ["搜索：示范 食品", f"环节：{reads.all_stage_names()['filing']}"]
    mine = [c for c in docket if c.stage == "filing"]
    assert cover["筛选"] == "；".join(words)
    assert cover["件数"] == len(mine) == 3
    noted = Entry.objects.get(kind=LedgerExported.kind())
    assert noted.by == officer().key
    assert noted.payload == {"filters": words, "count": 3}
    client.get("/cases/export/")
    assert Entry.objects.filter(kind=LedgerExported.kind()).latest("pk").payload["filters"] == []


def test_who_reads_no_cases_takes_none_out() -> None:
    keeper = make.person("库管", "library_keeper", make.agency())
    assert browser(keeper).get("/cases/export/").status_code == 404
    with pytest.raises(Refused) as refused:
        note_ledger_export(filters=[], count=0, by=make.signed(keeper), at=make.AT)
    assert refused.value.codes == {"not_permitted"}
    assert not Entry.objects.filter(kind=LedgerExported.kind()).exists()


def test_words_apart_must_all_be_in_the_title(docket: list[Case]) -> None:
    every, third = {c.pk for c in docket}, {docket[3].pk}
    assert listed("标签 河门口") == every, "in whatever order"
    assert listed("河门口食品有限公司3 标签") == third
    assert listed("标签\u30003") == third, "one character counts beside a word"
    assert listed("标签 建材") == set()
    assert listed("3 签") == set(), "nothing to look for"
    page = browser(officer()).get("/cases/", {"search": "3 签"}).content.decode()
    assert "至少写两个字" in page


def test_back_leads_over_the_same_pages(docket: list[Case]) -> None:
    def page(**asked: str) -> reads.Listed:
        return reads.ledger(viewer=viewer(), asked=Filter(**asked), today=TODAY, size=2)

    there = [page()]
    assert there[0].before == "", "nothing before the beginning"
    while there[-1].after:
        there.append(page(after=there[-1].after))
    back = [there[-1]]
    while back[-1].before:
        back.append(page(until=back[-1].before))
    assert [p.rows for p in back[::-1]] == [p.rows for p in there]
    assert sum(len(p.rows) for p in there) == len(docket)
    assert page(after=back[-1].after).rows == there[1].rows, "and on again"
    assert page(until=f"2000-01-01_{'0' * 26}") == there[0], "nothing in front: the beginning"


def test_back_keeps_to_the_filters(docket: list[Case]) -> None:
    def rows(**asked: str) -> list[Case]:
        return reads.ledger(viewer=viewer(), asked=Filter(until=END, **asked), today=TODAY).rows

    assert len(rows()) == len(docket)
    stage = docket[2].stage
    assert {c.stage for c in rows(stage=stage)} == {stage}
    due = rows(due="999")
    assert due
    assert all(c.nearest_on < NEVER for c in due)
    page = browser(officer()).get("/cases/", {"until": END, "stage": stage}).content.decode()
    assert "回到开头" in page
    assert 'rel="prev"' not in page, "it begins here"
