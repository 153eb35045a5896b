"""Nobody is in two places at once: records of the scene and of questioning (行政处罚法 五十五)."""

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.stays import RECORDS, clash, stay_of


def one_place(facts: Facts) -> str | None:
    """Nobody present was elsewhere in this case at the same time, by its earlier records."""
    wanted = stay_of(facts.values)
    if wanted is None:
        return None
    stays = (stay_of(act.facts) for act in facts.all(*RECORDS))
    found = next((stay for stay in stays if stay and clash(stay, wanted)), None)
    return f"{found.words}在{found.place}" if found else None


def elsewhere_explained(facts: Facts) -> str | None:
    """Nobody present was elsewhere in another case at that time, or it is written why that is."""
    values = facts.values
    if values is None or values.get("overlap_reason"):
        return None
    return facts.elsewhere[0] if facts.elsewhere else None
