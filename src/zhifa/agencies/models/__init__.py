"""The shape of facts: bodies, people, posts, certificates, mandates, accounts."""

from zhifa.agencies.models.accounts import RecoveryCode, UserSession
from zhifa.agencies.models.bodies import Agency, Delegation, Unit
from zhifa.agencies.models.certificates import Certificate, CertificateSuspension, Obstruction
from zhifa.agencies.models.people import Post, User

__all__ = [
    "Agency",
    "Certificate",
    "CertificateSuspension",
    "Delegation",
    "Obstruction",
    "Post",
    "RecoveryCode",
    "Unit",
    "User",
    "UserSession",
]
