"""Long public lists and many findings are read a page at a time, however long they are."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from zhifa.agencies.models import Agency
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement import reads
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry import reads as registry
from zhifa.registry.models import Finding, Matter
from zhifa.registry.tests import make as matters

pytestmark = pytest.mark.django_db
ON = make.AT.date()
HOME = "/library/public-lists/"


def grow(body: Agency, first: int, count: int, **changes: Any) -> None:
    """Matters as an import leaves them, put on the list of a body."""
    rows = [
        matters.row(code=f"Z{n:05d}", breach_clauses=[], penalty_clauses=[], **changes)
        for n in range(first, first + count)
    ]
    plan = registry.Plan(fresh=rows, top=registry.newest_matter())
    plan.listings += [(row["code"], row["from_on"], None, None) for row in rows]
    actions.import_list(plan=plan, agency=body, digest="", by=SYSTEM, at=make.AT)


def signed_in(road: Any) -> Client:
    user, client = road.crew.user("officer"), Client()
    with_phone(user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def asked(client: Client, address: str) -> tuple[str, int]:
    """The page, and how many queries it took."""
    client.get(address)  # what is prepared once is not counted
    with CaptureQueriesContext(connection) as seen:
        page = client.get(address)
    assert page.status_code == 200
    return page.content.decode(), len(seen)


def test_queries_and_pages_do_not_grow_with_the_list() -> None:
    road = make.road()
    body, client = road.crew.agency, signed_in(road)
    grow(body, 0, 30, duties=[])
    places = [HOME, f"{HOME}{body.code}/", f"{HOME}{body.code}/powers/", "/library/checks/"]
    actions.check_base(by=SYSTEM, at=make.AT)
    before = [asked(client, f"{place}?on={ON}") for place in places]
    grow(body, 30, 300, duties=[])
    actions.check_base(by=SYSTEM, at=make.AT)
    after = [asked(client, f"{place}?on={ON}") for place in places]
    assert [n for _, n in before] == [n for _, n in after]
    assert len(after[1][0]) < 1.2 * len(before[1][0])
    assert "等 330 项" in after[1][0], "counted, not listed"


def test_every_row_is_on_one_page_in_order() -> None:
    road = make.road()
    body, client = road.crew.agency, signed_in(road)
    grow(body, 0, 250)
    codes = list(registry.power_list(agency_id=body.pk, on=ON, viewer=SYSTEM).values_list("code"))
    found, after, pages = [], "", 0
    while True:
        one = reads.before_the_fact_list(
            agency=body, code="powers", on=ON, viewer=SYSTEM, after=after
        )
        assert one is not None
        found += [(row[0],) for row in one.rows]
        pages, after = pages + 1, one.after
        if not after:
            break
    assert found == codes
    assert (one.total, pages) == (len(codes), -(-len(codes) // 100))
    page, _ = asked(client, f"{HOME}{body.code}/powers/?on={ON}")
    assert f"共 {len(codes)} 项" in page
    assert "下一页" in page
    assert client.get(f"{HOME}{body.code}/nothing/").status_code == 404
    people, _ = asked(client, f"{HOME}{body.code}/people/?on={ON}")
    assert "执法人员" in people


def test_the_overview_and_the_page_say_the_same_for_every_body() -> None:
    road = make.road()
    grow(road.crew.agency, 0, 3, duties=[], tiers=[])
    rows = reads.meters(on=ON, viewer=SYSTEM)
    assert road.crew.agency.pk in {body.pk for body, _ in rows}
    for body, meter in rows:
        whole = reads.before_the_fact(agency=body, on=ON, viewer=SYSTEM)
        assert [(one.code, one.complete) for one in meter.lists] == [
            (one.code, one.complete) for one in whole.lists
        ]


def test_the_database_marks_what_a_matter_lacks() -> None:
    bare: dict[str, Any] = {"breach_clauses": [], "penalty_clauses": [], "tiers": [], "duties": []}
    road = make.road()
    body = road.crew.agency
    given = {"cap": 2, "ratio": "3%", "checkpoints": [{"code": "a", "name": "甲"}]}
    rows = {
        "L1": matters.row(code="L1", **bare),
        "L2": matters.row(code="L2", kind="inspection", inspection=given, **bare),
        "L3": matters.row(
            code="L3", kind="inspection", inspection={"cap": None, "ratio": ""}, **bare
        ),
    }
    plan = registry.Plan(fresh=list(rows.values()), top=registry.newest_matter())
    plan.listings += [(code, row["from_on"], None, None) for code, row in rows.items()]
    actions.import_list(plan=plan, agency=body, digest="", by=SYSTEM, at=make.AT)
    lists = {
        one.code: one for one in reads.before_the_fact(agency=body, on=ON, viewer=SYSTEM).lists
    }
    told = "；".join(lists["checks"].missing)
    assert "L3" in told
    assert "L2" not in told
    for word in ("检查要点", "抽查比例", "频次上限"):
        assert word in told
    assert "L1" in "；".join(lists["discretion"].missing)
    assert any("3%" in row for row in lists["checks"].rows)
    assert Matter.objects.get(code="L2").shape & 1


def test_findings_go_on_page_by_page_until_the_last() -> None:
    client = signed_in(make.road())
    seen = [registry.Fault("no_evidence", f"matter:F{n:04d}", f"问题{n:04d}") for n in range(250)]
    actions.check_base(by=SYSTEM, at=make.AT, seen=seen)
    for query in ("", "mended=1&rule=no_evidence"):
        if query:
            actions.check_base(by=SYSTEM, at=make.AT, seen=[])
        shown: list[str] = []
        page = client.get(f"/library/checks/?{query}")
        for _ in range(4):
            shown += [row.words for row in page.context["rows"]]
            if not page.context["more"]:
                break
            page = client.get(f"/library/checks/?{page.context['more']}")
        assert "共 250 个" in page.content.decode()
        assert shown == [f"问题{n:04d}" for n in reversed(range(250))]
    assert Finding.objects.count() == 250
