"""One receipt of a body stands in one case, whoever was quicker."""

from zhifa.enforcement.actions.step import Step
from zhifa.enforcement.models import Receipt
from zhifa.enforcement.rules.receipts import key_of
from zhifa.kernel.refusals import refuse_if


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
