"""The ledger: what filters and searches find, for whom, in which order, and at what cost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests import make

from zhifa.agencies.reads import Signed
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement import reads
from zhifa.enforcement.models import NEVER, Case, CaseOfficer, CaseWords, Holding
from zhifa.enforcement.reads import Filter
from zhifa.enforcement.rules.search import cover, pairs, squeezed

STAGES = ("clue", "checking", "filing", "filed", "concluded", "archived", "clue")
TODAY = make.AT.date() + timedelta(days=30)


def officer(body: str = "SJ") -> Signed:
    return make.signed(make.crew(make.agency(body)).officers[0])


@pytest.fixture
def docket() -> list[Case]:
    """Cases at every kind of stage, two weeks apart, and one of another agency."""
    made = []
    for n, stage in enumerate(STAGES):
        start = make.AT + timedelta(days=14 * (n % 3))
        firm = make.party(f"示范河门口食品有限公司{n}", number=10 + n)
        made.append(make.case(stage=stage, start=start, party_=firm))
    body = make.agency("CG")
    home = make.party("示范河门口建材店", number=30)
    made.append(make.case(stage="filing", matter="CG0101", body=body, party_=home))
    idle = [c.pk for c in made if c.stage in {"clue", "filing"}]  # as when no clock runs
    Case.objects.filter(pk__in=idle).update(nearest_on=NEVER)
    Holding.objects.filter(case__in=idle).update(nearest_on=NEVER)
    return list(Case.objects.order_by("pk"))


def listed(viewer: Signed, **asked: str) -> list[str]:
    found = reads.ledger(viewer=viewer, asked=Filter(**asked), today=TODAY)
    return [c.pk for c in found.rows]


def walked(viewer: Signed, asked: Filter, size: int) -> Iterator[str]:
    """Every page of a ledger, by its cursors."""
    while True:
        page = reads.ledger(viewer=viewer, asked=asked, today=TODAY, size=size)
        assert len(page.rows) <= size
        yield from (c.pk for c in page.rows)
        if not page.after:
            return
        asked = replace(asked, after=page.after)


def plainly(viewer: Signed, asked: Filter) -> list[str]:
    """What the ledger must say, worked out case by case."""
    reach = viewer.reach("case:read") or frozenset()
    own = CaseOfficer.objects.filter(user_id=viewer.user_id, until_on=None)
    mine = set(own.values_list("case_id", flat=True))
    until = TODAY if asked.due == "late" else TODAY + timedelta(days=int(asked.due or 90_000) + 1)
    found = [
        c
        for c in Case.objects.all()
        if c.agency_id in reach
        and asked.stage in {"", c.stage}
        and (not asked.due or c.nearest_on < until)
        and (not asked.mine or c.pk in mine)
        and (asked.search in c.title or (c.number and c.number.startswith(asked.search)))
    ]
    return [c.pk for c in sorted(found, key=lambda c: (c.nearest_on, c.pk))]


COMBINATIONS = [
    Filter(stage=stage, search=search, due=due, mine=mine)
    for stage, search, due, mine in product(
        ("", "filing", "nowhere"),
        ("", "河门口食品", "510403SJ"),
        ("", "late", "3", "400"),
        ("", "1"),
    )
]


def test_every_combination_says_what_the_cases_say(docket: list[Case]) -> None:
    full = 0
    for viewer in (officer(), officer("CG")):
        for asked in COMBINATIONS:
            wanted = plainly(viewer, asked)
            full += bool(wanted)
            assert list(walked(viewer, asked, 2)) == wanted, asked
            assert list(walked(viewer, asked, 50)) == wanted, asked
    assert full > 15, "most combinations must find something, or this shows nothing"
    both = officer()  # two posts make one ledger
    both = replace(both, posts=(*both.posts, *officer("CG").posts), _reach={})
    assert list(walked(both, Filter(), 2)) == plainly(both, Filter())
    assert len(plainly(both, Filter())) == len(docket)


def test_a_search_finds_by_what_people_know(docket: list[Case]) -> None:
    done = Case.objects.get(stage="archived")
    number = reads.decision(case=done, viewer=officer())
    assert number is not None
    for text in (
        done.number,
        done.number[:-2],
        f" {done.number.lower()} ",
        number.number,
        number.number[:-1],
        "有限公司５",
        "河门口 食品有限公司5",
    ):
        assert done.pk in listed(officer(), search=text), text
    assert listed(officer(), search="建材") == [], "another agency's"
    assert listed(officer("CG"), search="建材") == [c.pk for c in docket if "建材" in c.title]
    assert listed(officer("CG"), search=number.number) == []
    for text in ("绝无此事", "司", "%", "_", "'", '"', "（）", "河口"):
        assert listed(officer(), search=text) == [], text


def test_a_wide_search_is_cut_off_and_says_so(
    docket: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads.searching, "MOST_FOUND", 2)
    wide = reads.ledger(viewer=officer(), asked=Filter(search="河门口食品"), today=TODAY)
    assert wide.more_found
    newest = sorted((c.pk for c in docket if "河门口食品" in c.title), reverse=True)[:2]
    assert {c.pk for c in wide.rows} == set(newest)
    page = browser().get("/cases/", {"search": "河门口食品"}).content.decode()
    assert "多写几个字" in page
    narrow = reads.ledger(viewer=officer(), asked=Filter(search="公司5"), today=TODAY)
    assert not narrow.more_found


def test_what_the_ledger_reads_follows_the_case() -> None:
    road = make.road()
    for _, step in road.STEPS:
        getattr(road, step)()
        if step == "file":
            third = make.person("sj20", "officer", road.crew.agency)
            pair = [road.crew.officers[0].pk, third.pk]
            road.do("unit_head", "reassign", {"officers": pair, "reason": "工作调整。"})
            road.do("unit_head", "reassign", {"officers": road.pair, "reason": "工作调整。"})
        case = road.case
        now = CaseOfficer.objects.filter(case=case, until_on=None)
        held = Holding.objects.filter(case=case)
        assert sorted(h.user_id for h in held) == sorted(o.user_id for o in now), step
        assert {(h.stage, h.nearest_on) for h in held} <= {(case.stage, case.nearest_on)}, step
        assert {h.open for h in held} <= {case.stage not in {"closed", "archived"}}, step
        words = CaseWords.objects.get(case=case).words.split()
        assert set(pairs(squeezed(case.title))) == set(words[1:]), step


@pytest.mark.usefixtures("docket")
def test_the_desk_shows_open_cases_by_deadline() -> None:
    mine = reads.mine(viewer=officer())
    assert mine
    assert all(c.stage != "archived" for c in mine)
    assert mine == sorted(mine, key=lambda c: (c.nearest_on, c.pk))
    some = reads.at_stages(viewer=officer(), stages=["filing", "clue"], limit=60)
    assert {c.stage for c in some} == {"filing", "clue"}
    assert {c.agency_id for c in some} == {make.agency().pk}
    assert reads.at_stages(viewer=officer(), stages=["filing", "clue"], limit=1) == some[:1]


def browser(role: str = "officer") -> Client:
    user = make.crew(make.agency()).user(role)
    with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


SPOILT = (
    "due=%C2%B2", "due=99999999999999", "after=x_y", "after=2026-13-01_A", "after=_",
    "search=%00", "search=%27%20OR%201", "search=%EF%BC%88", "stage=%00",
)  # fmt: skip


def test_a_spoilt_address_still_opens() -> None:
    client = browser()
    for page, asked in product(("/cases/", "/cases/export/"), SPOILT):
        assert client.get(f"{page}?{asked}").status_code == 200, asked


def test_the_export_holds_what_the_ledger_shows(docket: list[Case]) -> None:
    answer = browser().get("/cases/export/", {"stage": "filing"})
    rows = list(load_workbook(BytesIO(answer.content))["案件"].iter_rows(values_only=True))
    mine = [c for c in docket if c.stage == "filing" and c.agency == make.agency()]
    assert [row[1] for row in rows[1:]] == [c.title for c in mine]


def counted(page: Callable[[], Any]) -> int:
    page()  # what is kept in memory from then on is fetched now
    with CaptureQueriesContext(connection) as asked:
        page()
    return len(asked)


def test_more_rows_ask_no_more_of_the_database() -> None:
    first = make.case(stage="concluded")
    make.case(stage="filing")
    client, head = browser(), browser("agency_head")
    pages: dict[str, Callable[[], Any]] = {
        "ledger": lambda: client.get("/cases/"),
        "mine": lambda: client.get("/cases/?mine=1&stage=concluded&due=999"),
        "search": lambda: client.get("/cases/?search=示范食品"),
        "case": lambda: client.get(f"/cases/{first.pk}/"),
        "desk": lambda: client.get("/desk/"),
        "approvals": lambda: head.get("/desk/"),
    }
    before = {name: counted(page) for name, page in pages.items()}
    for n in range(6):
        stage = ("clue", "filing", "concluded")[n % 3]
        make.case(stage=stage, party_=make.party(f"示范食品店{n}", number=40 + n))
    assert {name: counted(page) for name, page in pages.items()} == before
    assert max(before.values()) < 45


def plan_of(sql: str, params: Any) -> str:
    word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{word} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_what_hangs_on_a_case_is_not_looked_for_by_agency(docket: list[Case]) -> None:
    """However many cases the agency has, its index is never the way to one row."""
    done = next(c for c in docket if c.stage == "archived")
    viewer = officer()
    for rows in (
        reads.decisions(viewer=viewer).filter(case=done),
        reads.overdue_clocks(viewer=viewer, on=TODAY),
        reads.sent_away(viewer=viewer).filter(case=done),
    ):
        plan = plan_of(*rows.query.sql_with_params())
        assert "agency_id=?" not in plan, plan
        assert "LIST SUBQUERY" not in plan, plan
    assert reads.decision(case=done, viewer=viewer)
    assert reads.decision(case=done, viewer=officer("CG")) is None


def test_every_combination_is_served_by_an_index(docket: list[Case]) -> None:
    """No statement of any page of the ledger reads a table from one end to the other."""
    asked: list[tuple[str, Any]] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for one, after in product(COMBINATIONS, ("", f"2026-03-01_{docket[0].pk}")):
            reads.ledger(viewer=officer(), asked=replace(one, after=after), today=TODAY)
        reads.mine(viewer=officer())
        reads.at_stages(viewer=officer(), stages=["filing", "clue"])
    ours = {sql: params for sql, params in asked if "enforcement_" in sql}
    assert len(ours) > 20
    for sql, params in ours.items():
        plan = plan_of(sql, params)
        whole = [x for x in plan.splitlines() if "SCAN enforcement" in x or "Seq Scan" in x]
        assert not whole, f"{sql}\n{plan}"
        bounded = '"id" IN' in sql or '"case_id" IN' in sql
        assert bounded or "B-TREE" not in plan, f"{sql}\n{plan}"


@given(st.text(max_size=12), st.text(max_size=6), st.text(max_size=6))
def test_a_text_holds_the_pairs_of_its_parts(middle: str, before: str, after: str) -> None:
    whole = squeezed(before + middle + after)
    assert squeezed(squeezed(middle)) == squeezed(middle)
    if squeezed(middle) in whole:
        assert set(pairs(squeezed(middle))) <= set(pairs(whole))
    assert all(len(p) == 2 and p in whole for p in pairs(whole))
    assert set(cover(whole)) <= set(pairs(whole))
    assert len(whole) < 2 or set("".join(cover(whole))) == set(whole)


def test_never_is_after_every_deadline() -> None:
    assert date(9999, 12, 31) == NEVER
