"""What waits for the public, what it reads, and what it must not. Never writes."""

from zhifa.disclosure.reads.leaks import guarded, leaking, public_page
from zhifa.disclosure.reads.publications import (
    OPEN,
    corrections,
    in_effect,
    public,
    public_corrections,
    public_one,
    publication,
    publications,
    queue,
    to_correct,
)
from zhifa.disclosure.reads.texts import (
    Proposal,
    confirmed,
    proposal,
    public_text,
    secrets_of,
)

__all__ = [
    "OPEN", "Proposal", "confirmed", "corrections", "guarded", "in_effect", "leaking", "proposal",
    "public", "public_corrections", "public_one", "public_page", "public_text", "publication",
    "publications", "queue", "secrets_of", "to_correct",
]  # fmt: skip
