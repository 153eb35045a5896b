"""Questions that every step asks: their SQL is written once, not at each asking.

Django writes the SQL of a query anew every time, which takes several times as long as a small
answer does (ADR 0021). Rows come as `values_list` gives them; everything else stays a queryset.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet, Value

Row = tuple[Any, ...]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an answer goes into the SQL; place: which one of a list."""

    name: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """SQL with its parameters, slots among them, and what turns columns into Python's values."""

    sql: str
    params: Sequence[object]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


def _filled_up(told: Collection[Any]) -> list[Any]:
    """A list without repeats, filled up to a power of two, so that few lengths are written."""
    found = list(dict.fromkeys(told))
    if not found:
        return found
    wanted = 1 << (len(found) - 1).bit_length()
    return found + found[-1:] * (wanted - len(found))


def _write(query: "QuerySet[Any, Any]") -> Written:
    compiler = query.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    columns = [column for column, _, _ in (compiler.select or [])[: compiler.col_count]]
    return Written(sql, list(params), compiler.get_converters(columns))


class Prepared:
    """A question with slots: `Prepared(lambda on: Post.objects.held_on(on).values_list("pk"))`.

    ask: gets for each name what stands for its value, or for a list of values; gives a queryset of
    `values_list`. Values: texts, numbers and days; the columns they meet are of the same kind.
    """

    def __init__(self, ask: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self._ask = ask
        self._written: dict[tuple[object, ...], Written] = {}

    def rows(self, **told: Any) -> list[Row]:
        """The answer; nothing when a list of values is empty. One query at most."""
        lists = {name: _filled_up(value) for name, value in told.items() if not _single(value)}
        if not all(lists.values()):
            return []
        key = (connection.vendor, *((name, len(values)) for name, values in lists.items()))
        written = self._written.get(key)
        if written is None:
            slots: dict[str, object] = {name: Value(Slot(name)) for name in told}
            for name, values in lists.items():
                slots[name] = [Value(Slot(name, place)) for place in range(len(values))]
            written = self._written[key] = _write(self._ask(**slots))
        return _answer(written, {**told, **lists})


class PreparedModels(Generic[M]):
    """The same for whole objects, each with the objects that it refers to by the names in `joined`.

    ask: gets a queryset and slots, gives the queryset filtered and in order. without: columns
    that are not fetched before somebody asks for them.
    """

    def __init__(
        self,
        model: type[M],
        ask: Callable[..., "QuerySet[M]"],
        *,
        joined: Sequence[str] = (),
        without: Collection[str] = (),
    ) -> None:
        found = [c for c in _columns(model) if c not in without]
        self._model, self._names = model, found
        self._joined = [(name, *_referred(model, name)) for name in joined]
        columns = [*found, *(f"{name}__{c}" for name, _, names in self._joined for c in names)]
        self._question = Prepared(
            lambda **slots: ask(QuerySet(model), **slots).values_list(*columns)
        )

    def all(self, **told: Any) -> list[M]:
        """The objects; none when a list of values is empty. One query at most."""
        return [self._made(row) for row in self._question.rows(**told)]

    def _made(self, row: Row) -> M:
        place = len(self._names)
        made = self._model.from_db(connection.alias, self._names, row[:place])
        for name, other, columns in self._joined:
            part = row[place : place + len(columns)]
            found = other.from_db(connection.alias, columns, part)
            setattr(made, name, found if found.pk is not None else None)
            place += len(columns)
        return made


def _columns(model: type[Model]) -> list[str]:
    return [f.attname for f in model._meta.concrete_fields]


def _referred(model: type[Model], name: str) -> tuple[type[Model], list[str]]:
    """The model that a column refers to, with its columns."""
    other = getattr(model, name).field.related_model
    if not (isinstance(other, type) and issubclass(other, Model)):
        raise TypeError(f"{name} refers to nothing")
    return other, _columns(other)


def _single(value: object) -> bool:
    return isinstance(value, str | int | date)


def _given(param: Any, told: Mapping[str, Any]) -> Any:
    if not isinstance(param, Slot):
        return param
    value = told[param.name]
    value = value if _single(value) else value[param.place]
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return connection.ops.adapt_datefield_value(value) if is_day else value


def _answer(written: Written, told: Mapping[str, Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(written.sql, [_given(param, told) for param in written.params])
        found: list[Row] = cursor.fetchall()
    if not written.converters:
        return found
    rows = [list(row) for row in found]
    for place, (convert, expression) in written.converters.items():
        for row in rows:
            for one in convert:
                row[place] = one(row[place], expression, connection)
    return [tuple(row) for row in rows]
