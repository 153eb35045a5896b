"""A paper with every fact saying its own name: for previews, and for tests of formats. Pure."""

from collections.abc import Mapping
from typing import Any

from zhifa.records.rules.compose import TABLES, compose
from zhifa.records.rules.templates import OFFICER_LINE, Template, label_of

BAR = "\uff5c"  # parts the cells of a typed line
LISTS: Mapping[str, list[dict[str, str]]] = {
    "officers": [
        {"name": "【执法人员甲】", "number": "【证号】"},
        {"name": "【执法人员乙】", "number": "【证号】"},
    ],
    **{path: [{key: f"【{title}】" for title, key in heads}] for path, heads in TABLES.items()},
}
OWN = {"case.number": "【案号】", "agency.name": "【机关名称】", "date": "【文书日期】"}


def put(facts: dict[str, Any], path: str, value: object) -> None:
    """Set a fact at a path like "act.reason"."""
    *roots, last = path.split(".")
    for root in roots:
        facts = facts.setdefault(root, {})
    facts[last] = value


def sample_facts(form: Template) -> dict[str, Any]:
    """Facts for every slot of a template; where a block waits for a word, the first such word.

    Of blocks that exclude each other, the one that waits for a word stands.
    """
    facts: dict[str, Any] = {}
    for path, value in OWN.items():
        put(facts, path, value)
    for path, _ in form.slots:
        if path not in (*OWN, "paper"):
            put(facts, path, LISTS.get(path, f"【{label_of(form, path)}】"))
    for block in form.blocks:
        if block.columns:
            put(facts, block.table.lstrip("?"), BAR.join(f"【{c}】" for c in block.columns))
    for condition in (c for block in form.blocks for c in block.when if c.has):
        put(facts, condition.fact, condition.has[0])
    if any(OFFICER_LINE in line for line in form.sign):
        facts["officers"] = LISTS["officers"]
    return facts


def sample(form: Template) -> dict[str, Any]:
    """The words of a paper of this template, made of nothing but the names of its facts."""
    content, _ = compose(form, sample_facts(form), number="【文号】" if form.outgoing else "")
    return content
