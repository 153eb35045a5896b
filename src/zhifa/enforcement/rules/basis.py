"""Which text of the law a penalty rests on when it changed after the act (行政处罚法 三十七)."""

from collections.abc import Iterator
from decimal import Decimal

from zhifa.enforcement.rules.facts import LawNow
from zhifa.enforcement.rules.matter_facts import MatterFacts

ACT_DAY, NEW = "act_day", "new"
LIGHTER, HEAVIER, SAME, MIXED = "lighter", "heavier", "same", "mixed"
OPEN = Decimal("Infinity")
OPEN_FIGURES = "罚款数额待核定：法规没有写数额，这里是先行设置；没有地方规定的，不要按它罚款。"
WEIGHTS = {
    LIGHTER: "新的规定处罚较轻，应当适用新的规定",
    HEAVIER: "新的规定处罚较重，适用行为时的规定",
    SAME: "种类和幅度没有变化，条文有修改",
    MIXED: "有轻有重，由承办人员比较后写明理由",
}


def _sign(new: Decimal, old: Decimal) -> int:
    return (new > old) - (new < old)


def _kinds(new: frozenset[str], old: frozenset[str]) -> tuple[int, ...]:
    """Fewer kinds are lighter, more are heavier, others are both."""
    return (*((-1,) if old - new else ()), *((1,) if new - old else ()))


def _sums(matter: MatterFacts) -> Iterator[Decimal]:
    """The least and the most that may be fined, as sums and as multiples; no fine is nothing."""
    fined = "fine" in matter.kinds
    yield (matter.fine_min or Decimal(0)) if fined else Decimal(0)
    yield (OPEN if matter.fine_max is None else matter.fine_max) if fined else Decimal(0)
    times = matter.multiples if fined else None
    yield from (times.least, times.most) if times else (Decimal(0), Decimal(0))


def weigh(new: MatterFacts, old: MatterFacts) -> str:
    """Whether `new` punishes lighter, heavier, the same, or partly each: kinds, sums, multiples."""
    found = set(_kinds(frozenset(new.kinds), frozenset(old.kinds)))
    found |= {_sign(a, b) for a, b in zip(_sums(new), _sums(old), strict=True)} - {0}
    if not found:
        return SAME
    return MIXED if len(found) > 1 else LIGHTER if found == {-1} else HEAVIER


def revised(law: LawNow) -> bool:
    """Whether the matter's clauses or what they impose were changed since the act."""
    now, then = law.now, law.then
    if now is None or now.id == then.id:
        return False
    return now.clauses != then.clauses or weigh(now, then) != SAME


def choice_due(law: LawNow) -> bool:
    """Whether it must be said which text is used: the clauses on the two days are not the same."""
    return not law.over and (revised(law) or bool(law.changed))


def weight(law: LawNow) -> str:
    """How the new text weighs; where only the law's own text changed, that is for people to say."""
    if law.now is None or not revised(law):
        return MIXED
    return weigh(law.now, law.then)


def _range(matter: MatterFacts) -> str:
    if "fine" not in matter.kinds:
        return "没有罚款"
    least, most = matter.fine_min or Decimal(0), matter.fine_max
    times = matter.multiples.words if matter.multiples else ""
    if most is None:
        return f"罚款 {least:,.0f} 元以上" if least else f"罚款{times or '幅度见罚则'}"
    return "，".join(filter(None, (f"罚款 {least:,.0f} 元至 {most:,.0f} 元", times)))


def fine_words(matter: MatterFacts, party: str) -> str:
    """What may be fined of this party, for the form; party: its kind in Chinese."""
    whose = f"对{party}（{matter.own_limit}）" if matter.own_limit else f"对{party}"
    return f"{whose}：{_range(matter)}。{OPEN_FIGURES if matter.figures_open else ''}"


def told(law: LawNow) -> str:
    """Both texts and how they weigh, in one line for the form."""
    if law.now is None or not revised(law):
        return f"行为之后修改过的条款：{'、'.join(law.changed)}。对照两个文本后选择。"
    return f"行为时：{_range(law.then)}；现在：{_range(law.now)}。{WEIGHTS[weight(law)]}。"
