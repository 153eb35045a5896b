"""The informant stands in no paper and is opened by who handles the case, on record."""

import json

import pytest
from django.utils.timezone import now
from tests import make
from tests.walks import Road

from zhifa.enforcement import actions, reads
from zhifa.enforcement.models import Act
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, answer, asking, from_
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Document

HALTS = ("clue", "filed")
NAME = "示范某"  # whom the road registers


def opened(road: Road, role: str, ground: str = "reply", reason: str = "告知结果") -> str:
    return actions.open_informant(
        case=road.case, ground=ground, reason=reason, by=road.actor(role), at=road.now
    ).name


def refused(road: Road, role: str, **more: str) -> frozenset[str]:
    with pytest.raises(Refused) as no:
        opened(road, role, **more)
    assert all(o.next for o in no.value.obstacles)
    return no.value.codes


def test_no_paper_and_no_act_says_who_it_was(stops: Stops) -> None:
    road = from_(stops, "clue")
    act = Act.objects.get(case=road.case, move="register")
    assert json.loads(act.personal)["informant"] == NAME
    assert NAME not in json.dumps([act.facts, act.texts], ensure_ascii=False)
    (paper,) = Document.objects.filter(dossier=road.case.dossier_id, template="W01")
    stored = json.dumps([paper.content, paper.fields], ensure_ascii=False)
    assert NAME not in stored
    assert "举报人" not in stored
    entries = Entry.objects.filter(subject=road.case.dossier_id)
    assert NAME not in json.dumps([e.payload for e in entries], ensure_ascii=False)


def test_who_handles_the_case_opens_it_on_record(stops: Stops) -> None:
    road = from_(stops, "filed")
    before = Entry.objects.filter(subject=road.case.dossier_id).count()
    for role in ("officer", "second", "unit_head"):
        assert opened(road, role) == NAME
    looks = Entry.objects.filter(subject=road.case.dossier_id).order_by("seq")[before:]
    assert [e.by for e in looks] == [
        road.crew.user(role).key for role in ("officer", "second", "unit_head")
    ]
    assert looks[0].payload["ground"] == "reply"
    assert NAME not in json.dumps(looks[0].payload, ensure_ascii=False)


def test_others_do_not_open_it(stops: Stops) -> None:
    road = from_(stops, "filed")
    for role in ("agency_head", "chief_head", "reviewer", "archivist", "publisher"):
        assert refused(road, role) == {"not_permitted"}, role
    colleague = make.signed(make.person("sj97", "officer", road.crew.agency), road.today)
    assert [o.code for o in reads.informant_obstacles(case=road.case, viewer=colleague)] == [
        "informant:not_handling"
    ]
    assert refused(road, "officer", ground="curious", reason=" ") == {
        "informant:ground",
        "informant:reason",
    }
    road.do("officer", "ask_recusal", asking(road.crew.user("second").pk))
    road.do("agency_head", "decide_recusal", answer(road.crew.user("second").pk, "granted"))
    assert "recused" in refused(road, "second")


def test_where_nobody_told_there_is_nothing_to_open(stops: Stops) -> None:
    road = from_(stops, "filed")
    data = {
        "source_kind": "inspection",
        "discovered_on": road.today.isoformat(),
        "place": "现场",
        "area_code": "510403001",
        "summary": "线索情况",
    }
    case = actions.open_case(
        procedure="penalty_ordinary", agency=road.crew.agency, unit=None, data=data,
        by=road.actor("officer"), at=road.now,
    ).case  # fmt: skip
    with pytest.raises(Refused) as no:
        actions.open_informant(
            case=case, ground="reply", reason="案情复杂", by=road.actor("unit_head"), at=road.now
        )
    assert no.value.codes == {"informant:none"}
    assert reads.informant_obstacles(case=case, viewer=SYSTEM)


def test_the_page_asks_for_what_and_tells_once() -> None:
    road = lately("filed", number=351)
    url = f"/cases/{road.case_id}/informant/"
    officer = browser(road, "officer")
    assert url in text(officer.get(f"/cases/{road.case_id}/"))
    assert NAME not in text(officer.get(url))
    assert officer.post(url, {"ground": "reply"}).status_code == 422
    told = officer.post(url, {"ground": "reply", "reason": "告知结果"})
    assert told["Cache-Control"] == "no-store"
    assert f"{NAME}" in text(told)
    assert "已经记入流水" in text(told)
    head = browser(road, "agency_head")
    assert url not in text(head.get(f"/cases/{road.case_id}/"))
    assert head.get(url).status_code == 404
    idle = make.person("sj98", "officer", road.crew.agency)
    assert now() > road.now
    officer.force_login(idle, "django.contrib.auth.backends.ModelBackend")
    answer_ = officer.post(url, {"ground": "reply", "reason": "告知结果"})
    assert answer_.status_code == 409
    assert NAME not in text(answer_)
