"""Lists of parties from files: nothing half-loaded, everything wrong named by its cell."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from openpyxl import Workbook

from zhifa.agencies.tests.browsers import browser
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.tables import table
from zhifa.kernel.verify import verify
from zhifa.kernel.workbook import BadFile
from zhifa.registry import actions, reads
from zhifa.registry.models import Party, PartyKey
from zhifa.registry.tests import make

HEADS = ["类别", "姓名或者名称", "统一社会信用代码", "证件号码", "住所", "电话", "死亡或者终止日期"]
IMPORT = "/library/parties/import/"
FIRM = ["法人", "示范甲有限公司", make.firm(1), "", "示范街 1 号", "0812-5550001", None]
SHOP = ["个体工商户", "示范小吃店", make.firm(2, "92"), make.citizen(2), "", "13800001234", None]
PERSON = ["自然人", "示范某", "", make.citizen(3), "示范街 3 号", "", None]
OTHER = ["其他组织", "示范合伙", make.firm(4), "", "", "", None]
FOUR = (FIRM, SHOP, PERSON, OTHER)


def sheet(*rows: list[Any], heads: list[str] | None = None) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(heads or HEADS)
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(*rows: list[Any], encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    return out.getvalue().encode(encoding)


def plan(data: bytes, by: Any = SYSTEM) -> reads.PartyPlan:
    return list(reads.plan_parties(book=table(data), on=make.DAY, viewer=by))[-1]


def take(data: bytes, by: Any = SYSTEM) -> actions.PartiesImported:
    return actions.import_parties(plan=plan(data, by), digest="0" * 64, by=by, at=make.AT)


def said(found: reads.PartyPlan) -> dict[str, str]:
    return {r.cell: r.reason for r in found.remarks}


def changed(row: list[Any], place: int, value: Any) -> list[Any]:
    return [*row[:place], value, *row[place + 1 :]]


@pytest.mark.parametrize("data", [sheet(*FOUR), plain(*FOUR), plain(*FOUR, encoding="gb18030")])
def test_all_four_kinds_come_in_and_once_only(data: bytes) -> None:
    by = make.keeper()
    assert take(data, by) == actions.PartiesImported(registered=4, known=0)
    assert sorted(Party.objects.values_list("kind", flat=True)) == sorted(Party.Kind.values)
    assert take(data, by) == actions.PartiesImported(registered=0, known=4)
    assert Party.objects.count() == 4
    entries = Entry.objects.filter(kind="registry.PartiesListed")
    assert [(e.by, e.payload["parties"]) for e in entries] == [(by.key, 4)]
    assert list(verify()) == []


def test_personal_columns_are_encrypted_and_the_entries_are_found() -> None:
    take(sheet(*FOUR))
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity, address, phone FROM registry_party")
        raw = str(cursor.fetchall())
    assert "13800001234" not in raw
    assert "示范街" not in raw
    assert make.citizen(3) not in raw
    own = reads.party_by_identity(code=make.citizen(3), viewer=SYSTEM)
    assert own is not None
    assert (own.name, own.address) == ("示范某", "示范街 3 号")
    assert not Party.objects.exclude(pk__in=PartyKey.objects.values("party")).exists()
    payloads = str(list(Entry.objects.values_list("payload", flat=True)))
    assert "示范" not in payloads


def test_who_is_there_already_is_the_same_and_stays_as_registered() -> None:
    own = make.company(1, "示范甲有限公司", address="老街 9 号")
    found = plan(sheet(*FOUR))
    assert (found.known, len(found.fresh)) == (1, 3)
    assert "住所、电话与登记的不同，不改动" in said(found)["B2"]
    assert "老街" not in str(found.remarks), "what is registered is not told by an import"
    take(sheet(*FOUR))
    own.refresh_from_db()
    assert own.address == "老街 9 号"


def test_a_merged_entry_is_known_too() -> None:
    old, kept = (
        make.company(1),
        make.register("legal_person", "示范", {"credit_code": make.firm(9)}),
    )
    Party.objects.filter(pk=old.pk).update(merged_into=kept)
    assert plan(sheet(FIRM)).known == 1


def test_a_code_and_a_document_of_two_entries_are_refused() -> None:
    make.company(1)
    make.person(3)
    assert "分属两条" in said(plan(sheet(changed(PERSON, 2, make.firm(1)))))["B2"]


@pytest.mark.parametrize(
    ("row", "cell", "word"),
    [
        (changed(FIRM, 0, "公司"), "A2", "可选范围"),
        (changed(FIRM, 0, ""), "A2", "是空的"),
        (changed(FIRM, 1, ""), "B2", "是空的"),
        (changed(FIRM, 1, "甲" * 121), "B2", "最多 120 字"),
        (changed(FIRM, 1, "示范\u202e有限公司"), "B2", "看不见"),
        (changed(FIRM, 1, "锟斤拷锟斤拷"), "B2", "编码"),
        (changed(FIRM, 2, make.firm(1)[:-1] + "0"), "C2", "校验位"),
        (changed(FIRM, 2, ""), "C2", "没有证件号码"),
        (changed(FIRM, 2, "00000000000000000X"), "C2", "占位代码"),
        (changed(FIRM, 2, "=A1"), "C2", "公式"),
        (changed(FIRM, 2, "#N/A"), "C2", "错误值"),
        (changed(FIRM, 2, 915104030000000000), "C2", "15 位"),
        (changed(PERSON, 3, make.citizen(3)[:-1] + "Y"), "D2", "18 位"),
        (changed(PERSON, 3, 510403198001010030), "D2", "15 位"),
        (changed(PERSON, 3, ""), "D2", "没有证件号码"),
        (changed(FIRM, 5, "12"), "F2", "电话"),
        (changed(FIRM, 6, "去年"), "G2", "不是日期"),
        (changed(FIRM, 6, date(2099, 1, 1)), "G2", "今天之后"),
        (changed(PERSON, 6, date(1970, 1, 1)), "G2", "早于出生"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_comes_in(row: list[Any], cell: str, word: str) -> None:
    found = plan(sheet(row, OTHER))
    assert word in said(found)[cell]
    with pytest.raises(Refused) as refused:
        actions.import_parties(plan=found, digest="", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"list:rejected"}
    assert not Party.objects.exists()


def test_dates_as_text_are_read_and_remarked_on() -> None:
    found = plan(sheet(changed(FIRM, 6, "2026年1月5日"), changed(OTHER, 6, datetime(2026, 1, 6))))
    assert [p.gone_on for p in found.fresh] == [date(2026, 1, 5), date(2026, 1, 6)]
    assert [r.cell for r in found.repaired] == ["G2"]
    assert not found.rejected


def test_double_codes_and_documents_are_named_by_both_cells() -> None:
    told = said(plan(sheet(FIRM, changed(OTHER, 2, f" {make.firm(1).lower()} "), PERSON, PERSON)))
    assert told["C3"] == f"统一社会信用代码 {make.firm(1)} 和 C2 重复"
    assert told["D5"] == "证件号码 和 D4 重复"


def test_merged_cells_missing_and_double_columns_are_refused() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["某区当事人名单"])
    page.merge_cells("A1:E1")
    for row in (HEADS, FIRM, OTHER):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    assert not plan(out.getvalue()).rejected
    page.merge_cells("E3:E4")
    out = io.BytesIO()
    book.save(out)
    assert "合并" in said(plan(out.getvalue()))["E3:E4"]
    with pytest.raises(BadFile, match="缺少“类别”这一列"):
        plan(sheet(FIRM[1:], heads=HEADS[1:]))
    with pytest.raises(BadFile, match="不止一次"):
        plan(sheet(FIRM, heads=[*HEADS[:4], "姓名", *HEADS[5:]]))


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (lambda: b"", "空"),
        (lambda: ",".join(HEADS).encode("utf-16"), "认不出来"),
        (lambda: b"\x81\x00\xff\xff", "认不出来"),
        (lambda: b'\xe7\xb1\xbb\n"a,b', "引号"),
        (lambda: b"a,b\nc,d", "表头"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, ".xls"),
        (bomb, "压缩炸弹"),
        (lambda: sheet(FIRM)[:-200], "不是 .xlsx"),
    ],
    ids=["empty", "wide", "bytes", "quotes", "headless", "xls", "bomb", "cut"],
)
def test_what_is_no_list_is_refused(data: Callable[[], bytes], word: str) -> None:
    with pytest.raises(BadFile, match=word):
        plan(data())


def test_a_plan_grown_old_is_refused() -> None:
    found = plan(sheet(FIRM))
    make.company(1)
    with pytest.raises(Refused) as refused:
        actions.import_parties(plan=found, digest="", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"list:stale"}


def test_only_the_library_keeper_takes_lists_in_or_learns_from_them() -> None:
    make.person(3)
    by = make.officer()
    found = plan(sheet(PERSON), by)
    assert (found.rows, found.known) == (0, 0)
    for act in (actions.import_parties, actions.note_party_check):
        with pytest.raises(Refused) as refused:
            act(plan=found, digest="", by=by, at=make.AT)
        assert refused.value.codes == {"not_permitted"}
    assert browser("officer").get(IMPORT).status_code == 404
