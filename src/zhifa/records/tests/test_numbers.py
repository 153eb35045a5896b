"""Numbers: how they are written, that none is missing or taken twice, and what voids them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, close_old_connections, connection, transaction

from zhifa.agencies.models import Agency
from zhifa.agencies.reads import Signed
from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry, Number
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.models import NumberForm
from zhifa.records.rules import numbers as rules
from zhifa.records.rules.templates import library
from zhifa.records.tests import make

YEAR = make.AT.year
FORM: dict[str, Any] = {"kind": "case", "source": "DB51/T 3050—2023", "begins_on": make.DAY}


@pytest.fixture
def home() -> Agency:
    return make.agency(short_name="攀西示范", code="SFJ")


def take(home: Agency, word: str = "罚", year: int = YEAR) -> str:
    """A number of a paper, which is then made with it."""
    dossier = make.dossier(home)
    told: dict[str, Any] = {"agency": home, "word": word, "year": year, "dossier_id": dossier.pk}
    number = actions.take_document_number(**told, by=SYSTEM, at=make.AT)
    make_paper(dossier.pk, number)
    return number


def make_paper(dossier_id: str, number: str, template: str = "W26") -> str:
    owner = reads.dossier(dossier_id=dossier_id, viewer=SYSTEM)
    paper = actions.make_document(
        dossier=owner,
        template=template,
        facts=make.facts(template),
        number=number,
        issued_on=make.DAY,
        by=SYSTEM,
        at=make.AT,
    )
    return paper.pk


def codes(refused: pytest.ExceptionInfo[Refused]) -> frozenset[str]:
    return refused.value.codes


def hand(home: Agency, by: Signed) -> Number:
    told = {"word": "责改", "purpose": "纸质责令改正通知书"}
    return actions.take_by_hand(agency=home, **told, by=by, at=make.AT)


# --- how they are written


def test_a_document_number_reads_as_the_rules_of_official_papers_want(home: Agency) -> None:
    assert [take(home), take(home), take(home, "责改"), take(home, year=YEAR - 1)] == [
        f"攀西示范罚〔{YEAR}〕1号",
        f"攀西示范罚〔{YEAR}〕2号",
        f"攀西示范责改〔{YEAR}〕1号",
        f"攀西示范罚〔{YEAR - 1}〕1号",
    ]


def test_every_numbered_paper_is_an_outgoing_one() -> None:
    forms = library().templates
    assert all(forms[code].outgoing for code in rules.rules().words)


def test_every_pattern_of_the_house_keeps_its_own_rules() -> None:
    facts = {"area": "510403", "body": "SJ", "short": "攀西", "word": "罚", "act": "CF"}
    for code, kind in rules.rules().kinds.items():
        assert rules.pattern_faults(code, kind.pattern, facts) == []


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "number_form:empty"),
        ("{area}{body}{act}{seq}", "number_form:lacks"),
        ("{area}{act}{year}{seq}", "number_form:lacks"),
        ("{area}{body}{act}{year}", "number_form:lacks"),
        ("{area}{body}{act}{year}{seq}{colour}", "number_form:strange"),
        ("{area:3}{body}{act}{year}{seq}", "number_form:strange"),
        ("{area} {body}{act}{year}{seq}", "number_form:plain"),
        ("{area}{body}{act}{year}{seq}}", "number_form:plain"),
        ("{area}{body}{act}{year}{seq}\u202e", "number_form:plain"),
        ("{area}{body}{act}{year}{seq}" + "长" * 60, "number_form:long"),
    ],
)
def test_a_pattern_by_which_numbers_could_repeat_or_break_is_refused(
    home: Agency, pattern: str, code: str
) -> None:
    keeper = make.actor("library_keeper", home)
    with pytest.raises(Refused) as refused:
        actions.adopt_number_form(agency=home, pattern=pattern, **FORM, by=keeper, at=make.AT)
    assert code in codes(refused)
    assert not NumberForm.objects.exists()


def test_a_body_writes_case_numbers_its_own_way_from_a_day_on(home: Agency) -> None:
    other = make.agency()
    keeper = make.actor("library_keeper", home)
    own = {**FORM, "begins_on": make.DAY + timedelta(days=1)}
    actions.adopt_number_form(
        agency=home, pattern="{area}-{body}-{act}-{yy}-{seq:6}", **own, by=keeper, at=make.AT
    )
    told: dict[str, Any] = {"act": "CF", "year": YEAR, "dossier_id": "x", "by": SYSTEM}
    before = actions.take_case_number(agency=home, **told, at=make.AT)
    later = make.AT + timedelta(days=1)
    after = actions.take_case_number(agency=home, **told, at=later)
    strange = actions.take_case_number(agency=other, **told, at=later)
    assert before == f"510403SFJCF{YEAR}00001"
    assert after == f"510403-SFJ-CF-{YEAR % 100}-000002"
    assert strange == f"510403{other.code}CF{YEAR}00001"


def test_the_house_writes_for_every_body_without_a_way_of_its_own(home: Agency) -> None:
    supervisor, keeper = make.actor("supervisor"), make.actor("library_keeper", home)
    house = {**FORM, "kind": "document", "pattern": "{short}{word}字〔{year}〕第{seq}号"}
    actions.adopt_number_form(agency=None, **house, by=supervisor, at=make.AT)
    assert take(home) == f"攀西示范罚字〔{YEAR}〕第1号"
    own = {**house, "pattern": "{short}（西）{word}〔{year}〕{seq}号"}
    actions.adopt_number_form(agency=home, **own, by=keeper, at=make.AT)
    assert take(home) == f"攀西示范（西）罚〔{YEAR}〕2号"
    with pytest.raises(Refused) as refused:
        actions.adopt_number_form(agency=None, **house, by=keeper, at=make.AT)
    assert codes(refused) == {"not_permitted"}
    with pytest.raises(Refused) as refused:
        actions.adopt_number_form(agency=home, **{**own, "source": " "}, by=keeper, at=make.AT)
    assert codes(refused) == {"number_form:source", "number_form:not_later"}


def test_two_bodies_that_write_alike_do_not_share_a_number() -> None:
    one, two = make.agency(), make.agency()
    Agency.objects.filter(pk=two.pk).update(short_name=one.short_name)  # no step lets it be
    two.refresh_from_db()
    take(one)
    with pytest.raises(DatabaseError), transaction.atomic():
        take(two)


# --- voids, and numbers taken by hand


def test_a_number_in_use_is_not_voided_and_a_withdrawn_papers_is(home: Agency) -> None:
    take(home)
    number, head = Number.objects.get(), make.actor("agency_head", home)
    with pytest.raises(Refused) as refused:
        actions.void_number(number_id=number.pk, reason="写错", by=head, at=make.AT)
    assert codes(refused) == {"number:in_use"}
    dossier_id = number.holder.partition(":")[2]
    paper = reads.documents(dossier_id=dossier_id, viewer=SYSTEM).get()
    actions.withdraw_document(
        document_id=paper.pk, reason="撤销", on=make.DAY, by=SYSTEM, at=make.AT
    )
    actions.void_number(number_id=number.pk, reason="文书已撤销", by=head, at=make.AT)
    assert Number.objects.get().void_reason == "文书已撤销"
    assert take(home) == f"攀西示范罚〔{YEAR}〕2号"
    entry = Entry.objects.get(kind="records.NumberVoided")
    assert (entry.by, entry.payload["value"]) == (head.key, 1)
    assert list(verify.verify()) == []


def test_a_number_taken_by_hand_comes_from_the_same_run(home: Agency) -> None:
    head = make.actor("agency_head", home)
    take(home, "责改")
    number = hand(home, head)
    assert number.text == f"攀西示范责改〔{YEAR}〕2号"
    assert take(home, "责改") == f"攀西示范责改〔{YEAR}〕3号"
    actions.void_number(number_id=number.pk, reason="没有制作", by=head, at=make.AT)
    with pytest.raises(Refused) as refused:
        actions.void_number(number_id=number.pk, reason="再次", by=head, at=make.AT)
    assert codes(refused) == {"number_not_valid"}


@pytest.mark.parametrize(
    ("word", "purpose", "code"), [("没有", "用途", "number:word"), ("罚", " ", "number:purpose")]
)
def test_a_number_by_hand_wants_a_word_and_a_purpose(
    home: Agency, word: str, purpose: str, code: str
) -> None:
    head = make.actor("agency_head", home)
    with pytest.raises(Refused) as refused:
        actions.take_by_hand(agency=home, word=word, purpose=purpose, by=head, at=make.AT)
    assert codes(refused) == {code}
    assert not Number.objects.exists()


def test_only_heads_of_the_body_void_and_take(home: Agency) -> None:
    take(home)
    number = Number.objects.get()
    for by in (make.actor("officer", home), make.actor("agency_head"), make.actor("supervisor")):
        with pytest.raises(Refused) as refused:
            actions.void_number(number_id=number.pk, reason="写错", by=by, at=make.AT)
        assert codes(refused) == {"not_permitted"}
        with pytest.raises(Refused):
            hand(home, by)


def test_case_and_archive_numbers_are_for_life(home: Agency) -> None:
    head = make.actor("agency_head", home)
    told: dict[str, Any] = {
        "act": "CF",
        "year": YEAR,
        "dossier_id": "x",
        "by": SYSTEM,
        "at": make.AT,
    }
    actions.take_case_number(agency=home, **told)
    actions.seal(dossier=make.dossier(home), retention="30年", by=SYSTEM, at=make.AT)
    assert Number.objects.count() == 2
    for number in Number.objects.all():
        with pytest.raises(Refused) as refused:
            actions.void_number(number_id=number.pk, reason="写错", by=head, at=make.AT)
        assert codes(refused) == {"number:for_life"}


# --- what the database refuses

AGAIN = (
    'insert into kernel_number (series_id, value, text, about, holder, void_reason, "by", at) '
    "select series_id, {value}, 'y', '', holder, '', \"by\", at from kernel_number"
)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from kernel_number",
        "update kernel_number set value = 9",
        "update kernel_number set text = 'x'",
        "update kernel_number set holder = 'dossier:other'",
        "update kernel_number set series_id = (select min(key) from kernel_series) || 'x'",
        "update kernel_series set last = last - 1",
        "update kernel_series set last = last + 2",
        "delete from kernel_series",
        "insert into kernel_series (key, last) values ('document:1:罚:2031', 7)",
        AGAIN.format(value="value + 5"),
        AGAIN.format(value="value"),
    ],
)
def test_the_database_lets_no_number_be_changed_skipped_or_taken_again(
    home: Agency, statement: str
) -> None:
    take(home)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Number.objects.get().text == f"攀西示范罚〔{YEAR}〕1号"


THREADS, EACH = 8, 12


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_many_approvals_at_once_leave_no_gap_and_no_double() -> None:
    home = make.agency(short_name="攀西齐")
    dossiers = [make.dossier(home) for _ in range(THREADS)]

    def approve(n: int) -> None:
        told: dict[str, Any] = {
            "agency": home,
            "word": "责改",
            "year": YEAR,
            "dossier_id": dossiers[n].pk,
        }
        try:
            for turn in range(EACH):
                with transaction.atomic():
                    number = actions.take_document_number(**told, by=SYSTEM, at=make.AT)
                    make_paper(dossiers[n].pk, number)
                    if (n + turn) % 4 == 0:
                        transaction.set_rollback(True)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(approve, range(THREADS)))
    close_old_connections()
    papers = [p for d in dossiers for p in reads.documents(dossier_id=d.pk, viewer=SYSTEM)]
    taken = list(Number.objects.order_by("value").values_list("value", "text"))
    assert [value for value, _ in taken] == list(range(1, THREADS * EACH * 3 // 4 + 1))
    assert sorted(text for _, text in taken) == sorted(p.number for p in papers)
    assert list(verify.verify()) == []
