"""Whether what is stored is what was done: every chain, every sealed row, and what rooms add.

A model with `sealed = True` may hold no row that the journal does not know. Rows of other models
are compared too, once an entry has sealed them. Memory stays constant however many cases there
are: the last seal of each row waits in a temporary file. Writers are not held up: whatever looks
wrong at first sight is looked at again with its chain locked, and only then reported.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q

from zhifa.kernel import faults, journal, seals
from zhifa.kernel.faults import Fault
from zhifa.kernel.models import Entry, Head, Series
from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.sealstore import Seal, SealStore

Verifier = Callable[[], Iterable[Fault]]
Note = Callable[[], Iterable[str]]
BATCH = 500
MARGIN = 10_000  # entries that may have been written while we looked

_verifiers: list[Verifier] = []
_notes: list[Note] = []


def install(verifiers: Sequence[Verifier], notes: Sequence[Note] = ()) -> None:
    """Replace the wiring: what rooms check besides, e.g. that files still have their hash.

    notes: what they say besides, though nothing is wrong, e.g. what was lawfully destroyed.
    """
    _verifiers[:], _notes[:] = verifiers, notes


def notes() -> Iterator[str]:
    """What is not as it was, and rightly so."""
    for note in _notes:
        yield from note()


def verify(*, subjects: Collection[str] | None = None) -> Iterator[Fault]:
    """Every wrong item, as it is found; nothing when all is well.

    subjects: only these chains and the rows they sealed last. What rooms installed and the
    search for rows that nobody wrote belong to the whole and run only without it.
    """
    store = SealStore()
    top = Entry.objects.aggregate(top=Max("pk"))["top"] or 0
    yield from _chains(store, subjects)
    since = top - MARGIN if subjects is None else 0
    for label in store.labels():
        yield from _sealed(label, store, since)
    if subjects is None:
        for model in apps.get_models():
            if getattr(model, "sealed", False):
                yield from _unknown(model, store, since)
        for look in (_orphans, _numbers, *_verifiers):
            yield from look()


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _key(model: type[models.Model], pk: Any) -> Any:
    try:
        return model._meta.pk.to_python(pk)
    except ValidationError:  # a forged entry may name anything
        return None


def _one(model: type[models.Model], pk: Any) -> models.Model | None:
    try:
        return model._base_manager.filter(pk=pk).first()
    except Exception:  # noqa: BLE001 - a column changed by hand may hold anything at all
        return None


def _loaded(model: type[models.Model], pks: Sequence[Any]) -> dict[str, models.Model | None]:
    """Rows by the text of their key; None for one that is there and cannot be read."""
    keys = [key for key in (_key(model, pk) for pk in pks) if key is not None]
    rows = model._base_manager.filter(pk__in=keys)
    try:
        return {str(row.pk): row for row in rows}
    except Exception:  # noqa: BLE001 - a column changed by hand may hold anything at all
        there = list(rows.values_list("pk", flat=True))
        return {str(pk): _one(model, pk) for pk in there}


# --- chains


def _chains(store: SealStore, subjects: Collection[str] | None) -> Iterator[Fault]:
    heads = Head.objects.order_by("pk")
    if subjects is not None:
        heads = heads.filter(pk__in=subjects)
        known = set(heads.values_list("pk", flat=True))
        for subject in sorted(set(subjects) - known):
            yield Fault(faults.HEAD_ABSENT, subject=subject)
    for batch in _batches(heads.iterator(chunk_size=BATCH)):
        yield from _walk(batch, store)


def _walk(heads: Sequence[Head], store: SealStore) -> Iterator[Fault]:
    """Check the chains of some heads; each that looks wrong again under lock."""
    links = {head.pk: _Link(head) for head in heads}
    mine = Entry.objects.filter(subject__in=links).order_by("subject", "seq")
    keys = mine.values_list("pk", "subject").iterator(chunk_size=BATCH)
    for batch in _batches(keys):
        rows = _loaded(Entry, [pk for pk, _ in batch])
        for pk, subject in batch:
            entry = rows.get(str(pk))
            links[subject].add(pk, entry if isinstance(entry, Entry) else None)
            if isinstance(entry, Entry):
                store.add(entry)
    for link in links.values():
        if link.close():
            yield from _again(link.head.pk, store)


def _again(subject: str, store: SealStore) -> Iterator[Fault]:
    with transaction.atomic():
        link = _Link(Head.objects.select_for_update().get(pk=subject))
        for pk in (
            Entry.objects.filter(subject=subject).order_by("seq").values_list("pk", flat=True)
        ):
            entry = _one(Entry, pk)
            link.add(pk, entry if isinstance(entry, Entry) else None)
            if isinstance(entry, Entry):
                store.add(entry)
        found = link.close()
    yield from found


class _Link:
    """Walks one chain from its genesis to its head."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.seq = 0
        self.digest = journal.genesis(head.pk)
        self.found: list[Fault] = []

    def add(self, pk: int, entry: Entry | None) -> None:
        """The next entry of the chain; None when it cannot be read."""
        self.seq += 1
        if entry is None:
            self.digest = ""
            self._tell(faults.ENTRY_UNREADABLE, pk)
            return
        if entry.seq != self.seq:
            self._tell(faults.ENTRY_GAP, pk, f"应为第 {self.seq} 条，实为第 {entry.seq} 条")
        elif self.digest and entry.previous != self.digest:
            self._tell(faults.CHAIN_BROKEN, pk, f"第 {entry.seq} 条")
        if journal.digest_of(entry) != entry.digest:
            self._tell(faults.ENTRY_CHANGED, pk, f"第 {entry.seq} 条")
        self.seq, self.digest = entry.seq, entry.digest

    def close(self) -> list[Fault]:
        """What was wrong, the head included."""
        if (self.seq, self.digest or self.head.digest) != (self.head.seq, self.head.digest):
            detail = f"链首为第 {self.head.seq} 条，流水止于第 {self.seq} 条"
            self._tell(faults.HEAD_DIFFERS, None, detail)
        return self.found

    def _tell(self, what: Obstacle, entry: int | None, detail: str = "") -> None:
        table = "kernel_head" if entry is None else "kernel_entry"
        row = self.head.pk if entry is None else str(entry)
        self.found.append(Fault(what, table, row, self.head.pk, entry, detail))


def _orphans() -> Iterator[Fault]:
    """Entries whose chain has no head."""
    headless = Entry.objects.filter(~Exists(Head.objects.filter(pk=OuterRef("subject"))))
    for subject in headless.values_list("subject", flat=True).distinct().iterator():
        if not Head.objects.filter(pk=subject).exists():
            yield Fault(faults.HEAD_ABSENT, "kernel_head", subject, subject=subject)


def _numbers() -> Iterator[Fault]:
    """Series whose numbers are not exactly 1, 2, … last."""
    counted = Series.objects.annotate(taken=Count("numbers"), top=Max("numbers__value"))
    for run in counted.order_by("pk").iterator():
        top = run.top or 0
        if not run.last == run.taken == top:
            detail = f"号段用至 {run.last}，编号 {run.taken} 个，最大 {top}"
            yield Fault(faults.NUMBERS_GAP, "kernel_number", run.pk, detail=detail)


# --- rows


def _judge(row: models.Model | None, seal: Seal, *, there: bool) -> Obstacle | None:
    """What is wrong with a row, seen against its last seal."""
    if not there:
        return faults.ROW_MISSING
    try:
        sound = row is not None and seals.digest_of(row) == seal.digest
    except Exception:  # noqa: BLE001 - a column changed by hand may hold anything at all
        return faults.ROW_UNREADABLE
    return None if sound else faults.ROW_UNREADABLE if row is None else faults.ROW_CHANGED


def _sealed(label: str, store: SealStore, since: int) -> Iterator[Fault]:
    """Rows of one model that the journal knows."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        yield Fault(faults.TABLE_GONE, label)
        return
    for batch in _batches(store.seals(label)):
        rows = _loaded(model, [seal.pk for seal in batch])
        for seal in batch:
            if _judge(rows.get(seal.pk), seal, there=seal.pk in rows):
                yield from _confirmed(model, seal, since)


def _confirmed(model: type[models.Model], seal: Seal, since: int) -> Iterator[Fault]:
    """Look at a row again with its chain locked, against the newest seal there is."""
    with transaction.atomic():
        Head.objects.select_for_update().filter(pk=seal.subject).first()
        newest = _newest(model, seal, since)
        rows = _loaded(model, [seal.pk])
        what = _judge(rows.get(seal.pk), newest, there=seal.pk in rows)
    if what:
        table = model._meta.db_table
        yield Fault(what, table, seal.pk, subject=newest.subject, entry=newest.entry)


def _newest(model: type[models.Model], seal: Seal, since: int) -> Seal:
    key = f"{model._meta.label_lower}:{seal.pk}"
    later = Q(subject=seal.subject, pk__gt=seal.entry) | Q(pk__gt=max(since, seal.entry))
    entry = Entry.objects.filter(later, seals__has_key=key).order_by("pk").last()
    if entry is None:
        return seal
    return Seal(seal.pk, str(entry.seals[key]), entry.pk, entry.subject)


def _unknown(model: type[models.Model], store: SealStore, since: int) -> Iterator[Fault]:
    """Rows of a sealed model that no entry knows: inserted by hand."""
    label = model._meta.label_lower
    rows = model._base_manager.order_by("pk")
    for batch in _batches(rows.values_list("pk", flat=True).iterator(chunk_size=BATCH)):
        strange = store.unknown(label, [str(pk) for pk in batch])
        for pk in strange:
            written = Entry.objects.filter(pk__gt=since, seals__has_key=f"{label}:{pk}").exists()
            if not written and rows.filter(pk=pk).exists():
                table = model._meta.db_table
                yield Fault(faults.ROW_UNKNOWN, table, pk)
