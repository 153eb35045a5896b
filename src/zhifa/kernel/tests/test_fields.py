"""Personal data at rest."""

import base64
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from zhifa.kernel import rotation, triggers
from zhifa.kernel.fields import (
    EncryptedJSONField,
    EncryptedTextField,
    Unreadable,
    decrypt,
    encrypt,
    keyed_hash,
)
from zhifa.kernel.models import Entry

OLD, NEW = {"old": b"o" * 32}, {"new": b"n" * 32}
TEXT = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1)


@given(TEXT)
def test_what_is_hidden_comes_back(word: str) -> None:
    stored = encrypt(word)
    assert decrypt(stored) == word
    assert word not in stored.partition(":")[2] or len(word) < 4
    assert encrypt(word) != stored, "no two alike"


def test_nothing_stays_nothing() -> None:
    assert (encrypt(""), decrypt(""), keyed_hash("")) == ("", "", "")


def test_a_wrong_or_missing_key_is_told(settings: Settings) -> None:
    settings.FIELD_KEYS = OLD
    stored = encrypt("某")
    settings.FIELD_KEYS = NEW
    with pytest.raises(Unreadable, match="no key 'old'"):
        decrypt(stored)
    settings.FIELD_KEYS = {"old": b"x" * 32}
    with pytest.raises(Unreadable, match="not written with key 'old'"):
        decrypt(stored)
    settings.FIELD_KEYS = {**NEW, **OLD}
    assert decrypt(stored) == "某"


@given(TEXT, st.data())
def test_a_changed_byte_is_found(word: str, data: st.DataObject) -> None:
    key, _, body = encrypt(word).partition(":")
    raw = bytearray(base64.b64decode(body))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        decrypt(f"{key}:{base64.b64encode(raw).decode()}")


@pytest.mark.parametrize("stored", ["plain", "dev:", "dev:x", "dev:====", "dev:QUJD", ":QUJD"])
def test_what_was_never_encrypted_is_not_read(stored: str, settings: Settings) -> None:
    settings.FIELD_KEYS = {"dev": b"d" * 32}
    with pytest.raises(Unreadable):
        decrypt(stored)


def test_the_hash_needs_its_key(settings: Settings) -> None:
    first = keyed_hash("某")
    settings.LOOKUP_KEY = b"another"
    assert keyed_hash("某") != first


with isolate_apps("zhifa.kernel"):

    class Person(models.Model):
        """Somebody with a secret."""

        id = models.IntegerField(primary_key=True)
        phone = EncryptedTextField(blank=True)
        facts = EncryptedJSONField(default=dict)

        class Meta:
            app_label = "kernel"
            db_table = "test_person"
            verbose_name = "人"

        def __str__(self) -> str:
            return str(self.pk)


@pytest.fixture
def people(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """Five rows under the old key, in a frozen table, while the new one is already first."""
    found = [
        rotation.Column(Person, f)
        for f in Person._meta.concrete_fields
        if isinstance(f, EncryptedTextField)
    ]
    monkeypatch.setattr(rotation, "columns", lambda: found)
    settings.FIELD_KEYS = OLD
    build = triggers._postgresql if connection.vendor == "postgresql" else triggers._sqlite
    with connection.cursor() as cursor:
        cursor.execute(
            "create table test_person (id integer primary key, phone text not null, "
            "facts text not null)"
        )
        for guard in triggers.frozen("test_person"):
            for statement in build(guard, connection):
                cursor.execute(statement)
    rows = [Person(id=n, phone=f"1380000000{n}" if n else "", facts={"n": n}) for n in range(5)]
    Person._base_manager.bulk_create(rows)
    settings.FIELD_KEYS = {**NEW, **OLD}
    return rows


def stored() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select phone, facts from test_person order by id")
        return [text for row in cursor.fetchall() for text in row if text]


def guards() -> int:
    listing = (
        "select count(*) from pg_trigger where not tgisinternal and tgenabled = 'O' "
        "and tgrelid = 'test_person'::regclass"
        if connection.vendor == "postgresql"
        else "select count(*) from sqlite_master where type = 'trigger' "
        "and tbl_name = 'test_person'"
    )
    with connection.cursor() as cursor:
        cursor.execute(listing)
        return int(cursor.fetchone()[0])


def test_keys_are_rotated_even_in_frozen_tables(
    people: list[Person], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    standing = guards()
    assert all(text.startswith("old:") for text in stored())
    call_command("rotate-keys", stdout=StringIO())
    assert len(stored()) == 9
    assert all(text.startswith("new:") for text in stored())
    settings.FIELD_KEYS = NEW
    read = list(Person._base_manager.order_by("id"))
    assert [(p.phone, p.facts) for p in read] == [(p.phone, p.facts) for p in people]
    assert guards() == standing, "the guards are back"
    assert Entry.objects.get(kind="kernel.KeysRotated").payload == {"key_id": "new", "values": 9}
    call_command("rotate-keys", stdout=(out := StringIO()))
    assert "重新加密 0 个值" in out.getvalue()
    assert Entry.objects.count() == 1, "nothing was done, nothing is said"


@pytest.mark.usefixtures("people")
def test_a_rotation_that_was_cut_short_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    for column in rotation.columns():
        assert next(rotation.rotate(column)) == 2
    assert sorted(text[:3] for text in stored()).count("new") == 4
    call_command("rotate-keys", stdout=StringIO())
    assert all(text.startswith("new:") for text in stored())


@pytest.mark.usefixtures("people")
def test_a_value_nobody_can_read_stops_the_rotation(settings: Settings) -> None:
    settings.FIELD_KEYS = NEW
    with pytest.raises(CommandError, match=r"test_person\.phone"):
        call_command("rotate-keys", stdout=StringIO())
    assert all(text.startswith("old:") for text in stored())
