"""Facts that few conditions ask for, fetched once, when the first of them does."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
T_co = TypeVar("T_co", covariant=True)


class LaterRow(Sequence[T_co]):
    """A row of values that is fetched when somebody looks."""

    def __init__(self, fetch: Callable[[], Iterable[T_co]]) -> None:
        self._fetch = fetch

    @cached_property
    def _found(self) -> tuple[T_co, ...]:
        return tuple(self._fetch())

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)


class LaterSet(AbstractSet[T_co]):
    """A set that is fetched when somebody looks."""

    def __init__(self, fetch: Callable[[], Iterable[T_co]]) -> None:
        self._fetch = fetch

    @cached_property
    def _found(self) -> frozenset[T_co]:
        return frozenset(self._fetch())

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> AbstractSet[Any]:
        return frozenset(it)

    def __contains__(self, value: object) -> bool:
        return value in self._found

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class LaterMapping(Mapping[K, V], Generic[K, V]):
    """A mapping that is fetched when somebody looks."""

    def __init__(self, fetch: Callable[[], Mapping[K, V]]) -> None:
        self._fetch = fetch

    @cached_property
    def _found(self) -> Mapping[K, V]:
        return self._fetch()

    def __getitem__(self, key: K) -> V:
        return self._found[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
