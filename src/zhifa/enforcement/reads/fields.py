"""The form of a step, with the lists that this case gives it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.lists import lists
from zhifa.enforcement.rules.procedure import Field, Move
from zhifa.kernel.access import Actor

Options = tuple[tuple[str, str], ...]


def _tiers(case: Case, _: Actor, __: datetime) -> Options:
    return tuple((t["code"], t["name"]) for t in case.matter.tiers) if case.matter else ()


def _needs(case: Case, _: Actor, __: datetime) -> Options:
    return tuple((e["code"], e["name"]) for e in case.matter.elements) if case.matter else ()


def _chairs(case: Case, viewer: Actor, at: datetime) -> Options:
    people = agencies.holders(
        agency_id=case.agency_id, role="hearing_chair", on=localdate(at), viewer=viewer
    )
    return tuple((str(pk), name) for pk, name in people)


FROM_CASE: Mapping[str, Callable[[Case, Actor, datetime], Options]] = {
    "tiers": _tiers,
    "evidence_needs": _needs,
    "hearing_chair": _chairs,
}


def _filled(field: Field, options: Options) -> Field:
    return replace(field, options=options)


def fields_for(*, case: Case, move: Move, viewer: Actor, at: datetime) -> tuple[Field, ...]:
    """The fields of a step, their lists filled in."""
    found = []
    for field in move.fields:
        name = field.options_from
        if name in FROM_CASE:
            found.append(_filled(field, FROM_CASE[name](case, viewer, at)))
        else:
            found.append(_filled(field, lists()[name]) if name else field)
    return tuple(found)


def opening_fields(*, move: Move, viewer: Actor) -> tuple[Field, ...]:  # noqa: ARG001 - reads say for whom
    """The fields of a procedure's first step, before there is a case."""
    return tuple(_filled(f, lists()[f.options_from]) if f.options_from else f for f in move.fields)
