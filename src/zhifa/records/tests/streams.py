from typing import Any


def sent_by(answer: Any) -> bytes:
    """What an answer sends, in one piece or bit by bit."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
