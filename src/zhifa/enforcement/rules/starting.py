"""Acts that start a term only in some cases: which, by the word that a procedure uses."""

from collections.abc import Callable, Mapping, Sequence

from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.needs.informant import owed_a_reply
from zhifa.enforcement.rules.preservation import still_held


def refused_again(so_far: Sequence[Done]) -> bool:
    """Whether the latest answer of the police, asked to reconsider, is still no (移送规定 九)."""
    told = [a for a in so_far if a.move in {"send_transfer", "object_police", "police_answered"}]
    if not told or told[-1].move != "police_answered" or told[-1].facts["result"] != "upheld":
        return False
    asked = [a.facts["way"] for a in told if a.move == "object_police"]
    return asked[-1:] == ["reconsider"]


def _deciding(so_far: Sequence[Done]) -> bool:
    """The police decide within three days, and so they do when asked to reconsider."""
    act = so_far[-1]
    return act.move == "send_transfer" or act.facts.get("way") == "reconsider"


def _refusing(so_far: Sequence[Done]) -> bool:
    return so_far[-1].move == "police_declined" or refused_again(so_far)


STARTS: Mapping[str, Callable[[Sequence[Done]], bool]] = {
    "cash": lambda so_far: bool(so_far[-1].facts.get("cash")),
    "goods_held": lambda so_far: bool(still_held(so_far)),
    "major": lambda so_far: bool(so_far[-1].facts.get("decision", {}).get("major")),
    "named_informant": lambda so_far: owed_a_reply(so_far) is not None,
    "police_deciding": _deciding,
    "police_refusing": _refusing,
}
