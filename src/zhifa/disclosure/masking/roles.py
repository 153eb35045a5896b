"""Who a person is in a case, as the words before the name say (law.md 2.4)."""

import re
from collections.abc import Iterator, Sequence

ROLE_WORDS = {
    "witness": "证人", "complainant": "举报人", "informant": "举报人", "victim": "受害人",
    "minor": "未成年人", "expert": "鉴定人",
}  # fmt: skip
CUES = {
    "证人": "witness", "见证人": "witness", "举报人": "complainant", "投诉人": "complainant",
    "受害人": "victim", "被害人": "victim", "未成年人": "minor", "鉴定人": "expert",
    "鉴定人员": "expert",
}  # fmt: skip
CUE = re.compile(rf"(?:{'|'.join(sorted(CUES, key=len, reverse=True))})[：: ]{{0,2}}$")
HIDDEN = "某某"
OFFICER = re.compile(
    "(?:执法人员|办案人员|检查人员|调查人员|承办人员|承办人|执法员|协办人员|询问人|记录人|送达人)"
    r"(?:[（(][^）)]{1,12}[）)])?(?:为|是|签名|签字)?[：: ]{0,2}$"
)
ASKED = re.compile(r"被(?:询问|调查|检查)人[：: ]*$")
NUMBERED = re.compile(r" ?[（(，,]? ?(?:行政)?(?:执法证|证件|执法)号?码?")
JOINTS = frozenset("、和与及， ,")
BEFORE = 24
Place = tuple[int, int]


def standing_for(text: str, start: int, role: str) -> str:
    """The role in place of a name; where the role is already said, only that there was a name."""
    word = ROLE_WORDS[role]
    before = text[max(0, start - BEFORE) : start].rstrip("：: ")
    return HIDDEN if before.endswith((word, *(w for w, r in CUES.items() if r == role))) else word


def role_before(text: str, start: int) -> str:
    """The role that the words right before a name give it; empty for none."""
    cue = CUE.search(text[max(0, start - BEFORE) : start])
    if cue is None or text[max(0, start - BEFORE) : start].rstrip("：: ").endswith("被举报人"):
        return ""
    return CUES[cue.group().rstrip("：: ")]


def _called_officer(before: str) -> bool:
    return bool(OFFICER.search(before)) and not ASKED.search(before)


def officers(text: str, places: Sequence[Place]) -> Iterator[Place]:
    """Names that the text calls officers, one after the other in a list; they stay public."""
    last = -1
    for start, end in sorted(places):
        follows = last >= 0 and set(text[last:start]) <= JOINTS
        numbered = NUMBERED.match(text, end)
        among = (numbered or follows) and not role_before(text, start)
        if _called_officer(text[max(0, start - BEFORE) : start]) or among:
            yield start, end
            last = _past_number(text, end) if numbered else end
        else:
            last = -1


def _past_number(text: str, end: int) -> int:
    """Where the brackets with an officer's number end."""
    close = re.match(r"[^）)。；\n]{0,40}[）)]", text[end:])
    return end + close.end() if close else end
