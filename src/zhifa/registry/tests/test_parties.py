"""Parties: who may be registered and found; whose data is shown to whom."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.registry import actions, reads
from zhifa.registry.models import Party
from zhifa.registry.rules.identity import STAND_IN
from zhifa.registry.tests import make


def refused_codes(**changes: object) -> frozenset[str]:
    told = {"kind": "natural_person", "name": "某人", "details": {"identity": make.citizen()}}
    with pytest.raises(Refused) as refused:
        actions.register_party(**{**told, **changes}, by=SYSTEM, at=make.AT)  # type: ignore[arg-type]
    assert not Party.objects.exists()
    return refused.value.codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"name": " "}, {"party:name"}),
        ({"name": "示范\u202e某"}, {"party:unseen"}),
        ({"kind": "ghost", "details": {"credit_code": make.firm()}}, {"party:kind"}),
        ({"details": {}}, {"party:identity"}),
        (
            {"kind": "legal_person", "details": {"credit_code": make.firm(1, "92")}},
            {"party:kind_code"},
        ),
        (
            {"kind": "individual_business", "details": {"credit_code": make.firm()}},
            {"party:kind_code"},
        ),
        ({"kind": "legal_person", "details": {"credit_code": STAND_IN}}, {"party:kind_code"}),
        (
            {"details": {"identity": make.citizen(), "credit_code": make.firm()}},
            {"party:kind_code"},
        ),
        (
            {
                "kind": "other_organisation",
                "details": {"identity": make.citizen(), "identity_kind": "099"},
            },
            {"party:personal_paper"},
        ),
        ({"kind": "legal_person", "details": {}}, {"party:identity"}),
        (
            {"kind": "individual_business", "details": {"identity": make.citizen()}},
            {"party:identity"},
        ),
        ({"details": {"identity": "51040319000104006X"}}, {"party:identity_wrong"}),
        ({"details": {"identity": make.citizen(1, date(2027, 1, 1))}}, {"party:identity_wrong"}),
        (
            {"kind": "legal_person", "details": {"credit_code": "91510403MA00000073"}},
            {"party:identity_wrong"},
        ),
        ({"details": {"identity": "H1", "identity_kind": "516"}}, {"party:identity_wrong"}),
        ({"details": {"identity": "一二三四", "identity_kind": "099"}}, {"party:identity_kind"}),
        ({"details": {"identity": make.citizen(), "phone": "110"}}, {"party:phone"}),
        ({"details": {"identity": make.citizen(), "area_code": "西区"}}, {"party:area_code"}),
        (
            {"details": {"identity": make.citizen(), "bank_account": "6210000000000004"}},
            {"party:bank_account"},
        ),
        ({"name": "", "details": {"phone": "1"}}, {"party:name", "party:identity", "party:phone"}),
    ],
)
def test_who_may_not_be_registered(changes: dict[str, object], codes: set[str]) -> None:
    assert refused_codes(**changes) == codes


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("natural_person", {"identity": "51040319000101000x"}),
        ("natural_person", {"identity": "510403000103011"}),
        ("natural_person", {"identity": "E12345678", "identity_kind": "414"}),
        ("individual_business", {"credit_code": "92510403MA0000015R"}),
        ("legal_person", {"credit_code": "91510403 ma00000072"}),
        ("other_organisation", {"credit_code": "N25104030000000436"}),
        ("other_organisation", {"identity": "某证字第1号", "identity_kind": "099"}),
    ],
)
def test_every_kind_of_party_has_its_papers(kind: str, details: dict[str, str]) -> None:
    party = make.register(kind, "某", details)
    for code in (details.get("identity"), details.get("credit_code")):
        if code:
            assert reads.party_by_identity(code=code, viewer=SYSTEM) == party


def test_a_known_identity_leads_to_the_entry() -> None:
    known = make.person(name="示范张")
    with pytest.raises(Refused) as refused:
        make.person(name="另一个名字")
    (obstacle,) = refused.value.obstacles
    assert (obstacle.code, obstacle.fix) == ("party:known", known.pk)
    assert "示范张" in obstacle.message
    firm = make.company()
    with pytest.raises(Refused) as refused:
        make.register("other_organisation", "又", {"credit_code": firm.credit_code})
    assert refused.value.obstacles[0].fix == firm.pk


def test_one_person_may_run_several_businesses() -> None:
    first = {"credit_code": make.firm(1, "92"), "identity": make.citizen()}
    make.register("individual_business", "一店", first)
    second = {"credit_code": make.firm(2, "92"), "identity": make.citizen()}
    assert make.register("individual_business", "二店", second).pk
    make.person()


def test_the_database_itself_knows_a_person_once() -> None:
    known = make.person()
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(
            kind=known.kind, name="又", identity=known.identity, identity_hash=known.identity_hash
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        known.delete()


def test_nothing_personal_stands_in_the_database_in_the_clear() -> None:
    party = make.person(phone="13800000000", address="某街 1 号", bank_account="6210000000000003")
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_party where id = %s", [party.pk])
        stored = " ".join(str(v) for v in cursor.fetchone())
    told = " ".join(str(e.payload) for e in Entry.objects.all())
    for secret in (party.identity, "13800000000", "某街", "6210000000000003"):
        assert secret not in stored
        assert secret not in told


def test_birth_sex_and_age_come_from_the_number() -> None:
    child = make.register("natural_person", "某童", {"identity": make.citizen(2, date(2012, 3, 2))})
    assert (child.born_on, child.sex) == (date(2012, 3, 2), "2")
    ages = [
        reads.age_of(party=child, on=day, viewer=SYSTEM) for day in (make.DAY, date(2026, 3, 3))
    ]
    assert ages == [13, 14]
    foreign = make.register(
        "natural_person", "某", {"identity": "E12345678", "identity_kind": "414"}
    )
    assert (foreign.born_on, foreign.sex) == (None, "0")


def test_searching_by_name_code_and_number() -> None:
    wang, li = make.person(1, "王某"), make.person(2, "李某")
    firm = make.company(3, "王家有限公司")
    by = make.officer()
    found = {
        "王": {wang, firm},
        "王家": {firm},
        "某": set(),
        li.identity: {li},
        li.identity.lower(): {li},
        firm.credit_code: {firm},
        "": {wang, li, firm},
    }
    for search, rows in found.items():
        assert set(reads.parties(viewer=by, search=search)) == rows
    assert set(reads.parties(viewer=by, kind="legal_person")) == {firm}


def test_pages_go_on_where_they_ended() -> None:
    for number in range(1, 8):
        make.person(number, "同名" if number % 2 else f"某{number}")
    seen: list[Party] = []
    after = None
    while rows := list(reads.parties(viewer=SYSTEM, after=after)[:2]):
        seen += rows
        after = (rows[-1].name, rows[-1].pk)
    assert seen == list(reads.parties(viewer=SYSTEM))
    assert len(seen) == 7


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin", "personnel"])
def test_the_library_is_closed_to_those_without_a_case(role: str) -> None:
    party, viewer = make.person(), people.actor(role)
    assert not reads.parties(viewer=viewer).exists()
    assert reads.party_or_none(party_id=party.pk, viewer=viewer) is None
    assert reads.party_by_identity(code=party.identity, viewer=viewer) is None
    assert reads.card(party=party, on=make.DAY, viewer=viewer) is None
    assert reads.age_of(party=party, on=make.DAY, viewer=viewer) is None
    assert reads.same_party(party_id=party.pk, viewer=viewer) == frozenset()
    with pytest.raises(Party.DoesNotExist):
        reads.party(party_id=party.pk, viewer=viewer)
    acts: list[Callable[..., object]]
    acts = [
        actions.change_party,
        actions.correct_party,
        actions.register_party,
        actions.reveal_party,
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            _attempt(act, party, viewer)
        assert refused.value.codes == {"not_permitted"}


def _attempt(act: Callable[..., object], party: Party, by: object) -> None:
    told: dict[str, dict[str, object]] = {
        "change_party": {"party": party, "details": {"phone": "13800000000"}, "reason": "变更登记"},
        "correct_party": {
            "party": party,
            "details": {"phone": "13800000000"},
            "reason": "更正错字",
        },
        "register_party": {"kind": party.kind, "name": "某", "details": {}},
        "reveal_party": {"party": party, "ground": "case", "reason": "看看是谁"},
    }
    act(**told[act.__name__], by=by, at=make.AT)


def test_a_card_hides_what_is_personal() -> None:
    party = make.person(phone="13800001234", address="示范区清香坪示范街 8 号", guardian="示范母")
    card = reads.card(party=party, on=make.DAY, viewer=make.officer())
    assert card is not None
    shown = " ".join(str(getattr(card, name)) for name in card.__slots__)
    for hidden in (party.identity, "13800001234", "示范街 8 号", "示范母"):
        assert hidden not in shown
    assert card.identity.endswith(party.identity[-4:])
    assert (card.age, card.status, card.paper) == (46, "在册", "居民身份证")


def test_papers_name_a_party_in_full() -> None:
    person = make.person(address="某街 1 号")
    firm = make.company(representative="示范法")
    passport = {"identity": "E12345678", "identity_kind": "414"}
    foreign = make.register("natural_person", "某", passport)
    lines = {p.pk: reads.party_lines(party=p, viewer=SYSTEM) for p in (person, firm, foreign)}
    assert lines[person.pk]["line"] == f"身份证号 {person.identity}"
    assert lines[person.pk]["address"] == "某街 1 号"
    assert lines[firm.pk]["line"] == f"统一社会信用代码 {firm.credit_code}，负责人 示范法"
    assert lines[foreign.pk]["line"] == "普通护照号码 E12345678"


def test_what_stands_is_what_was_done() -> None:
    make.person()
    actions.change_party(
        party=make.company(),
        details={"phone": "0812-5550000"},
        reason="登记机关通知",
        by=SYSTEM,
        at=make.AT,
    )
    assert list(verify()) == []
    Party.objects.filter(kind="legal_person").update(representative="改")
    assert len(list(verify())) == 1
