"""Shape of what is typed about records. Whether it is lawful is not a form's business."""

from zhifa.records.forms.glass import PartySignatureForm
from zhifa.records.forms.numbers import NumberFormForm, TakeForm, VoidForm
from zhifa.records.forms.papers import (
    LARGEST_CHECKED,
    CallUpForm,
    CheckForm,
    CredentialForm,
    EvidenceForm,
    ExclusionForm,
    ExportForm,
    ReachForm,
    RevocationForm,
    SealForm,
    ServiceForm,
    TemplateForm,
)
from zhifa.records.forms.recordings import RecordingForm
from zhifa.records.forms.sendings import ConsentForm

__all__ = [
    "LARGEST_CHECKED",
    "CallUpForm",
    "CheckForm",
    "ConsentForm",
    "CredentialForm",
    "EvidenceForm",
    "ExclusionForm",
    "ExportForm",
    "NumberFormForm",
    "PartySignatureForm",
    "ReachForm",
    "RecordingForm",
    "RevocationForm",
    "SealForm",
    "ServiceForm",
    "TakeForm",
    "TemplateForm",
    "VoidForm",
]
