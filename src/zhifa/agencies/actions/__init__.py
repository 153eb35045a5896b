"""The only hands of the room: bodies, people, certificates and accounts."""

from zhifa.agencies.actions.accounts import (
    SEEN_EVERY,
    Device,
    close_account,
    end_session,
    record_sign_in,
    reopen_account,
    set_password,
    unlock_account,
)
from zhifa.agencies.actions.badges import draw_offline_badge, file_portrait
from zhifa.agencies.actions.bodies import (
    Since,
    abolish_agency,
    add_unit,
    change_agency,
    register_agency,
)
from zhifa.agencies.actions.card_list import import_cards
from zhifa.agencies.actions.certificates import (
    Card,
    cancel_certificate,
    issue_certificate,
    resume_certificate,
    suspend_certificate,
)
from zhifa.agencies.actions.clients import (
    ClientKeys,
    close_client,
    confirm_client,
    refuse_client,
    register_client,
)
from zhifa.agencies.actions.delegations import (
    LARGEST_LETTER,
    Mandate,
    delegate,
    end_delegation,
    file_letter,
    publish_delegation,
)
from zhifa.agencies.actions.factors import confirm_totp, enrol_totp, reset_factor, use_code
from zhifa.agencies.actions.grants import GrantTerms, end_grant, give_grant, use_grant
from zhifa.agencies.actions.mergers import Reform, hand_over, merge_agency
from zhifa.agencies.actions.people import (
    Appointment,
    appoint,
    change_person,
    dismiss,
    register_person,
)

__all__ = [
    "LARGEST_LETTER",
    "SEEN_EVERY",
    "Appointment",
    "Card",
    "ClientKeys",
    "Device",
    "GrantTerms",
    "Mandate",
    "Reform",
    "Since",
    "abolish_agency",
    "add_unit",
    "appoint",
    "cancel_certificate",
    "change_agency",
    "change_person",
    "close_account",
    "close_client",
    "confirm_client",
    "confirm_totp",
    "delegate",
    "dismiss",
    "draw_offline_badge",
    "end_delegation",
    "end_grant",
    "end_session",
    "enrol_totp",
    "file_letter",
    "file_portrait",
    "give_grant",
    "hand_over",
    "import_cards",
    "issue_certificate",
    "merge_agency",
    "publish_delegation",
    "record_sign_in",
    "refuse_client",
    "register_agency",
    "register_client",
    "register_person",
    "reopen_account",
    "reset_factor",
    "resume_certificate",
    "set_password",
    "suspend_certificate",
    "unlock_account",
    "use_code",
    "use_grant",
]
