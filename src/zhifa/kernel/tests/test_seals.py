"""One digest for one state: before it is stored and after it is read back, on every database."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.db import models, transaction
from django.db.models import F
from django.test.utils import isolate_apps
from hypothesis import given, settings
from hypothesis import strategies as st

from zhifa.kernel import journal, seals
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.fields import EncryptedJSONField, EncryptedTextField
from zhifa.kernel.models import Entry, WatchRun
from zhifa.kernel.tests.make import AT, Happened, entry

TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20)
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


with isolate_apps("zhifa.kernel"):

    class Sheet(models.Model):
        """Every kind of column; no table stands behind it."""

        id = models.CharField(max_length=26, primary_key=True)
        word = models.CharField(max_length=20, blank=True)
        count = models.IntegerField(default=0)
        flag = models.BooleanField()
        sum = models.DecimalField(max_digits=18, decimal_places=2)
        on = models.DateField(null=True)
        at = models.DateTimeField(null=True)
        list = models.JSONField(default=list)
        secret = EncryptedTextField(blank=True)
        facts = EncryptedJSONField(default=dict)
        seen_at = models.DateTimeField(null=True)
        unsealed = ("seen_at",)

        class Meta:
            app_label = "kernel"
            managed = False
            verbose_name = "表"

        def __str__(self) -> str:
            return self.id


BASE: dict[str, Any] = {
    "id": "1",
    "word": "字",
    "count": 3,
    "flag": False,
    "sum": Decimal("8000.00"),
    "on": date(2026, 3, 2),
    "at": AT,
    "list": [1, {"a": None}],
    "secret": "13800000000",
    "facts": {"name": "某", "sum": 1.5},
}
OTHER: dict[str, list[Any]] = {
    "id": ["2"],
    "word": ["", "字 ", "3"],
    "count": [0, 4, -3],
    "flag": [True],
    "sum": [Decimal("8000.01"), Decimal(0)],
    "on": [None, date(2026, 3, 3)],
    "at": [None, AT + timedelta(microseconds=1)],
    "list": [[], None, [1, {}], [True, {"a": None}], "[]"],
    "secret": ["", "13800000001"],
    "facts": [{}, {"name": "某", "sum": "1.5"}, []],
}


def digest(**columns: Any) -> str:
    return seals.digest_of(Sheet(**{**BASE, **columns}))


@pytest.mark.parametrize("column", BASE)
def test_a_change_of_any_column_changes_the_digest(column: str) -> None:
    digests = {digest(**{column: value}) for value in [BASE[column], *OTHER[column]]}
    assert len(digests) == 1 + len(OTHER[column])


@pytest.mark.parametrize(
    ("column", "same"),
    [
        ("count", "3"),
        ("sum", "8000"),
        ("sum", Decimal(8000)),
        ("on", "2026-03-02"),
        ("at", AT.astimezone(UTC)),
        ("at", AT.astimezone(timezone(timedelta(hours=-3)))),
        ("list", (1, {"a": None})),
        ("facts", {"sum": 1.5, "name": "某"}),
    ],
)
def test_the_same_value_differently_written_has_the_same_digest(column: str, same: Any) -> None:
    assert digest(**{column: same}) == digest()


def test_what_is_not_sealed_may_move() -> None:
    assert digest(seen_at=AT) == digest()


def test_a_default_is_left_out_so_that_a_new_column_spares_old_seals() -> None:
    row = Sheet(id="1", flag=True, sum=0)
    assert seals.values_of(row) == {"id": "1", "flag": True, "sum": "0.00"}


def test_personal_words_do_not_stand_in_what_is_sealed() -> None:
    said = seals.canonical(seals.values_of(Sheet(**BASE)))
    assert "13800000000" not in said
    assert "某" not in said


def test_an_expression_is_no_value() -> None:
    with pytest.raises(TypeError):
        digest(count=F("count") + 1)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_has_no_word_for_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        entry(Happened(value))  # type: ignore[arg-type] # a careless caller


@settings(max_examples=60, deadline=None)
@given(
    payload=JSON, moment=st.datetimes(AT.replace(tzinfo=None, year=2000), timezones=st.just(UTC))
)
def test_an_entry_reads_back_as_it_was_sealed(payload: Any, moment: datetime) -> None:
    with transaction.atomic():
        made = journal.record(Happened(payload), subject="s", by=SYSTEM, at=moment)
        stored = Entry.objects.get(pk=made.pk)
        assert journal.digest_of(stored) == stored.digest
        assert seals.digest_of(stored) == seals.digest_of(made)
        transaction.set_rollback(True)


def test_a_row_is_named_by_table_and_key() -> None:
    assert seals.key_of(WatchRun(name="w", ran_at=AT)) == "kernel.watchrun:w"
