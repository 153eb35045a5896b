"""Who may be named as an officer of a case: of its body, certified for it (行政处罚法 四十二)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate
from tests import make
from tests.walks import Road

from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Agency, User
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, record, refused
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

HALTS = ("clue", "checking", "filed")


def named(road: Road, *users: User, move: str = "start_check") -> str:
    """What a refusal to name these people says."""
    more = {"reason": "工作调整"} if move == "reassign" else {}
    with pytest.raises(Refused) as no:
        road.do("unit_head", move, {"officers": [u.pk for u in users], **more})
    assert no.value.codes == {"two_certified"}
    return no.value.obstacles[0].message


def appointed(user: User, body: Agency, on: date = make.SINCE) -> User:
    post = agencies.Appointment(agency=body, role="officer", from_on=on)
    agencies.appoint(user=user, to=post, by=SYSTEM, at=make.AT)
    return user


def mandated(principal: Agency, delegate: Agency, matter: str, **more: Any) -> None:
    told: dict[str, Any] = {
        "number": f"委托〔2026〕{matter}号",
        "matter_codes": [matter],
        "from_on": date(2026, 1, 1),
        "until_on": date(2026, 12, 31),
        "published_on": date(2026, 1, 2),
        **more,
    }
    letter = agencies.Mandate(**told)
    agencies.delegate(principal=principal, delegate=delegate, mandate=letter, by=SYSTEM, at=make.AT)


def test_a_colleague_who_does_not_run_the_case_is_not_present(stops: Stops) -> None:
    road = from_(stops, "checking")
    colleague = make.person("sj90", "officer", road.crew.agency)
    told = record(road, officers=[road.pair[0], colleague.pk])
    assert refused(road, "officer", "record_scene", told) == {"two_present"}


def test_an_officer_of_another_body_is_named_with_what_is_lacking(stops: Stops) -> None:
    stranger = make.person("cg90", "officer", make.agency("CG"))
    for stage, move in (("clue", "start_check"), ("filed", "reassign")):
        road = from_(stops, stage)
        said = named(road, make.person("sj90", "officer", road.crew.agency), stranger, move=move)
        assert f"{stranger.name}：当日在本机关没有执法人员岗位" in said


def test_a_card_of_another_body_does_not_do(stops: Stops) -> None:
    road = from_(stops, "clue")
    lent = appointed(make.person("cg91", "officer", make.agency("CG")), road.crew.agency)
    assert f"{lent.name}：执法证件不是本机关的" in named(road, road.crew.officers[0], lent)
    card = agencies.Card(
        f"2305{lent.pk:07d}", "enforcement", ["510403"], make.SINCE, date(2028, 1, 1)
    )
    agencies.issue_certificate(
        holder=lent, agency=road.crew.agency, card=card, by=SYSTEM, at=make.AT
    )
    road.do("unit_head", "start_check", {"officers": [road.pair[0], lent.pk]})


def test_who_left_the_post_decides_no_more(stops: Stops) -> None:
    road = from_(stops, "filed")
    post = road.crew.user("second").posts.get()
    until = road.today - timedelta(days=1)
    agencies.dismiss(post=post, on=until, by=SYSTEM, at=road.now)
    told = record(road)
    assert "two_present" in refused(road, "officer", "record_scene", told)


def test_the_people_of_whom_a_mandate_names_count_while_it_runs(stops: Stops) -> None:
    road = from_(stops, "filed")
    helper = make.person("cg92", "officer", make.agency("CG"))
    home, other = road.crew.agency, make.agency("CG")
    again: dict[str, Any] = {"officers": [road.pair[0], helper.pk], "reason": "委托办理"}
    agencies.change_agency(agency=other, facts={"nature": "delegated"}, by=SYSTEM, at=road.now)
    mandated(home, other, "SC0102")
    assert refused(road, "unit_head", "reassign", again) == {"two_certified"}, "another item"
    mandated(home, other, road.matter, published_on=None, number="未公布")
    assert refused(road, "unit_head", "reassign", again) == {"two_certified"}, "not published"
    mandated(home, other, road.matter)
    road.do("unit_head", "reassign", again)
    road.until(date(2027, 1, 4))
    assert "two_certified" in refused(road, "unit_head", "reassign", again)


def test_the_page_offers_whom_the_step_accepts() -> None:
    road = lately("filed", number=331)
    home = road.crew.agency
    stranger = make.person("cg93", "officer", make.agency("CG"))
    idle = make.person("sj93", "officer", home)
    resting = make.person("sj94", "officer", home)
    agencies.suspend_certificate(
        certificate=resting.certificates.get(),
        from_on=localdate(),
        until_on=None,
        reason="核查情况",
        by=SYSTEM,
        at=road.now,
    )
    head = browser(road, "unit_head")
    page = text(head.get(f"/cases/{road.case_id}/do/reassign/"))
    for user in (*road.crew.officers, idle):
        assert f'value="{user.pk}"' in page
    assert f'value="{stranger.pk}"' not in page
    closed = page[page.index(f'value="{resting.pk}"') :]
    assert "disabled" in closed[: closed.index(">")]
    assert "不能选：执法证当日被暂扣" in closed[: closed.index("</label>")]
    seen = text(browser(road, "officer").get(f"/cases/{road.case_id}/do/record_scene/"))
    assert f'value="{idle.pk}"' not in seen, "who does not run the case was not there"
    sent = {"officers": [road.pair[0], stranger.pk], "reason": "理由充分", "token": "o"}
    answer = head.post(f"/cases/{road.case_id}/do/reassign/", sent)
    assert answer.status_code == 409
    assert f"{stranger.name}：当日在本机关没有执法人员岗位" in text(answer)
