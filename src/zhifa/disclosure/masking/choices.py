"""What a publisher decides of each piece that the masker proposes to hide. Pure (law.md 2.4)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhifa.disclosure.masking.spans import Span, apply, settle

MASK, PUBLIC = "mask", "public"
REASONS = {
    "business_secret": "商业秘密",
    "privacy": "个人隐私",
    "state_secret": "国家秘密",
    "security": "危及国家安全、公共安全、经济安全或者社会稳定",
    "law_forbids": "法律、行政法规禁止公开",
    "internal": "内部事务信息",
    "minor": "涉及未成年人",
}
KINDS = {
    "person": ("姓名", "个人信息保护法 第三十四条"),
    "id_number": ("证件号码", "市场监督管理行政处罚信息公示规定 第六条"),
    "phone": ("电话号码", "市场监督管理行政处罚信息公示规定 第六条"),
    "card": ("银行账号", "市场监督管理行政处罚信息公示规定 第六条"),
    "email": ("电子邮箱", "市场监督管理行政处罚信息公示规定 第六条"),
    "address": ("住址", "市场监督管理行政处罚信息公示规定 第六条"),
    "birth_date": ("出生日期", "个人信息保护法 第三十四条"),
    "plate": ("车牌号", "行政处罚法 第五十条"),
    "other": ("其他账号、标识", "行政处罚法 第五十条"),
    "credit_code": ("统一社会信用代码", "单位的代码公开"),
    "secret": ("公示员隐去", "行政处罚法 第五十条"),
}
BLANK = r"[\s·.\-]{0,3}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A publisher's choice.

    digest: of the proposal it was made of; empty takes the proposal as it is. spans: place of a
    span → mask, public or a reason. hidden: further words, as they stand in the text. whole: why
    the whole text is not public.
    """

    digest: str = ""
    spans: Mapping[int, str] = field(default_factory=dict)
    hidden: Sequence[str] = ()
    whole: str = ""


def cut(reason: str) -> str:
    """What stands in place of what is not public."""
    return f"【不公开：{REASONS[reason]}】"


def _decided(span: Span, said: str) -> Span:
    if said in REASONS:
        return replace(span, shown=cut(said))
    return span


def places_of(text: str, words: str) -> Iterable[tuple[int, int]]:
    """Where words stand in a text, however they are spaced."""
    letters = BLANK.join(re.escape(c) for c in words if not c.isspace())
    return [m.span() for m in re.finditer(letters, text, re.IGNORECASE)] if letters else []


def decided(
    text: str, spans: Sequence[Span], choice: Choice
) -> tuple[str, list[dict[str, object]]]:
    """The text as it will be public, and what was decided of each piece, without its words."""
    said = {n: choice.spans.get(n, MASK) for n in range(len(spans))}
    kept = [_decided(span, said[n]) for n, span in enumerate(spans) if said[n] != PUBLIC]
    hidden = [
        Span(start, end, "secret", "publisher", cut("business_secret"))
        for words in choice.hidden
        for start, end in places_of(text, words)
    ]
    told: list[dict[str, object]] = [
        {"start": s.start, "end": s.end, "kind": s.kind, "rule": s.rule, "choice": said[n]}
        for n, s in enumerate(spans)
    ]
    told += [
        {
            "start": s.start,
            "end": s.end,
            "kind": s.kind,
            "rule": s.rule,
            "choice": "business_secret",
        }
        for s in hidden
    ]
    free = [s for s in kept if not any(h.start < s.end and s.start < h.end for h in hidden)]
    return apply(text, settle([*hidden, *free])), told
