"""What people call a law for short: for look-ups alone, never for what a paper cites. Pure.

The table is data of ours: one customary name, one law.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "laws" / "short_names.txt"
# a short name inside a longer word may be the end of another law's title: it stands alone, or
# after what leads to a law
_LEADS = "违反了|违反|触犯|根据|依据|依照|按照|按|依|适用|参照|查|看|新|老|旧|和|与|及|或|、|《"
_BEFORE = rf"(?:(?<![\u4e00-\u9fff])|(?<={')|(?<='.join(_LEADS.split('|'))}))"


@cache
def short_names() -> Mapping[str, str]:
    """Customary name → short title of the law."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    told = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: law.strip() for names, _, law in told for name in names.split()}


@cache
def _written() -> re.Pattern[str]:
    longest = sorted(short_names(), key=len, reverse=True)
    return re.compile(_BEFORE + "(" + "|".join(map(re.escape, longest)) + ")")


def in_full(text: str) -> str:
    """A text in which the laws go by their titles."""
    return _written().sub(lambda found: short_names()[found[1]], text)
