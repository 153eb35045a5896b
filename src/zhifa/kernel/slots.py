"""Places on a page that higher rooms fill. The page's own room never learns who they are."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

_slots: dict[str, tuple[str, ...]] = {}


def install(slots: Mapping[str, Sequence[str]]) -> None:
    """Replace the wiring: slot name → url names of panels, in order."""
    _slots.clear()
    for name, panels in slots.items():
        _slots[name] = tuple(panels)


def urls(slot: str, key: str) -> list[str]:
    """Addresses of the panels of `slot` for the object with this key."""
    return [reverse(name, args=[key]) for name in _slots.get(slot, ())]
