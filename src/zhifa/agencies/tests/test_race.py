"""Two keepers act at the same moment: one of them is refused."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from zhifa.agencies import actions
from zhifa.agencies.models import Agency, Post, User
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused


@pytest.mark.usefixtures("transactional_db")
def test_two_posts_held_apart_are_not_given_at_once() -> None:
    agency, user = make.agency(), make.person()
    start, refusals = Barrier(2), list[str]()

    def give(role: str) -> None:
        start.wait(timeout=10)
        try:
            actions.appoint(user=user, to=_to(agency, role), by=SYSTEM, at=make.AT)
        except Refused as refused:
            refusals.extend(refused.codes)
        finally:
            connection.close()

    threads = [Thread(target=give, args=(role,)) for role in ("system_admin", "audit_admin")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert refusals == ["roles_apart"]
    assert Post.objects.filter(user=User.objects.get(pk=user.pk)).count() == 1


def _to(agency: Agency, role: str) -> actions.Appointment:
    return actions.Appointment(agency=agency, role=role, from_on=make.FROM)
