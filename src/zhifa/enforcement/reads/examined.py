"""A case laid open for the rooms above that examine it."""

from collections.abc import Iterable
from datetime import datetime

from zhifa.enforcement.models import Case
from zhifa.enforcement.reads.gather import acts_of, gather
from zhifa.enforcement.reads.seen import insist
from zhifa.enforcement.rules.examine import Deed, Examined, Proof, Weighed, examine
from zhifa.kernel.access import Actor

__all__ = ["Deed", "Examined", "Proof", "Weighed", "examined"]


def examined(*, case: Case, needs: Iterable[str], viewer: Actor, at: datetime) -> Examined:
    """Deeds, terms and unmet conditions of a case; Case.DoesNotExist for who may not read it."""
    insist(case, viewer)
    acts = acts_of(case)
    facts = gather(case=case, move=None, values=None, viewer=viewer, at=at, acts=acts)
    return examine(facts, needs, {act.seq: act.pk for act in acts})
