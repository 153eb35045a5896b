"""Drafting guides: which facts they may speak of, and when one may be sent in or judged. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from zhifa.kernel.refusals import Obstacle
from zhifa.records.rules.templates import Template, label_of

LONGEST = 500
OWN = ("act", "said")  # facts that people type, in this step or in an earlier one

NOTHING = Obstacle("guide:nothing", "指引没有内容。", then="至少写一项要求。")
STRANGE = Obstacle("guide:strange", "这种文书没有这一项内容。", then="只对列出的各项写要求。")
TOO_LONG = Obstacle("guide:long", f"一项要求超过 {LONGEST} 个字。", then="写短一些。")
WAITS = Obstacle(
    "guide:waits", "这种文书已经报送了一份指引，还在审阅。", then="等司法局审阅以后再报送。"
)
NO_PAPER = Obstacle("guide:paper", "没有这种文书。", then="从文书列表中选择。")
JUDGED = Obstacle("guide:judged", "这份指引已经审阅。", over="不需要再办。")
OWN_WORK = Obstacle("guide:own", "自己报送的指引，不能自己审阅。", then="请司法局的其他人员审阅。")
NO_REASON = Obstacle("guide:reason", "没有写明退回理由。", then="写明要改什么，再退回。")


def asked(form: Template) -> dict[str, str]:
    """The facts of a paper that people type, path → what it is called."""
    paths = dict.fromkeys(path for path, _ in form.slots if path.split(".")[0] in OWN)
    return {path: label_of(form, path) for path in paths}


def faults(form: Template, general: str, notes: Mapping[str, str]) -> list[Obstacle]:
    """Why a guide says nothing, or speaks of what the paper does not hold."""
    found = [] if general or notes else [NOTHING]
    found += [STRANGE.about(path) for path in notes if path not in asked(form)]
    long = [text for text in (general, *notes.values()) if len(text) > LONGEST]
    return [*found, *([TOO_LONG] if long else [])]


def for_step(
    guides: Iterable[tuple[str, Mapping[str, str]]], move: str, documents: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """What guides (code and notes) say of the fields of a step: field id and words.

    A paper that the step makes speaks of the step's own fields; any paper may speak of what an
    earlier step says, and so of that step's fields.
    """
    made = set(documents)
    for code, notes in guides:
        for path, words in notes.items():
            root, *rest = path.split(".")
            if root == "act" and code in made and len(rest) == 1:
                yield rest[0], words
            elif root == "said" and rest[:1] == [move] and len(rest[1:]) == 1:
                yield rest[1], words
