"""What a measuring process does; the process that asked reads its answer from a file."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from zhifa.agencies.models import Agency, User
from zhifa.enforcement import reads
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.kernel.events import KeysRotated
from zhifa.kernel.verify import verify
from zhifa.registry.models import Party
from zhifa.web.bench import (
    copies,
    law_search,
    library,
    masked,
    numbers,
    originals,
    pages,
    papers,
    volumes,
)
from zhifa.web.demo import cast, crowd
from zhifa.web.demo.road import BEIJING, Crew, Road

Say = Callable[[str], None]
Told = Mapping[str, Any]
WHOLE = 20_000  # cases up to which every chain is verified
WARM = 3  # times that each page is asked before it counts
FEW = 1_000  # cases up to which each is rebuilt from its entries as well
SAMPLE = 2_000  # chains that are verified beyond


def clock() -> datetime:
    """What a measuring process takes for now."""
    return datetime.fromtimestamp(time(), BEIJING)


def calendar(told: Told, _: Say) -> dict[str, float]:
    """Due dates per second, over every unit and eight years."""
    units = ((7, Unit.WORKDAY), (90, Unit.DAY), (6, Unit.MONTH), (2, Unit.YEAR), (3, Unit.WORKDAY))
    terms = [Term(n, unit) for n, unit in units]
    days = [date(2019, 1, 1) + timedelta(days=n) for n in range(8 * 365)]
    table, count, begun = standard(), 0, perf_counter()
    while perf_counter() - begun < told["seconds"]:
        for day in days:
            table.due(day, terms[count % len(terms)])
            count += 1
    return {"每秒期限": count / (perf_counter() - begun)}


def chains(told: Told, say: Say) -> dict[str, float]:
    """Entries appended (each committed by itself, to one of fifty chains) and verified."""
    call_command("migrate", verbosity=0)
    count, at = told["entries"], clock()
    begun = perf_counter()
    for n in range(count):
        event = KeysRotated(key_id=f"bench{n}", values=n)
        journal.record(event, subject=f"bench:{n % 50}", by=SYSTEM, at=at)
    written = perf_counter() - begun
    say(f"流水 {count} 条")
    begun = perf_counter()
    wrong = list(verify())
    if wrong:
        raise ValueError(wrong[0].line())
    return {"每秒写入": count / written, "每秒核验": count / (perf_counter() - begun)}


def prepare(told: Told, say: Say) -> dict[str, float]:
    """A database in which cases can be walked, a party for each."""
    call_command("migrate", verbosity=0)
    originals.stage(1, say)
    crowd.parties(told["journeys"], Random(originals.SEED), originals.FIRST_DAY)  # noqa: S311
    return {}


def _crew() -> tuple[Crew, list[Party]]:
    people = User._base_manager.filter(username__startswith="sj").order_by("username")
    roles = dict(reversed(list(zip(cast.POSTS, people, strict=True))))
    home = Agency._base_manager.get(code="SJ")
    crew = Crew(home, (people[0], people[1]), roles)
    return crew, list(Party._base_manager.order_by("pk"))


def walk(told: Told, say: Say) -> dict[str, float]:
    """One writer of several: walks K1 from clue to archive again and again, once told to begin."""
    crew, parties = _crew()
    content = {"kinds": ["fine"], "fine": "8000", "tier": "light"}
    start = datetime(2026, 3, 2, 9, 30, tzinfo=BEIJING)
    mine = parties[told["writer"] :: told["writers"]][: told["each"]]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    begun = perf_counter()
    for party in mine:
        Road(crew, party, "SC0101", start, dict(content)).walk_to("archived")
    say(f"第 {told['writer'] + 1} 个写入方办完 {len(mine)} 件")
    return {"journeys": len(mine), "seconds": perf_counter() - begun}


def _sound(cases: int) -> None:
    """Stop if `verify` finds anything: all of it, or many chains of a very large database."""
    subjects = None
    if cases > WHOLE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM records_dossier ORDER BY id")
            every = [row[0] for row in cursor.fetchall()]
        subjects = Random(cases).sample(every, SAMPLE)  # noqa: S311 - the same every time
    for fault in verify(subjects=subjects):
        raise ValueError(fault.line())


def rebuild(_: Told, say: Say) -> dict[str, float]:
    """Everything verified and every case rebuilt from its entries, however long it takes."""
    _sound(0)
    count = 0
    for case in reads.cases(viewer=SYSTEM).order_by("pk").iterator():
        if wrong := reads.replay(case=case, viewer=SYSTEM):
            raise ValueError(f"{case.pk}：{wrong[0]}")
        count += 1
    say(f"{count} 件核验、重建无误")
    return {"cases": count}


def load(told: Told, say: Say) -> dict[str, float]:
    """A database of so many cases, its chains verified."""
    call_command("migrate", verbosity=0)
    begun = perf_counter()
    bodies = originals.stage(told["bodies"], say)
    made = originals.walk(bodies, clock(), told["each"], say)
    copies.copy(made, told["cases"] - len(made), say)
    loaded = perf_counter() - begun
    say(f"已装入，{loaded:.0f} 秒；核验流水")
    _sound(told["cases"])
    if told["cases"] <= FEW:
        rebuild(told, say)
    return {"seconds": loaded}


def _answering(round_: pages.Asking, times: int) -> dict[str, float]:
    round_.ask(WARM)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _line in sys.stdin:
        sys.stdout.write(json.dumps(round_.ask(times)) + "\n")
        sys.stdout.flush()
    return {}


def ask(told: Told, _: Say) -> dict[str, float]:
    """Seconds that each page took: one line of JSON for each line that asks."""
    return _answering(pages.Round(), told["times"])


def load_library(told: Told, say: Say) -> dict[str, float]:
    """A database with so many matters on the lists of its bodies."""
    call_command("migrate", verbosity=0)
    return {"seconds": library.fill(told["cases"], clock(), say)}


def ask_library(told: Told, _: Say) -> dict[str, float]:
    """The same as `ask`, of the pages of the matter library."""
    return _answering(library.Round(), told["times"])


def laws(told: Told, say: Say) -> dict[str, float]:
    """The law library: import of the whole pack, how well and how fast articles are found."""
    call_command("migrate", verbosity=0)
    found = law_search.measure(settings.DATA_PACK, clock(), most=told["questions"])
    say(f"法律库 {int(found['导入条文'])} 条")
    return found


def begin_numbers(told: Told, say: Say) -> dict[str, float]:
    """A database in which numbers can be taken."""
    numbers.begin(told["writers"], clock(), say)
    return {}


def take_numbers(told: Told, say: Say) -> dict[str, float]:
    """One writer of several, who approves papers."""
    numbers.write(told["writer"], told["each"], clock(), say)
    return {}


def check_numbers(_: Told, _say: Say) -> dict[str, float]:
    """How many numbers were taken, without gap or double."""
    return {"numbers": numbers.check()}


def draw_papers(told: Told, say: Say) -> dict[str, Any]:
    """Papers a second of one process, beside the others that this machine has."""
    own = papers.ours(told["seconds"])
    say(f"本系统：每秒 {own:.1f} 份")
    return {"ours": own, **papers.peers(Path(told["folder"]), told["each"], say)}


def hold_papers(told: Told, say: Say) -> dict[str, Any]:
    """Megabytes that a process holds after each tenth of so many papers."""
    found = {}
    for number, held in papers.memory(told["papers"]):
        found[str(number)] = held
        say(f"{number} 份，{held:.0f} MB")
    return found


def bind_volume(told: Told, say: Say) -> dict[str, float]:
    """Seconds that a dossier of so many papers takes."""
    return volumes.measure(told["papers"], clock(), say)


PARTS: Mapping[str, Callable[[Told, Say], Mapping[str, Any]]] = {
    "calendar": calendar,
    "masking": masked.measure,
    "journal": chains,
    "prepare": prepare,
    "walk": walk,
    "load": load,
    "ask": ask,
    "load_library": load_library,
    "ask_library": ask_library,
    "rebuild": rebuild,
    "laws": laws,
    "begin_numbers": begin_numbers,
    "numbers": take_numbers,
    "check_numbers": check_numbers,
    "draw_papers": draw_papers,
    "hold_papers": hold_papers,
    "bind_volume": bind_volume,
}
