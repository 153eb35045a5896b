"""A certificate counts as it stood on the day of the act (行政处罚法 第四十二条)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhifa.agencies import actions, reads
from zhifa.agencies.models import Agency, Certificate, CertificateSuspension, User
from zhifa.agencies.reads.certificates import _reason, _suspended
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def reason(user: User, on: date = make.DAY, area: str = "510403001") -> str:
    return reads.standings(user_ids=[user.pk], on=on, area=area)[user.pk].reason


@pytest.fixture
def agency() -> Agency:
    return make.agency()


@pytest.fixture
def officer(agency: Agency) -> User:
    return make.holder("officer", agency)


def test_without_a_certificate(officer: User) -> None:
    standing = reads.standings(user_ids=[officer.pk], on=make.DAY, area="")[officer.pk]
    assert (standing.good, standing.reason, standing.why) == (False, "none", "当日没有执法证")


def test_both_days_printed_on_the_card_count(officer: User, agency: Agency) -> None:
    make.certificate(officer, agency, valid=(date(2026, 1, 1), date(2026, 12, 31)))
    assert reason(officer, date(2025, 12, 31)) == "not_yet"
    assert reason(officer, date(2026, 1, 1)) == ""
    assert reason(officer, date(2026, 12, 31)) == ""
    assert reason(officer, date(2027, 1, 1)) == "expired"


def test_the_area_of_the_act_lies_in_the_area_of_the_card(officer: User, agency: Agency) -> None:
    make.certificate(officer, agency, areas=("510403",))
    assert reason(officer, area="510403002") == ""
    assert reason(officer, area="510411") == "area"


def test_a_good_card_beside_a_bad_one(officer: User, agency: Agency) -> None:
    make.certificate(officer, agency, valid=(date(2021, 1, 1), date(2025, 12, 31)))
    good = make.certificate(officer, agency, valid=(date(2026, 1, 1), date(2030, 12, 31)))
    standing = reads.standings(user_ids=[officer.pk], on=make.DAY, area="")[officer.pk]
    assert standing.good
    assert standing.number == good.number


def test_suspended_resumed_and_judged_by_the_day(officer: User, agency: Agency) -> None:
    row = make.certificate(officer, agency)
    start, back = date(2026, 2, 1), date(2026, 3, 10)
    actions.suspend_certificate(
        certificate=row, from_on=start, until_on=None, reason="核查", by=SYSTEM, at=make.AT
    )
    assert reason(officer, start - timedelta(1)) == ""
    assert reason(officer, start) == reason(officer, date(2027, 1, 1)) == "suspended"
    with pytest.raises(Refused) as refused:
        actions.suspend_certificate(
            certificate=row, from_on=back, until_on=None, reason=" ", by=SYSTEM, at=make.AT
        )
    assert refused.value.codes == {"already_suspended", "no_reason"}
    actions.resume_certificate(certificate=row, from_on=back, by=SYSTEM, at=make.AT)
    assert reason(officer, back - timedelta(1)) == "suspended"
    assert reason(officer, back) == ""
    with pytest.raises(Refused) as refused:
        actions.resume_certificate(certificate=row, from_on=back, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"not_suspended"}


def test_cancelled_for_good(officer: User, agency: Agency) -> None:
    row = make.certificate(officer, agency)
    actions.cancel_certificate(
        certificate=row, on=make.DAY, reason="调离", by=make.actor("personnel"), at=make.AT
    )
    assert reason(officer, make.DAY - timedelta(1)) == ""
    assert reason(officer, make.DAY) == "cancelled"
    for act in (
        lambda: actions.cancel_certificate(
            certificate=row, on=make.DAY, reason="再次", by=SYSTEM, at=make.AT
        ),
        lambda: actions.suspend_certificate(
            certificate=row,
            from_on=make.DAY,
            until_on=None,
            reason="再次",
            by=SYSTEM,
            at=make.AT,
        ),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.codes == {"certificate_cancelled"}


def test_who_may_issue_and_to_whom(officer: User, agency: Agency) -> None:
    card = actions.Card("川1", "delegated", ["abc"], date(2019, 1, 1), date(2018, 1, 1))
    with pytest.raises(Refused) as refused:
        actions.issue_certificate(
            holder=officer, agency=agency, card=card, by=make.actor("officer", agency), at=make.AT
        )
    assert refused.value.codes == {
        "not_permitted",
        "bad_number",
        "bad_area",
        "term_reversed",
        "not_staff",
        "kind_unfit",
    }
    row = make.certificate(officer, agency)
    twin = actions.Card(row.number, "enforcement", ["510403"], row.valid_from, row.valid_until)
    with pytest.raises(Refused) as refused:
        actions.issue_certificate(holder=officer, agency=agency, card=twin, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"taken", "card_held"}
    other = actions.Card("川510403002", "enforcement", [], row.valid_from, row.valid_until)
    with pytest.raises(Refused) as refused:
        actions.issue_certificate(holder=officer, agency=agency, card=other, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"no_area", "card_held"}


def test_a_supervision_card_does_not_let_one_enforce(officer: User, agency: Agency) -> None:
    card = actions.Card(
        "川监510403001", "supervision", ["510403"], date(2025, 1, 1), date(2030, 1, 1)
    )
    actions.issue_certificate(holder=officer, agency=agency, card=card, by=SYSTEM, at=make.AT)
    assert reason(officer) == "none"


def test_the_choice_of_officers_names_why_not(officer: User, agency: Agency) -> None:
    make.certificate(officer, agency)
    bad = make.holder("officer", agency)
    make.holder("unit_head", agency)
    viewer = make.actor("unit_head", agency)
    found = reads.officers_on(agency_id=agency.pk, on=make.DAY, area="510403", viewer=viewer)
    assert [(s.user_id, s.why) for s in found] == [(officer.pk, ""), (bad.pk, "当日没有执法证")]
    stranger = make.actor("unit_head")
    assert not reads.officers_on(agency_id=agency.pk, on=make.DAY, area="", viewer=stranger)


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


class Held:
    """What `_reason` reads of a certificate, without a database."""

    def __init__(self, card: Certificate, held: list[CertificateSuspension]) -> None:
        self.cancelled_on, self.areas = card.cancelled_on, card.areas
        self.valid_from, self.valid_until = card.valid_from, card.valid_until
        self.suspensions = self
        self.all = lambda: held


@settings(max_examples=200, deadline=None)
@given(on=days, first=days, last=days, held=st.lists(st.tuples(days, st.none() | days), max_size=3))
def test_good_means_inside_the_term_and_outside_every_suspension(
    on: date, first: date, last: date, held: list[tuple[date, date | None]]
) -> None:
    card = Certificate(areas=["51"], valid_from=first, valid_until=last)
    rows = [CertificateSuspension(from_on=a, until_on=b) for a, b in held]
    outside = all(not (a <= on and (b is None or on <= b)) for a, b in held)
    resting = _suspended(Held(card, rows), on) is not None  # type: ignore[arg-type]
    found = _reason(card, on, "510403", suspended=resting)
    assert (found == "") == (first <= on <= last and outside)
