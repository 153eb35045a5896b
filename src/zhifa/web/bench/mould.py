"""One chain of the journal with every row that hangs on it, as it can be poured again.

A copy has ids, numbers and a chain of its own; digests are computed anew, so that `zhifa verify`
accepts it. What only the past could prove (seals that later entries replaced) stays as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connection, models

from zhifa.kernel import journal, seals
from zhifa.kernel.models import Entry, Head, Number

SEALS, PREVIOUS, DIGEST, LAST = range(4)  # what is known only while a chain is poured
NAMED = {  # tables whose texts hold the party's name, which the journal never does
    "enforcement.case", "enforcement.casewords", "records.dossier", "registry.party",
    "disclosure.publication",
}  # fmt: skip
ARCHIVED = ("records.dossier", "archive_number")  # written within its body, so kept without words
ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
MARK = re.compile('"\ue000(\\d+)\ue001"|\ue002(\\d+)\ue003')
Cell = Any  # a value that all copies share, or a Filled
Row = tuple[str, tuple[str, ...], list[Cell]]


class Filled:
    """A text with places for what is each copy's own."""

    __slots__ = ("_form", "_places")

    def __init__(self, text: str, own: Mapping[str, int]) -> None:
        words = sorted(own, key=len, reverse=True)
        found = "|".join([MARK.pattern, *(f"({re.escape(w)})" for w in words)])
        self._places: list[int] = []
        escaped = text.replace("%", "%%")

        def place(match: re.Match[str]) -> str:
            mark = match[1] or match[2]
            self._places.append(int(mark) if mark else own[match[0]])
            return "%s"

        self._form = re.sub(found, place, escaped)

    @property
    def plain(self) -> bool:
        """Whether there are no places."""
        return not self._places

    def fill(self, told: Sequence[str]) -> str:
        """The text of one copy."""
        return self._form % tuple([told[n] for n in self._places])


def family(root: models.Model) -> list[models.Model]:
    """A row and every row that points at it, directly or through others."""
    found: dict[tuple[type[models.Model], Any], models.Model] = {(type(root), root.pk): root}
    fresh: list[models.Model] = [root]
    houses = [m for m in apps.get_models() if m.__module__.startswith("zhifa.")]
    while fresh:
        row = fresh.pop()
        for model in houses:
            for field in model._meta.concrete_fields:
                if field.is_relation and field.related_model is type(row):
                    pointing = model._base_manager.filter(**{field.attname: row.pk})
                    new = [r for r in pointing if (model, r.pk) not in found]
                    found |= {(model, r.pk): r for r in new}
                    fresh += new
    return list(found.values())


def _chain(subject: str) -> list[models.Model]:
    entries = list(Entry._base_manager.filter(subject=subject).order_by("seq"))
    heads = list(Head._base_manager.filter(pk=subject))
    return [*entries, *heads, *(d for e in entries for d in family(e)[1:])]


def _numbers(rows: Sequence[models.Model]) -> list[Number]:
    holders = [f"{r._meta.model_name}:{r.pk}" for r in rows]
    return list(Number._base_manager.filter(holder__in=holders).order_by("pk"))


class Mould:
    """subject: the chain. rows: what hangs on it. given: texts that the caller names anew."""

    def __init__(self, subject: str, rows: Sequence[models.Model], given: Sequence[str]) -> None:
        everything = [*rows, *_chain(subject), *_numbers(rows)]
        self.subject = subject
        self._own: dict[str, int] = {}
        self._keys: dict[tuple[str, str], int] = {}
        self.wants: list[tuple[str, str]] = []  # what each place after LAST takes: kind, detail
        self._places(everything, given)
        chain = [r for r in everything if isinstance(r, Entry)]
        last = {key: n for n, entry in enumerate(chain) for key in entry.seals}
        sealed = {seals.key_of(r): r for r in rows if seals.key_of(r) in last}
        self._seal_texts = {k: self._text(self._values(r), k) for k, r in sealed.items()}
        self._entries = [
            (self._entry_text(e), self._seals(e, n, last), self._row(e))
            for n, e in enumerate(chain)
        ]
        self._rows = [self._row(r) for r in everything if not isinstance(r, Entry)]
        self._subject_text = Filled(subject, self._own)

    # --- places

    def _want(self, kind: str, detail: str) -> int:
        self.wants.append((kind, detail))
        return LAST + len(self.wants)

    def _places(self, rows: Sequence[models.Model], given: Sequence[str]) -> None:
        for text in given:
            self._own[text] = self._want("given", text)
        texts = sorted({t for r in rows for t in _identities(r)})
        for text in texts:
            if text not in self._own and ID.fullmatch(text):
                self._own[text] = self._want("id", "")
        for row in rows:
            table, pk = row._meta.db_table, row.pk
            if isinstance(pk, int):
                self._keys[table, str(pk)] = self._want("key", table)
            if isinstance(row, Number):
                self._numbered(row, rows)

    def _numbered(self, number: Number, rows: Sequence[models.Model]) -> None:
        """A number of a series, and the text it stands in."""
        place = self._want("number", number.series_id)
        self._keys["value", str(number.pk)] = place
        label, name = ARCHIVED
        held = [str(getattr(r, name)) for r in rows if r._meta.label_lower == label]
        for text in [number.text] if number.text else held:
            shape = re.fullmatch(rf"(.*?)(0*){number.value}(号?)", text)
            if shape:
                width = len(shape[2]) + len(str(number.value)) if shape[2] else 1
                self._own[text] = self._want(
                    "numbered", f"{place}|{shape[1]}{{:0{width}d}}{shape[3]}"
                )

    # --- texts

    def _text(self, values: Mapping[str, Any], key: str = "") -> Filled:
        label = key.partition(":")[0]
        own = self._own if label in NAMED else {k: v for k, v in self._own.items() if k.isascii()}
        return Filled(seals.canonical(values), {**own, **self._decided()})

    def _decided(self) -> dict[str, int]:
        """Numbers of documents are not ASCII, and may stand anywhere; names of parties may not."""
        return {t: n for t, n in self._own.items() if self.wants[n - LAST - 1][0] == "numbered"}

    def _place(self, row: models.Model, field: models.Field[Any, Any]) -> int | None:
        """The place of a whole-number key, own or of another row of the family."""
        model = (
            field.related_model if field.is_relation else type(row) if field.primary_key else None
        )
        if isinstance(row, Number) and field.name == "value":
            return self._keys["value", str(row.pk)]
        if model is None or not isinstance(model, type):
            return None
        table = model._meta.db_table
        return self._keys.get((table, str(getattr(row, field.attname))))

    def _values(self, row: models.Model) -> dict[str, Any]:
        values = seals.values_of(row)
        for field in row._meta.concrete_fields:
            place = self._place(row, field)
            if place is not None and field.attname in values:
                values[field.attname] = f"\ue000{place}\ue001"
        return values

    def _payload(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """What an entry says; whole-number ids of the family become the copy's own."""
        tables = {m._meta.model_name: m._meta.db_table for m in apps.get_models()}
        found = dict(told)
        for name, value in told.items():
            table = tables.get(name.removesuffix("_id"), "")
            place = self._keys.get((table, str(value)))
            if isinstance(value, int) and place is not None:
                found[name] = f"\ue000{place}\ue001"
        return found

    def _entry_text(self, entry: Entry) -> Filled:
        payload = self._payload(entry.payload)
        at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        told = {
            "subject": entry.subject, "seq": entry.seq, "kind": entry.kind, "payload": payload,
            "seals": f"\ue000{SEALS}\ue001", "by": entry.by, "at": at,
            "previous": f"\ue002{PREVIOUS}\ue003",
        }  # fmt: skip
        return self._text(told)

    def _seals(
        self, entry: Entry, n: int, last: Mapping[str, int]
    ) -> list[tuple[Filled, str, str]]:
        """Key, digest that stays, or else the row of which the digest is computed."""
        found = []
        for key, digest in entry.seals.items():
            label, _, pk = key.partition(":")
            table = apps.get_model(label)._meta.db_table
            place = self._keys.get((table, pk))
            text = f"{label}:\ue002{place}\ue003" if place else key
            live = key if last[key] == n and key in self._seal_texts else ""
            found.append((Filled(text, self._own), digest, live))
        return found

    # --- rows

    def _row(self, row: models.Model) -> Row:
        meta = row._meta
        fields = [f for f in meta.concrete_fields if not f.generated]
        columns = tuple(str(f.column) for f in fields)
        cast = "::text" if connection.vendor == "postgresql" else ""
        named = ", ".join(f'"{c}"{cast}' for c in columns)
        with connection.cursor() as cursor:
            wanted = f"SELECT {named} FROM {meta.db_table}"  # noqa: S608 - our own names
            cursor.execute(f'{wanted} WHERE "{meta.pk.column}" = %s', [row.pk])
            stored = cursor.fetchone()
        cells = [self._cell(row, f, v) for f, v in zip(fields, stored, strict=True)]
        return meta.db_table, columns, cells

    def _cell(self, row: models.Model, field: models.Field[Any, Any], stored: Any) -> Cell:
        special = _SPECIAL.get((type(row), field.name))
        place = self._place(row, field) if special is None else special
        if place is not None and stored is not None:
            return Filled(f"\ue002{place}\ue003", {})
        if not isinstance(stored, str):
            return stored
        if isinstance(field, models.JSONField):
            value = json.loads(stored)
            told = self._payload(value) if isinstance(row, Entry) else value
            found = self._text_of(row, json.dumps(told, ensure_ascii=False))
        else:
            found = self._text_of(row, stored)
        return stored if found.plain and not isinstance(field, models.JSONField) else found

    def _text_of(self, row: models.Model, text: str) -> Filled:
        own = self._own
        if row._meta.label_lower not in NAMED:
            own = {k: v for k, v in own.items() if k.isascii()} | self._decided()
        return Filled(text, own)

    # --- pouring

    def pour(self, told: list[str]) -> Iterator[tuple[str, tuple[str, ...], list[Any]]]:
        """Every row of one copy. told: a text for each place, the first four filled here."""
        fresh = {k: _digest(t.fill(told)) for k, t in self._seal_texts.items()}
        told[PREVIOUS] = journal.genesis(self._subject_text.fill(told))
        for text, sealed, row in self._entries:
            pairs = sorted((k.fill(told), fresh[live] if live else d) for k, d, live in sealed)
            told[SEALS] = "{" + ",".join(f'"{k}":"{d}"' for k, d in pairs) + "}"
            told[DIGEST] = _digest(text.fill(told))
            yield _filled(row, told)
            told[PREVIOUS] = told[DIGEST]
        told[LAST] = told[PREVIOUS]
        for row in self._rows:
            yield _filled(row, told)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _filled(row: Row, told: Sequence[str]) -> tuple[str, tuple[str, ...], list[Any]]:
    table, columns, cells = row
    return table, columns, [c.fill(told) if isinstance(c, Filled) else c for c in cells]


def _identities(row: models.Model) -> Iterator[str]:
    """Texts that no two rows may share: their keys and what else is unique."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and (field.primary_key or field.unique):
            yield value


_SPECIAL: Mapping[tuple[type[models.Model], str], int] = {
    (Entry, "seals"): SEALS,
    (Entry, "previous"): PREVIOUS,
    (Entry, "digest"): DIGEST,
    (Head, "digest"): LAST,
}
