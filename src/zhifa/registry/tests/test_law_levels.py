"""Level and issuing body are those of the version in force on the day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.tests.texts import BODY, NEWER, TODAY, head

Load = Callable[..., actions.Imported]
LAWS = "/library/laws/"
THEN, NOW = "2020-01-01", "2025-01-01"
OLD = head(level="部门规章", issuing_body="示范部", status="历史版本")
NEW = NEWER | {"level": "行政法规", "issuing_body": "国务院"}
FOUR = "《某某管理条例》第四条"


def raised(load: Load) -> Law:
    """A rule of a ministry that became a regulation of the State Council."""
    load((OLD, BODY))
    load((NEW, BODY.replace("一百元", "五百元")))
    return Law.objects.get()


def test_pages_of_a_past_day_tell_what_was_so_that_day(load: Load) -> None:
    law, client = raised(load), browser("officer")
    for page in (f"{LAWS}{law.pk}/", f"{LAWS}{law.pk}/articles/4/", LAWS, f"{LAWS}?q=伪造标签"):
        mark = "&" if "?" in page else "?"
        then, now = (client.get(f"{page}{mark}on={day}").content.decode() for day in (THEN, NOW))
        rows = [one.partition("</form>")[2] or one for one in (then, now)]  # past the filters
        assert "示范部" in rows[0], page
        assert "国务院" not in rows[0], page
        assert "国务院" in rows[1], page
        assert "示范部" not in rows[1], page


def test_the_filter_asks_for_the_level_of_the_day(load: Load) -> None:
    law, client = raised(load), browser("officer")
    door = f"/library/laws/{law.pk}/?"
    for level, day, found in (
        ("部门规章", THEN, True),
        ("部门规章", NOW, False),
        ("行政法规", THEN, False),
        ("行政法规", NOW, True),
    ):
        assert (door in text(client, f"{LAWS}?level={level}&on={day}")) is found, (level, day)
        hits = text(client, f"{LAWS}?q=伪造标签&level={level}&on={day}")
        assert (f"/library/laws/{law.pk}/" in hits) is found, (level, day)
    assert {"部门规章", "行政法规"} <= set(reads.law_levels(viewer=SYSTEM))


def test_the_level_of_a_cited_provision_is_that_of_its_day(load: Load) -> None:
    raised(load)
    old, new = LawVersion.objects.order_by("in_force_from")
    assert old.in_force_until is not None
    for day, level in ((old.in_force_until, "部门规章"), (TODAY, "行政法规")):
        assert reads.levels_of(citations=[FOUR], on=day, viewer=SYSTEM)[0][1] == level
    assert new.issuing_body == "国务院"


def test_what_was_told_is_not_taken_back(load: Load) -> None:
    raised(load)
    load((head(level="", issuing_body="", status="历史版本"), BODY))
    old = LawVersion.objects.get(source_key="T-1")
    assert (old.level, old.issuing_body) == ("部门规章", "示范部")
    for column in ("level", "issuing_body"):
        with pytest.raises(DatabaseError), transaction.atomic():
            LawVersion.objects.filter(pk=old.pk).update(**{column: ""})


def test_the_oldest_version_held_is_told_as_such(load: Load) -> None:
    """A revised law's day of promulgation is no day of force."""
    load((NEW, BODY))
    law, client = Law.objects.get(), browser("officer")
    assert law.since == date(2019, 1, 1)
    for page in (LAWS, f"{LAWS}{law.pk}/"):
        told = text(client, page)
        assert "2024-08-01 起施行" in told, page
        assert "更早的" in told, page
        assert "没有收" in told, page
    rows = text(client, LAWS)
    assert "2019-01-01" not in rows
    assert "最早施行" not in rows
    note = text(client, f"{LAWS}{law.pk}/?on=2020-01-01")
    assert "法律库没有收 2020-01-01 施行的文本。收有的最早一版 2024-08-01 起施行" in note
    early = text(client, f"{LAWS}{law.pk}/?on=2018-01-01")
    assert "2019-01-01 是已知最早的公布或者施行日期，2018-01-01 还没有施行" in early
    load((OLD, BODY))
    assert "更早的" not in text(client, LAWS), "the first version is held now"
