"""Certificates to sign with: registered and revoked."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from django.db import transaction

from zhifa.agencies.models import Agency
from zhifa.kernel import ids, journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events
from zhifa.records.models import Credential
from zhifa.records.rules import sealing as rules
from zhifa.records.signing.providers import KeyRefused, provider

SUBJECT = "credentials"  # the chain of what is done to certificates


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose certificate: an agency's seal, or a person (user key) of it."""

    agency: Agency
    name: str
    user: str = ""

    @property
    def kind(self) -> str:
        """Seal or person."""
        return Credential.Kind.PERSON if self.user else Credential.Kind.SEAL


def _registered(holder: Holder, ref: str, by: Actor, at: datetime) -> Credential:
    machine = provider()
    taken = Credential.objects.filter(kind=holder.kind, agency=holder.agency, holder=holder.user)
    refuse_if([rules.IN_USE] if taken.filter(revoked_at=None).exists() else [])
    subject = ref or f"{holder.kind}-{ids.new().lower()}"
    try:
        if not ref:
            owner = holder.user or f"agency:{holder.agency.code}"
            machine.enrol(ref=subject, subject=holder.name, holder=owner, at=at)
        own = machine.certificates(subject)[0]
    except (LookupError, KeyRefused):
        refuse_if([rules.UNKNOWN_KEY])
        raise
    told = x509.load_der_x509_certificate(own)
    row = Credential(
        kind=holder.kind,
        agency=holder.agency,
        holder=holder.user,
        name=holder.name[:120],
        provider=machine.name,
        ref=subject,
        certificate=b64encode(own).decode(),
        serial=f"{told.serial_number:x}",
        valid_from=told.not_valid_before_utc,
        valid_until=told.not_valid_after_utc,
        registered_by=by.key,
        registered_at=at,
    )
    row.save(force_insert=True)
    event = events.CredentialRegistered(row.pk, row.serial)
    journal.record(event, subject=SUBJECT, by=by, at=at, rows=[row])
    return row


@transaction.atomic
def register_credential(*, holder: Holder, by: Actor, at: datetime, ref: str = "") -> Credential:
    """Register the certificate of an agency or a person.

    ref: what the provider calls the key; empty lets the provider make one, where it can. Refused:
    `by` keeps no seals of the agency; one is in use; the provider knows no such key. ProviderDown.
    """
    refuse_if(unless(by, "seal:keep", holder.agency.pk))
    return _registered(holder, ref, by, at)


@transaction.atomic
def revoke_credential(*, credential_id: str, reason: str, by: Actor, at: datetime) -> Credential:
    """Revoke a certificate: nothing is signed with it any more; what was stamped stays good.

    The provider is told by the seal office. Refused: `by` keeps no seals of the agency; revoked
    already; no reason.
    """
    row = Credential.objects.select_for_update().get(pk=credential_id)
    refuse_if(unless(by, "seal:keep", row.agency_id))
    checks = {
        rules.REVOKED_ALREADY: row.revoked_at is not None,
        rules.NEEDS_REASON: not reason.strip(),
    }
    refuse_if([obstacle for obstacle, broken in checks.items() if broken])
    row.revoked_by, row.revoked_at, row.revoke_reason = by.key, at, reason[:200]
    row.save(update_fields=["revoked_by", "revoked_at", "revoke_reason"])
    event = events.CredentialRevoked(row.pk, row.serial)
    journal.record(event, subject=SUBJECT, by=by, at=at, rows=[row])
    return row


@transaction.atomic
def note_published(*, credential_id: str, by: Actor, at: datetime) -> None:
    """Note that the provider has put a revoked certificate on its list."""
    row = Credential.objects.select_for_update().get(pk=credential_id)
    if row.revoked_at is None or row.published_at is not None:
        return
    row.published_at = at
    row.save(update_fields=["published_at"])
    event = events.RevocationPublished(row.pk, row.serial)
    journal.record(event, subject=SUBJECT, by=by, at=at)
