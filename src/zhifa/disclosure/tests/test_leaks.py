"""What must not be public is found on the pages as a visitor gets them, whoever let it out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.walks import Road

from zhifa.disclosure import reads
from zhifa.disclosure.masking import Choice
from zhifa.disclosure.models import PublicText
from zhifa.disclosure.tests.conftest import CITIZEN, SECRET
from zhifa.disclosure.tests.test_choices import choose, place
from zhifa.disclosure.tests.test_publications import prepared, publish, withdraw
from zhifa.kernel.access import SYSTEM

WIDE = "".join(chr(ord(c) + 0xFEE0) for c in "13812345678")


@pytest.fixture
def road(secretive: Road) -> Road:
    return replace(secretive)


def found(road: Road, days: int = 0) -> list[str]:
    on = localdate(road.now) + timedelta(days=days)
    return [kind for _, kinds in reads.leaking(on=on, viewer=SYSTEM) for kind in kinds]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("王 五 六", "姓名"),
        (WIDE, "电话号码"),
        (CITIZEN, "证件号码"),
        ("西区示范街8号", "住址"),
        ("配方为白芷三成、草 果二成", "另行隐去的文字"),
        ("该店", ""),
    ],
)
def test_the_watch_finds_what_stands_on_a_public_page(road: Road, words: str, kind: str) -> None:
    row = choose(road, prepared(road), Choice(hidden=[SECRET]))
    PublicText.objects.filter(publication=row).update(text=f"经查，{words}属实。")
    assert found(road) == ([kind] if kind else [])


def test_a_name_shown_by_choice_is_no_leak(road: Road) -> None:
    row = prepared(road)
    choose(road, row, Choice(spans={place(row, "刘桂芳"): "public"}))
    assert found(road) == []


def test_what_is_withdrawn_is_looked_at_too_and_the_old_in_turn(road: Road) -> None:
    row = withdraw(road, publish(road, prepared(road)), "决定日期写错")
    type(row).objects.filter(pk=row.pk).update(withdraw_reason="当事人王五六申请")
    assert found(road) == ["姓名"]
    days = [n for n in range(40, 70) if found(road, n)]
    assert len(days) == 1, "once in thirty days"


def test_a_decision_with_a_secret_leaves_nothing_of_it_in_public(road: Road) -> None:
    """K6: names, numbers and a trade secret, none of them on page, list or search."""
    row, visitor = choose(road, prepared(road), Choice(hidden=[SECRET])), Client()
    out = "".join(
        visitor.get(f"/public/{rest}").content.decode()
        for rest in (f"decisions/{row.slug}/", "", "?search=香料", "?search=王")
    )
    assert "自制香料" in out
    planted = ("王五六", "刘桂芳", "13800001234", "13812345678", CITIZEN, SECRET, "示范街 8 号")
    assert [words for words in planted if words in out] == []
