"""The named cases K1 to K7, of which the guides and the commands speak."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from zhifa.disclosure import actions as disclosure
from zhifa.disclosure import reads as disclosed
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.nicknames import FILES
from zhifa.web.demo import execution, pen, turns
from zhifa.web.demo.district import HERE
from zhifa.web.demo.docket import Stage, start
from zhifa.web.demo.road import BEIJING, Road

LIGHT = {"kinds": ["fine"], "fine": "8000", "tier": "light"}


def _road(stage: Stage, matter: str, begun: datetime, content: dict[str, Any], party: int) -> Road:
    road = Road(stage.bodies[0].lead(), stage.parties[party], matter, begun, content)
    road.place, road.diary = f"{HERE}清香坪示范街 1 号", stage.diary
    return road


def k1(stage: Stage) -> Road:
    """A clean case, archived."""
    road = _road(stage, "SC0101", start(stage, 90), LIGHT, 0)
    pen.give(road, "K1")
    road.walk_to("archived")
    return road


def k2(stage: Stage) -> Road:
    """Filed 2024-09-09, decided 2024-12-11; an internal opinion of 12-04 stopped nothing."""
    begun = datetime(2024, 9, 2, 9, 30, tzinfo=BEIJING)
    road = _road(stage, "SC0103", begun, {"kinds": ["warning_penalty"], "tier": "warning"}, 1)
    road.summary = "检查发现当事人购进预包装食品，没有查验供货者的许可证和产品合格证明。"
    road.facts = (
        "经查，当事人购进预包装食品未查验供货者许可证和合格证明，已当场补齐，没有危害后果。"
    )
    road.begin()
    road.check()
    road.propose()
    road.until(date(2024, 9, 9))
    road.file()
    road.investigate()
    road.until(date(2024, 12, 3))
    road.conclude("no_penalty", ground="minor_breach_waiver")
    road.until(date(2024, 12, 4))
    road.review()
    road.until(date(2024, 12, 11))
    late = "内部审批表于 12 月 4 日签署，误以为期限已停止计算，决定书未及时制作。"
    turns.spare(road, overrun_reason=late)
    road.deliver()
    road.close("no_penalty")
    road.archive()
    return road


def k3(stage: Stage) -> Road:
    """A penalty with a hearing."""
    content = {"kinds": ["fine"], "fine": "220000", "tier": "light"}
    road = _road(stage, "SC0201", start(stage, 150), content, 3)
    road.summary = "检查发现店内和网店的广告使用“最佳”字样。"
    pen.give(road, "K3")
    road.facts = "经查，当事人在店内和网店发布含有“最佳”字样的广告，持续二十天，已停止发布。"
    road.walk_to("noticed")
    turns.hear(road)
    road.propose_decision()
    road.review()
    road.decide()
    road.deliver()
    return road


def k4(stage: Stage) -> Road:
    """One item of the evidence list is missing, so the inquiry cannot be concluded."""
    road = _road(stage, "SC0101", start(stage, 20), {**LIGHT, "fine": "9000"}, 5)
    road.walk_to("filed")
    road.investigate(leave_out=1)
    return road


def k5(stage: Stage) -> Road:
    """A suspected crime, reported and waiting for the chief head."""
    content = {"kinds": ["fine"], "fine": "1500000", "tier": "light"}
    road = _road(stage, "SC0301", start(stage, 25), content, 6)
    road.summary = "检查发现无证销售药品。"
    road.facts = "经查，当事人未取得药品经营许可证销售药品，有购销记录和现场笔录证明。"
    road.walk_to("filed")
    road.investigate()
    turns.suspect(road)
    return road


def publish(road: Road) -> None:
    """Let the machine carry what was decided, and the publisher publish it."""
    worker.deliver(now=road.now, limit=100_000)
    row = disclosed.publications(viewer=SYSTEM).get(decision__case=road.case)
    disclosure.publish(publication=row, checked=True, by=road.actor("publisher"), at=road.now)


def k7(stage: Stage) -> Road:
    """Decided and published, later annulled; its page waits to be taken down."""
    road = _road(stage, "SC0101", start(stage, 120), {**LIGHT, "fine": "9500"}, 8)
    road.walk_to("served")
    publish(road)
    road.until(stage.now.astimezone(BEIJING).date() - timedelta(days=3))
    execution.annul(road, "示府复决〔示范〕7号")
    return road


def withdrawn(stage: Stage) -> Road:
    """Annulled like K7, and its page taken down the day after."""
    road = _road(stage, "SC0101", start(stage, 160), {**LIGHT, "fine": "7500"}, 10)
    road.walk_to("paid")
    publish(road)
    road.wait(days=30)
    execution.annul(road)
    worker.deliver(now=road.now, limit=100_000)
    row = disclosed.publications(viewer=SYSTEM).get(decision__case=road.case)
    road.workday()
    reason = "行政处罚决定经行政复议被撤销。"
    by = road.actor("publisher")
    disclosure.withdraw(publication=row, ground="lost", reason=reason, by=by, at=road.now)
    return road


def redone(old: Road) -> Road:
    """The annulled decision made anew: other facts, reviewed, decided and served."""
    old.workday()
    road = old.begin_again("复议机关认定货值证据不足，补充调查后重新作出。")
    road.content = {**LIGHT, "fine": "6000"}
    road.facts = "经补充调查，调取进销货台账并复核，货值金额为六百元，当事人已召回全部货品。"
    road.check()
    road.propose()
    road.file()
    road.investigate()
    road.explain("补充进销货台账，货值由一千二百元改认为六百元，罚款相应降低。")
    road.conclude()
    road.review()
    road.notify()
    road.answer_term()
    road.propose_decision()
    road.decide()
    road.deliver()
    return road


def sent(stage: Stage) -> Road:
    """Concluded and sent to legal review, where it waits."""
    road = _road(stage, "SC0101", start(stage, 45), {**LIGHT, "fine": "8800"}, 12)
    road.walk_to("investigated")
    road.until(stage.now.astimezone(BEIJING).date() - timedelta(days=4))
    road.conclude()
    road.send()
    return road


def changed(stage: Stage) -> Road:
    """Decided and published; on reconsideration the fine was lowered, and paid as changed."""
    road = _road(stage, "SC0101", start(stage, 130), {**LIGHT, "fine": "9800"}, 14)
    road.walk_to("served")
    publish(road)
    execution.lower(road, "6000")
    road.pay("6000")
    return road


# the withdrawn one, the one that makes it anew, the one that waits for its review, the changed one
UNNAMED = 4
NAMED: Mapping[str, tuple[str, Callable[[Stage], Road]]] = {
    "K1": ("办结归档的普通案件", k1),
    "K2": ("2024-09-09 立案，2024-12-11 决定，超过九十日", k2),
    "K3": ("经过听证的案件", k3),
    "K4": ("缺一项证据，不能终结调查", k4),
    "K5": ("涉嫌犯罪，等待主要负责人审批移送", k5),
    "K7": ("决定公示后被撤销，等待撤下公示", k7),
}


def named(stage: Stage, say: Callable[[str], None]) -> None:
    """The named cases; their ids are kept for commands that take K1 or K2."""
    ids: dict[str, str] = {}
    dossiers: dict[str, str] = {}
    for name, (words, make) in NAMED.items():
        with transaction.atomic():
            case = make(stage).case
        ids[name], dossiers[name] = case.pk, case.dossier_id
        say(f"{name} {words}")
    with transaction.atomic():
        redone(withdrawn(stage))
        sent(stage)
        changed(stage)
    folder = settings.VAR / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILES["case"]).write_text(json.dumps(ids), encoding="utf-8")
    (folder / FILES["dossier"]).write_text(json.dumps(dossiers), encoding="utf-8")
