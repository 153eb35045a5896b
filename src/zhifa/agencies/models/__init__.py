"""The shape of facts: bodies, people, posts, certificates, mandates, accounts."""

from zhifa.agencies.models.accounts import RecoveryCode, UserSession
from zhifa.agencies.models.bodies import Agency, Delegation, MandateLetter, Unit
from zhifa.agencies.models.certificates import Certificate, CertificateSuspension, Obstruction
from zhifa.agencies.models.clients import ClientRegistration, ClientState, state_of
from zhifa.agencies.models.grants import ClientGrant
from zhifa.agencies.models.history import FormerFacts, FormerName, Succession
from zhifa.agencies.models.people import Portrait, Post, User

__all__ = [
    "Agency",
    "Certificate",
    "CertificateSuspension",
    "ClientGrant",
    "ClientRegistration",
    "ClientState",
    "Delegation",
    "FormerFacts",
    "FormerName",
    "MandateLetter",
    "Obstruction",
    "Portrait",
    "Post",
    "RecoveryCode",
    "Succession",
    "Unit",
    "User",
    "UserSession",
    "state_of",
]
