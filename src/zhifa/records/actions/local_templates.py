"""Making local versions of templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.records import events
from zhifa.records.models import LocalTemplate
from zhifa.records.reads import local_templates as reads
from zhifa.records.reads.local_templates import Place
from zhifa.records.rules import local_templates as rules
from zhifa.records.rules.templates import Block, Template, library, row_of
from zhifa.registry import reads as registry

SUBJECT = "templates"  # the chain of what is done to templates


@dataclass(frozen=True, slots=True)
class Wording:
    """What a place words anew. edits: by the number of the block in the version above."""

    edits: Mapping[int, rules.Edit] = field(default_factory=dict)
    more: Block | None = None
    notes: tuple[str, ...] = ()


def _allowed(place: Place, by: Actor) -> list[Obstacle]:
    """Areas are for those who watch over all bodies, a body's own for those of the body."""
    reach = by.reach("template:edit")
    whole = reach is None
    own = place.agency is not None and reach is not None and place.agency.pk in reach
    return [] if whole or own else [NOT_YOURS]


def _worded(
    code: str, place: Place, wording: Wording, begins_on: date
) -> tuple[reads.Version, Template]:
    """The version above, and the place's own made from it. Refused as `adapt_template` says."""
    known = library()
    refuse_if([] if code in known.templates else [rules.NO_TEMPLATE.about(code)])
    held = [r for r in reads.local_versions(code=code) if reads.place_of(r).key == place.key]
    refuse_if([rules.NOT_LATER] if any(r.begins_on >= begins_on for r in held) else [])
    above = reads.upper(code=code, place=place, on=begins_on)
    open_to = {n for n, block in enumerate(above.form.blocks) if rules.editable(block)}
    refuse_if([rules.LOCKED] if set(wording.edits) - open_to else [])
    made = rules.edited(above.form, wording.edits, more=wording.more, notes=wording.notes)
    made = replace(made, version=begins_on)
    faults = rules.obstacles(made, above.form, known, registry.index_faults)
    refuse_if([f for f in faults if f != rules.UNCHANGED or not held])
    return above, made


@transaction.atomic
def adapt_template(
    *,
    code: str,
    place: Place,
    wording: Wording,
    begins_on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> LocalTemplate:
    """Make a version of a template for a place, from the version above it on that day.

    Dossiers opened from begins_on use it; older ones keep theirs. Refused: not this person's
    place; no such template; a mandatory part is gone; facts that the version above has not; any
    rule of the linter; nothing changed and there was nothing to keep; not later than the last.
    Source: 方案 二（二）2, 司法部文书格式的本地适用.
    """
    refuse_if(_allowed(place, by))
    above, made = _worded(code, place, wording, begins_on)
    row = LocalTemplate(
        code=code,
        level=place.level,
        area=place.area,
        agency=place.agency,
        parent=above.ref,
        form=row_of(made),
        begins_on=begins_on,
        reason=reason,
        made_by=by.key,
        made_at=at,
    )
    row.save(force_insert=True)
    event = events.TemplateAdapted(row.pk, code, place.key, begins_on.isoformat())
    journal.record(event, subject=SUBJECT, by=by, at=at, rows=[row])
    return row
