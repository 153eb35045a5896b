"""Laws, matters and parties: the libraries that everything else asks."""

from zhifa.registry.models.amendments import Amendment, AmendmentTask, Citing
from zhifa.registry.models.channels import Channel
from zhifa.registry.models.consistency import Finding
from zhifa.registry.models.law_index import BUCKETS, IndexBucket, IndexPart
from zhifa.registry.models.laws import Article, Digest, Law, LawLink, LawVersion
from zhifa.registry.models.matters import Matter, PowerItem
from zhifa.registry.models.parties import Party
from zhifa.registry.models.party_records import (
    PartyApart,
    PartyCorrection,
    PartyFormer,
    PartyKey,
    PartyLook,
    PartyMerge,
    PartyRecord,
)
from zhifa.registry.models.planned_checks import PlannedCheck

__all__ = [
    "BUCKETS",
    "Amendment",
    "AmendmentTask",
    "Article",
    "Channel",
    "Citing",
    "Digest",
    "Finding",
    "IndexBucket",
    "IndexPart",
    "Law",
    "LawLink",
    "LawVersion",
    "Matter",
    "Party",
    "PartyApart",
    "PartyCorrection",
    "PartyFormer",
    "PartyKey",
    "PartyLook",
    "PartyMerge",
    "PartyRecord",
    "PlannedCheck",
    "PowerItem",
]
