"""What must not be public, and the public pages on which it stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Mod
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from zhifa.disclosure.masking import PUBLIC, Known, protected
from zhifa.disclosure.models import Publication, PublicText
from zhifa.disclosure.reads.publications import public_corrections, publications
from zhifa.disclosure.reads.texts import kept_of, public_text, secrets_of
from zhifa.disclosure.rules import PERSONAL
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import reads as papers

WEEK, MONTH = 7, 30
NUMBERS = frozenset({"id_number", "phone", "email"})  # nobody shows them by choice


def public_page(  # no viewer: everybody may read it
    *, publication: Publication, on: date
) -> dict[str, Any]:
    """What the public page of one publication tells on a day."""
    corrections = public_corrections(publication=publication, on=on)
    told = public_text(publication=publication)
    return {"publication": publication, "corrections": corrections, "told": told}


def _source(publication: Publication) -> str:
    paper = publication.decision.document
    return "\n".join(papers.lines(document=paper, viewer=SYSTEM))


def _said(publication: Publication, told: PublicText | None) -> set[str]:
    """Words of the paper that the publisher decided to show."""
    shown = [one for one in told.spans if one["choice"] == PUBLIC] if told else []
    source = _source(publication) if shown else ""
    return {source[one["start"] : one["end"]] for one in shown}


def guarded(*, publication: Publication, viewer: Actor) -> list[Known]:
    """Every value that must not be public for a publication, and those that stay so.

    What the case holds of its people, what the publisher hid; Publication.DoesNotExist for
    strangers.
    """
    mine = publications(viewer=viewer).select_related(
        "decision__case__party", "decision__case__agency", "decision__document__dossier"
    )
    held = mine.get(pk=publication.pk)
    told = PublicText.objects.filter(publication=held).first()
    shown, case = _said(held, told), held.decision.case
    hidden = [Known(words, "secret", "secret") for words in told.hidden] if told else []
    known = [one for one in secrets_of(case.party) if one.value not in shown]
    kept = [Known(words, role="organisation") for words in shown]
    return [*known, *hidden, *kept_of(case), *kept]


def leaking(*, on: date, viewer: Actor) -> Iterator[tuple[Publication, list[str]]]:
    """Public pages on which something protected stands, as a visitor gets them, and of which kind.

    Those published or taken down within a week every time, the others once in thirty days.
    """
    fresh = Q(published_at__date__gte=on - timedelta(days=WEEK))
    fresh |= Q(withdrawn_at__date__gte=on - timedelta(days=WEEK))
    turn = Q(turn=on.toordinal() % MONTH)
    rows = publications(viewer=viewer).annotate(turn=Mod(F("pk"), MONTH))
    seen = Q(state__in=("published", "leaving", "withdrawn"))
    for row in rows.filter(seen, fresh | turn).order_by("pk").iterator(chunk_size=200):
        page = render_to_string("disclosure/public.html", public_page(publication=row, on=on))
        text = unescape(strip_tags(page))
        found = protected(text, guarded(publication=row, viewer=viewer))
        kinds = {s.kind for s in found if s.rule.startswith("known_") or s.kind in NUMBERS}
        if kinds:
            yield row, [word for kind, word in PERSONAL.items() if kind in kinds]
