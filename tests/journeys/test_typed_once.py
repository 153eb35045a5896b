"""Nobody types a name, a date or an amount that the case already knows (features 2.1b)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest

from tests import make
from zhifa.enforcement import actions, reads
from zhifa.enforcement.rules.procedure import Field, load
from zhifa.kernel.models import Entry
from zhifa.web.demo import turns
from zhifa.web.demo.road import Road

LIGHT = {"kinds": ["fine"], "fine": "8000", "tier": "light"}
ADVERT = {"kinds": ["fine"], "fine": "220000", "tier": "light"}
NAMED = frozenset({"name", "money", "date", "int"})
COUNTED = frozenset({"agreed", "differed"})  # votes: two of them may be equal

Typed = list[tuple[str, str, str]]


def k1() -> Road:
    road = make.road(matter="SC0101")
    road.content = dict(LIGHT)
    return road


def k3() -> Road:
    road = make.road(matter="SC0201")
    road.content = dict(ADVERT)
    return road


def clean(road: Road) -> None:
    road.walk_to("archived")


def heard(road: Road) -> None:
    road.walk_to("noticed")
    turns.hear(road)
    road.propose_decision()
    road.review()
    road.decide()
    road.deliver()


def _offered(field: Field, first: Mapping[str, Any], lists: Mapping[str, Any]) -> set[str]:
    begun = str(first.get(field.id, ""))
    return {begun, begun.removesuffix(".00"), *(key for key, _ in lists.get(field.id, ()))}


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What people had to type: step, field and value, of what no form offered them."""
    found: Typed = []
    done = actions.perform

    def noting(*, case_id: str, move: str, data: Any, by: Any, at: Any, **more: Any) -> Any:
        case = reads.case(case_id=case_id, viewer=by)
        step = load(case.procedure, case.procedure_version).moves[move]
        first = reads.proposed(case=case, move=step, viewer=by, at=at)
        fields = [f for f in step.fields if f.kind in NAMED and f.id not in COUNTED]
        names = [f for f in fields if f.kind == "name"]
        asked = reads.Asked(kind="penalty", chosen={}, sought={})
        lists = reads.choices_for(
            fields=names, agency=case.agency, area="", case=case, asked=asked, on=by.on, viewer=by
        )
        for field in fields:
            said = str(data.get(field.id) or "")
            if said and said not in _offered(field, first, lists):
                found.append((move, field.id, said))
        return done(case_id=case_id, move=move, data=data, by=by, at=at, **more)

    monkeypatch.setattr(actions, "perform", noting)
    return found


ROADS = pytest.mark.parametrize(("begin", "walk"), [(k1, clean), (k3, heard)], ids=["K1", "K3"])
Begin: TypeAlias = Callable[[], Road]
Walk: TypeAlias = Callable[[Road], None]


@ROADS
def test_no_name_date_or_amount_is_typed_twice(begin: Begin, walk: Walk, typed: Typed) -> None:
    road = begin()
    walk(road)
    assert road.case.decided_on
    values = [value for _, _, value in typed]
    assert values, "something has to be typed once"
    again = [row for row in typed if values.count(row[2]) > 1]
    assert not again
    name = road.party.representative or road.party.name
    for entry in Entry.objects.filter(subject=road.case.dossier_id):  # people stay out of it
        assert name not in str(entry.payload), entry.kind
