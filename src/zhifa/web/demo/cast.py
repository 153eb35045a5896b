"""The bodies and people of the fictional district."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from random import Random
from typing import Any

import pyotp
from django.conf import settings
from django.db import transaction

from zhifa.agencies import actions as agencies
from zhifa.agencies import reads
from zhifa.agencies.models import Agency, User
from zhifa.agencies.reads import Signed
from zhifa.agencies.roles import roles
from zhifa.kernel.access import SYSTEM
from zhifa.web.demo import district
from zhifa.web.demo.district import HERE
from zhifa.web.demo.plans import BODIES, JUSTICE, Plan
from zhifa.web.demo.road import Crew

SINCE = date(2020, 1, 1)
JUSTICE_HEAD = "钱明远"  # holds no post here
UNTIL = date(2029, 12, 31)
POWERS_FROM = date(2021, 7, 15)
PASSWORD = "shifan-2026-demo"  # noqa: S105 - shown on the demo's own sign-in page
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - the demo's second factor, shown likewise
FAMILY = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
)
GIVEN = "安平宁远明清文华建国志强秀兰海涛雪梅春生立新永康晓东子涵若兰思远浩然雨桐"
POSTS = (
    *["officer"] * 7,
    "unit_head",
    "agency_head",
    "chief_head",
    "reviewer",
    "hearing_chair",
    "panel_clerk",
    "publisher",
    "archivist",
)
BUREAU = (
    *["supervisor"] * 4,
    "law_keeper",
    "library_keeper",
    "personnel",
    "system_admin",
    "security_admin",
    "audit_admin",
)
DUTIES = {  # what an account is for, where the name of its post does not say
    "library_keeper": "导入和维护各机关的权责清单、事项、当事人名单",
    "law_keeper": "导入法律、更正正文、登记废止，看法律修改影响了什么",
    "personnel": "登记机关和人员，任职，导入证件名单，暂扣证件",
    "supervisor": "看各机关的案件和预警，办理备案",
}
FACTOR = frozenset(code for code, role in roles().items() if role.second_factor)


@dataclass(frozen=True)
class Body:
    """An agency with its people by role."""

    agency: Agency
    people: dict[str, list[User]]
    fields: tuple[str, ...]
    weight: int = 1

    @cached_property
    def steady(self) -> dict[int, Signed]:
        """Its people as actors, by id: in the demo nobody changes posts."""
        users = (user for held in self.people.values() for user in held)
        return {user.pk: reads.signed(user=user, on=SINCE) for user in users}

    def lead(self) -> Crew:
        """The people whose accounts the demo lists."""
        others = {role: users[0] for role, users in self.people.items() if role != "officer"}
        first, second = self.people["officer"][:2]
        return Crew(self.agency, (first, second), others)

    def crew(self, chance: Random) -> Crew:
        """Two officers whose certificates are good, and one person for each other role."""
        first, second = chance.sample(self.people["officer"][:6], 2)
        others = {role: users[0] for role, users in self.people.items() if role != "officer"}
        return Crew(self.agency, (first, second), others)

    def signed(self, role: str, on: date) -> Signed:
        """The person of a role as an actor on a day."""
        return reads.signed(user=self.people[role][0], on=on)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody: the bodies that enforce, and the bureau that watches over them."""

    bodies: list[Body]
    bureau: dict[str, list[User]]

    def supervisor(self, on: date) -> Signed:
        """A supervisor as an actor on a day."""
        return reads.signed(user=self.bureau["supervisor"][0], on=on)


def _body(plan: Plan, number: int, head: str, principal: Agency | None, at: datetime) -> Agency:
    facts = {
        "code": plan.code,
        "name": plan.name,
        "short_name": plan.short,
        "nature": plan.nature,
        "credit_code": district.organ_code(f"1151040300001{number:04d}"),
        "area_code": plan.area,
        "superior": principal,
        "legal_representative": head,
        "address": f"{HERE}示范路 {number} 号",
        "phone": f"0812-000{number:04d}",
        "reconsideration_body": f"{HERE}人民政府",
        "court": f"{HERE}人民法院",
        "bank": "示范银行示范支行",
        "basis": plan.basis,
        "established_on": SINCE,
    }
    made = agencies.register_agency(facts=facts, by=SYSTEM, at=at)
    for unit, kind in (("执法大队", "case"), ("法规股", "review")):
        agencies.add_unit(agency=made, name=unit, kind=kind, by=SYSTEM, at=at)
    return made


def _mandate(principal: Agency, delegate: Agency, fields: tuple[str, ...], at: datetime) -> None:
    """Let a body act in another's name, by a letter that is published."""
    given = (m for m in district.matters() if m["field"] in fields)
    codes = [m["code"] for m in given if m.get("kind") != "coercion"]
    mandate = agencies.Mandate(
        number=f"{principal.short_name}委〔2021〕1号",
        matter_codes=codes,
        from_on=POWERS_FROM,
        until_on=UNTIL,
        published_on=min(POWERS_FROM, at.date()),  # the bench begins sooner
        powers="以委托机关名义实施委托事项的行政处罚，不得再委托",
    )
    agencies.delegate(principal=principal, delegate=delegate, mandate=mandate, by=SYSTEM, at=at)


class Names:
    """Names of people who do not exist, each once."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._used: set[str] = set()

    def next(self) -> str:
        """A new one."""
        while True:
            name = (
                self._chance.choice(FAMILY)
                + self._chance.choice(GIVEN)
                + self._chance.choice(GIVEN)
            )
            if name not in self._used:
                self._used.add(name)
                return name

    def for_posts(self, posts: Sequence[str]) -> list[tuple[str, str]]:
        """Each post with somebody new."""
        return [(role, self.next()) for role in posts]


def _person(username: str, role: str, name: str, agency: Agency, at: datetime) -> User:
    facts: dict[str, Any] = {"username": username, "name": name}
    if role == "reviewer":
        facts |= {"legally_qualified_on": date(2015, 3, 1), "reviewer_since": SINCE}
    user = agencies.register_person(facts=facts, by=SYSTEM, at=at)
    kind = "review" if role == "reviewer" else "case"
    unit = agency.units.filter(kind=kind).first()
    post = agencies.Appointment(agency=agency, role=role, from_on=SINCE, unit=unit)
    agencies.appoint(user=user, to=post, by=SYSTEM, at=at)
    return user


def _certify(user: User, agency: Agency, at: datetime, until: date) -> None:
    card = agencies.Card(
        number=f"2304{user.pk:07d}",
        kind="delegated" if agency.nature == "delegated" else "enforcement",
        areas=[agency.area_code],
        valid_from=SINCE,
        valid_until=until,
    )
    agencies.issue_certificate(holder=user, agency=agency, card=card, by=SYSTEM, at=at)


def _people(
    code: str, agency: Agency, posts: Sequence[tuple[str, str]], at: datetime
) -> dict[str, list[User]]:
    made: dict[str, list[User]] = {}
    for number, (role, name) in enumerate(posts, 1):
        user = _person(f"{code.lower()}{number:02d}", role, name, agency, at)
        made.setdefault(role, []).append(user)
        if role == "officer":
            expired = number == 7  # noqa: PLR2004 - the seventh officer's card has run out
            _certify(user, agency, at, date(2024, 6, 30) if expired else UNTIL)
    return made


def _sign_in(user: User, role: str, at: datetime) -> None:
    agencies.set_password(user=user, password=PASSWORD, by=SYSTEM, at=at)
    if role in FACTOR:
        agencies.enrol_totp(user=user, by=SYSTEM, at=at, secret=SECRET)
        code = pyotp.TOTP(SECRET).at(at)
        agencies.confirm_totp(user=user, code=code, by=reads.signed(user=user, on=at.date()), at=at)


def _shown(people: dict[str, list[User]]) -> list[tuple[str, User]]:
    """One person a role, and a second officer: two are needed for almost everything."""
    first = [(role, users[0]) for role, users in people.items()]
    return first + [(role, users[1]) for role, users in people.items() if role == "officer"]


def _accounts(lead: Body, bureau: dict[str, list[User]], justice: Agency, at: datetime) -> None:
    """One account a role, listed on the demo's sign-in page."""
    rows = []
    for home, people in ((lead.agency, lead.people), (justice, bureau)):
        for role, user in _shown(people):
            _sign_in(user, role, at)
            rows.append(
                {
                    "username": user.username,
                    "name": user.name,
                    "role": roles()[role].name,
                    "agency": home.name,
                    "password": PASSWORD,
                    "totp_secret": SECRET if role in FACTOR else "",
                    "duty": DUTIES.get(role, ""),
                }
            )
    folder = settings.VAR / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "accounts.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _enforcing(names: Names, at: datetime) -> list[Body]:
    made: dict[str, Body] = {}
    for number, plan in enumerate(BODIES, 1):
        principal = made[plan.principal].agency if plan.principal else None
        posts = names.for_posts(POSTS)
        head = dict(posts)["chief_head"]  # 主要负责人 is its legal representative
        agency = _body(plan, number, head, principal, at)
        if principal:
            _mandate(principal, agency, plan.fields, at)
        people = _people(plan.code, agency, posts, at)
        made[plan.code] = Body(agency, people, plan.fields, plan.weight)
    return list(made.values())


def _keeps(keeper: User, bodies: Sequence[Body], at: datetime) -> None:
    """One person keeps the lists of every body, as districts without own keepers do it."""
    for body in bodies:
        post = agencies.Appointment(agency=body.agency, role="library_keeper", from_on=SINCE)
        agencies.appoint(user=keeper, to=post, by=SYSTEM, at=at)


@transaction.atomic
def cast(chance: Random, at: datetime, say: Callable[[str], None]) -> Cast:
    """Every body with its people; the first one's roles can sign in."""
    names = Names(chance)
    made = _enforcing(names, at)
    posts = names.for_posts(BUREAU)
    justice = _body(JUSTICE, len(BODIES) + 1, JUSTICE_HEAD, None, at)
    bureau = _people(JUSTICE.code, justice, posts, at)
    _keeps(bureau["library_keeper"][0], made, at)
    _accounts(made[0], bureau, justice, at)
    count = len(POSTS) * len(made) + len(BUREAU)
    say(f"机关 {len(made) + 1} 个，人员 {count} 名")
    return Cast(made, bureau)
