"""Makers: they walk the same doors as the users, so no test starts from an impossible state.

The demo uses the same road (zhifa.web.demo); these are the small version for tests.
"""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from zhifa.agencies import actions as agencies
from zhifa.agencies import reads as people
from zhifa.agencies.models import Agency, Unit, User
from zhifa.agencies.reads import Signed
from zhifa.enforcement.models import Case
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry.models import Matter, Party
from zhifa.web.demo import district
from zhifa.web.demo.road import Crew, Road

BEIJING = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)  # a Monday morning
SINCE = date(2020, 1, 1)
SHOP = "individual_business"
MAJOR = {"kinds": ["fine"], "fine": "50000", "tier": "serious"}  # for an organisation


@cache
def _facts(code: str) -> dict[str, object]:
    number = {"SJ": 1, "CG": 2}[code]
    body = f"1151040300000{number:04d}"
    return {
        "code": code,
        "name": {"SJ": "西区示范市场监督管理局", "CG": "西区示范综合行政执法局"}[code],
        "short_name": {"SJ": "攀西市监", "CG": "攀西综执"}[code],
        "nature": "organ",
        "credit_code": district.organ_code(body),
        "area_code": "510403",
        "reconsideration_body": "攀枝花市西区人民政府",
        "court": "攀枝花市西区人民法院",
        "bank": "示范银行西区支行",
        "address": "西区示范路 1 号",
        "phone": "0812-0000000",
        "established_on": SINCE,
    }


def agency(code: str = "SJ") -> Agency:
    """An agency with its units, once."""
    found = Agency.objects.filter(code=code).first()
    if found:
        return found
    made = agencies.register_agency(facts=_facts(code), by=SYSTEM, at=AT)
    agencies.add_unit(agency=made, name="执法大队", kind="case", by=SYSTEM, at=AT)
    agencies.add_unit(agency=made, name="法规股", kind="review", by=SYSTEM, at=AT)
    return made


def person(username: str, role: str, body: Agency, *, qualified: bool = True) -> User:
    """A person with one post, and a certificate when an officer; once."""
    found = User.objects.filter(username=username).first()
    if found:
        return found
    facts = {"username": username, "name": f"示范{username[-2:]}"}
    if qualified and role == "reviewer":
        facts["legally_qualified_on"] = SINCE  # type: ignore[assignment]
    user = agencies.register_person(facts=facts, by=SYSTEM, at=AT)
    unit = Unit.objects.filter(agency=body, kind="review" if role == "reviewer" else "case").first()
    post = agencies.Appointment(agency=body, role=role, from_on=SINCE, unit=unit)
    agencies.appoint(user=user, to=post, by=SYSTEM, at=AT)
    if role == "officer":
        card = agencies.Card(
            number=f"2304{user.pk:07d}",
            kind="enforcement",
            areas=["510403"],
            valid_from=SINCE,
            valid_until=date(2028, 12, 31),
        )
        agencies.issue_certificate(holder=user, agency=body, card=card, by=SYSTEM, at=AT)
    return user


ROLES = (
    "officer",
    "officer",
    "unit_head",
    "agency_head",
    "chief_head",
    "reviewer",
    "hearing_chair",
    "panel_clerk",
    "publisher",
    "archivist",
)


def crew(body: Agency | None = None) -> Crew:
    """Everybody that a case needs, as actors."""
    home = body or agency()
    users = [person(f"{home.code.lower()}{n:02d}", role, home) for n, role in enumerate(ROLES)]
    return Crew(home, (users[0], users[1]), dict(zip(ROLES[1:], users[1:], strict=True)))


def signed(user: User, on: date | None = None) -> Signed:
    """A person as an actor."""
    return people.signed(user=user, on=on or AT.date())


def libraries(body: Agency) -> None:
    """Laws (facts), matters and the agency's power list, once."""
    if not Matter.objects.exists():
        registry.load_index(by=SYSTEM, at=AT)
        registry.load_matters(by=SYSTEM, at=AT)
    codes = {row["code"] for row in district.matters()}
    registry.list_powers(agency=body, codes=codes, from_on=SINCE, by=SYSTEM, at=AT)


def party(name: str = "示范食品有限公司", kind: str = "legal_person", number: int = 1) -> Party:
    """A party with a right code, once."""
    found = Party.objects.filter(name=name).first()
    if found:
        return found
    details = (
        {"identity": district.citizen_number(date(1980, 1, 1), number)}
        if kind == "natural_person"
        else {
            "credit_code": district.firm_code(number, "92" if kind == SHOP else "91"),
            "representative": "示范某",
        }
    )
    details |= {"address": "西区示范街 8 号", "phone": "13800000000"}
    return registry.register_party(kind=kind, name=name, details=details, by=SYSTEM, at=AT)


def road(
    *,
    matter: str = "SC0101",
    party_: Party | None = None,
    body: Agency | None = None,
    start: datetime = AT,
) -> Road:
    """A case about to begin, with everybody it needs."""
    home = body or agency()
    libraries(home)
    return Road(crew(home), party_ or party(), matter, start)


def case(*, stage: str = "filed", **options: object) -> Case:
    """A case brought to a stage by the people whose job it is."""
    way = road(**options)  # type: ignore[arg-type]
    way.walk_to(stage)
    return way.case


def filed_on(road: Road) -> date:
    """The day a road's case was filed."""
    on = road.case.filed_on
    assert on is not None
    return on
