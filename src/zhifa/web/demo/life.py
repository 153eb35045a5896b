"""What the registers of the fictional district have lived through, all by the ordinary actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import typst
from django.db import transaction

from zhifa.agencies import actions as agencies
from zhifa.agencies import reads as registered
from zhifa.agencies.models import Delegation
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as papers
from zhifa.registry import actions as registry
from zhifa.registry import reads as library
from zhifa.registry.models import Matter, Party
from zhifa.web.demo import district
from zhifa.web.demo.cast import Body, Cast
from zhifa.web.demo.district import HERE

PORTRAITS = Path(__file__).parent / "portraits"  # drawn by scripts/portraits: nobody
LETTER = """
#set page(paper: "a4", margin: 3cm)
#set text(font: ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"),
  size: 14pt, lang: "zh")
#align(center)[#text(size: 22pt)[行政执法委托书] \\ （演示）]
#align(center)[{number}]
#par(first-line-indent: 2em, leading: 1em)[
委托机关：{principal}。受委托组织：{delegate}。委托期限：{begin} 至 {end}。委托权限：{powers}。
委托机关对受委托组织的行为负责监督，并对该行为的后果承担法律责任。
依据《行政处罚法》第二十条、第二十一条。]
"""
LICENCES = (
    ("食品经营许可证", f"{HERE}市场监督管理局", "JY151040300"),
    ("营业执照", f"{HERE}市场监督管理局", "YZ51040300"),
    ("公共场所卫生许可证", f"{HERE}卫生健康局", "WZ51040300"),
    ("道路运输经营许可证", f"{HERE}交通运输局", "JT51040300"),
)
KNOWN = 40  # parties with a file of their own
EVERY = 4  # of them, one in so many was also inspected, promised and repaired
SUSPENDED = 5  # the officer of the last body whose certificate is held back: in no crew of hers
LATER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Told:
    """How much was entered."""

    photos: int
    records: int
    alike: int
    versions: int


def _photos(bodies: Sequence[Body], at: datetime) -> int:
    """Every officer's certificate carries a photo that is plainly nobody's."""
    pictures = [path.read_bytes() for path in sorted(PORTRAITS.glob("*.jpg"))]
    officers = [user for body in bodies for user in body.people["officer"]]
    for place, user in enumerate(officers):
        content = pictures[place % len(pictures)]
        agencies.file_portrait(user=user, content=content, by=SYSTEM, at=at)
    return len(officers)


def _letter(row: Delegation) -> bytes:
    text = LETTER.format(
        number=row.number,
        principal=row.principal.name,
        delegate=row.delegate.name,
        begin=row.from_on,
        end=row.until_on,
        powers=row.powers,
    )
    fonts = typst.Fonts(font_paths=list(papers.font_folders()))
    return typst.compile(text.encode(), format="pdf", font_paths=fonts)


def _letters(bodies: Sequence[Body], at: datetime) -> None:
    for body in bodies:
        for row in registered.delegations(agency_id=body.agency.pk, viewer=SYSTEM):
            if row.principal_id == body.agency.pk:
                name, content = f"{row.number}.pdf", _letter(row)
                agencies.file_letter(delegation=row, name=name, content=content, by=SYSTEM, at=at)


def _suspend(body: Body, at: datetime) -> None:
    """One certificate is held back from today: page, list and code say so within a minute."""
    user = body.people["officer"][SUSPENDED]
    for held in registered.cards(user=user, on=at.date(), viewer=SYSTEM):
        agencies.suspend_certificate(
            certificate=held.certificate,
            from_on=at.date(),
            until_on=None,
            reason="参加资格复核，复核合格前暂扣（演示）",
            by=SYSTEM,
            at=at,
        )


def _versions(at: datetime) -> int:
    """Two matters get a version of next month: lists of two days differ."""
    changed = 0
    for row in district.penalties()[:2]:
        standing = library.matter_on(code=row["code"], on=at.date(), viewer=SYSTEM)
        if isinstance(standing, Matter):
            duties = [*standing.duties, "公示责任：处罚决定依法公开（演示新增）"]
            fresh = {**row, "duties": duties, "from_on": at.date() + LATER}
            registry.adopt_matter(row=fresh, by=SYSTEM, at=at)
            changed += 1
    return changed


def _file_of(place: int, party: Party, today: date) -> Iterator[dict[str, Any]]:
    """What others told of a party: a licence; of one in EVERY an inspection and what followed."""
    title, body, prefix = LICENCES[place % len(LICENCES)]
    begin = today - timedelta(days=200 + 11 * place)
    source = f"{body}台账 {begin.isoformat()}（演示）"
    yield {
        "kind": "licence",
        "title": title,
        "number": f"{prefix}{place:05d}",
        "body": body,
        "from_on": begin,
        "until_on": begin + timedelta(days=5 * 365),
        "source": source,
    }
    if place % EVERY == 0:
        told = {"body": f"{HERE}司法局", "source": source}
        day = begin + timedelta(days=90)
        yield told | {
            "kind": "inspection",
            "title": "双随机抽查",
            "body": body,
            "from_on": day - LATER,
            "detail": "两项记录不全，当场改正。",
        }
        yield told | {
            "kind": "promise",
            "title": "守法经营承诺",
            "from_on": day,
            "detail": f"{party.name}承诺整改到位并接受复查。",
        }
        yield told | {"kind": "repair", "title": "信用修复", "from_on": day + LATER}


def _files(parties: Sequence[Party], at: datetime) -> int:
    firms = [p for p in parties if p.kind != Party.Kind.NATURAL][:KNOWN]
    count = 0
    for place, party in enumerate(firms):
        for facts in _file_of(place, party, at.date()):
            registry.add_record(party=party, facts=facts, by=SYSTEM, at=at)
            count += 1
    return count


def _alike(parties: Sequence[Party], at: datetime) -> int:
    """Entries that look like one party: some wait for a decision, one couple is merged."""
    firms = [p for p in parties if p.kind == Party.Kind.LEGAL][:4]
    twins = []
    for place, firm in enumerate(firms):
        details = {
            "credit_code": f"93{firm.credit_code[2:17]}",
            "representative": firm.representative,
            "address": firm.address,
            "area_code": firm.area_code,
            "phone": firm.phone,
        }
        details["credit_code"] = district.organ_code(details["credit_code"])
        name = f"{firm.name}（旧登记）" if place % 2 else firm.name.replace("示范", "")
        twins.append(
            registry.register_party(kind=firm.kind, name=name, details=details, by=SYSTEM, at=at)
        )
    reason = "组织机构代码、电话和住所都相同，系换照前的旧登记（演示）"
    for twin, firm in list(zip(twins, firms, strict=True))[:1]:
        registry.merge_parties(party=twin, kept=firm, reason=reason, by=SYSTEM, at=at)
    registry.index_parties(by=SYSTEM, at=at)
    return len(twins)


@transaction.atomic
def live(cast: Cast, parties: Sequence[Party], at: datetime) -> Told:
    """Fill the registers: photos, a letter, a certificate held back, versions, parties' files."""
    _letters(cast.bodies, at)
    _suspend(cast.bodies[-1], at)
    return Told(
        photos=_photos(cast.bodies, at),
        records=_files(parties, at),
        alike=_alike(parties, at),
        versions=_versions(at),
    )
