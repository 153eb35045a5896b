"""What a text has to be before anybody reads it: to the eye what it is, and not empty words.

A text that turns its direction shows a reader other words than a computer finds, on a paper and on
a public page alike; other control characters no format of paper can write. A reason of one letter
is written and tells nobody anything.
"""

import re

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Unicode Bidi_Control
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_UNSEEN = re.compile(f"[{TURNING}{CONTROL}]")
UNSEEN_WORDS = "含有看不见的控制字符，会改变文字显示的顺序，请删去后重填。"


def unseen(text: str) -> bool:
    """Whether it holds a character that turns, hides or breaks the text; line ends and tabs may."""
    return _UNSEEN.search(text) is not None


LEAST, DIFFERENT = 4, 3


def thin(text: str, least: int = LEAST) -> bool:
    """Whether it is too little to tell anything: blank, "x", "理由", "1234" or one word repeated.

    least: how many letters it takes. Spaces and punctuation do not count; figures count beside
    words, never instead of them.
    """
    said = [c for c in text.casefold() if c.isalnum()]
    few = len(said) < least or len(set(said)) < min(least, DIFFERENT)
    return few or not any(c.isalpha() for c in said)


def thin_words(least: int = LEAST) -> str:
    """What its writer is told."""
    return f"内容太少，看不出写了什么；请写具体，至少 {least} 个字，不要只重复同一个字词。"
