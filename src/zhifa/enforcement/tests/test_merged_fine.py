"""One party under two entries is fined once for one act (行政处罚法 二十九)."""

from tests import make
from tests.walks import Road

from zhifa.enforcement.tests.roads import refused, served
from zhifa.enforcement.tests.test_summary import SPARING, decided, opened, told
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry.models import Party

FINE = {"kinds": ["fine"], "fine": "100", "tier": "general"}


def _fined(party: Party) -> Road:
    return told(opened(party, "CG0101"), **FINE)


def _twin() -> Party:
    """The same person under another paper."""
    details = {"identity": "E12345678", "identity_kind": "414"}
    return registry.register_party(
        kind="natural_person", name="示范某", details=details, by=SYSTEM, at=make.AT
    )


def test_the_entry_that_was_merged_is_the_same_party() -> None:
    kept, twin = make.party("示范某", "natural_person", 41), _twin()
    first = decided(_fined(kept))
    first.do("officer", "serve_decision", served(first))
    second = _fined(twin)
    second.do("officer", "hear", SPARING)
    registry.merge_parties(party=twin, kept=kept, reason="是同一人", by=SYSTEM, at=second.now)
    assert refused(second, "officer", "decide_on_spot", {"surcharge": True}) == {"no_double_fine"}


def test_the_kept_entry_is_not_fined_for_what_the_merged_one_was() -> None:
    kept, twin = make.party("示范某", "natural_person", 41), _twin()
    decided(_fined(twin))
    second = _fined(kept)
    second.do("officer", "hear", SPARING)
    registry.merge_parties(party=twin, kept=kept, reason="是同一人", by=SYSTEM, at=second.now)
    assert refused(second, "officer", "decide_on_spot", {"surcharge": True}) == {"no_double_fine"}
