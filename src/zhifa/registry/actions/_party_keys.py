"""The keys by which like entries find each other, kept in step with the entries."""

from collections.abc import Iterable

from zhifa.kernel.fields import keyed_hash
from zhifa.registry.models import Party, PartyKey
from zhifa.registry.reads import traits
from zhifa.registry.rules import likeness

LENGTH = 32


def hashed(kind: str, text: str) -> str:
    """A key as it is stored."""
    return keyed_hash(f"{kind}:{text}")[:LENGTH]


def index(parties: Iterable[Party], *, fresh: bool = False) -> int:
    """Make the keys of entries anew; how many entries. fresh: they have none yet."""
    rows = list(parties)
    if not fresh:
        PartyKey.objects.filter(party__in=rows).delete()
    PartyKey.objects.bulk_create(
        PartyKey(party=party, kind=kind, value=hashed(kind, text))
        for party in rows
        for kind, text in likeness.keys(traits(party=party))
    )
    return len(rows)
