"""Numbers: taken for good, void with a reason."""

import pytest
from django.db import transaction

from zhifa.kernel import numbering
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Number
from zhifa.kernel.refusals import Refused
from zhifa.kernel.tests.make import AT


def take(series: str = "SJ-penalty-2026") -> int:
    return numbering.take(series=series, holder="case:1", by=SYSTEM, at=AT).value


def test_each_series_counts_for_itself() -> None:
    assert [take(), take(), take("CG-penalty-2026"), take()] == [1, 2, 1, 3]
    assert Number.objects.filter(by="system", at=AT).count() == 4


def test_what_is_rolled_back_returns_its_number() -> None:
    take()
    with transaction.atomic():
        assert take() == 2
        transaction.set_rollback(True)
    assert take() == 2


def test_a_void_number_stays_taken() -> None:
    take()
    numbering.void(series="SJ-penalty-2026", value=1, reason="当事人名称填错")
    assert take() == 2
    assert Number.objects.get(value=1).void_reason == "当事人名称填错"


@pytest.mark.parametrize(
    ("value", "reason", "code"),
    [(1, " ", "void_without_reason"), (2, "填错", "number_not_valid")],
)
def test_a_void_wants_a_reason_and_a_number(value: int, reason: str, code: str) -> None:
    take()
    with pytest.raises(Refused) as refused:
        numbering.void(series="SJ-penalty-2026", value=value, reason=reason)
    assert refused.value.codes == {code}


def test_a_number_is_not_voided_twice() -> None:
    take()
    numbering.void(series="SJ-penalty-2026", value=1, reason="填错")
    with pytest.raises(Refused):
        numbering.void(series="SJ-penalty-2026", value=1, reason="填错")
