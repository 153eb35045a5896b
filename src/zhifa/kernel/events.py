"""Facts that have happened. Frozen, ids only, named in the past tense."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, ParamSpec, Protocol

P = ParamSpec("P")
_titles: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """Base of every event. `kind` is stored for ever: renaming a class needs a migration.

    title: what a person reads in the journal, e.g. `title: ClassVar[str] = "立案"`.
    """

    title: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        _titles[cls.kind()] = cls.title

    @classmethod
    def kind(cls) -> str:
        """Stored name: room and class, e.g. enforcement.CaseMoved."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


class Listener(Protocol):
    """A function of a higher room.

    happened_at: when the event took place, from which legal terms run. now: when we act on it.
    """

    __module__: str
    __name__: str

    def __call__(self, event: Any, /, *, happened_at: datetime, now: datetime) -> None: ...


_listeners: dict[str, list[Listener]] = {}
_slow: set[str] = set()
_classes: dict[str, type[Event]] = {}


def install(listeners: Mapping[type[Event], Sequence[Listener]]) -> None:
    """Replace the wiring. Called once, by the top of the house."""
    _listeners.clear()
    _classes.clear()
    for event_class, handlers in listeners.items():
        _listeners[event_class.kind()] = list(handlers)
        _classes[event_class.kind()] = event_class


def wiring() -> dict[type[Event], list[Listener]]:
    """Who listens to what now."""
    return {_classes[kind]: list(handlers) for kind, handlers in _listeners.items()}


def titles() -> dict[str, str]:
    """Stored kind → Chinese title, for every event that code still knows."""
    return dict(_titles)


def title_of(kind: str) -> str:
    """What a person reads for a stored kind; the kind itself when nothing better is known."""
    return _titles.get(kind) or kind


def name_of(listener: Listener) -> str:
    """The dotted name under which deliveries remember a listener."""
    return f"{listener.__module__}.{listener.__name__}"


def slow(listener: Callable[P, None]) -> Callable[P, None]:
    """Mark a listener that draws or asks other machines: it is called outside of any lock.

    It must leave alone what it has done before: two workers may call it for the same event.
    """
    _slow.add(f"{listener.__module__}.{listener.__name__}")
    return listener


def slow_ones() -> frozenset[str]:
    """Dotted names of the slow listeners."""
    return frozenset(_slow)


def names_of(kind: str) -> list[str]:
    """Dotted names of the listeners of an event kind."""
    return [name_of(f) for f in _listeners.get(kind, [])]


def call(
    name: str, kind: str, payload: dict[str, Any], *, happened_at: datetime, now: datetime
) -> None:
    """Run the one listener called `name`; a listener no longer wired is a LookupError."""
    for listener in _listeners.get(kind, []):
        if name_of(listener) == name:
            listener(_classes[kind](**payload), happened_at=happened_at, now=now)
            return
    raise LookupError(f"{name} is not wired to {kind}")


@dataclass(frozen=True, slots=True)
class DeliveryRetried(Event):
    """A dead delivery was put back into its queue by a person."""

    title: ClassVar[str] = "重新投递"
    delivery_id: int
    entry_id: int
    listener: str


@dataclass(frozen=True, slots=True)
class KeysRotated(Event):
    """Encrypted columns were written anew with the first key."""

    title: ClassVar[str] = "更换加密密钥"
    key_id: str
    values: int
