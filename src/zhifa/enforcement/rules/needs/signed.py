"""What the party gives up is the party's own signed paper, kept in the dossier."""

from datetime import date

from zhifa.enforcement.rules.facts import Facts

GIVEN_UP = ("waive_rights", "withdraw_hearing")
PAPERS = frozenset({"photo", "file"})


def _since(facts: Facts) -> date | None:
    """The first day on which the party can have given up what it gives up."""
    if facts.move and facts.move.id == "withdraw_hearing":
        asked = facts.last("request_hearing")
        return asked.on if asked else None
    served = facts.notice_served
    return served.base if served else None


def signed_paper(facts: Facts) -> str | None:
    """The paper is in the dossier, signed after the right arose, and used once (CF 45, 64).

    A sound or film shows no signature. What was kept before its own date is no such paper.
    """
    values = facts.values
    if values is None:
        return None
    kind, taken = facts.recordings.get(values["paper"], ("", facts.on))
    since = _since(facts)
    wrong = {
        "选书面材料的照片或者扫描件，不选录音录像": kind not in PAPERS,
        "这份材料已经用于另一次登记": any(
            act.facts.get("paper") == values["paper"] for act in facts.all(*GIVEN_UP)
        ),
        f"签署日期 {facts.on} 早于权利产生之日 {since}": since is not None and facts.on < since,
        f"材料采集于 {taken}，早于签署日期 {facts.on}": taken < facts.on,
    }
    return next((words for words, is_so in wrong.items() if is_so), None)
