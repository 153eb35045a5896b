"""The lists a body publishes before it acts, whole: the registry's, the procedures, the review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.enforcement.rules.procedure import codes, versions
from zhifa.enforcement.rules.scope_words import SCOPE
from zhifa.kernel.access import Actor
from zhifa.registry import reads as registry
from zhifa.registry.reads import Listing


@dataclass(frozen=True, slots=True)
class Meter:
    """The lists of a body on a day, and how many of them are complete."""

    lists: Sequence[Listing]

    @property
    def done(self) -> int:
        """How many lists lack nothing."""
        return sum(one.complete for one in self.lists)

    @property
    def whole(self) -> int:
        """How many lists there are."""
        return len(self.lists)

    @property
    def percent(self) -> int:
        """The share that is complete, rounded down."""
        return 100 * self.done // self.whole if self.whole else 0


def _procedures(on: date) -> Listing:
    found = []
    for code in codes():
        running = [p for p in versions(code) if p.version <= on]
        if running:
            steps = " → ".join(running[-1].phases.values())
            found.append((running[-1].name, running[-1].version.isoformat(), steps))
    return registry.listing("procedures", "程序（流程图）", ("程序", "施行起", "环节"), found)


def _review() -> Listing:
    rows = [(code, words) for code, words in SCOPE.items()]
    return registry.listing("review", "重大执法决定法制审核目录", ("编号", "情形"), rows)


def _whole(held: Sequence[Listing], procedures: Listing, review: Listing) -> Meter:
    at = next(i for i, one in enumerate(held) if one.code == "remedies")
    return Meter([*held[:at], procedures, *held[at:], review])


def before_the_fact(*, agency: Agency, on: date, viewer: Actor | None) -> Meter:
    """Everything of the plan's list 事前公示 that a body must show, each list by its first rows."""
    held = registry.public_lists(agency_id=agency.pk, on=on, viewer=viewer)
    return _whole(held, _procedures(on), _review()) if held else Meter(())


def before_the_fact_list(
    *, agency: Agency, code: str, on: date, viewer: Actor | None, after: str = ""
) -> Listing | None:
    """A page of one of those lists; None where there is no such list, or no such body that day."""
    if code == "procedures":
        return _procedures(on)
    if code == "review":
        return _review()
    return registry.public_list(agency_id=agency.pk, code=code, on=on, viewer=viewer, after=after)


def meters(*, on: date, viewer: Actor | None) -> list[tuple[Agency, Meter]]:
    """What every body lacks on a day, without rows, the least complete first."""
    alive = agencies.agencies_on(on=on, viewer=viewer)
    bodies = [body for body in alive if body.nature != body.Nature.OFFICE]
    held = registry.public_gaps(bodies=bodies, on=on, viewer=viewer)
    procedures, review = _procedures(on), _review()
    rows = [(body, _whole(held[body.pk], procedures, review)) for body in bodies]
    return sorted(rows, key=lambda row: (row[1].done, row[0].code))
