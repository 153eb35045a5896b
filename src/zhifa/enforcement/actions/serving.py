"""Effects that serve a paper: one made before, or one made by the same act."""

from zhifa.enforcement.actions.step import Step
from zhifa.records import actions as records
from zhifa.records import reads as records_reads

MADE_AND_SERVED = ("W50", "W40", "W73N", "W73B")


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


def _serve(step: Step, *templates: str) -> None:
    document = records_reads.latest_document(
        dossier_id=step.case.dossier_id, templates=templates, viewer=step.by
    )
    service = records.serve(document=document, how=_how(step), by=step.by, at=step.at)
    step.added["effective_on"] = service.effective_on.isoformat()
    step.added["service"] = service.pk
    step.added["document"] = document.pk


def serve_notice(step: Step) -> None:
    """Serve the latest notice."""
    _serve(step, "W38")


def serve_decision(step: Step) -> None:
    """Serve the decision."""
    _serve(step, "W44", "W45", "W46")


def serve_urging(step: Step) -> None:
    """Letters that are made and served in one act: when this one counts as served."""
    counts = records_reads.counts_from(way=step.values["way"], served_on=step.on)
    step.added["effective_on"] = counts.isoformat()


def urging_served(step: Step) -> None:
    """Its record of service; what the way of serving demands is asked as of any other paper."""
    paper = next(step.documents[code] for code in MADE_AND_SERVED if code in step.documents)
    records.serve(document=paper, how=_how(step), by=step.by, at=step.at)
