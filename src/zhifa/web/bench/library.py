"""The pages of a large matter library: public lists, what is wrong in it; and what fills it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from random import Random
from time import perf_counter
from typing import Any

from django.db import connection
from django.db.models import Model

from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter, PowerItem
from zhifa.web.bench import originals, pages
from zhifa.web.demo import cast, district

PART = 20_000  # the longest list that a body keeps
FOUND = 100_000  # findings at most: a night's are one entry of the journal
FROM_ON = date(2022, 1, 1)
GAP, BARE = 50, 200  # one matter in so many has no duties, has no tiers


def _rows(first: int, count: int) -> Iterator[dict[str, Any]]:
    """Matters as an import leaves them, some with parts missing."""
    models = district.matters()
    for number in range(first, first + count):
        row = {**models[number % len(models)], "code": f"B{number:07d}", "from_on": FROM_ON}
        row["name"] = f"{row['name'][:150]}（{number}）"
        row.pop("until_on", None)
        if number % GAP == 0:
            row["duties"] = []
        if number % BARE == 0:
            row["tiers"] = []
        yield row


def _adopted(agency: Agency, count: int, at: datetime) -> None:
    fresh = list(_rows(0, count))
    plan = reads.Plan(len(fresh), fresh, top=reads.newest_matter())
    plan.listings += [(row["code"], FROM_ON, FROM_ON, None) for row in fresh]
    actions.import_list(plan=plan, agency=agency, digest="", by=SYSTEM, at=at)


def _copied(model: type[Model], changes: Mapping[str, str], wanted: str) -> None:
    """Rows once more, some columns changed, in one statement."""
    meta = model._meta
    columns = (f for f in meta.concrete_fields if not f.generated and not f.primary_key)
    kept = [str(f.column) for f in columns]
    told = ", ".join(changes.get(name, name) for name in kept)
    table = meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(kept)}) SELECT {told} FROM {table} WHERE {wanted}"  # noqa: S608 - names of ours
        )


def _copy(agency: Agency, turn: int, count: int) -> None:
    """The first list once more for another body, under codes of its own."""
    within, mark = f"BETWEEN 'B{0:07d}' AND 'B{count - 1:07d}'", f"'C{turn:03d}' || "
    _copied(Matter, {"code": f"{mark}code"}, f"code {within}")
    changes = {"matter_code": f"{mark}matter_code", "agency_id": str(agency.pk)}
    _copied(PowerItem, changes, f"matter_code {within}")


def fill(rows: int, at: datetime, say: Callable[[str], None]) -> float:
    """Bodies, and so many matters on their lists, a longest list at a time; seconds taken.

    The first list is taken in by the real action, the others are its copies.
    """
    bodies = cast.cast(Random(originals.SEED), originals.FIRST_DAY, say).bodies  # noqa: S311 - the same every time
    begun = perf_counter()
    _adopted(bodies[0].agency, min(PART, rows), at)
    for turn, first in enumerate(range(PART, rows, PART), 1):
        _copy(bodies[turn % len(bodies)].agency, turn, min(PART, rows - first))
        say(f"事项 {min(first + PART, rows):,} 个")
    found = range(min(rows, FOUND))
    seen = [reads.Fault("no_evidence", f"matter:B{n:07d}", f"事项 {n}") for n in found]
    actions.check_base(by=SYSTEM, at=at, seen=seen)
    return perf_counter() - begun


class Round(pages.Asking):
    """Asks for the pages in turn."""

    def __init__(self) -> None:
        home = "/library/public-lists/SJ/"
        deep = [f"B{n * PART // 10:07d}" for n in range(1, 10)]
        (last,) = pages.one("SELECT MAX(id) FROM registry_finding")
        super().__init__(
            {
                "各主体缺项": ("sj01", ["/library/public-lists/"]),
                "机关的清单": ("sj01", [home]),
                "清单 第一页": ("sj01", [f"{home}{n}/" for n in ("powers", "checks", "duties")]),
                "清单 深页": ("sj01", [f"{home}powers/?after={code}" for code in deep]),
                "基础库问题": ("sj01", ["/library/checks/", "/library/checks/?rule=no_evidence"]),
                "问题 深页": (
                    "sj01", [f"/library/checks/?after={last * n // 10}" for n in range(1, 10)]
                ),
            }
        )  # fmt: skip
