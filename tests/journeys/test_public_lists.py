"""Lists published before the fact come from the registers, and say what they lack."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import make
from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Certificate
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement import reads
from zhifa.kernel.access import SYSTEM

pytestmark = pytest.mark.django_db
PLAN = {
    "body", "people", "duties", "powers", "bases", "guides", "procedures", "remedies", "channels",
    "checks", "plan", "discretion", "recordings", "review",
}  # fmt: skip


def test_the_meter_follows_the_registers_day_by_day() -> None:
    road = make.road()
    body, day = road.crew.agency, make.AT.date()
    meter = reads.before_the_fact(agency=body, on=day, viewer=SYSTEM)
    assert {one.code for one in meter.lists} == PLAN
    lists = {one.code: one for one in meter.lists}
    assert lists["people"].complete
    assert lists["remedies"].complete
    assert lists["discretion"].rows
    assert not lists["body"].complete, "no basis is registered"
    assert "职权依据" in lists["body"].missing[0]
    for card in Certificate.objects.filter(agency=body)[:1]:
        agencies.suspend_certificate(
            certificate=card, from_on=day, until_on=None, reason="案情复杂", by=SYSTEM, at=make.AT
        )
    later = reads.before_the_fact(agency=body, on=day, viewer=SYSTEM)
    people = next(one for one in later.lists if one.code == "people")
    assert not people.complete
    assert any("暂扣" in row[-1] for row in people.rows)
    before = reads.before_the_fact(agency=body, on=day - timedelta(days=1), viewer=SYSTEM)
    assert next(one for one in before.lists if one.code == "people").complete
    assert meter.done - later.done == 1


def test_the_pages_show_lists_and_meters_to_staff() -> None:
    road = make.road()
    user, client = road.crew.user("officer"), Client()
    with_phone(user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    code = road.crew.agency.code
    page = client.get(f"/library/public-lists/{code}/?on=2026-03-02").content.decode()
    for word in ("执法人员", "随机抽查事项清单", "法制审核目录", "救济渠道", "缺项"):
        assert word in page
    assert user.username not in page
    assert road.crew.agency.name in client.get("/library/public-lists/").content.decode()
    early = client.get(f"/library/public-lists/{code}/?on=2001-01-01").content.decode()
    assert "只有 0 个" in early
