"""What people type for an article in a search box, as a citation. Pure."""

import re

from zhifa.registry.rules.law_names import in_full
from zhifa.registry.rules.numerals import NUMBER, to_chinese, to_int

_KINDS = "法典|法|条例|规定|办法|规则|细则"
_TYPED = re.compile(
    rf"《?(?P<law>[\u4e00-\u9fff（）]{{1,60}}(?:{_KINDS}))》?\s*(?:第\s*)?"
    rf"(?P<number>\d{{1,4}}|{NUMBER})(?:\s*条)?"
)


def typed(text: str) -> str:
    """`食品安全法124`, `行政处罚法33条` and the like as a citation; anything else as it is."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return text
    said = found["number"]
    number = int(said) if said.isascii() else to_int(said)
    return f"《{found['law']}》第{to_chinese(number)}条" if number else text


def meant(text: str) -> str:
    """What is typed, as a citation where it is one, with laws called by their titles."""
    return in_full(typed(text))
