"""A party's file over the rooms: its cases stay where they were filed, and are all shown."""

from typing import Any

import pytest
from django.test import Client

from tests import make
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement import reads
from zhifa.enforcement.models import Case
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.registry import actions
from zhifa.registry import reads as registry
from zhifa.registry.models import Party, PartyMerge
from zhifa.registry.rules.identity import credit_check, organisation_of

pytestmark = pytest.mark.django_db


def shown(party: Party) -> list[str]:
    ids = registry.same_party(party_id=party.pk, viewer=SYSTEM)
    return [row.case.pk for row in reads.party_cases(party_ids=ids, viewer=SYSTEM)]


def test_cases_point_rightly_through_a_merge_and_back() -> None:
    road = make.road()
    road.walk_to("decided")
    party = road.case.party
    assert party is not None
    body = f"91510402{organisation_of(party.credit_code)}"
    kept = actions.register_party(
        kind=party.kind,
        name=f"{party.name}（迁入）",
        details={"credit_code": body + credit_check(body)},
        by=SYSTEM,
        at=make.AT,
    )
    [pair] = registry.likely_same(party=party, viewer=SYSTEM)
    assert pair.other == kept
    assert "组织机构代码相同" in pair.reasons
    actions.merge_parties(party=party, kept=kept, reason="迁址换照", by=SYSTEM, at=make.AT)
    assert shown(kept) == shown(party) == [road.case.pk]
    assert Case.objects.get(pk=road.case.pk).party_id == party.pk, "where it was filed"
    actions.undo_merge(merge=PartyMerge.objects.get(), reason="错的情况", by=SYSTEM, at=make.AT)
    assert (shown(kept), shown(party)) == ([], [road.case.pk])
    assert [f.line() for f in verify()] == []


def test_what_is_personal_is_seen_by_the_officers_of_a_case_about_the_party() -> None:
    road = make.road(party_=make.party("示范查看某", number=366))
    road.walk_to("filed")
    party = road.case.party
    assert party is not None
    told = {"party": party, "ground": "service", "reason": "核对送达地址", "at": road.now}
    assert look_refused(told, road.actor("officer")) == ""
    stranger = make.signed(make.person("stranger02", "officer", road.crew.agency))
    assert look_refused(told, stranger) == "party:no_case"
    other = make.signed(make.person("stranger03", "officer", make.agency("CG")))
    assert look_refused(told, other) == "party:no_case"


def look_refused(told: dict[str, Any], by: Actor) -> str:
    """What refuses a look; empty when it is granted."""
    try:
        actions.reveal_party(**told, by=by)
    except Refused as refused:
        return ",".join(sorted(refused.codes))
    return ""


def test_the_panel_shows_the_cases_one_may_read() -> None:
    road = make.road()
    road.walk_to("decided")
    officer, client = road.crew.user("officer"), Client()
    with_phone(officer)
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    door = f"/cases/party/{road.case.party_id}/"
    page = client.get(door).content.decode()
    assert road.case.title in page
    assert "行政处罚" in page
    stranger, other = make.person("stranger01", "officer", make.agency("CG")), Client()
    with_phone(stranger)
    other.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    assert road.case.title not in other.get(door).content.decode()
