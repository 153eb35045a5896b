"""The shape of input; whether it is right is the actions' business."""

from zhifa.registry.forms.libraries import (
    AuthorityForm,
    ForeignListForm,
    LawFileForm,
    ListForm,
    MandateForm,
    MergeBodiesForm,
    SettleForm,
    TransferPowersForm,
)
from zhifa.registry.forms.parties import (
    EndRecordForm,
    LookForm,
    MergeForm,
    PartyChangeForm,
    PartyCorrectForm,
    PartyForm,
    PartyListForm,
    RecordForm,
)
from zhifa.registry.forms.public_facts import ChannelForm, LastDayForm, PlanForm
from zhifa.registry.forms.repeals import RepealForm
from zhifa.registry.forms.shapes import (
    ReasonForm,
    Shape,
)

__all__ = [
    "AuthorityForm",
    "ChannelForm",
    "EndRecordForm",
    "ForeignListForm",
    "LastDayForm",
    "LawFileForm",
    "ListForm",
    "LookForm",
    "MandateForm",
    "MergeBodiesForm",
    "MergeForm",
    "PartyChangeForm",
    "PartyCorrectForm",
    "PartyForm",
    "PartyListForm",
    "PlanForm",
    "ReasonForm",
    "RecordForm",
    "RepealForm",
    "SettleForm",
    "Shape",
    "TransferPowersForm",
]
