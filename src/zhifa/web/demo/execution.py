"""How cases leave the house: paid late or in parts, urged, to court, or to another body."""

from datetime import timedelta
from decimal import Decimal

from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.web.demo.road import Road

TO_PAY = Term(15, Unit.DAY)
TO_SUE = Term(6, Unit.MONTH)


def _day_after(road: Road, term: Term) -> None:
    """Let a term pass that begins today."""
    road.until(standard().due(road.today, term).on + timedelta(days=1))
    road.until(standard().next_workday(road.today))


def _left(road: Road) -> Decimal:
    return Decimal(road.content["fine"])


def ask_deferral(road: Road) -> None:
    """Ask to pay later or in parts."""
    road.workday()
    until = road.today + timedelta(days=120)
    told = {"on": road.today.isoformat(), "plan": f"{until} {_left(road)}"}
    reason = "经营困难，资金周转不足，附银行流水。"
    road.do("officer", "ask_deferral", {**told, "reason": reason})


def pay_in_parts(road: Road) -> None:
    """Have three instalments approved, and pay the first."""
    ask_deferral(road)
    road.workday()
    part = (_left(road) / 3).quantize(Decimal(1))
    sums = (part, part, _left(road) - 2 * part)
    days = [road.today + timedelta(days=n) for n in (30, 75, 110)]
    plan = "\n".join(f"{day.isoformat()} {amount}" for day, amount in zip(days, sums, strict=True))
    road.do("agency_head", "approve_deferral", {"plan": plan, "reason": "确有经济困难。"})
    road.until(days[0])
    road.pay(str(part))


def worsen(road: Road) -> None:
    """Make it grave: a fine of the last tier, and the business closed for ten days."""
    road.content = {
        "kinds": ["fine", "business_suspension"],
        "fine": "36000",
        "tier": "serious",
        "suspension_days": "10",
    }


def carry_out(road: Road) -> None:
    """Wait for the suspension to end, look, and note it."""
    road.wait(days=11)
    road.workday()
    told = {
        "done": "business_suspension",
        "on": road.today.isoformat(),
        "officers": road.pair,
        "details": "停业期间两次现场核查，未营业；期满恢复经营。",
    }
    road.do("officer", "note_execution", told)


def deny_deferral(road: Road) -> None:
    """Have the wish to pay later turned down."""
    ask_deferral(road)
    road.workday()
    road.do("agency_head", "refuse_deferral", {"reason": "没有证明确有经济困难。"})


def write_urging(road: Road) -> None:
    """Write to the party when the time to pay is over."""
    _day_after(road, TO_PAY)
    road.workday()
    road.do("officer", "write_urging")


def urge(road: Road) -> None:
    """Urge the party when the time to pay is over."""
    write_urging(road)
    road.serve("urge")


def go_to_court(road: Road) -> None:
    """Apply to the court when the party can no longer sue."""
    _day_after(road, TO_SUE)
    road.workday()
    road.do("agency_head", "apply_court", {"opinion": "同意申请法院强制执行。"})


def taken_by_court(road: Road) -> None:
    """Have the court take the application, and close."""
    road.wait(days=6)
    road.workday()
    told = {"result": "accepted", "number": "（示范）示0403行审1号"}
    road.do("officer", "court_answered", told)
    road.close("court_accepted")


def challenge(road: Road) -> None:
    """Note that the party has asked for reconsideration."""
    road.workday()
    told = {
        "on": road.today.isoformat(),
        "remedy": "reconsideration",
        "number": "示府复受〔示范〕1号",
    }
    road.do("officer", "note_remedy", told)


def lower(road: Road, fine: str) -> None:
    """The review body puts a lower fine in the place of the one that was decided."""
    challenge(road)
    road.wait(days=40)
    road.workday()
    told = {"kinds": road.content["kinds"], "fine": fine, "number": "示府复决〔示范〕9号"}
    on = road.today.isoformat()
    road.do("officer", "end_remedy", {"on": on, "result": "changed", **told})


def annul(road: Road, number: str = "示府复决〔示范〕8号") -> None:
    """Note that the decision was annulled on reconsideration."""
    told = {
        "instrument": "reconsideration",
        "result": "annulled",
        "annul_ground": "evidence",
        "instrument_number": number,
        "effective_on": road.today.isoformat(),
        "reason": "复议机关认定主要事实不清。",
    }
    road.do("agency_head", "annul", told)


def pay_back(road: Road) -> None:
    """Return what was paid on a decision that lost its force."""
    road.workday()
    told = {
        "on": road.today.isoformat(),
        "amount": str(_left(road)),
        "payee": road.party.name,
        "receipt": f"退{road.case.pk[-8:]}",
    }
    road.do("officer", "return_payment", told)


def close_annulled(road: Road) -> None:
    """Close what was annulled."""
    road.close("annulled")


def refer(road: Road) -> None:
    """Hand the matter to the body that it belongs to."""
    road.workday()
    told = {
        "ground": "area",
        "receiver": "邻区市场监督管理局",
        "materials": "案件来源登记表一份\n现场照片两张",
        "reason": "违法行为发生地在邻区，依法由当地管辖。",
    }
    road.do("agency_head", "refer_case", told)
