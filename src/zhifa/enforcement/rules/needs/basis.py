"""What a penalty rests on: a text that may set it (十六), of the right day (三十七)."""

from zhifa.enforcement.rules import basis, levels
from zhifa.enforcement.rules.facts import CONTENT_MOVES, Content, Facts, LawNow, content_of
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.needs.filing import not_filing

REVOCATION = "permit_revocation"


def _law(facts: Facts) -> LawNow | None:
    return facts.law_now[0] if facts.law_now else None


def _asked(facts: Facts) -> Content | None:
    """The content under test: none while its form is only offered, or proposes no penalty."""
    if facts.values is None and facts.move and facts.move.id in CONTENT_MOVES:
        return None
    if facts.values is not None and facts.values.get("outcome") == "no_penalty":
        return None
    return facts.content


def text_settled(facts: Facts) -> str | None:
    """G08: where the clauses changed since the act, which text is used and why is written down."""
    content = _asked(facts)
    law = _law(facts) if content else None
    if content is None or law is None:
        return None
    if not basis.choice_due(law):
        return "有关规定没有修改，没有新的规定可用" if content.text == basis.NEW else None
    return None if content.text and content.text_reason else basis.told(law).rstrip("。")


def lighter_text_used(facts: Facts) -> str | None:
    """G08: the old text, unless the new one is lighter; then the new one."""
    content = _asked(facts)
    law = _law(facts) if content and content.text else None
    if content is None or law is None or not basis.choice_due(law):
        return None
    wrong = {basis.LIGHTER: basis.ACT_DAY, basis.HEAVIER: basis.NEW}.get(basis.weight(law))
    return basis.told(law).rstrip("。") if content.text == wrong else None


def still_punished(facts: Facts) -> str | None:
    """G08: what the law of today no longer punishes is not punished."""
    content = _asked(facts)
    law = _law(facts) if content else None
    if law is None or not law.over:
        return None
    return "；".join(law.gone) or "事项已停止施行"


def text_as_noticed(facts: Facts) -> str | None:
    """P5: the party was told of the text that is used (行政处罚法 四十四)."""
    notice, content = facts.notice, _asked(facts)
    if notice is None or content is None:
        return None
    old, new = (c.text or basis.ACT_DAY for c in (content_of(notice.facts), content))
    return None if old == new else ""


def basis_lawful(facts: Facts) -> str | None:
    """G09: the penalty clauses stand in a law, regulation or rule (行政处罚法 十六)."""
    if not_filing(facts):
        return None
    return "；".join(levels.unlawful(facts.levels)) or None


def kinds_within_level(facts: Facts) -> str | None:
    """G09: a kind that a text of that level may set (行政处罚法 十至十四).

    Rules: warning, criticism and fine. Local regulations: all but liberty and business licences,
    so that what is revoked has to be named.
    """
    content = _asked(facts)
    if content is None or not facts.levels:
        return None
    cited = [level for _, level in facts.levels]
    wrong = levels.beyond(content.kinds, cited)
    if wrong:
        named = "、".join(names("penalty_kinds").get(kind, kind) for kind in wrong)
        return f"{named}不能由{'、'.join(dict.fromkeys(cited))}设定"
    if REVOCATION not in content.kinds or not levels.only_local(cited):
        return None
    if not content.permit:
        return "写明吊销的证件"
    taken = levels.BUSINESS_LICENCE in content.permit
    return "地方性法规不能设定吊销营业执照" if taken else None
