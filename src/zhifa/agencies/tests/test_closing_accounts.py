"""Who may close an account, and whose: the three administrators keep one another."""

import pytest

from zhifa.agencies import actions, reads
from zhifa.agencies.models import User
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Malformed, Refused

pytestmark = pytest.mark.django_db


def closing(user: User, by: Actor) -> frozenset[str]:
    with pytest.raises(Refused) as no:
        actions.close_account(user=user, by=by, at=make.AT)
    return no.value.codes


def test_nobody_closes_their_own_account_nor_the_last_of_an_administrators_role() -> None:
    one, other = make.holder("system_admin"), make.holder("system_admin")
    auditor = make.holder("audit_admin")
    mine = reads.signed(user=one, on=make.DAY)
    assert closing(one, mine) == {"own_account"}
    assert closing(auditor, mine) == {"last_admin"}
    actions.close_account(user=other, by=mine, at=make.AT)
    assert closing(one, SYSTEM) == {"last_admin"}
    make.holder("audit_admin")
    actions.close_account(user=auditor, by=mine, at=make.AT)


@pytest.mark.parametrize(
    ("weak", "said"),
    [("abc1", "至少 10 个字符"), ("password1234", "太常见"), ("83920174652", "全是数字")],
)
def test_a_weak_password_is_refused_in_chinese(weak: str, said: str) -> None:
    user = make.holder("officer")
    with pytest.raises(Malformed) as no:
        actions.set_password(user=user, password=weak, by=SYSTEM, at=make.AT)
    assert any(said in words for words in no.value.fields["password"])
    assert not any(words.isascii() for words in no.value.fields["password"])
