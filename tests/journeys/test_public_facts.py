"""Channels of complaint, the yearly plan and service guides: entered once, told everywhere."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests import make
from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.enforcement import reads
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.registry import actions
from zhifa.registry.models import Channel, PlannedCheck
from zhifa.registry.tests import make as matters

pytestmark = pytest.mark.django_db
ON = make.AT.date()
HOTLINE = actions.ChannelFacts("phone", "12345", "便民热线", "全天", ON)
PLAN = actions.CheckPlan(ON.year, "J9", "餐饮服务单位", "5%", 2, 3, 11, ON)


def lists(body: Agency, on: date = ON) -> dict[str, Any]:
    return {one.code: one for one in reads.before_the_fact(agency=body, on=on, viewer=None).lists}


def inspected(body: Agency, cap: int = 2) -> None:
    """An inspection on the body's list."""
    told = {"cap": cap, "ratio": "5%", "checkpoints": [{"code": "a", "name": "甲"}]}
    row = matters.row(
        code="J9", kind="inspection", name="餐饮检查", inspection=told,
        basis_clauses=["《食品安全法》第一百一十条"], from_on=ON,
    )  # fmt: skip
    actions.adopt_matter(row=row, by=SYSTEM, at=make.AT)
    actions.list_power(agency=body, matter_code="J9", from_on=ON, by=SYSTEM, at=make.AT)


def signed_in(body: Agency, role: str) -> Client:
    client = Client()
    client.force_login(people.holder(role, body))
    return client


def test_a_channel_completes_the_list_from_its_first_day_to_its_last() -> None:
    body = make.road().crew.agency
    assert "没有登记投诉举报渠道" in lists(body)["channels"].missing[0]
    keeper = signed_in(body, "library_keeper")
    page = f"/library/agencies/{body.code}/channels/new/"
    sent = {"kind": "phone", "address": "12345", "handler": "便民热线", "from_on": str(ON)}
    assert keeper.post(page, sent).status_code == 302
    assert keeper.post(page, sent).status_code == 409, "entered once"
    assert keeper.post(page, {**sent, "handler": ""}).status_code == 422
    one = Channel.objects.get()
    assert lists(body)["channels"].complete
    assert not lists(body, ON - timedelta(days=1))["channels"].complete
    last = ON + timedelta(days=9)
    assert (
        keeper.post(f"/library/channels/{one.pk}/end/", {"until_on": str(last)}).status_code == 302
    )
    assert lists(body, last)["channels"].rows
    assert not lists(body, last + timedelta(days=1))["channels"].rows
    with pytest.raises(DatabaseError), transaction.atomic():
        Channel.objects.update(address="110")
    assert list(verify()) == []


def test_only_the_keeper_of_the_body_enters() -> None:
    body, other = people.agency(), people.agency()
    for by in (people.actor("officer", body), people.actor("library_keeper", other)):
        with pytest.raises(Refused):
            actions.open_channel(agency=body, facts=HOTLINE, by=by, at=make.AT)


def test_a_plan_keeps_to_the_list_and_the_cap() -> None:
    body = make.road().crew.agency
    inspected(body)

    def refused(**changes: Any) -> set[str]:
        with pytest.raises(Refused) as why:
            actions.plan_check(agency=body, plan=replace(PLAN, **changes), by=SYSTEM, at=make.AT)
        return {o.code for o in why.value.obstacles}

    assert refused(matter_code="SC0101") == {"plan:not_a_check"}, "a penalty"
    assert refused(from_on=ON - timedelta(days=1)) == {"plan:not_a_check"}, "not yet listed"
    assert refused(times=3) == {"plan:too_often"}
    assert refused(first_month=12) == {"plan:months"}
    assert not lists(body)["plan"].complete
    one = actions.plan_check(agency=body, plan=PLAN, by=SYSTEM, at=make.AT)
    assert refused() == {"plan:planned"}
    assert lists(body)["plan"].complete
    assert "5%" in lists(body)["plan"].rows[0]
    assert not lists(body, ON.replace(year=ON.year + 1))["plan"].complete, "of its year alone"
    actions.end_public_fact(fact=one, until_on=ON, by=SYSTEM, at=make.AT)
    with pytest.raises(Refused):
        actions.end_public_fact(fact=one, until_on=ON, by=SYSTEM, at=make.AT)
    actions.plan_check(agency=body, plan=PLAN, by=SYSTEM, at=make.AT)
    assert PlannedCheck.objects.count() == 2
    assert list(verify()) == []


def test_anybody_reads_the_guide_drawn_from_the_registers() -> None:
    road = make.road()
    body, public = road.crew.agency, Client()
    actions.open_channel(agency=body, facts=HOTLINE, by=SYSTEM, at=make.AT)
    code = lists(body)["guides"].rows[0][0]
    page = public.get(f"/public/lists/{body.code}/guides/{code}/?on={ON}").content.decode()
    for words in (body.name, "60 日", "行政复议法 第二十条", "6 个月", "行政诉讼法 第四十六条",
                  "12345", "立案", "依据"):  # fmt: skip
        assert words in page
    before = public.get(f"/public/lists/{body.code}/guides/{code}/?on=2001-01-01")
    assert before.status_code == 404
    whole = public.get(f"/public/lists/{body.code}/?on={ON}").content.decode()
    assert "服务指南" in whole
    assert "工作人员登录" in whole, "the public frame"
    assert f"/public/lists/{body.code}/guides/{code}/" in whole
    assert body.name in public.get(f"/public/lists/?on={ON}").content.decode()
    assert f'value="{ON}"' in public.get(f"/public/lists/?on={ON}").content.decode()
    assert "不是一个日期" in public.get("/public/lists/?on=2026-02-30").content.decode()
    assert public.get(f"/public/lists/{body.code}/guides/?on={ON}").status_code == 200
    assert public.get(f"/library/public-lists/{body.code}/").status_code == 302
    inside = signed_in(body, "library_keeper")
    assert inside.get(f"/library/public-lists/{body.code}/guides/{code}/").status_code == 200


def test_the_page_of_a_body_shows_both() -> None:
    body = make.road().crew.agency
    inspected(body)
    actions.open_channel(agency=body, facts=HOTLINE, by=SYSTEM, at=make.AT)
    keeper = signed_in(body, "library_keeper")
    sent = {"year": ON.year, "matter_code": "J9", "objects_said": "餐饮", "share": "5%",
            "times": 1, "first_month": 1, "last_month": 12, "from_on": str(ON)}  # fmt: skip
    page = f"/library/agencies/{body.code}/plan/new/"
    assert keeper.get(page).status_code == 200
    assert keeper.post(page, {**sent, "times": 9}).status_code == 409
    assert keeper.post(page, sent).status_code == 302
    panel = keeper.get(f"/library/agencies/{body.code}/panel/?on={ON}").content.decode()
    for words in ("12345", "停用", "餐饮", "撤销"):
        assert words in panel
    pk = PlannedCheck.objects.get().pk
    assert keeper.post(f"/library/plans/{pk}/end/", {"until_on": str(ON)}).status_code == 302
    assert keeper.get("/library/plans/999999/end/").status_code == 404
