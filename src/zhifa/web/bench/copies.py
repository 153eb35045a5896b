"""A million cases out of a hundred: copies with ids, numbers, parties and chains of their own."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from django.db import connection

from zhifa.enforcement.models import Case, CaseWords, Receipt
from zhifa.enforcement.rules.search import home, pairs, squeezed
from zhifa.kernel import ids
from zhifa.records.models import Dossier
from zhifa.web.bench.bulk import Bulk
from zhifa.web.bench.mould import LAST, Mould, family
from zhifa.web.bench.originals import SEED, Original
from zhifa.web.demo import crowd, district
from zhifa.web.demo.cast import GIVEN

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TRIPLES = [a + b + c for a in CROCKFORD for b in CROCKFORD for c in CROCKFORD]
EVERY = 3  # so many cases a party
OFFSET = 500_000  # of the copies' firms, beyond the originals' codes
STEP = 20_000  # cases between two words of progress


class Fresh:
    """Ids, keys and numbers that nobody has, in order."""

    def __init__(self) -> None:
        self._head, self._count, self._firms = ids.new()[:14], 0, 0
        self._keys: dict[str, int] = {}
        self.series: dict[str, int] = {}

    def ulid(self) -> str:
        """A new id, later than the one before."""
        self._count += 1
        high, low = divmod(self._count, len(TRIPLES))
        return f"{self._head}000000{TRIPLES[high]}{TRIPLES[low]}"

    def firm(self) -> int:
        """The next number of a firm."""
        self._firms += 1
        return self._firms

    def key(self, table: str) -> str:
        """The next whole-number key of a table."""
        if table not in self._keys:
            self._keys[table] = _one(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 - ours
        self._keys[table] += 1
        return str(self._keys[table])

    def number(self, series: str) -> str:
        """The next number of a series."""
        if series not in self.series:
            self.series[series] = _one("SELECT last FROM kernel_series WHERE key = %s", series)
        self.series[series] += 1
        return str(self.series[series])

    def told(self, mould: Mould, given: dict[str, str]) -> list[str]:
        """What stands in each place of one copy."""
        found = [""] * (LAST + 1)
        for kind, detail in mould.wants:
            if kind == "id":
                found.append(self.ulid())
            elif kind == "given":
                found.append(given[detail])
            elif kind == "key":
                found.append(self.key(detail))
            elif kind == "number":
                found.append(self.number(detail))
            else:
                place, _, form = detail.partition("|")
                found.append(form.format(int(found[int(place)])))
        return found


def _one(sql: str, *values: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.fetchone()[0])


Rows = Iterator[tuple[str, tuple[str, ...], list[object]]]


class Source:
    """One original, its party and their moulds."""

    def __init__(self, original: Original) -> None:
        self.party, self.share = original.party, original.share
        rows = family(Dossier._base_manager.get(pk=original.dossier_id))
        self._case = next(r for r in rows if isinstance(r, Case))
        self._words = next(r.words for r in rows if isinstance(r, CaseWords))
        self._paid = [r.key for r in rows if isinstance(r, Receipt)]
        known = [self.party.pk, self.party.name]
        self._case_mould = Mould(original.dossier_id, rows, [*known, self._words, *self._paid])
        subject, codes = f"party:{self.party.pk}", [*known, self.party.credit_code]
        self._party_mould = Mould(subject, [self.party], codes)
        self._copied, self._now = 0, ("", "")

    def copy(self, fresh: Fresh, chance: Random) -> Rows:
        """The rows of one more case, and of a party when it is time for another."""
        if self._copied % EVERY == 0:
            yield from self._another_party(fresh, chance)
        self._copied += 1
        pk, name = self._now
        title = self._case.title.replace(self.party.name, name)
        words = " ".join((home(self._case.agency_id), *pairs(squeezed(title))))
        given = {self.party.pk: pk, self.party.name: name, self._words: words}
        given |= {key: f"51{fresh.ulid()}" for key in self._paid}
        yield from self._case_mould.pour(fresh.told(self._case_mould, given))

    def _another_party(self, fresh: Fresh, chance: Random) -> Rows:
        serial = fresh.firm()
        place, trade = chance.choice(crowd.PLACES), chance.choice(crowd.TRADES)
        word = "".join(chance.sample(GIVEN, 2))  # what tells one firm from another, as in life
        self._now = fresh.ulid(), f"示范{place}{word}{trade}有限公司"
        given = {
            self.party.pk: self._now[0],
            self.party.name: self._now[1],
            self.party.credit_code: district.firm_code(OFFSET + serial),
        }
        yield from self._party_mould.pour(fresh.told(self._party_mould, given))


def copy(originals: Sequence[Original], count: int, say: Callable[[str], None]) -> None:
    """Add `count` cases, of each original its share, all mixed."""
    chance, fresh = Random(SEED), Fresh()  # noqa: S311 - the same every time
    sources = [Source(original) for original in originals]
    drawn = chance.choices(sources, [s.share for s in sources], k=count)
    with Bulk(say) as bulk:
        for number, source in enumerate(drawn, 1):
            for table, columns, row in source.copy(fresh, chance):
                bulk.add(table, columns, row)
            if number % STEP == 0 or number == count:
                bulk.flush()
                say(f"案件 {number:,}/{count:,}")
        bulk.keep_series(fresh.series)
