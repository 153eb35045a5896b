"""A measuring process: `python -m zhifa.web.bench PART QUESTION ANSWER`, in its own database."""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    """Read the question, measure, write the answer; words of progress go to standard error."""
    django.setup()
    from zhifa.web.bench.parts import PARTS  # noqa: PLC0415 - models need the set-up first

    def say(words: str) -> None:
        sys.stderr.write(f"    {words}\n")
        sys.stderr.flush()

    part, question, answer = sys.argv[1:]
    found = PARTS[part](json.loads(question), say)
    Path(answer).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
