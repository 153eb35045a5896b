"""Whom and what a form names: an id that is nobody's, or another case's, is told at its field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Case, Decision
from zhifa.enforcement.rules.procedure import Field
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records
from zhifa.registry import reads as registry

QUOTES = "error"  # the field that repeats what the decision says
Nobody = Callable[[Field, Any, Case | None], str]


def _people(field: Field, value: Any, _: Case | None) -> str:
    named = set(value) if isinstance(value, list) else {value}
    unknown = sorted(named - agencies.people_among(user_ids=named))
    if unknown:
        numbers = "、".join(str(number) for number in unknown)
        return f"编号 {numbers} 不是已登记的人员，从列出的人员中选择。"
    offered = {key for key, _ in field.options}
    outside = field.options_from and {str(pk) for pk in named} - offered
    return "这一项不能选此人，从列出的人员中选择。" if outside else ""


def _matter(_: Field, value: Any, __: Case | None) -> str:
    if registry.matter_versions(code=value, viewer=SYSTEM).exists():
        return ""
    return "事项库里没有这一编号，从本机关权责清单中选择。"


def _party(_: Field, value: Any, __: Case | None) -> str:
    if registry.party_or_none(party_id=value, viewer=SYSTEM):
        return ""
    return "当事人库里没有这一编号，查找后选择，或者先登记当事人。"


def _recording(_: Field, value: Any, case: Case | None) -> str:
    held = records.recording_ids(dossier_id=case.dossier_id, viewer=SYSTEM) if case else ()
    return "" if value in held else "本案没有这一音像记录，从列出的记录中选择，或者先上传。"


NOBODY: Mapping[str, Nobody] = {
    "officers": _people,
    "people": _people,
    "person": _people,
    "matter": _matter,
    "party": _party,
    "recording": _recording,
}


def _words(told: Any) -> str:
    """Everything that a paper says, in one text without gaps."""
    if isinstance(told, str):
        return "".join(told.split())
    inside = told.values() if isinstance(told, Mapping) else told if isinstance(told, list) else ()
    return "\n".join(map(_words, inside))


def _quoted(value: Any, case: Case | None) -> str:
    """Whether the decision of a case says these words."""
    made = Decision.objects.filter(case=case).select_related("document").first()
    said = _words(made.document.content) if made else ""
    return "" if _words(str(value)) in said else "决定书里没有这段文字，照原文抄录。"


def _day(values: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(values[name]) if values.get(name) else None


def misdated(
    *, fields: Sequence[Field], values: Mapping[str, Any], today: date
) -> dict[str, list[str]]:  # no viewer: days of the form in hand
    """What is wrong with the days that a form tells of the breach and of its discovery."""
    begun, ended, found = (_day(values, n) for n in ("act_from", "act_until", "discovered_on"))
    wrong: dict[str, str] = {}
    for name, day in (("act_from", begun), ("act_until", ended), ("discovered_on", found)):
        if day and day > today:
            wrong[name] = f"{day} 晚于今天，改正日期。"
    if begun and ended and ended < begun:
        wrong.setdefault("act_until", f"早于开始日期 {begun}，改正日期。")
    if begun and found and found < begun:
        wrong.setdefault("discovered_on", f"早于违法行为开始的 {begun}，改正日期。")
    names = {f.id: f.name for f in fields}
    return {name: [f"{names[name]}：{words}"] for name, words in wrong.items() if name in names}


def misnamed(
    *, fields: Sequence[Field], values: Mapping[str, Any], case: Case | None
) -> dict[str, list[str]]:  # no viewer: whether an id exists, of the form in hand
    """What fields name that there is not: a sentence by field id, saying what to do next."""
    found: dict[str, list[str]] = {}
    for field in fields:
        if field.kind in NOBODY and field.id in values:
            wrong = NOBODY[field.kind](field, values[field.id], case)
            if wrong:
                found[field.id] = [f"{field.name}：{wrong}"]
    quoted = next((f for f in fields if f.id == QUOTES and f.id in values), None)
    if quoted and (wrong := _quoted(values[QUOTES], case)):
        found[QUOTES] = [f"{quoted.name}：{wrong}"]
    return found
