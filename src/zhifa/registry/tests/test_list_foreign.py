"""Another district's list is held against ours from its file, and nothing of it is kept."""

import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.workbook import Row, opened
from zhifa.registry import reads
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.tests.test_list_compare import put
from zhifa.registry.tests.test_power_lists import sheet
from zhifa.registry.tests.whole_lists import differences

pytestmark = pytest.mark.django_db
PAGE = "/library/lists/compare/file/"
HEADS = ["权力类型", "事项编码", "事项名称", "处罚依据"]
CLAUSE = "《中华人民共和国食品安全法》第一条"


def send(client: Client, data: bytes, **told: str) -> Any:
    file = SimpleUploadedFile("外区.xlsx", data)
    return client.post(PAGE, {"file": file, "on": "2026-03-02", **told})


def held() -> tuple[int, ...]:
    entries = Entry.objects.filter(kind__startswith="registry.")
    return Matter.objects.count(), PowerItem.objects.count(), entries.count()


def body() -> Agency:
    made = people.agency()
    put(made, "A1", name="只在本区")
    put(made, "C1", name="编码不同的")
    put(made, "E1", name="写法不同的")
    return made


def theirs_of(*rows: list[Any]) -> bytes:
    return sheet(*rows, heads=HEADS)


ROWS = [
    ["行政处罚", "F1", "只在外区", CLAUSE],
    ["行政处罚", "D1", "编码不同的", CLAUSE],
    ["行政处罚", "E1", "写法不同的", "《食品安全法》第二条"],
]


def test_their_list_is_shown_beside_ours_and_nothing_is_kept() -> None:
    made, client = body(), browser("officer")
    before = held()
    answer = send(client, theirs_of(*ROWS), agency=made.code)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "只在本区 1，只在外区 1，两边都有而写法不同 1，编码不同 1" in page
    assert "原来的编码 C1" in page
    assert "没有存入任何内容" in page
    assert 'href="/library/matters/E1/"' in page
    assert 'href="/library/matters/F1/"' not in page, "the library has no such matter"
    assert "罚款上限" not in page, "their file has no such column"
    assert held() == before
    only = send(client, theirs_of(*ROWS), agency=made.code, how="added").content.decode()
    assert "F1" in only
    assert "原来的编码 C1" not in only
    rest = send(client, theirs_of(*ROWS), agency=made.code, after="D1").content.decode()
    assert "原来的编码 C1" not in rest
    assert "F1" in rest


def test_what_cannot_be_read_is_named_by_its_cell() -> None:
    made, client = body(), browser("officer")
    page = send(client, theirs_of(*ROWS, ["行政处罚", "=1+1", "公式", ""]), agency=made.code)
    told = page.content.decode()
    assert page.status_code == 200
    assert "没有参加比较" in told
    assert "是公式" in told
    assert "B5" in told


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "文件是空的"),
        (b"a,b\n1,2\n", "不是 .xlsx 文件"),
        (b"\xd0\xcf\x11\xe0abc", "旧版 .xls"),
        (sheet(["x"], heads=["别的"]), "没有找到表头"),
        (sheet(["A", "名称"], heads=["事项编码", "事项名称"]), "权力类型"),
    ],
)
def test_a_file_that_is_no_list_is_refused(data: bytes, why: str) -> None:
    answer = send(browser("officer"), data)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "只在本区" not in answer.content.decode()


def test_a_kind_may_be_told_for_all_and_a_day_must_be_one() -> None:
    made, client = body(), browser("officer")
    bare = sheet(["C1", "编码不同的"], heads=["事项编码", "事项名称"])
    assert send(client, bare, agency=made.code, kind="penalty").status_code == 200
    wrong = client.post(
        PAGE, {"file": SimpleUploadedFile("a.xlsx", bare), "on": "2026-02-30", "agency": made.code}
    )
    assert wrong.status_code == 422
    assert "日期写成" in wrong.content.decode()
    assert date(2026, 3, 2).isoformat() not in wrong.content.decode()


def test_it_is_for_who_may_read_the_library() -> None:
    assert Client().get(PAGE).status_code == 302
    assert browser("officer").get(PAGE).status_code == 200


@dataclass
class Long:
    """Another's list of so many matters, made row by row, each with long words."""

    count: int
    data: bytes = b""
    merged: Sequence[tuple[str, int]] = ()
    hidden: Sequence[int] = ()
    title: str = ""

    def sheets(self) -> "Sequence[Long]":
        """The one there is."""
        return (self,)

    def rows(self) -> Iterator[Row]:
        """The heading, and the matters."""
        yield Row(1, [(head, False) for head in [*HEADS, "追责情形"]])
        for n in range(self.count):
            words = f"{n}" + "不依法履行职责的" * 400
            said = ["行政处罚", f"L{n:05d}", f"事项{n}", CLAUSE, words]
            yield Row(n + 2, [(word, False) for word in said])


def test_a_long_list_is_not_held_in_memory() -> None:
    made = people.agency()
    put(made, "L00001", name="事项1")
    tracemalloc.start()
    *_, theirs = reads.read_foreign(book=Long(3000), kind="", viewer=SYSTEM)
    held, most = tracemalloc.get_traced_memory()
    assert theirs.rows == 3000
    assert held < 6 * 1024 * 1024, "the words alone are 20 MB"
    ours = reads.ListSide(made.pk, date(2026, 3, 2))
    page = reads.compare_foreign(ours=ours, theirs=theirs, viewer=SYSTEM)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12 * 1024 * 1024
    assert page.counts == {"added": 2999, "removed": 0, "changed": 1, "recoded": 0}
    assert (len(page.rows), page.left, page.after) == (100, 2900, "L00099")
    assert [one.how for one in page.rows[:3]] == ["added", "changed", "added"]
    assert page.rows[1].changes[-1].heading == "追责情形"
    assert page.rows[1].changes[-1].new.startswith("1不依法")
    last = reads.Part(after="L02998")
    rest = reads.compare_foreign(ours=ours, theirs=theirs, viewer=SYSTEM, part=last)
    assert [one.code for one in rest.rows] == ["L02999"]
    assert (rest.left, rest.after) == (0, "")


def test_it_says_what_the_rules_say_of_whole_lists() -> None:
    made = body()
    put(made, "G1", name="一样的")
    *_, theirs = reads.read_foreign(
        book=opened(BytesIO(theirs_of(*ROWS, ["行政处罚", "G1", "一样的", CLAUSE]))),
        kind="",
        viewer=SYSTEM,
    )
    day = date(2026, 3, 2)
    found = reads.compare_foreign(ours=reads.ListSide(made.pk, day), theirs=theirs, viewer=SYSTEM)
    rows = reads.list_rows(agency_id=made.pk, on=day, viewer=SYSTEM)
    told = [
        {"code": c, "name": n, "kind": "penalty", "penalty_clauses": [p]}
        for _, c, n, p in [*ROWS, ["行政处罚", "G1", "一样的", CLAUSE]]
    ]
    assert list(found.rows) == differences(rows, told, theirs.columns)


def test_two_long_files_are_held_against_each_other_in_little_memory() -> None:
    tracemalloc.start()
    books = (Long(3000), Long(2900))
    sides = [list(reads.read_foreign(book=b, kind="", viewer=SYSTEM))[-1] for b in books]
    found = sum(1 for _ in reads.all_between(old=sides[0], new=sides[1]))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 24 * 1024 * 1024, "the words alone are 40 MB"
    assert found == 100


def test_a_file_may_be_the_old_list_or_the_new() -> None:
    made, day = body(), date(2026, 3, 2)
    *_, theirs = reads.read_foreign(book=opened(BytesIO(theirs_of(*ROWS))), kind="", viewer=SYSTEM)
    ours = reads.Own(reads.ListSide(made.pk, day), SYSTEM)
    there = {one.code: one for one in reads.all_between(old=ours, new=theirs)}
    back = {one.code: one for one in reads.all_between(old=theirs, new=ours)}
    assert {c: one.how for c, one in there.items()} == {
        "A1": "removed", "D1": "recoded", "E1": "changed", "F1": "added"
    }  # fmt: skip
    assert {c: one.how for c, one in back.items()} == {
        "A1": "added", "C1": "recoded", "E1": "changed", "F1": "removed"
    }  # fmt: skip
    [one], [other] = there["E1"].changes, back["E1"].changes
    assert (one.heading, one.old, one.new) == (other.heading, other.new, other.old)
