"""Whether the libraries agree with themselves and with each other on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from zhifa.agencies import reads as agencies
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Obstacle
from zhifa.registry.events import BaseChecked
from zhifa.registry.models import Citing, Finding, Matter, PowerItem
from zhifa.registry.reads.law_twins import twin_texts
from zhifa.registry.reads.lists import row_of
from zhifa.registry.reads.matters import holding_on
from zhifa.registry.reads.standing import wrong_citations
from zhifa.registry.rules.tier_seams import tier_seams

SUBJECT = "library:checks"
GONE = frozenset({"citation:not_in_force", "citation:version_missing"})
PROVEN = frozenset({"penalty", "coercion"})  # what may be done only on evidence
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong on a day; see Finding."""

    rule: str
    subject: str
    words: str


def _told(subject: str, title: str, wrong: Mapping[str, list[Obstacle]]) -> Iterator[Fault]:
    """The findings about what one of the house cites wrongly."""
    for rule in (Finding.Rule.EXPIRED, Finding.Rule.DANGLING):
        expired = rule == Finding.Rule.EXPIRED
        mine = [c for c, why in wrong.items() if all(o.code in GONE for o in why) is expired]
        if mine:
            yield Fault(rule, subject[:120], f"{title}：{'、'.join(mine)}"[:LONGEST])


def _citations(found: list[Matter], on: date, viewer: Actor) -> Iterator[Fault]:
    texts = sorted({c for matter in found for c in matter.cited})
    wrong = wrong_citations(texts=texts, on=on, viewer=viewer)
    for matter in found:
        told = {c: wrong[c] for c in matter.cited if c in wrong}
        yield from _told(f"matter:{matter.code}", matter.name, told)


def _holders(on: date, viewer: Actor) -> Iterator[Fault]:
    """Procedures and papers that cite what does not stand."""
    rows = Citing.objects.exclude(kind=Citing.Kind.MATTER).order_by("kind", "ref", "pk")
    held: dict[tuple[str, str], list[Citing]] = {}
    for row in rows:
        held.setdefault((row.kind, row.ref), []).append(row)
    texts = sorted({row.cited for some in held.values() for row in some})
    wrong = wrong_citations(texts=texts, on=on, viewer=viewer)
    for (kind, ref), some in held.items():
        told = {row.cited: wrong[row.cited] for row in some if row.cited in wrong}
        title = f"{some[0].get_kind_display()}“{some[0].title}”"
        yield from _told(f"{kind}:{ref}", title, told)


def _tiers(found: list[Matter], viewer: Actor) -> Iterator[Fault]:
    for matter in found:
        seams = tier_seams(row_of(matter=matter, viewer=viewer)) if matter.tiers else []
        for rule in (Finding.Rule.TIER_GAP, Finding.Rule.TIER_OVERLAP):
            mine = [words for kind, words in seams if kind == rule]
            if mine:
                words = f"{matter.name}：{'；'.join(mine)}"
                yield Fault(rule, f"matter:{matter.code}", words[:LONGEST])


def _evidence(found: list[Matter]) -> Iterator[Fault]:
    for matter in found:
        if matter.kind in PROVEN and not matter.elements:
            yield Fault(Finding.Rule.NO_EVIDENCE, f"matter:{matter.code}", matter.name)


def _powers(found: list[Matter], on: date) -> Iterator[Fault]:
    codes = {matter.code for matter in found}
    held = PowerItem.objects.filter(holding_on(on)).select_related("agency")
    for item in held.order_by("agency_id", "matter_code").iterator(chunk_size=2000):
        if item.matter_code not in codes:
            words = f"{item.agency.name}的清单上有 {item.matter_code}，这一天没有施行的版本"
            subject = f"power:{item.agency.code}:{item.matter_code}"
            yield Fault(Finding.Rule.UNKNOWN_POWER, subject, words)


def _cards(on: date, viewer: Actor) -> Iterator[Fault]:
    for person, numbers in agencies.doubly_certified(on=on, viewer=viewer):
        words = f"{person.name}同时有 {len(numbers)} 个有效证件：{'、'.join(numbers)}"
        yield Fault(Finding.Rule.TWO_CARDS, f"person:{person.pk}", words[:LONGEST])


def _twins(on: date) -> Iterator[Fault]:
    """Laws with two texts for the same days; see `twin_texts`."""
    for found in twin_texts(on=on):
        read, other = found.read, found.other
        until = f"至 {read.in_force_until} " if read.in_force_until else "起"
        words = (
            f"《{read.law.short_title}》{read.in_force_from} {until}有两篇正文，{found.words}；"
            f"现在读的是公布日期 {read.adopted_on or '不详'} 的一篇"
        )
        subject = f"law:{read.law_id}:{other.pk}:{read.pk}"
        yield Fault(Finding.Rule.TWO_TEXTS, subject, words[:LONGEST])


def faults_on(*, on: date, viewer: Actor) -> list[Fault]:
    """Everything wrong on a day: citations, tiers, evidence, lists, certificates, texts."""
    found = list(Matter.objects.filter(holding_on(on)).order_by("code"))
    return [
        *_citations(found, on, viewer),
        *_holders(on, viewer),
        *_tiers(found, viewer),
        *_evidence(found),
        *_powers(found, on),
        *_cards(on, viewer),
        *_twins(on),
    ]


def findings(
    *,
    viewer: Actor,  # noqa: ARG001 - what is wrong with public lists is no secret
    mended: bool = False,
    rule: str = "",
    after: int | None = None,
) -> QuerySet[Finding]:
    """Findings, the newest first: the open ones, or those mended.

    after: the finding where the page before ended; one that was mended since still tells where.
    """
    found = Finding.objects.filter(mended_at__isnull=not mended)
    if rule:
        found = found.filter(rule=rule)
    if not mended:
        found = found if after is None else found.filter(pk__lt=after)
        return found.order_by("-pk")
    last = Finding.objects.filter(pk=after or 0).exclude(mended_at=None).first()
    if last is not None:
        later = Q(mended_at=last.mended_at, pk__lt=last.pk)
        found = found.filter(Q(mended_at__lt=last.mended_at) | later)
    return found.order_by("-mended_at", "-pk")


def finding_counts(*, viewer: Actor, mended: bool = False) -> dict[str, int]:  # noqa: ARG001 - as above
    """How many findings of each rule are open, or were mended; rules without any are left out."""
    found = Finding.objects.filter(mended_at__isnull=not mended).order_by()
    return dict(found.values_list("rule").annotate(n=Count("pk")))


def last_checked(*, viewer: Actor) -> datetime | None:  # noqa: ARG001 - as above
    """When the libraries were last checked."""
    found = Entry.objects.filter(subject=SUBJECT, kind=BaseChecked.kind())
    return found.order_by("-seq").values_list("at", flat=True).first()
