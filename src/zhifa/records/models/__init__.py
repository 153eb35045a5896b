"""Shape of facts: dossiers and what is in them; how papers were signed."""

from zhifa.records.models.destruction import (
    Appraisal,
    AppraisalItem,
    Destruction,
    DestructionWatch,
)
from zhifa.records.models.digests import SecondDigest
from zhifa.records.models.glass import HandProof, PartySignature
from zhifa.records.models.guides import DraftingGuide
from zhifa.records.models.local_templates import LocalTemplate
from zhifa.records.models.numbers import NumberForm
from zhifa.records.models.papers import (
    Document,
    Dossier,
    DossierQuerySet,
    Evidence,
    Recording,
    Rendition,
    Service,
    StoredFile,
)
from zhifa.records.models.sendings import Sending, SendingNews
from zhifa.records.models.signatures import (
    Credential,
    DossierExport,
    ProofDue,
    SealOrder,
    Signature,
    Withdrawal,
)
from zhifa.records.models.transfers import PackageOrder, Transfer, TransferItem, TransferReceipt
from zhifa.records.models.uploads import Upload
from zhifa.records.models.volumes import BindingDue, BoundVolume

__all__ = [
    "Appraisal",
    "AppraisalItem",
    "BindingDue",
    "BoundVolume",
    "Credential",
    "Destruction",
    "DestructionWatch",
    "Document",
    "Dossier",
    "DossierExport",
    "DossierQuerySet",
    "DraftingGuide",
    "Evidence",
    "HandProof",
    "LocalTemplate",
    "NumberForm",
    "PackageOrder",
    "PartySignature",
    "ProofDue",
    "Recording",
    "Rendition",
    "SealOrder",
    "SecondDigest",
    "Sending",
    "SendingNews",
    "Service",
    "Signature",
    "StoredFile",
    "Transfer",
    "TransferItem",
    "TransferReceipt",
    "Upload",
    "Withdrawal",
]
