"""What higher rooms call things that a lower room's page knows by code alone."""

from collections.abc import Callable, Collection, Mapping

Names = Callable[[Collection[str]], Mapping[str, str]]

_names: dict[str, Names] = {}


def install(names: Mapping[str, Names]) -> None:
    """Replace the wiring: kind of thing → who knows its names."""
    _names.clear()
    _names.update(names)


def names(kind: str, codes: Collection[str]) -> Mapping[str, str]:
    """Code → name, of the codes that are known; one question for all of them."""
    return _names[kind](codes) if codes and kind in _names else {}
