"""Recusal: who is asked to leave a case, who decides, who acts no more (行政处罚法 四十三)."""

from collections.abc import Sequence
from datetime import date

from zhifa.enforcement.rules.facts import Done, Facts

HEADS = frozenset({"agency_head", "chief_head"})
DECIDING = ("decide_recusal", "decide_head_recusal")
ABOUT = frozenset({"ask_recusal", *DECIDING})
PANEL = 2
PAIR = 2


def leaving(act: Done) -> int | None:
    """Whom an act found to have to leave the case, if it did."""
    granted = act.move in DECIDING and act.facts["result"] == "granted"
    return int(act.facts["person"]) if granted else None


def recused_on(acts: Sequence[Done]) -> dict[int, date]:
    """Who has been found to have to leave the case, and since when."""
    return {gone: act.on for act in acts if (gone := leaving(act)) is not None}


def recused(acts: Sequence[Done]) -> frozenset[int]:
    """Who has been found to have to leave the case."""
    return frozenset(recused_on(acts))


def replaced(acts: Sequence[Done]) -> frozenset[int]:
    """Who had to leave so that what they did before has no force: it is done again."""
    gone = (act for act in acts if leaving(act) is not None)
    return frozenset(int(a.facts["person"]) for a in gone if a.facts.get("acts_stand") == "redo")


def voided(acts: Sequence[Done]) -> frozenset[int]:
    """The numbers of the acts that such a person took, or took part in."""
    gone = replaced(acts)
    keys = {f"user:{user}" for user in gone}
    return frozenset(
        a.seq for a in acts if a.by in keys or gone & set(a.facts.get("officers") or ())
    )


def waiting(acts: Sequence[Done]) -> tuple[int, ...]:
    """About whom a request waits for its decision, the oldest first."""
    found: list[int] = []
    for act in acts:
        if act.move == "ask_recusal":
            found.append(act.facts["person"])
        elif act.move in DECIDING:
            found = [user for user in found if user != act.facts["person"]]
    return tuple(dict.fromkeys(found))


def _name(facts: Facts, user: int) -> str:
    return facts.standings.get(user, ":").partition(":")[2]


def _leads(facts: Facts, user: int) -> bool:
    return bool(facts.roles.get(user, frozenset()) & HEADS)


def no_recusal_open(facts: Facts) -> str | None:
    """Every request is answered, and two go on where one had to leave (行政处罚法 四十三)."""
    if waiting(facts.acts):
        return ""
    left, staying = recused(facts.acts) & facts.investigators, len(facts.officers)
    if not left or staying >= PAIR:
        return None
    names = "、".join(_name(facts, user) for user in sorted(left))
    return f"{names}回避后承办人员只有 {staying} 人，先调整承办人员"


def recusal_open(facts: Facts) -> str | None:
    """A request for recusal waits for an answer, about the person whom the form names."""
    open_ = waiting(facts.acts)
    if facts.values is None:
        return None if open_ else ""
    return None if facts.values["person"] in open_ else ""


def recusal_rightly_asked(facts: Facts) -> str | None:
    """Each asks for what is theirs to ask, and once."""
    if facts.values is None:
        return None
    person, by, asker = facts.values["person"], facts.values["asked_by"], facts.asker
    if person in recused(facts.acts):
        return f"{_name(facts, person)}已经回避"
    if person in waiting(facts.acts):
        return f"对{_name(facts, person)}的申请尚未决定"
    roles = facts.roles.get(asker, frozenset())
    theirs = {
        "self": asker == person,
        "head": bool(roles & HEADS),
        "party": asker in facts.officers or bool(roles & {"unit_head", *HEADS}),
    }
    words = {
        "self": "本人申请的，由本人登记",
        "head": "负责人要求的，由负责人登记",
        "party": "当事人申请的，由承办人员或者负责人登记",
    }
    return None if theirs[by] else words[by]


def recusal_by_head(facts: Facts) -> str | None:
    """Nobody who leads the body is judged by one alone, least of all by himself."""
    if facts.values is None:
        open_ = waiting(facts.acts)
        return "" if open_ and all(_leads(facts, user) for user in open_) else None
    person = facts.values["person"]
    return "" if person == facts.asker or _leads(facts, person) else None


def recusal_of_head(facts: Facts) -> str | None:
    """The panel is for those who lead the body; others are decided on by one of them."""
    asked = waiting(facts.acts) if facts.values is None else (facts.values["person"],)
    return None if any(_leads(facts, user) for user in asked) else ""


def panel_seated(facts: Facts) -> str | None:
    """At least two of those who lead the body sit together, without the one in question."""
    values = facts.values
    if values is None or values.get("forum") == "superior":
        return None
    seated = values.get("attendees", [])
    if values.get("person") in seated:
        return "被申请回避的人不能参加"
    return None if len(set(seated)) >= PANEL else f"现有 {len(set(seated))} 人"


def superior_named(facts: Facts) -> str | None:
    """What the superior body decided is known by its paper."""
    values = facts.values
    if values is None or values.get("forum") != "superior":
        return None
    return None if values.get("instrument") else ""


def recusal_effect_told(facts: Facts) -> str | None:
    """Whoever grants a recusal says whether what was done before it stands."""
    values = facts.values
    if values is None or values["result"] != "granted":
        return None
    return None if values.get("acts_stand") else ""


def recused_work_redone(facts: Facts) -> str | None:
    """Nothing rests on what a person did whose acts have no force (行政处罚法 四十三)."""
    void, gone = voided(facts.acts), replaced(facts.acts)
    if not gone:
        return None
    held = [e.name for e in facts.evidence if gone & set(e.collected_by)]
    if held:
        return f"先排除证据：{'、'.join(held)}"
    deciding = facts.move is not None and facts.move.id != "conclude"
    made = [facts.last("conclude"), facts.last("cosign_report"), facts.notice] if deciding else []
    return "报告或者告知须重新办理" if any(a and a.seq in void for a in made) else None
