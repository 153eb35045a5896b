"""The shape of input; whether it is lawful is the actions' business."""

from zhifa.agencies.forms.accounts import (
    ClientForm,
    ClientRefusalForm,
    CodeForm,
    GrantForm,
    NewPasswordForm,
    OwnPasswordForm,
    SignInForm,
)
from zhifa.agencies.forms.bodies import (
    AgencyChangeForm,
    AgencyFacts,
    AgencyForm,
    LetterForm,
    NothingForm,
    OnForm,
    ReasonForm,
    UnitForm,
)
from zhifa.agencies.forms.people import (
    AppointForm,
    CardListForm,
    CertificateForm,
    PersonChangeForm,
    PersonFacts,
    PersonForm,
    PortraitForm,
    ResumeForm,
    SuspendForm,
)

__all__ = [
    "AgencyChangeForm",
    "AgencyFacts",
    "AgencyForm",
    "AppointForm",
    "CardListForm",
    "CertificateForm",
    "ClientForm",
    "ClientRefusalForm",
    "CodeForm",
    "GrantForm",
    "LetterForm",
    "NewPasswordForm",
    "NothingForm",
    "OnForm",
    "OwnPasswordForm",
    "PersonChangeForm",
    "PersonFacts",
    "PersonForm",
    "PortraitForm",
    "ReasonForm",
    "ResumeForm",
    "SignInForm",
    "SuspendForm",
    "UnitForm",
]
