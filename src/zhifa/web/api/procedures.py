"""Procedures as data: stages, steps, conditions and terms, each with its article."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router

from zhifa.enforcement.rules.lists import lists
from zhifa.enforcement.rules.procedure import Field, Move, Procedure, codes, held_on
from zhifa.web.api.auth import Asked
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import Problem
from zhifa.web.api.shapes import schema_of

router = Router(tags=["程序"])
HEAD = ("code", "kind", "name", "source")


def _head(law: Procedure) -> dict[str, Any]:
    return {**{name: getattr(law, name) for name in HEAD}, "version": law.version.isoformat()}


def _listed(field: Field) -> Field:
    """The field with its list, unless only a case can tell it."""
    return replace(field, options=lists().get(field.options_from, field.options))


def _told(law: Procedure, needs: Sequence[str]) -> list[dict[str, str]]:
    """Conditions by name, each with its sentence and article."""
    return [
        {"code": o.code, "message": o.message, "source": o.source, "fix": o.fix, "next": o.next}
        for o in (law.needs[need] for need in needs)
    ]


def _move(law: Procedure, move: Move) -> dict[str, Any]:
    return {
        "id": move.id,
        "name": move.name,
        "opening": move.id == law.opening,
        "to": dict(move.to),
        "may": move.may,
        "via": move.via,
        "source": move.source,
        "needs": _told(law, move.needs),
        "warns": _told(law, move.warns),
        "documents": list(move.documents),
        "data": schema_of([_listed(f) for f in move.fields], move.name),
    }


@router.get(
    "/procedures",
    response={200: list[dict[str, Any]], **REFUSALS, 422: Problem},
    summary="全部程序",
)
def index(request: Asked, on: Day = None) -> list[dict[str, Any]]:
    """Of each the version in force on a day (today)."""
    day = on or localdate(request.at)
    return [_head(law) for law in (held_on(code, day) for code in codes()) if law]


@router.get(
    "/procedures/{code}",
    response={200: dict[str, Any], **REFUSALS, 422: Problem},
    summary="一个程序",
)
def show(request: Asked, code: str, on: Day = None) -> dict[str, Any]:
    """Stages, steps with the JSON Schema of their `data`, conditions, terms; as of a day (today).

    404 where no version was in force that day.
    """
    law = held_on(code, on or localdate(request.at)) if code in codes() else None
    if law is None:
        raise Http404
    return {
        **_head(law),
        "first": law.first,
        "opening": law.opening,
        "stages": [
            {"id": s.id, "name": s.name, "phase": law.phases[s.phase], "final": s.final}
            for s in law.stages.values()
        ],
        "moves": [_move(law, move) for move in law.moves.values()],
        "clocks": [
            {"code": c.id, "name": c.name, "n": c.n, "unit": c.unit, "roll": c.roll,
             "start": list(c.start), "stop": list(c.stop), "party": c.party, "source": c.source}
            for c in law.clocks
        ],
    }  # fmt: skip
