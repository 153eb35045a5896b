"""What moves do beyond the stage: numbers, service, evidence, decision, clearance, sealing.

`before` effects run before the act is stored and add facts to it; `after` effects store rows
beside it. Both run inside the transaction of `perform`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from zhifa.enforcement import events
from zhifa.enforcement.actions.receipts import keep_receipt, right_payment
from zhifa.enforcement.actions.reply import know_informant
from zhifa.enforcement.actions.serving import serve_paper
from zhifa.enforcement.actions.step import Step, numbered
from zhifa.enforcement.models import Act, Clearance, Decision
from zhifa.enforcement.rules.binding import changed
from zhifa.enforcement.rules.facts import sum_or_none
from zhifa.enforcement.rules.needs.evidence import spoken_kind
from zhifa.enforcement.rules.needs.redo import SAME
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions as records
from zhifa.records import reads as records_reads


def file_case(step: Step) -> None:
    """Take the case number (案号) and give it to the dossier."""
    number = records.take_case_number(
        agency=step.case.agency,
        act="JY" if step.case.procedure == "penalty_summary" else "CF",
        year=step.on.year,
        dossier_id=step.case.dossier_id,
        by=step.by,
        at=step.at,
    )
    step.added["case_number"] = number
    records.name_dossier(
        dossier=step.case.dossier, number=number, title=step.case.title, by=step.by, at=step.at
    )


def list_sent(step: Step) -> None:
    """What goes with the report of a major penalty: those of its papers that the dossier holds."""
    line = step.facts.procedure.major
    papers = records_reads.documents(dossier_id=step.case.dossier_id, viewer=SYSTEM)
    held = dict(papers.values_list("template", "title"))
    step.added["sent"] = [held[code] for code in (line.sends if line else ()) if code in held]


def link_old(step: Step) -> None:
    """What a case made anew must know of the decision it replaces."""
    old = Decision.objects.select_related("act").get(case=step.case.redo_of)
    undone = Act.objects.filter(case=old.case_id, move="annul").order_by("seq").last()
    told = old.act.facts["decision"]
    step.added["redo"] = {
        "case": old.case_id,
        "number": old.number,
        "decision": {name: told[name] for name in SAME if name in told},
        "annulled_on": undone.on.isoformat() if undone else "",
        "annul_ground": str(undone.facts.get("annul_ground", "")) if undone else "",
        "instrument_number": str(undone.facts.get("instrument_number", "")) if undone else "",
    }


def link_spot(step: Step) -> None:
    """Which case on the spot this one goes on with."""
    old = step.case.turned_from
    step.added["turned"] = {"case": old.pk, "number": old.number} if old else {}


def tell_reported(step: Step) -> None:
    """Tell the house that a major penalty has been reported."""
    decision = Decision.objects.get(case=step.case)
    event = events.MajorReported(step.case.pk, decision.pk, step.on.isoformat())
    journal.record(event, subject=step.case.dossier_id, by=step.by, at=step.at)


def add_evidence(step: Step) -> None:
    """Put the item on the dossier's list of evidence."""
    values = step.values
    told = records.Item(
        kind=values["evidence_kind"],
        name=values["name"],
        need_code=values.get("need_code", ""),
        taken_on=step.on,
        taken_place=values["place"],
        provider=values.get("provider", ""),
        proves=values["proves"],
        collected_by=values["officers"],
        recording_id=values.get("recording") or "",
    )
    item = records.add_evidence(dossier=step.case.dossier, item=told, by=step.by, at=step.at)
    step.added["evidence"] = item.pk


def count_record(step: Step) -> None:
    """A record of questioning is evidence by itself: nobody lists it a second time (四十六)."""
    values = step.values
    told = records.Item(
        kind=spoken_kind(values["relation"]),
        name=f"询问笔录（{values['person']}）",
        need_code=values.get("need_code", ""),
        taken_on=step.on,
        taken_place=values["place"],
        provider=values["person"],
        proves=values.get("proves") or "被询问人陈述的案件事实",
        collected_by=values["officers"],
        recording_id=values.get("film") or "",
        document_id=step.documents["W15"].pk,
    )
    records.add_evidence(dossier=step.case.dossier, item=told, by=step.by, at=step.at)


def number_decision(step: Step) -> None:
    """Take the decision's number (文号): gapless per agency, kind and year."""
    word = "不罚" if step.facts.move and "decide_no_penalty" in step.facts.move.effects else "罚"
    word = "当罚" if step.case.procedure == "penalty_summary" else word
    step.added["decision"]["number"] = numbered(step, word)


def store_decision(step: Step) -> None:
    """Store the decision; the database checks review, notice and officers once more."""
    told = step.added["decision"]
    paper = next(step.documents[code] for code in ("W44", "W45", "W46") if code in step.documents)
    decision = Decision(
        case=step.case,
        act_id=step.act_id,
        document=paper,
        outcome=told["outcome"],
        ground=told.get("ground", ""),
        kinds=told["kinds"],
        fine=Decimal(told["fine"]),
        confiscation=Decimal(told["confiscation"]),
        goods_worth=sum_or_none(told.get("goods_worth")),
        tier=told["tier"],
        surcharge=told["surcharge"],
        summary=step.case.procedure == "penalty_summary",
        review_required=bool(told["review_rules"]),
        review_rules=told["review_rules"],
        hearing_seq=told["hearing_seq"],
        notice_document_id=told["notice"] or None,
        number=told["number"],
        decided_on=step.on,
        decided_by=step.by.key,
    )
    decision.save(force_insert=True)
    step.rows.append(decision)
    event = events.CaseDecided(step.case.pk, decision.pk, decision.outcome)
    journal.record(event, subject=step.case.dossier_id, by=step.by, at=step.at)


def told_served(step: Step) -> None:
    """Tell the house that the decision has arrived."""
    decision = Decision.objects.get(case=step.case)
    event = events.DecisionServed(step.case.pk, decision.pk, step.added["effective_on"])
    journal.record(event, subject=step.case.dossier_id, by=step.by, at=step.at)


def told_corrected(step: Step) -> None:
    """Tell the house that a correction of the decision has arrived."""
    decision = Decision.objects.get(case=step.case)
    event = events.DecisionCorrected(step.case.pk, decision.pk, step.added["effective_on"])
    journal.record(event, subject=step.case.dossier_id, by=step.by, at=step.at)


def grant_clearance(step: Step) -> None:
    """Open the gate of legal review for the content on the table."""
    clearance = Clearance(
        case=step.case,
        kind="legal_review",
        act_id=step.act_id,
        content_digest=step.added["content_digest"],
        given_by=step.by.key,
        given_on=step.on,
        given_seq=step.case.rev,
    )
    clearance.save(force_insert=True)
    step.rows.append(clearance)


def revoke_clearance(step: Step) -> None:
    """Close the gate again: the case has been sent back."""
    for clearance in Clearance.objects.filter(case=step.case, revoked_seq=None):
        clearance.revoked_seq = step.case.rev
        clearance.save(update_fields=["revoked_seq"])
        step.rows.append(clearance)


def archive(step: Step) -> None:
    """Seal the dossier."""
    retention = "30年" if step.case.procedure == "penalty_summary" else "永久"
    records.seal(dossier=step.case.dossier, retention=retention, by=step.by, at=step.at)


def annul(step: Step) -> None:
    """Note on the decision that it has lost its force."""
    decision = Decision.objects.get(case=step.case)
    known = decision.annulled_on is not None  # held unlawful before: its paper is withdrawn
    decision.annulled_on = step.on
    decision.annulment = step.values["result"]
    decision.save(update_fields=["annulled_on", "annulment"])
    step.rows.append(decision)
    if not known:
        records.withdraw_document(
            document_id=decision.document_id,
            reason="这项决定已经依法撤销、确认违法、确认无效或者责令重新作出。",
            on=step.on,
            by=step.by,
            at=step.at,
        )
    event = events.DecisionAnnulled(
        step.case.pk, decision.pk, step.on.isoformat(), step.values["instrument"]
    )
    journal.record(event, subject=step.case.dossier_id, by=step.by, at=step.at)


def tell_outcome(step: Step) -> None:
    """Tell the house what a reconsideration or suit found; a change stands beside what was made."""
    decision, told = Decision.objects.get(case=step.case), step.values
    if told["result"] == "changed":
        decision.changed_on = step.on
        decision.changed_to = {**changed(told), "paper": told["number"]}
        decision.save(update_fields=["changed_on", "changed_to"])
        step.rows.append(decision)
    event = events.RemedyEnded(step.case.pk, decision.pk, told["result"], step.on.isoformat())
    journal.record(event, subject=step.case.dossier_id, by=step.by, at=step.at)


Effect = Callable[[Step], None]
BEFORE: Mapping[str, Effect] = {
    "file_case": file_case,
    "keep_receipt": keep_receipt,
    "right_payment": right_payment,
    "know_informant": know_informant,
    "serve_paper": serve_paper,
    "add_evidence": add_evidence,
    "report_major": list_sent,
    "link_old": link_old,
    "link_spot": link_spot,
    "decide": number_decision,
    "decide_no_penalty": number_decision,
    "decide_on_spot": number_decision,
}
AFTER: Mapping[str, Effect] = {
    "decide": store_decision,
    "decide_no_penalty": store_decision,
    "decide_on_spot": store_decision,
    "serve_decision": told_served,
    "serve_correction": told_corrected,
    "grant_clearance": grant_clearance,
    "count_record": count_record,
    "revoke_clearance": revoke_clearance,
    "archive": archive,
    "report_major": tell_reported,
    "annul": annul,
    "end_remedy": tell_outcome,
}
# effects whose whole doing is in the fold: no row of their own
IN_THE_FOLD = frozenset({"assign", "close", "begin_again", "turn"})


def act_of(step: Step, *, origin: str, stage: str, seq: int, split: Any, token: str) -> Act:
    """The act as it will be stored."""
    told, texts, personal = split
    return Act(
        id=step.act_id,
        case=step.case,
        seq=seq,
        move=step.facts.move.id if step.facts.move else "",
        origin=origin,
        stage=stage,
        on=step.on,
        by=step.by.key,
        at=step.at,
        facts={**told, **step.added},
        texts=texts,
        personal=personal,
        token=token,
    )
