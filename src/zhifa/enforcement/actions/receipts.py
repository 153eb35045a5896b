"""One receipt of a body stands in one case, whoever was quicker."""

from django.utils.timezone import localdate

from zhifa.enforcement.actions.step import Step
from zhifa.enforcement.models import Receipt
from zhifa.enforcement.rules.payments import WAS, named, payments, told
from zhifa.enforcement.rules.receipts import key_of
from zhifa.kernel.refusals import refuse_if
from zhifa.records import actions as records
from zhifa.records.models import Document


def right_payment(step: Step) -> None:
    """Keep what a payment said, free its receipt and take its paper out of force.

    A correction may name the same receipt, or leave it to another item of the case.
    """
    seq, case = named(step.values), step.case
    paid = payments(step.facts.acts)
    old = next(a for a in paid if a.seq == seq)
    step.added[WAS] = told(old.facts)
    if "receipt" in step.values:
        keep_receipt(step)
    kept = {key_of(a.facts) for a in paid if a.seq != seq} | {key_of(step.values)}
    if key_of(old.facts) not in kept:
        Receipt.objects.filter(agency=case.agency, key=key_of(old.facts), case=case).delete()
    meant = [a.pk for a in step.acts if a.seq == seq or a.facts.get("payment") == str(seq)]
    paper = Document.objects.filter(template="W48", made_for=meant[-1]).first()
    if paper is not None:
        why = "缴款登记有误，已经更正或者作废。"
        records.withdraw_document(
            document_id=paper.pk, reason=why, on=localdate(step.at), by=step.by, at=step.at
        )


def keep_receipt(step: Step) -> None:
    """Note in which case a receipt stands (行政处罚法 七十).

    Refused: another case of the body got it between the question and the writing.
    """
    key = key_of(step.values)
    held, _ = Receipt.objects.get_or_create(
        agency=step.case.agency, key=key, defaults={"case": step.case}
    )
    taken = held.case_id != step.case.pk
    refuse_if([step.facts.procedure.needs["receipt_of_this_case"]] if taken else [])
