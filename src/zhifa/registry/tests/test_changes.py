"""What changed in the libraries is told to anybody: a page and an Atom feed, bounded and paged."""

import gzip
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import pytest
from django.db.models import Max
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter
from zhifa.registry.rules.changes import TELLERS
from zhifa.registry.tests import make
from zhifa.registry.tests.texts import BODY, NEWER, head

PAGE = "/public/changes/"
Listings: TypeAlias = list[tuple[str, date, date | None, date | None]]
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = make.DAY
CLAUSES = {
    "breach_clauses": ["《某某管理条例》第二条"],
    "penalty_clauses": ["《某某管理条例》第四条"],
}

pytestmark = pytest.mark.django_db


def told(library: str = "") -> list[tuple[str, str]]:
    rows = reads.changes(library=library, on=DAY, viewer=None).rows
    return [(row.title, row.summary) for row in rows]


@pytest.fixture(autouse=True)
def _law(load: Callable[..., actions.Imported]) -> None:
    """A law that the matters may cite."""
    load((head(), BODY))


def matter(code: str) -> None:
    make.matter(code=code, name=f"事项{code}", **CLAUSES)


def body(*codes: str) -> Agency:
    """A body, and matters on its list."""
    made = people.agency()
    for code in codes:
        matter(code)
        actions.list_power(agency=made, matter_code=code, from_on=DAY, by=SYSTEM, at=make.AT)
    return made


def text(url: str = PAGE) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def atom(url: str = f"{PAGE}feed.xml") -> ET.Element:
    return ET.fromstring(text(url))  # noqa: S314 - our own bytes


def test_every_kind_of_event_is_one_that_the_house_writes() -> None:
    rooms = {"registry": "zhifa.registry.events", "agencies": "zhifa.agencies.events"}
    for kind in TELLERS:
        room, _, name = kind.partition(".")
        assert name in dir(__import__(rooms[room], fromlist=[name])), kind


def test_each_library_tells_its_changes() -> None:
    one, other = body("T01"), people.agency()
    holder = people.holder("officer", one)
    card = people.certificate(holder, one)
    agencies.suspend_certificate(
        certificate=card, from_on=DAY, until_on=None, reason="内部原因", by=SYSTEM, at=make.AT
    )
    actions.delist_power(
        agency=one, matter_code="T01", until_on=date(2027, 1, 1), by=SYSTEM, at=make.AT
    )
    assert (one.name, "2027-01-01 后移出权责清单：事项T01") in told("lists")
    assert (one.name, "列入权责清单：事项T01") in told("lists")
    begun = Matter.objects.get(code="T01").from_on
    assert ("事项T01", f"事项 T01 自 {begun} 起施行新版本") in told("matters")
    assert {(b.name, "登记为执法主体") for b in (one, other)} <= set(told("bodies"))
    who = f"{holder.name}（{one.name}）"
    assert told("people")[0] == (who, f"暂扣执法证件，证号 {card.number}")
    everything = told()
    assert set(everything) >= {*told("lists"), *told("matters"), *told("bodies"), *told("people")}
    page = text()
    assert "内部原因" not in page
    assert holder.username not in page
    assert told("no such library") == everything


def test_a_law_change_says_from_when_and_how_much() -> None:
    law = reads.law(title="某某管理条例", viewer=SYSTEM)
    assert law is not None
    version = reads.version_on(law=law, on=DAY, viewer=SYSTEM)
    assert version is not None
    day = date(2030, 1, 1)
    actions.repeal_law(version_id=version.pk, from_on=day, reason="示范废止", by=SYSTEM, at=make.AT)
    assert told("laws")[0] == (law.title, "2030-01-01 起废止（依据：示范废止）")
    assert "依据：示范废止" in text(f"{PAGE}?library=laws")


def test_what_alters_answers_of_days_gone_by_says_why(
    load: Callable[..., actions.Imported],
) -> None:
    matter("T01")
    load((NEWER, BODY.replace("一百元", "五百元")))
    lines = [words for _, words in told("laws")]
    assert lines[0] == "2024-08-01 起施行新版本，变动 1 条（补录：示范补录）"
    assert lines[1].endswith("（补录：示范补录）"), "the import that brought it"
    make.matter(code="T01", name="事项T01", from_on=date(2025, 1, 1), **CLAUSES)
    assert told("matters")[0][1].endswith("施行新版本（补录：补录旧版本）")
    assert not any("补录" in words for _, words in told("lists"))


def test_a_text_put_right_says_what_was_wrong(tmp_path: Path) -> None:
    path = tmp_path / "right"
    path.mkdir()
    with gzip.open(path / "laws.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({**head(), "text": BODY.replace("一百元", "二百元")}))
    actions.correct_law(path=path, reason="第四条数额录错", by=SYSTEM, at=make.AT)
    assert told("laws")[0][1].endswith("原文留存（更正：第四条数额录错）")


def test_laws_that_one_import_changed_are_told_apart(load: Callable[..., actions.Imported]) -> None:
    other = {"title": "中华人民共和国另外管理条例"}
    load((head(id="L-1", **other), BODY))
    more = BODY.replace("一百元", "五百元")
    load((NEWER, more), ({**NEWER, **other, "id": "L-2"}, more))
    titles = [title for title, words in told("laws") if "新版本" in words]
    assert sorted(titles) == ["中华人民共和国另外管理条例", "中华人民共和国某某管理条例"]


def test_a_mandate_is_told_once_it_is_public() -> None:
    giver, holder = people.agency(), people.agency(nature="delegated")
    given = agencies.Mandate("示委〔2026〕1号", ["T01"], DAY, DAY + timedelta(days=300))
    made = agencies.delegate(principal=giver, delegate=holder, mandate=given, by=SYSTEM, at=make.AT)
    assert not any("示委" in words for _, words in told("bodies"))
    agencies.file_letter(delegation=made, name="委.pdf", content=b"%PDF-1.7", by=SYSTEM, at=make.AT)
    agencies.publish_delegation(delegation=made, by=SYSTEM, at=make.AT)
    assert (giver.name, f"公布委托{holder.name}执法（示委〔2026〕1号）") in told("bodies")


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    codes = [f"T{n:03d}" for n in range(12)]
    body(*codes)
    wanted = Entry.objects.filter(kind__in=["registry.MatterAdopted", "registry.PowerListed"])
    seen: list[str] = []
    before: int | None = None
    for _ in range(20):
        page = reads.changes(before=before, limit=5, on=DAY, viewer=None)
        seen += [words for row in page.rows for words in row.words]
        before = page.before
        if before is None:
            break
    listed = {f"列入权责清单：事项{code}" for code in codes}
    assert listed <= set(seen)
    assert len(seen) == len(set(seen)) == wanted.count() + 2  # the body, and the law


def test_many_alike_at_once_are_one_line() -> None:
    made = body(*[f"T{n:03d}" for n in range(3)])
    for n in range(8):
        matter(f"M{n}")
    for n in range(8):
        actions.list_power(agency=made, matter_code=f"M{n}", from_on=DAY, by=SYSTEM, at=make.AT)
    newest = reads.changes(library="lists", on=DAY, viewer=None).rows[0]
    assert (len(newest.words), newest.more) == (5, 6)
    assert "以及同类 6 项" in text(f"{PAGE}?library=lists")


def test_the_page_and_the_feed_are_for_anybody_and_say_the_same() -> None:
    made = body("T01")
    page = text(f"{PAGE}?library=lists")
    assert made.name in page
    assert "feed.xml?library=lists" in page
    feed = atom(f"{PAGE}feed.xml?library=lists")
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == f"权责清单：{made.name}"
    assert entry.findtext(f"{ATOM}summary") == "列入权责清单：事项T01"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert made.name in text(link.attrib["href"].partition("testserver")[2])
    ids = [e.findtext(f"{ATOM}id") for e in atom().findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 2


@pytest.mark.parametrize("query", ["before=x", "before=-1", f"before={9 * 10**30}", "library=%00"])
def test_odd_questions_are_answered(query: str) -> None:
    body("T01")
    assert Client().get(f"{PAGE}?{query}").status_code == 200
    assert Client().get(f"{PAGE}feed.xml?{query}").status_code == 200


def test_more_changes_cost_no_more_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    body(*[f"T{n:03d}" for n in range(20)])
    with django_assert_max_num_queries(len(TELLERS) + 8):
        reads.changes(on=DAY, viewer=None)


def imported(agency: Agency, *codes: str, gone: tuple[str, ...] = (), days: int = 0) -> None:
    """A file of a body's list: these codes on it, those off it."""
    last = dict.fromkeys(codes) | dict.fromkeys(gone, date(2027, 1, 1))
    listings: Listings = [(code, DAY, None, until) for code, until in last.items()]
    top = Matter.objects.aggregate(top=Max("pk"))["top"]
    plan = reads.Plan(top=top, listings=listings)
    actions.import_list(
        plan=plan, agency=agency, digest="d", by=SYSTEM, at=make.AT + timedelta(days)
    )


def test_a_list_from_a_file_names_what_came_and_what_left() -> None:
    made, codes = people.agency(), [f"T{n:02d}" for n in range(8)]
    for code in codes:
        matter(code)
    imported(made, "T00", "T01")
    assert told("lists")[0] == (made.name, "权责清单列入 2 项：“事项T00”、“事项T01”")
    imported(made, *codes[2:], gone=("T01",), days=1)
    came = "、".join(f"“事项{code}”" for code in codes[2:7])
    words = f"权责清单列入 6 项：{came}等；移出 1 项：“事项T01”"
    assert told("lists")[0] == (made.name, words)
    feed = atom(f"{PAGE}feed.xml?library=lists")
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary") == words
    assert words in text(f"{PAGE}?library=lists")


def test_matters_put_on_a_list_at_once_are_named() -> None:
    made = people.agency()
    matter("T01")
    actions.list_powers(agency=made, codes=["T01"], from_on=DAY, by=SYSTEM, at=make.AT)
    assert told("lists")[0] == (made.name, "权责清单列入 1 项：“事项T01”")


def test_a_mandate_with_a_day_to_come_is_not_told_before_it() -> None:
    giver, holder = people.agency(), people.agency(nature="delegated")
    given = agencies.Mandate("示委〔2026〕2号", ["T01"], DAY, DAY + timedelta(days=300))
    made = agencies.delegate(principal=giver, delegate=holder, mandate=given, by=SYSTEM, at=make.AT)
    type(made).objects.filter(pk=made.pk).update(published_on=DAY + timedelta(days=3))
    assert not any("示委" in words for _, words in told("bodies"))
    later = reads.changes(library="bodies", on=DAY + timedelta(days=3), viewer=None).rows
    assert any("示委" in row.summary for row in later)
