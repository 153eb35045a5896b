"""Procedures as data: read once, frozen, checked when loaded."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from zhifa.enforcement.rules.clock_rules import ClockRule, Pause, clock_rule, pause
from zhifa.enforcement.rules.conditions import condition
from zhifa.enforcement.rules.major_line import Major, major_line
from zhifa.kernel.refusals import Obstacle

FOLDER = Path(__file__).parents[1] / "data" / "procedures"
SAME = "="


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks.

    kind: text long date moment money int flag choice choices officers person people matter party
    recording personal phone plan name; name is a person's, and those the case names are offered.
    options: pairs, or the name of a list that the case supplies.
    substance: how many letters it takes to say what the law wants said (reasons, findings, minutes,
    opinions; "同意" is one); 0 where it wants nothing.
    """

    id: str
    name: str
    kind: str
    optional: bool = False
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    options_from: str = ""
    least: int | None = None
    most: int | None = None
    substance: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which stages to which, by whom, on what conditions, asking and making what.

    to: stage after it by stage before it; the same stage for an act that moves nothing.
    date: the field that carries the day which counts in law; empty means today.
    via: the room that alone may take it, after doing its own part.
    quiet: conditions; while one is unmet, the step is no matter of this case and not shown.
    warns: conditions that are shown and recorded when not met, and do not block.
    serves: papers, one of which it serves. anew: steps after which that one has to be made anew.
    place: "first" what goes before all else once it may be done, "rare" what is never put forward.
    phase: the phase it belongs to, where that is not the one of the stage it is taken at.
    """

    id: str
    name: str
    to: Mapping[str, str]
    may: str
    needs: tuple[str, ...]
    fields: tuple[Field, ...]
    documents: tuple[str, ...]
    effects: tuple[str, ...]
    source: str
    date: str = ""
    via: str = ""
    confirm: str = ""
    recording: str = "none"
    quiet: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    place: str = ""
    phase: str = ""

    @property
    def advances(self) -> bool:
        """Whether it can change the stage."""
        return any(a != b for a, b in self.to.items()) or not self.to

    @property
    def leads(self) -> bool:
        """Whether a page may put it forward as the next step."""
        return self.place == "first" or (self.advances and self.place != "rare")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a procedure and the phase it is shown under.

    over: when what it names was done: once it is "entered" (已决定), with its "last" act (法制审核)
    or when it is "left" (调查取证). verb, by: what waits to be done there, and for holders of which
    permissions; nobody of the house while others decide (移送公安机关).
    """

    id: str
    name: str
    phase: str
    final: bool
    over: str
    verb: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """One statutory procedure in one version."""

    code: str
    kind: str
    name: str
    source: str
    version: date
    first: str
    opening: str
    retention: str
    decisions: tuple[str, ...]
    phases: Mapping[str, str]
    stages: Mapping[str, Stage]
    needs: Mapping[str, Obstacle]
    moves: Mapping[str, Move]
    clocks: tuple[ClockRule, ...]
    pauses: tuple[Pause, ...]
    disclosure: tuple[Mapping[str, Any], ...]
    dossier: Mapping[str, Any]
    major: Major | None = None
    reviewed_by_law: Mapping[str, str] = field(default_factory=dict)

    def moves_from(self, stage: str) -> tuple[Move, ...]:
        """The steps that can be taken at `stage`, in the order the file lists them."""
        return tuple(m for m in self.moves.values() if stage in m.to)


def _field(row: Mapping[str, Any]) -> Field:
    options = row.get("options", ())
    named = isinstance(options, str)
    return Field(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        optional=row.get("optional", False),
        help=row.get("help", ""),
        options=() if named else tuple((a, b) for a, b in options),
        options_from=options if named else "",
        least=row.get("least"),
        most=row.get("most"),
        substance=row.get("substance", 0),
    )


def _fields(row: Mapping[str, Any], groups: Mapping[str, Sequence[Any]]) -> tuple[Field, ...]:
    rows = [f for name in row.get("include", ()) for f in groups[name]]
    rows += row.get("fields", ())
    rows += [f for name in row.get("include_after", ()) for f in groups[name]]
    return tuple(_field(f) for f in rows)


def _to(row: Mapping[str, Any]) -> Mapping[str, str]:
    to = row["to"]
    if isinstance(to, dict):
        return {origin: to[origin] for origin in row["from"]}
    return {origin: origin if to == SAME else to for origin in row["from"]}


def _move(row: Mapping[str, Any], groups: Mapping[str, Sequence[Any]]) -> Move:
    return Move(
        id=row["id"],
        name=row["name"],
        to=_to(row),
        may=row["may"],
        needs=tuple(row.get("needs", ())),
        fields=_fields(row, groups),
        documents=tuple(row.get("documents", ())),
        effects=tuple(row.get("effects", ())),
        source=row["source"],
        date=row.get("date", ""),
        via=row.get("via", ""),
        confirm=row.get("confirm", ""),
        recording=row.get("recording", "none"),
        quiet=tuple(row.get("quiet", ())),
        warns=tuple(row.get("warns", ())),
        serves=tuple(row.get("serves", ())),
        anew=tuple(row.get("anew", ())),
        place=row.get("place", ""),
        phase=row.get("phase", ""),
    )


def _stage(code: str, row: Mapping[str, Any]) -> Stage:
    final = row.get("final", False)
    over = row.get("over", "entered" if final else "left")
    turn = row.get("verb", ""), tuple(row.get("by", ()))
    return Stage(code, row["name"], row["phase"], final, over, *turn)


def parse(text: str) -> Procedure:
    """A procedure from the text of its file.

    Raises KeyError or ValueError when the file is wrong: better at start-up than in a hearing.
    """
    raw = tomllib.loads(text)
    groups = dict(raw.get("groups", {}))
    groups["content_optional"] = [{**f, "optional": True} for f in groups.get("content", ())]
    return Procedure(
        code=raw["code"],
        kind=raw["kind"],
        name=raw["name"],
        source=raw["source"],
        version=raw["version"],
        first=raw["first"],
        opening=raw["opening"],
        retention=raw["retention"],
        decisions=tuple(raw["decisions"]),
        phases={row["id"]: row["name"] for row in raw["phases"]},
        stages={code: _stage(code, row) for code, row in raw["stages"].items()},
        needs={
            code: condition(code, row, {m["id"]: m["name"] for m in raw["moves"]})
            for code, row in raw["needs"].items()
        },
        moves={row["id"]: _move(row, groups) for row in raw["moves"]},
        clocks=tuple(clock_rule(row) for row in raw["clocks"]),
        pauses=tuple(pause(row) for row in raw.get("pauses", ())),
        disclosure=tuple(raw.get("disclosure", ())),
        dossier=raw["dossier"],
        major=major_line(raw.get("major")),
        reviewed_by_law=raw.get("reviewed_by_law", {}),
    )


@cache
def versions(code: str) -> tuple[Procedure, ...]:
    """Every version of the procedure `code`, oldest first; files are <code>[.<date>].toml."""
    paths = [FOLDER / f"{code}.toml", *FOLDER.glob(f"{code}.*.toml")]
    found = {p.version: p for p in (parse(f.read_text(encoding="utf-8")) for f in set(paths))}
    return tuple(found[version] for version in sorted(found))


def load(code: str, version: date | None = None) -> Procedure:
    """The procedure in the version a case was opened under, or the newest."""
    if version is None:
        return versions(code)[-1]
    return next(p for p in versions(code) if p.version == version)


def in_force(code: str, on: date) -> Procedure:
    """The version in force on a day."""
    return [p for p in versions(code) if p.version <= on][-1]


def held_on(code: str, on: date) -> Procedure | None:
    """The version in force on a day; None on a day before the first."""
    return next((p for p in reversed(versions(code)) if p.version <= on), None)


def codes() -> list[str]:
    """Every procedure the house knows."""
    return sorted({path.name.split(".")[0] for path in FOLDER.glob("*.toml")})
