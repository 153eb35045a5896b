"""A body goes up in another: its cases keep its name and number, and say who carries them on."""

from datetime import date

import pytest
from django.test import Client

from tests import make
from zhifa.agencies.actions import Reform
from zhifa.agencies.models import User
from zhifa.agencies.tests.make import with_phone
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 16)  # two weeks after the case was filed, before today


def page(user: User, address: str) -> str:
    with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client.get(address).content.decode()


@pytest.mark.parametrize("casework", ["successor", "predecessor"])
def test_a_case_shows_both_bodies_after_a_merger(casework: str) -> None:
    case = make.case(stage="filed")
    old, new = case.agency, make.agency("CG")
    heir = make.person("heir", "unit_head", new)
    reform = Reform(DAY, "示范编办〔2026〕1号", casework, "文件收到得晚")
    actions.merge_bodies(predecessor=old, successor=new, reform=reform, by=SYSTEM, at=make.AT)
    shown = page(heir, f"/cases/{case.pk}/")
    assert old.name in shown
    assert (f"现由{new.name}续办" in shown) is (casework == "successor")
    case.refresh_from_db()
    assert (case.agency_id, case.number[:6]) == (old.pk, "510403")
    asked = {"agency_id": old.pk, "matter_code": "SC0101", "viewer": SYSTEM}
    before = reads.authority(on=date(2026, 3, 15), **asked)  # type: ignore[arg-type]
    after = reads.authority(on=DAY, **asked)  # type: ignore[arg-type]
    assert before is not None
    assert after is not None
    assert (before.heir, after.heir and after.heir.successor) == (None, new)
