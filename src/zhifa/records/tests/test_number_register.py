"""The register of numbers as people see it, and as machines do."""

from datetime import date
from io import BytesIO

from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from zhifa.agencies.models import Agency
from zhifa.kernel.models import Entry, Number
from zhifa.records import events, reads
from zhifa.records.models import NumberForm
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser
from zhifa.records.tests.test_numbers import hand, home, take

__all__ = ["home"]


def test_the_register_is_paged_filtered_and_each_sees_their_own(home: Agency) -> None:
    other = make.agency()
    for _ in range(3):
        take(home)
    hand(home, make.actor("agency_head", home))
    take(other)
    officer, supervisor = make.actor("officer", home), make.actor("supervisor")
    pages, asked = [], reads.NumberFilter(kind="document:罚")
    for _ in range(2):
        found = reads.register(viewer=officer, asked=asked, size=2)
        pages.append([n.value for _, n in found.rows])
        asked = reads.NumberFilter(kind="document:罚", after=found.after)
    assert pages == [[3, 2], [1]]
    whole = reads.register(viewer=supervisor, asked=reads.NumberFilter())
    assert {c.agency.pk for c, _ in whole.rows} == {home.pk, other.pk}
    assert len(whole.rows) == 5
    assert not reads.register(viewer=officer, asked=reads.NumberFilter(void="1")).rows
    stranger = make.actor("publisher", home)
    assert not reads.register(viewer=stranger, asked=reads.NumberFilter()).runs
    for strange in ("x_y", "_9", "document:1:罚:2026_99999999999999", "\ufffd"):
        assert reads.register(viewer=officer, asked=reads.NumberFilter(after=strange)).rows


def test_pages_take_void_list_and_export(home: Agency) -> None:
    client = browser(make.holder("agency_head", home))
    wrong = client.post(reverse("records:take_number", args=[home.code]), {"word": "罚"})
    assert wrong.status_code == 422
    told = {"word": "罚", "purpose": "纸质决定书"}
    client.post(reverse("records:take_number", args=[home.code]), told)
    number = Number.objects.get()
    asked = client.get(reverse("records:void_number", args=[number.pk])).content.decode()
    assert number.text in asked
    client.post(reverse("records:void_number", args=[number.pk]), {"reason": "没有制作"})
    shown = client.get(reverse("records:numbers"), {"void": "1"}).content.decode()
    assert number.text in shown
    assert "没有制作" in shown
    again = client.post(reverse("records:void_number", args=[number.pk]), {"reason": "再"})
    assert again.status_code == 409
    taken = client.get(reverse("records:export_numbers"), {"void": "1"})
    book = load_workbook(BytesIO(taken.content))
    rows = list(book["编号"].iter_rows(values_only=True))
    cover = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert (cover["筛选"], cover["个数"]) == ("作废：只看作废", 1)
    noted = Entry.objects.get(kind=events.RegisterExported.kind())
    assert noted.payload == {"filters": ["作废：只看作废"], "count": 1}
    assert rows[1][0] == number.text
    assert rows[1][-1] == "没有制作"
    assert client.get(reverse("records:take_number", args=[make.agency().code])).status_code == 404


def test_the_page_of_patterns_says_what_is_provisional_and_takes_a_new_one(home: Agency) -> None:
    keeper = browser(make.holder("library_keeper", home))
    shown = keeper.get(reverse("records:number_forms")).content.decode()
    assert "暂定" in shown
    assert f"攀西示范罚〔{localdate().year}〕12号" in shown
    told = {
        "agency": home.code,
        "kind": "case",
        "pattern": "{area}{body}{act}{yy}{seq:6}",
        "source": "DB51/T 3050—2023",
        "begins_on": localdate().isoformat(),
    }
    refused = keeper.post(reverse("records:adopt_number_form"), {**told, "pattern": "{area}{seq}"})
    assert refused.status_code == 409
    assert keeper.post(reverse("records:adopt_number_form"), told).status_code == 302
    shown = keeper.get(reverse("records:number_forms")).content.decode()
    assert "暂定" not in shown
    assert f"510403SFJCF{localdate():%y}000012" in shown
    assert keeper.get(reverse("records:take_number", args=[home.code])).status_code == 404
    assert date.fromisoformat(told["begins_on"]) == NumberForm.objects.get().begins_on
