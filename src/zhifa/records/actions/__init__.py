"""The only writers of this room."""

from zhifa.records.actions._numbers import take_case_number, take_document_number
from zhifa.records.actions.credentials import (
    Holder,
    note_published,
    register_credential,
    revoke_credential,
)
from zhifa.records.actions.destruction import (
    appraise,
    destroy,
    judge_appraisal,
    watch_destruction,
)
from zhifa.records.actions.dossiers import name_dossier, open_dossier, seal
from zhifa.records.actions.evidence import Item, add_evidence, exclude_evidence, file_evidence
from zhifa.records.actions.exports import note_export
from zhifa.records.actions.glass import sign_paper
from zhifa.records.actions.guides import judge_guide, send_guide
from zhifa.records.actions.hands import Proof, give_up_hands, keep_hand
from zhifa.records.actions.local_templates import Wording, adapt_template
from zhifa.records.actions.looks import call_up
from zhifa.records.actions.numbers import (
    adopt_number_form,
    note_register_export,
    take_by_hand,
    void_number,
)
from zhifa.records.actions.packages import (
    delay_package,
    give_up_package,
    keep_package,
    order_package,
    resume_package,
)
from zhifa.records.actions.papers import keep_rendition, make_document
from zhifa.records.actions.recordings import Capture, add_recording, file_recording
from zhifa.records.actions.restoring import Brought, restore_dossier
from zhifa.records.actions.sealing import (
    Made,
    approve_seal,
    delay_seal,
    keep_seal,
    keep_stamp,
    withdraw_document,
)
from zhifa.records.actions.sendings import delay_sending, note_news, order_sending
from zhifa.records.actions.service import (
    Delivery,
    Reach,
    confirm_address,
    serve,
    serve_document,
)
from zhifa.records.actions.transfers import note_package_taken, note_receipt, note_transfer
from zhifa.records.actions.uploads import (
    begin_upload,
    expire_upload,
    file_upload,
    stop_upload,
    whole_upload,
)
from zhifa.records.actions.volumes import SealedVolume, keep_volumes
from zhifa.records.rules.destruction import Judgement
from zhifa.records.rules.glass import Hand
from zhifa.records.rules.recordings import FiveFacts

__all__ = [
    "Brought",
    "Capture",
    "Delivery",
    "FiveFacts",
    "Hand",
    "Holder",
    "Item",
    "Judgement",
    "Made",
    "Proof",
    "Reach",
    "SealedVolume",
    "Wording",
    "adapt_template",
    "add_evidence",
    "add_recording",
    "adopt_number_form",
    "appraise",
    "approve_seal",
    "begin_upload",
    "call_up",
    "confirm_address",
    "delay_package",
    "delay_seal",
    "delay_sending",
    "destroy",
    "exclude_evidence",
    "expire_upload",
    "file_evidence",
    "file_recording",
    "file_upload",
    "give_up_hands",
    "give_up_package",
    "judge_appraisal",
    "judge_guide",
    "keep_hand",
    "keep_package",
    "keep_rendition",
    "keep_seal",
    "keep_stamp",
    "keep_volumes",
    "make_document",
    "name_dossier",
    "note_export",
    "note_news",
    "note_package_taken",
    "note_published",
    "note_receipt",
    "note_register_export",
    "note_transfer",
    "open_dossier",
    "order_package",
    "order_sending",
    "register_credential",
    "restore_dossier",
    "resume_package",
    "revoke_credential",
    "seal",
    "send_guide",
    "serve",
    "serve_document",
    "sign_paper",
    "stop_upload",
    "take_by_hand",
    "take_case_number",
    "take_document_number",
    "void_number",
    "watch_destruction",
    "whole_upload",
    "withdraw_document",
]
