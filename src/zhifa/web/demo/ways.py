"""The ways that the crowd's cases go: every stage of both procedures, and most turns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zhifa.web.demo import breaks, execution, panel, telling, turns
from zhifa.web.demo.road import Road
from zhifa.web.demo.spot import Spot

Step = Callable[[Any], object]
SPAN = 420


@dataclass(frozen=True, slots=True)
class Way:
    """Steps to a place where a case stands now, or has ended.

    weight: how often, beside the one case that every way gets. days: how long ago it began, from
    and to. matter: where the turn asks for a particular one. waiver: for one that may be let
    off. warned: the penalty is a warning. spot: an on-the-spot penalty. body: only this one.
    """

    name: str
    weight: int
    days: tuple[int, int]
    steps: tuple[Step, ...]
    matter: str = ""
    waiver: bool = False
    warned: bool = False
    spot: bool = False
    body: str = ""


def _to(stage: str) -> tuple[Step, ...]:
    """The plain road up to a stage."""
    steps: tuple[Step, ...] = ()
    for name, step in Road.STEPS:
        steps = (*steps, getattr(Road, step))
        if name == stage:
            return steps
    raise ValueError(stage)


def _after(stage: str, until: str = "archived") -> tuple[Step, ...]:
    """The plain road from behind a stage on."""
    return _to(until)[len(_to(stage)) :]


FILED, INQUIRED, TOLD, SERVED = (_to(s) for s in ("filed", "investigated", "noticed", "served"))
HEAVY, CRIME, LITTER, GRAVE = "SC0201", "SC0301", "CG0103", "SC0101"
ON_SPOT: tuple[Step, ...] = (Spot.begin, Spot.look, Spot.tell, Spot.listen, Spot.decide)
SPOT_END: tuple[Step, ...] = (Spot.deliver, Spot.report, Spot.pay, Spot.close)

WAYS = (
    # in hand
    Way("案源登记", 160, (1, 20), _to("clue")),
    Way("核查", 110, (3, 25), _to("checking")),
    Way("延长核查", 2, (6, 28), (*_to("checking"), turns.extend_check)),
    Way("立案审批", 60, (4, 25), _to("filing")),
    Way("退回补充核查", 2, (5, 25), (*_to("filing"), turns.send_back)),
    Way("调查取证", 16, (6, 60), INQUIRED),
    Way("先行登记保存", 3, (6, 12), (*FILED, lambda r: turns.preserve(r, dispose=False))),
    Way("检验检测", 4, (6, 20), (*FILED, lambda r: turns.examine(r, answered=False))),
    Way("回避申请", 2, (8, 50), (*FILED, turns.recuse)),
    Way("延长办案期限", 4, (95, 108), (*INQUIRED, turns.extend)),
    Way("再次延长", 2, (125, 170), (*INQUIRED, turns.extend, turns.extend_again)),
    Way("超期未决", 5, (98, 125), INQUIRED),
    Way("中止调查", 5, (12, 120), (*INQUIRED, breaks.suspend, telling.tell_suspension)),
    Way("移送其他机关", 2, (8, 90), (*_to("checking"), execution.refer)),
    Way("移送公安机关", 3, (12, 60), (*INQUIRED, turns.suspect, turns.hand_over), CRIME),
    Way("调查终结", 8, (9, 60), _to("concluded")),
    Way("等待审核", 8, (10, 30), (*_to("concluded"), Road.send)),
    Way("审核退回", 5, (12, 40), (*_to("concluded"), turns.doubt)),
    Way("再次送审", 3, (14, 40), (*_to("concluded"), turns.doubt, Road.send)),
    Way("审核通过", 2, (12, 50), _to("reviewed")),
    Way("事先告知", 3, (12, 40), TOLD),
    Way("陈述申辩", 2, (15, 45), (*TOLD, turns.answer)),
    Way("书面放弃", 2, (15, 45), (*TOLD, turns.waive)),
    Way("申请听证", 1, (16, 40), (*TOLD, turns.ask_hearing), HEAVY),
    Way("通知听证", 1, (18, 27), (*TOLD, turns.ask_hearing, turns.call_hearing), HEAVY),
    Way("听证完毕", 1, (40, 75), (*TOLD, turns.hear), HEAVY),
    Way("提交决定", 3, (25, 60), _to("proposed")),
    Way("备案待报", 1, (16, 22), (*TOLD, turns.waive, turns.keep_silent,
                              *_after("answered", "served")), HEAVY),
    Way("备案逾期", 1, (70, 100), (*TOLD, turns.waive, turns.keep_silent,
                                *_after("answered", "served")), HEAVY),
    Way("等待送达", 3, (26, 34), _to("decided")),
    Way("等待缴款", 3, (28, 44), SERVED),
    Way("分期缴纳", 2, (65, 140), (*SERVED, execution.pay_in_parts)),
    Way("不准延期", 1, (32, 50), (*SERVED, execution.deny_deferral)),
    Way("复议期间", 1, (40, 80), (*SERVED, execution.challenge)),
    Way("待发催告", 1, (58, 110), (*SERVED, execution.write_urging)),
    Way("催告执行", 2, (58, 110), (*SERVED, execution.urge)),
    Way("申请法院执行", 1, (240, 300), (*SERVED, execution.urge, execution.go_to_court)),
    Way("已缴款", 2, (32, 50), _to("paid")),
    Way("已结案", 2, (34, 62), _to("closed")),
    # ended
    Way("不予立案", 22, (8, 34), (*_to("checking"), turns.refuse)),
    Way("不予立案归档", 100, (40, SPAN), (*_to("checking"), turns.refuse, Road.archive)),
    Way("归档", 4, (70, SPAN), _to("archived")),
    Way("受委托归档", 1, (70, SPAN), _to("archived"), body="JZ"),
    Way("警告归档", 2, (60, SPAN), (*SERVED, Road.close, Road.archive), warned=True),
    Way("申辩后归档", 2, (90, SPAN), (*TOLD, turns.answer, *_after("noticed"))),
    Way("检验后归档", 1, (110, SPAN), (*FILED, turns.examine, *_after("filed"))),
    Way("保存后归档", 1, (100, SPAN), (*FILED, turns.preserve, *_after("filed"))),
    Way("改正后归档", 1, (100, SPAN), (*INQUIRED, turns.correct, *_after("investigated"))),
    Way("恢复调查后归档", 2, (140, SPAN), (*INQUIRED, breaks.suspend, telling.tell_suspension,
                                     breaks.resume, telling.tell_resumption,
                                     *_after("investigated"))),
    Way("退审后归档", 1, (100, SPAN), (*_to("concluded"), turns.doubt, *_after("concluded"))),
    Way("听证后归档", 1, (130, SPAN), (*TOLD, turns.hear, Road.propose_decision, Road.review,
                                   *_after("proposed")), HEAVY),
    Way("停业后归档", 1, (110, SPAN), (execution.worsen, *TOLD, turns.waive, Road.propose_decision,
                                   panel.discuss, Road.decide, Road.deliver, Road.pay,
                                   execution.carry_out, Road.close, Road.archive), GRAVE),
    Way("不予处罚", 6, (50, SPAN), (*INQUIRED, turns.no_penalty), waiver=True),
    Way("不予处罚归档", 2, (70, SPAN), (*INQUIRED, turns.no_penalty, Road.archive),
        waiver=True),
    Way("终止调查", 3, (30, SPAN), (*INQUIRED, breaks.suspend, breaks.terminate)),
    Way("公安立案", 2, (50, SPAN), (*INQUIRED, turns.suspect, turns.hand_over,
                                turns.go_on_there), CRIME),
    Way("公安退回", 2, (60, 120), (*INQUIRED, turns.suspect, turns.hand_over, turns.come_back),
        CRIME),
    Way("不移送", 1, (20, 60), (*INQUIRED, turns.suspect, turns.keep_here), CRIME),
    Way("法院受理", 1, (290, SPAN), (*SERVED, execution.urge, execution.go_to_court,
                                 execution.taken_by_court, Road.archive)),
    Way("撤销后退款", 1, (70, SPAN), (*_to("paid"), execution.annul, execution.pay_back,
                                execution.close_annulled, Road.archive)),
    # on the spot
    Way("当场查处", 2, (1, 3), (Spot.begin, Spot.look), spot=True),
    Way("当场告知", 2, (1, 3), (Spot.begin, Spot.look, Spot.tell), spot=True),
    Way("重新告知", 2, (1, 3), (Spot.begin, Spot.look, Spot.tell, Spot.tell_again), spot=True),
    Way("当场决定", 2, (1, 3), ON_SPOT, spot=True),
    Way("当场交付", 4, (1, 4), (*ON_SPOT, Spot.deliver), spot=True),
    Way("当场移送公安", 1, (2, 20), (Spot.begin, Spot.look, turns.suspect, turns.hand_over),
        spot=True),
    Way("简易催告", 1, (40, 90), (*ON_SPOT, Spot.deliver, Spot.report, execution.urge), LITTER,
        spot=True),
    Way("简易备案", 16, (3, 14), (*ON_SPOT, Spot.deliver, Spot.report), spot=True),
    Way("简易结案", 18, (8, 30), (*ON_SPOT, *SPOT_END), spot=True),
    Way("简易归档", 30, (16, SPAN), (*ON_SPOT, *SPOT_END, Spot.archive), spot=True),
)  # fmt: skip
