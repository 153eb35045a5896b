"""Which cases a text means: by the beginning of a number, or by any parts of the title.

Every look-up ends after MOST_FOUND rows of an index, however many cases there are.
"""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from django.db import connection
from django.db.models import Q

from zhifa.enforcement.models import Case, Decision
from zhifa.enforcement.rules.search import cover, home, squeezed
from zhifa.kernel.access import Actor

MOST_FOUND = 200
_SQL = {  # newest registered first; the tables are laid by migration 0003
    "sqlite": "SELECT w.case_id, c.title FROM enforcement_casewords_index i "
    "JOIN enforcement_casewords w ON w.id = i.rowid JOIN enforcement_case c ON c.id = w.case_id "
    "WHERE enforcement_casewords_index MATCH %s ORDER BY i.rowid DESC LIMIT %s",
    "postgresql": "SELECT w.case_id, c.title FROM (SELECT id, case_id FROM enforcement_casewords "
    "WHERE parts @@ %s::tsquery ORDER BY id DESC LIMIT %s) w "
    "JOIN enforcement_case c ON c.id = w.case_id",
}
_AND = {"sqlite": (" AND ", '"'), "postgresql": (" & ", "'")}


def _begins(column: str, text: str) -> Q:
    """`column` begins with `text`, as a range of its index."""
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": f"{text}\U0010ffff"})


def _by_number(viewer: Actor, text: str) -> Iterator[str]:
    """Cases whose own number, or whose decision's number, begins with the text."""
    reach = viewer.reach("case:read")
    for agency_id in (None,) if reach is None else sorted(reach):
        own = Case.objects.filter(_begins("number", text))
        mine = own if agency_id is None else own.filter(agency_id=agency_id)
        yield from mine.values_list("pk", flat=True)[:MOST_FOUND]
    decided = Decision.objects.filter(_begins("number", text)).order_by("number")
    for case_id, agency_id in decided.values_list("case_id", "case__agency_id")[:MOST_FOUND]:
        if reach is None or agency_id in reach:
            yield case_id


def _holds(title: str, words: Sequence[str]) -> bool:
    """Whether a title has each of the words, spaces and brackets aside."""
    plain = squeezed(title)
    return all(word in plain for word in words)


def _by_title(viewer: Actor, words: Sequence[str]) -> tuple[list[str], bool]:
    """The newest cases with every word in their title, and whether there may be more."""
    wanted = tuple(dict.fromkeys(pair for word in words for pair in cover(word)))
    reach = viewer.reach("case:read")
    if not wanted:
        return [], False
    found: list[str] = []
    more = False
    word, quote = _AND[connection.vendor]
    for agency_id in (None,) if reach is None else sorted(reach):
        asked = wanted if agency_id is None else (*wanted, home(agency_id))
        with connection.cursor() as cursor:
            query = word.join(f"{quote}{w}{quote}" for w in asked)
            cursor.execute(_SQL[connection.vendor], [query, MOST_FOUND])
            rows = cursor.fetchall()
        found += [pk for pk, title in rows if _holds(title, words)]
        more = more or len(rows) == MOST_FOUND
    return found, more


def found_by(text: str, *, viewer: Actor) -> tuple[list[str], bool]:
    """Ids of the viewer's cases that a text may mean, and whether there may be more.

    Words apart by spaces must all be in the title, in whatever order.
    """
    numbered = list(_by_number(viewer, normalize("NFKC", text).strip().upper()))
    words = [word for word in map(squeezed, text.split()) if word]
    titled, more = _by_title(viewer, words)
    return list(dict.fromkeys([*numbered, *titled])), more or len(numbered) >= MOST_FOUND
