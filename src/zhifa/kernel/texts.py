"""Characters that nobody sees and that change what is read.

A text that turns its direction shows a reader other words than a computer finds, on a paper and on
a public page alike; other control characters no format of paper can write.
"""

import re

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Unicode Bidi_Control
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_UNSEEN = re.compile(f"[{TURNING}{CONTROL}]")
UNSEEN_WORDS = "含有看不见的控制字符，会改变文字显示的顺序，请删去后重填。"


def unseen(text: str) -> bool:
    """Whether it holds a character that turns, hides or breaks the text; line ends and tabs may."""
    return _UNSEEN.search(text) is not None
