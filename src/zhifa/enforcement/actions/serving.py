"""The effect that serves a paper which an earlier step made."""

from zhifa.enforcement.actions.step import Step
from zhifa.enforcement.rules.needs.serving import to_serve
from zhifa.records import actions as records
from zhifa.records import reads as records_reads


def _how(step: Step) -> records.Delivery:
    values = step.values
    return records.Delivery(
        way=values["way"],
        served_on=step.on,
        place=values["place"],
        servers=values["officers"],
        receiver=values.get("receiver", ""),
        relation=values.get("relation", ""),
        witness=values.get("witness", ""),
        film=values.get("film", ""),
        tracking=values.get("tracking", ""),
        reason=values.get("reason", ""),
    )


def serve_paper(step: Step) -> None:
    """Serve the paper that an earlier step made."""
    made = to_serve(step.facts)
    if made is None:
        raise ValueError("a step that serves needs a paper")
    document = records_reads.document(document_id=made.facts["document"], viewer=step.by)
    service = records.serve(document=document, how=_how(step), by=step.by, at=step.at)
    step.added["effective_on"] = service.effective_on.isoformat()
    step.added["service"] = service.pk
    step.added["document"] = document.pk
