"""What people, clients and bodies are called that the journal knows by a key."""

from collections.abc import Collection, Mapping

from zhifa.agencies.models import Agency, User


def _numbers(codes: Collection[str], *kinds: str) -> dict[str, int]:
    found = {}
    for code in codes:
        kind, _, number = code.partition(":")
        if kind in kinds and number.isdecimal():
            found[code] = int(number)
    return found


def key_names(codes: Collection[str]) -> Mapping[str, str]:  # no viewer: names for pages of keys
    """Key → name, of the keys that are people's or bodies'."""
    people, homes = _numbers(codes, "user", "person"), _numbers(codes, "agency")
    users = User.objects.filter(pk__in=people.values()).values_list("pk", "name")
    bodies = Agency.objects.filter(pk__in=homes.values()).values_list("pk", "name")
    named, called = dict(users), dict(bodies)
    return {
        **{code: named[pk] for code, pk in people.items() if pk in named},
        **{code: called[pk] for code, pk in homes.items() if pk in called},
    }
