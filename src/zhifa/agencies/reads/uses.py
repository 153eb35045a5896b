"""From a step to the client that took it for somebody, and back; for the auditor."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhifa.agencies.events import ClientGrantUsed
from zhifa.agencies.reads.people import names_of_users
from zhifa.kernel import reads as journal
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry

USED = ClientGrantUsed.kind()


@dataclass(frozen=True, slots=True)
class ClientUse:
    """One request of a client in a person's name.

    entry: what the journal says of it, in the chain of the client. written: what came of it;
    None where it was not yet kept.
    """

    entry: Entry
    client: str
    person: str
    address: str
    written: Sequence[Entry] | None


def _use_behind(step: Entry, viewer: Actor) -> Entry | None:
    """The use that names this entry; it is by the same person at the same moment."""
    asked = {"by": step.by, "kind": USED}
    alike = journal.entries(wanted=asked, viewer=viewer).filter(at=step.at)
    return next((use for use in alike if step.pk in use.payload.get("entries", ())), None)


def client_use(*, pk: int, viewer: Actor) -> ClientUse | None:
    """The use that an entry of the journal is, or that it was written by."""
    entry = journal.entry(pk=pk, viewer=viewer)
    use = entry if entry is None or entry.kind == USED else _use_behind(entry, viewer)
    if use is None:
        return None
    told = use.payload
    names = names_of_users(user_ids=[told["client_id"], told["user_id"]])
    keys = told.get("entries")
    written = journal.entries(wanted={}, viewer=viewer).filter(pk__in=keys or ()).order_by("pk")
    return ClientUse(
        entry=use,
        client=names.get(told["client_id"], ""),
        person=names.get(told["user_id"], ""),
        address=told["address"],
        written=None if keys is None else list(written),
    )
