"""After a transfer: refused and objected to; or filed, and goods go too (移送规定 八至十二)."""

from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.preservation import goods, still_held
from zhifa.enforcement.rules.starting import refused_again

ANSWERS = ("send_transfer", "police_declined", "object_police", "police_answered")


def _latest(facts: Facts) -> Done | None:
    return facts.last(*ANSWERS)


def not_declined(facts: Facts) -> str | None:
    """The refusal of this transfer is not on record yet."""
    return "" if facts.open_since("police_declined", "send_transfer") or _answered(facts) else None


def _answered(facts: Facts) -> bool:
    latest = _latest(facts)
    return bool(latest and latest.move not in {"send_transfer", "police_declined"})


def refusal_stands(facts: Facts) -> str | None:
    """The police have refused, and nobody has objected to this answer yet (九)."""
    latest = _latest(facts)
    if latest and latest.move == "police_declined":
        return None
    return None if refused_again(facts.acts) else ""


def objection_fits(facts: Facts) -> str | None:
    """Reconsideration is asked once and within three days; supervision may follow it (九)."""
    latest, clock = _latest(facts), facts.clocks.get("c.police.object")
    if facts.values is None or facts.values["way"] != "reconsider":
        return None
    if latest and latest.move == "police_answered":
        return "已经复议过"
    late = clock and clock.open and clock.over(facts.on, facts.at)
    return f"三日的期限已满，期满日 {clock.due_on}" if clock and late else None


def objection_open(facts: Facts) -> str | None:
    """An objection waits for its answer."""
    latest = _latest(facts)
    return None if latest and latest.move == "object_police" else ""


def refusal_noted(facts: Facts) -> str | None:
    """The refusal of this transfer is on record, with its number and day (八、九)."""
    return None if facts.open_since("police_declined", "send_transfer") else ""


def refusal_final(facts: Facts) -> str | None:
    """No objection waits for its answer, and none has been followed (十)."""
    latest = _latest(facts)
    if latest and latest.move == "object_police":
        return "异议还没有结果"
    filed = latest and latest.move == "police_answered" and latest.facts["result"] == "file"
    return "已经决定立案" if filed else None


def goods_waiting(facts: Facts) -> str | None:
    """The police have filed the case, and the body still has goods of it (十二)."""
    return None if facts.last("police_filed") and still_held(facts.acts) else ""


def goods_listed(facts: Facts) -> str | None:
    """Every thing that is held is on the list, or it is said why not; nothing else is (十二)."""
    held = still_held(facts.acts) if facts.values is not None else []
    known = {code for act in held for code in act.facts.get("goods", ())}
    if not held or any("goods" not in act.facts for act in held):
        return None  # nothing is asked of what was kept before goods were told apart
    listed = goods(str((facts.values or {}).get("items", "")))
    other = [line for code, line in listed.items() if code not in known]
    if other:
        return f"没有登记保存：{'；'.join(other)}"
    less = len(known - set(listed))
    return (
        f"少 {less} 件，没有写明原因" if less and not (facts.values or {}).get("missing") else None
    )


def goods_handed(facts: Facts) -> str | None:
    """Of a case that the police filed, no goods are left here (十二)."""
    return "" if facts.last("police_filed") and still_held(facts.acts) else None
