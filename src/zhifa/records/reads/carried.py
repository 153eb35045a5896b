"""What an export carries besides the journal and its rows, so that a dossier can be restored."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from zhifa.kernel import carrying, seals
from zhifa.kernel.carrying import Plain

PERSON = re.compile(r'"user:(\d+)"')
Keys = dict[type[models.Model], dict[Any, models.Model]]


@dataclass(frozen=True, slots=True)
class Carried:
    """held: what seals do not tell of the rows. basis: rows they stand on. loose: made from them.

    needs: rows of other dossiers that must be there already, e.g. the case that was done again.
    """

    held: Sequence[Plain]
    basis: Sequence[Plain]
    loose: Sequence[Plain]
    needs: Sequence[str]


def _by_model(rows: Iterable[models.Model]) -> Keys:
    found: Keys = defaultdict(dict)
    for row in rows:
        found[type(row)][row.pk] = row
    return found


def _targets(row: models.Model) -> Iterator[tuple[type[models.Model], Any]]:
    """What a row's foreign keys name."""
    whole = getattr(row, "underlies", True) is True
    for column in row._meta.concrete_fields:
        model, value = column.related_model, getattr(row, column.attname)
        if isinstance(model, type) and value is not None and whole:
            yield model, value


def _people(texts: Iterable[str]) -> set[int]:
    return {int(key) for text in texts for key in PERSON.findall(text)}


def _loaded(wanted: Mapping[type[models.Model], set[Any]]) -> list[models.Model]:
    return [row for model, pks in wanted.items() for row in model._base_manager.filter(pk__in=pks)]


def _basis(chain: Keys, people: set[int]) -> tuple[Keys, set[str]]:
    """Everything that the rows stand on, and what of it belongs to other dossiers."""
    found: Keys = defaultdict(dict)
    needs: set[str] = set()
    open_ends = [row for rows in chain.values() for row in rows.values()]
    wanted: dict[type[models.Model], set[Any]] = {apps.get_model("agencies.User"): people}
    while open_ends or wanted:
        for model, pk in (target for row in open_ends for target in _targets(row)):
            if pk in chain.get(model, ()) or pk in found[model]:
                continue
            if getattr(model, "underlies", False):
                wanted.setdefault(model, set()).add(pk)
            else:
                needs.add(f"{model._meta.label_lower}:{pk}")
        open_ends, wanted = _loaded(wanted), {}
        for row in open_ends:
            found[type(row)][row.pk] = row
    return found, needs


def _held(keys: Keys) -> dict[str, Plain]:
    return {
        f"{model._meta.label_lower}:{pk}": told
        for model, rows in keys.items()
        for pk, told in carrying.held(model, list(rows)).items()
    }


def carried(rows: Sequence[models.Model], texts: Iterable[str]) -> Carried:
    """What must go along with the rows of a dossier. texts: where keys of people stand.

    It serves no particular viewer: the export around it has asked who takes the dossier out.
    """
    chain = _by_model(rows)
    found, needs = _basis(chain, _people(texts))
    held, below = _held(chain), _held(found)
    basis = [
        {"key": key, "values": carrying.open_values(row) | below.get(key, {})}
        for model_rows in found.values()
        for row in model_rows.values()
        for key in [seals.key_of(row)]
    ]
    basis += carrying.followers({model: list(pks) for model, pks in found.items()})
    return Carried(
        [{"key": key, "values": held[key]} for key in sorted(held)],
        sorted(basis, key=seals.canonical),
        list(carrying.followers({model: list(pks) for model, pks in chain.items()})),
        sorted(needs),
    )
