"""The register of numbers: which were taken, by whom and for what, which are void; and patterns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Number, Series
from zhifa.kernel.prepared import Prepared
from zhifa.records.models import Document, NumberForm, Withdrawal
from zhifa.records.rules import numbers as rules
from zhifa.records.rules.numbers import Run
from zhifa.records.rules.templates import library

PAGE = 50
ALL = Prepared(
    lambda kind: (
        NumberForm.objects.filter(kind=kind)
        .order_by("begins_on")
        .values_list("agency_id", "pattern", "begins_on")
    )
)


def pattern_for(*, kind: str, agency_id: int, on: date) -> str:
    """How numbers of a kind are written on a day: the body's way, else the house's; no viewer."""
    found = {"": rules.rules().kinds[kind].pattern}
    for owner, pattern, begins_on in ALL.rows(kind=kind):
        if begins_on <= on and owner in {None, agency_id}:
            found["own" if owner else ""] = pattern
    return found.get("own", found[""])


def facts_of(agency: Agency, word: str) -> dict[str, str]:
    """What a pattern may name of a body, and of what the number is for; without a viewer."""
    own = {"area": agency.area_code, "body": agency.code, "short": agency.short_name}
    return {**own, "word": word, "act": word}


@dataclass(frozen=True, slots=True)
class Counted:
    """A run of numbers with how far it has come."""

    run: Run
    agency: Agency
    last: int
    void: int

    @property
    def kind(self) -> str:
        """What the numbers are."""
        return rules.rules().kinds[self.run.kind].name

    @property
    def value(self) -> str:
        """How addresses write the kind."""
        return f"{self.run.kind}:{self.run.word}"

    @property
    def name(self) -> str:
        """Kind, and the word or act."""
        told = rules.rules().acts.get(self.run.word, self.run.word)
        return f"{self.kind}（{told}）" if told else self.kind


@dataclass(frozen=True, slots=True)
class NumberFilter:
    """What the register is asked for; empty texts ask for nothing.

    agency: code of a body. kind: "document:罚". after: the cursor of the page before.
    """

    agency: str = ""
    kind: str = ""
    year: str = ""
    void: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """One page of the register. runs: all that the filter meets. after: "" at the end."""

    runs: list[Counted]
    rows: list[tuple[Counted, Number]]
    after: str


def runs(*, viewer: Actor) -> list[Counted]:
    """Every run of numbers of the bodies whose registers the viewer may read, newest year first."""
    reach = viewer.reach("number:read")
    bodies = {a.pk: a for a in agencies.agencies(viewer=viewer)}
    void = dict(
        Number.objects.exclude(void_reason="").values_list("series").annotate(n=Count("pk"))
    )
    found = []
    for key, last in Series.objects.values_list("key", "last"):
        run = rules.run_of(key)
        body = bodies.get(run.agency_id) if run else None
        if run and body and (reach is None or body.pk in reach):
            found.append(Counted(run, body, last, void.get(key, 0)))
    order = {kind: n for n, kind in enumerate(rules.rules().kinds)}
    return sorted(found, key=lambda c: (-c.run.year, c.agency.code, order[c.run.kind], c.run.word))


def _wanted(counted: Counted, asked: NumberFilter) -> bool:
    told = {counted.agency.code: asked.agency, counted.value: asked.kind}
    told[str(counted.run.year)] = asked.year
    return all(not want or want == have for have, want in told.items()) and (
        not asked.void or bool(counted.void)
    )


def _cursor(text: str) -> tuple[str, int]:
    """Run and value of the last row seen; a run of no name for the first page."""
    key, _, value = text.rpartition("_")
    plain = value.isdecimal() and len(value) < len("9" * 10)
    return (key, int(value)) if plain else ("", 0)


def _from(
    found: Sequence[Counted], asked: NumberFilter, limit: int
) -> Iterator[tuple[Counted, Number]]:
    """Numbers run by run, the last taken first: each run a range of its index."""
    key, value = _cursor(asked.after)
    keys = [c.run.key for c in found]
    start = keys.index(key) if key in keys else 0
    taken = 0
    for place, counted in enumerate(found[start:]):
        rows = Number.objects.filter(series_id=counted.run.key)
        if asked.void:
            rows = rows.exclude(void_reason="")
        if place == 0 and key in keys:
            rows = rows.filter(value__lt=value)
        for number in rows.order_by("-value")[: limit - taken]:
            taken += 1
            yield counted, number
        if taken >= limit:
            return


def register(*, viewer: Actor, asked: NumberFilter, size: int = PAGE) -> Register:
    """One page of the register of numbers; the cursor is "run_value" of the last row shown."""
    every = runs(viewer=viewer)
    found = [c for c in every if _wanted(c, asked)]
    rows = list(_from(found, asked, size + 1))
    last = rows[size - 1] if len(rows) > size else None
    after = f"{last[0].run.key}_{last[1].value}" if last else ""
    return Register(found, rows[:size], after)


def number(*, pk: int, viewer: Actor) -> tuple[Counted, Number] | None:
    """One number with its run, or None when the viewer may not read that register."""
    found = Number.objects.filter(pk=pk).first()
    every = {c.run.key: c for c in runs(viewer=viewer)} if found else {}
    if found is None or found.series_id not in every:
        return None
    return every[found.series_id], found


def written(counted: Counted, number: Number) -> str:
    """A number as it is written; archive numbers are written within their body; no viewer."""
    if number.text:
        return number.text
    pattern = rules.rules().kinds[counted.run.kind].pattern
    facts = facts_of(counted.agency, counted.run.word)
    return rules.written(pattern, facts, counted.run.year, number.value)


def in_use(number: Number, run: Run) -> bool:
    """Whether a paper that bears the number is still in force; without a viewer."""
    kind, _, pk = number.holder.partition(":")
    if kind == "hand" or not number.text:
        return False
    mine = Document.objects.filter(number=number.text, dossier__agency_id=run.agency_id)
    papers = mine.filter(dossier_id=pk) if kind == "dossier" else mine
    known = set(papers.values_list("pk", flat=True))
    gone = Withdrawal.objects.filter(document__in=known).values_list("document_id", flat=True)
    newer = Document.objects.filter(replaces__in=known).values_list("replaces_id", flat=True)
    return bool(known - {*gone, *newer})


def number_forms(*, agency_id: int | None = None) -> QuerySet[NumberForm]:
    """Patterns that were adopted, newest first: of everybody, or for a body; public, no viewer."""
    found = NumberForm.objects.select_related("agency").order_by("-begins_on", "-pk")
    if agency_id is None:
        return found
    return found.filter(Q(agency=None) | Q(agency_id=agency_id))


@dataclass(frozen=True, slots=True)
class Way:
    """How numbers of a kind are written at a body on a day, with an example."""

    kind: str
    name: str
    pattern: str
    source: str
    provisional: str
    example: str


EXAMPLES = {rules.CASE: "CF", rules.DOCUMENT: "罚", rules.ARCHIVE: ""}


def ways(*, agency: Agency, on: date) -> list[Way]:
    """How a body writes each kind of number on a day; public, without a viewer."""
    told = []
    for code, kind in rules.rules().kinds.items():
        pattern = pattern_for(kind=code, agency_id=agency.pk, on=on)
        form = number_forms(agency_id=agency.pk).filter(
            kind=code, pattern=pattern, begins_on__lte=on
        )
        adopted = form.first()
        example = rules.written(pattern, facts_of(agency, EXAMPLES[code]), on.year, 12)
        told.append(
            Way(
                code,
                kind.name,
                pattern,
                adopted.source if adopted else kind.source,
                "" if adopted else kind.provisional,
                example,
            )
        )
    return told


def number_words() -> dict[str, list[str]]:
    """Words of document numbers, each with the papers that bear it; public, without a viewer."""
    found: dict[str, list[str]] = {}
    for code, word in rules.rules().words.items():
        found.setdefault(word, []).append(library().templates[code].title)
    return found
