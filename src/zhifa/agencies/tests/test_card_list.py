"""Lists of certificates from outside: what differs is told with its cell, and all or nothing."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from zhifa.agencies import actions, reads
from zhifa.agencies.models import Agency, Certificate, CertificateSuspension, User
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.kernel.workbook import BadFile

pytestmark = pytest.mark.django_db
HEAD = ("姓名", "单位", "执法证号", "证件种类", "执法区域", "有效期起", "有效期止", "状态")
FROM, UNTIL = date(2025, 1, 1), date(2027, 12, 31)
Cells = Sequence[Any]


def xlsx(rows: Sequence[Cells], *, merge: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def line(user: User, body: Agency, number: str = "23040001001", **told: Any) -> list[Any]:
    facts = {
        "姓名": user.name,
        "单位": body.name,
        "执法证号": number,
        "证件种类": "行政执法证",
        "执法区域": "510403",
        "有效期起": FROM,
        "有效期止": UNTIL,
        "状态": "有效",
        **told,
    }
    return [facts[word] for word in HEAD]


def report(data: bytes) -> reads.Report:
    return reads.card_report(data=data, on=make.DAY, viewer=SYSTEM)


def taken(data: bytes, at: datetime = make.AT) -> reads.Report:
    return actions.import_cards(data=data, by=SYSTEM, at=at)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("510403", ("510403",)),
        ("西区", ("510403",)),
        ("攀枝花市", ("5104",)),
        ("西区玉泉街道、510403001", ("510403001", "510403002")),
        ("火星", None),
        ("51040", None),
    ],
)
def test_a_place_is_told_by_code_or_name(said: str, codes: tuple[str, ...] | None) -> None:
    body = make.agency()
    found = report(xlsx([line(make.holder("officer", body), body, 执法区域=said)]))
    if codes is None:
        assert [(r.cell, "执法区域" in r.reason) for r in found.faults] == [("E2", True)]
    else:
        assert [step.line.areas for step in found.steps] == [codes]


def staff() -> tuple[User, Agency]:
    body = make.agency()
    return make.holder("officer", body), body


def known() -> tuple[User, Agency, Certificate]:
    user, body = staff()
    return user, body, make.certificate(user, body, valid=(FROM, UNTIL))


def told(found: reads.Report) -> list[tuple[str, str]]:
    return [(r.cell, r.reason) for r in found.faults]


def test_a_list_is_looked_at_taken_over_and_taken_over_again() -> None:
    user, body = staff()
    data = xlsx([line(user, body)])
    assert report(data).counts == {"issue": 1, "suspend": 0, "cancel": 0}
    assert not Certificate.objects.exists()
    assert taken(data).counts["issue"] == 1
    card = Certificate.objects.get()
    assert (card.holder, card.agency, card.areas) == (user, body, ["510403"])
    assert (card.valid_from, card.valid_until) == (FROM, UNTIL)
    entries = Entry.objects.count()
    again = taken(data)
    assert (again.same, again.steps, Entry.objects.count()) == (1, [], entries)
    assert [f.line() for f in verify()] == []


def test_a_csv_says_the_same() -> None:
    user, body = staff()
    rows = [HEAD, [str(v) for v in line(user, body)]]
    text = "\r\n".join(",".join(row) for row in rows)
    for encoding in ("utf-8-sig", "gb18030"):
        assert report(text.encode(encoding)).counts["issue"] == 1


def test_what_differs_is_named_with_its_cell() -> None:
    user, body, card = known()
    other = make.agency()
    rows = [
        line(user, body, card.number, 姓名="别人"),
        line(user, other, "23040001002"),
        line(user, body, "23040001003", 单位="没有的局"),
        line(user, body, card.number),
        line(user, body, "23040001004"),
    ]
    found = told(report(xlsx(rows)))
    assert [cell for cell, _ in found] == ["C5", "A2", "A3", "B4", "C6"]
    words = ["重复", "姓名与登记不符", "没有这个人员", "没有登记这个单位", "已有未到期的证件"]
    assert all(word in reason for word, (_, reason) in zip(words, found, strict=True))


def test_suspended_and_cancelled_elsewhere_is_taken_over() -> None:
    user, body, card = known()
    data = xlsx([line(user, body, card.number, 状态="暂扣")])
    assert [r.cell for r in report(data).notices] == ["C2", "H2"]
    taken(data)
    assert CertificateSuspension.objects.get().from_on == make.DAY
    assert not reads.standings(user_ids=[user.pk], on=make.DAY, area="")[user.pk].good
    assert taken(data).steps == []
    taken(xlsx([line(user, body, card.number, 状态="注销")]))
    card.refresh_from_db()
    assert card.cancelled_on == make.DAY


def test_what_is_suspended_here_stays_so_and_is_told() -> None:
    user, body, card = known()
    actions.suspend_certificate(
        certificate=card, from_on=make.DAY, until_on=None, reason="调查", by=SYSTEM, at=make.AT
    )
    found = taken(xlsx([line(user, body, card.number)]))
    assert any("已经暂扣" in r.reason for r in found.notices)
    assert CertificateSuspension.objects.get().until_on is None


def test_an_expired_card_and_one_left_out_are_told() -> None:
    _, body, card = known()
    late = make.holder("officer", body)
    row = line(late, body, "23040001009", 有效期止=date(2026, 1, 31))
    reasons = [r.reason for r in report(xlsx([row])).notices]
    assert any("已过有效期" in r for r in reasons)
    assert any(card.number in r and "不在名单里" in r for r in reasons)


def test_namesakes_are_not_guessed() -> None:
    user, body = staff()
    twin = make.holder("officer", body)
    actions.change_person(user=twin, facts={"name": user.name}, by=SYSTEM, at=make.AT)
    assert told(report(xlsx([line(user, body)])))[0][1].startswith("该单位有 2 个同名人员")


def test_one_bad_line_keeps_all_of_it_out() -> None:
    user, body = staff()
    data = xlsx([line(user, body), line(user, body, "23040001008", 姓名="无此人")])
    with pytest.raises(Refused) as refused:
        taken(data)
    assert refused.value.codes == {"bad_list"}
    assert not Certificate.objects.exists()


def test_nobody_takes_over_a_list_for_another_body() -> None:
    user, body = staff()
    by = make.actor("officer", body)
    with pytest.raises(Refused) as refused:
        actions.import_cards(data=xlsx([line(user, body)]), by=by, at=make.AT)
    assert refused.value.codes == {"not_permitted"}


def test_cells_that_are_not_plain_are_refused() -> None:
    user, body = staff()
    cases = {
        "C2": line(user, body, "=1+1"),
        "F2": line(user, body, 有效期起="2025-01-01"),
        "G2": line(user, body, 有效期止=date(2024, 1, 1)),
        "D2": line(user, body, 证件种类="工作证"),
        "E2": line(user, body, 执法区域="火星区"),
        "H2": line(user, body, 状态="正常"),
    }
    for cell, row in cases.items():
        assert [c for c, _ in told(report(xlsx([row])))] == [cell]
    merged = xlsx([line(user, body), line(user, body, "23040001002")], merge="A2:A3")
    assert ("A2:A3", "是合并单元格，请取消合并，每行填全") in told(report(merged))


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (3 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "文件是空的"),
        ("单位,备注\n".encode(), "没有找到表头"),
        (b"\xff\xfe\x00\x81", "认不出来"),
        ("姓名,执法证号\n".encode(), "缺少“单位”这一列"),
        ('姓名,"证号\n'.encode(), "引号不成对"),
        (b"PK\x03\x04 nothing", "不是 .xlsx 文件"),
        (b"\xd0\xcf\x11\xe0 old", "旧版"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, word: str) -> None:
    with pytest.raises(BadFile, match=word):
        report(data)


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(BadFile, match="压缩炸弹"):
        report(bomb())
