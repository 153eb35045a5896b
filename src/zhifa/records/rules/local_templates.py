"""Local versions of templates: what may be changed, what may not, and what differs. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from zhifa.kernel.refusals import Obstacle
from zhifa.records.rules.linting import MUST, Cites, lint_one
from zhifa.records.rules.paper_kinds import PARTS
from zhifa.records.rules.templates import Block, Library, Template

LEVELS = {"province": "省级", "city": "市级", "district": "区县级", "body": "本机关"}
ROWS_BAR = "："  # parts the label of a row from what stands in it
FAULTY = Obstacle("template:faulty", "模板不合要求", then="改正后再保存。")
PART_GONE = Obstacle("template:part_gone", "法定必备事项不能删除。", then="请恢复。")
NEW_FACT = Obstacle(
    "template:new_fact", "只能使用上级模板已有的事实；要用新的事实。", then="请先由上级模板加入。"
)
LOCKED = Obstacle(
    "template:locked", "共用的法定句子不能在本地改写。", then="只改本地可以改的部分。"
)
UNCHANGED = Obstacle("template:unchanged", "内容和上级模板一样。", over="不需要立本地版本。")
NOT_LATER = Obstacle(
    "template:not_later", "起用日期不晚于这一级现有的版本。", then="改用更晚的起用日期。"
)
NO_TEMPLATE = Obstacle("template:unknown", "没有这种文书。", then="从文书列表中选择。")


@dataclass(frozen=True, slots=True)
class Edit:
    """How one block is to stand: its heading and its words, a row a line; no words: it goes."""

    heading: str
    words: str


def words_of(block: Block) -> str:
    """The words of a block as they are edited: its sentence, or a row a line."""
    if block.rows:
        return "\n".join(f"{label}{ROWS_BAR}{value}" for label, value in block.rows)
    return block.text


def editable(block: Block) -> bool:
    """Whether a place may word a block anew: shared sentences and lists stay as they are."""
    return not block.clause and not block.table


def _block(block: Block, edit: Edit) -> Block | None:
    words = "\n".join(line.strip() for line in edit.words.splitlines() if line.strip())
    if not words:
        return None
    if not block.rows:
        return replace(block, heading=edit.heading, text=words)
    pairs = [line.partition(ROWS_BAR) for line in words.splitlines()]
    return replace(block, heading=edit.heading, rows=tuple((a, b) for a, _, b in pairs))


def edited(
    parent: Template, edits: Mapping[int, Edit], *, more: Block | None, notes: Sequence[str]
) -> Template:
    """The parent with its blocks worded anew, a block added and other notes."""
    blocks = [
        _block(block, edits[n]) if n in edits and editable(block) else block
        for n, block in enumerate(parent.blocks)
    ]
    kept = [block for block in blocks if block is not None]
    return replace(parent, blocks=(*kept, *([more] if more else ())), notes=tuple(notes))


def _lost(child: Template, parent: Template) -> Iterator[Obstacle]:
    """Mandatory parts that the parent has and the child has not."""
    for part in dict.fromkeys((*MUST.get(parent.nature, ()), *PARTS)):
        had = sum(part in block.parts for block in parent.blocks)
        if sum(part in block.parts for block in child.blocks) < had:
            articles = [block.article for block in parent.blocks if part in block.parts]
            yield replace(PART_GONE.about(PARTS[part]), source=articles[0])


def obstacles(child: Template, parent: Template, known: Library, cites: Cites) -> list[Obstacle]:
    """Why a local version may not be used: what it lost, what it invents, and what is faulty."""
    found = list(_lost(child, parent))
    allowed = {path for path, _ in parent.slots}
    named = dict.fromkeys(path for path, _ in child.slots if path not in allowed)
    found += [NEW_FACT.about(path) for path in named]
    faults = lint_one(child, known, cites)
    found += [FAULTY.about(fault.told) for fault in faults if fault.rule != "field:source"]
    if _same(child, parent):
        found.append(UNCHANGED)
    return found


def _same(one: Template, other: Template) -> bool:
    return one.blocks == other.blocks and one.notes == other.notes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison; old and new are the same where nothing changed."""

    old: str
    new: str

    @property
    def changed(self) -> bool:
        return self.old != self.new


def lines_of(form: Template) -> list[str]:
    """A template as lines of text: headings, words, articles, signatures, notes."""
    lines = [form.title]
    for block in form.blocks:
        told = [block.heading, *words_of(block).splitlines()]
        told += [f"清单：{'、'.join(block.columns)}"] if block.table else []
        told += [f"（{block.article}）"] if block.article else []
        lines += filter(None, told)
    return [*lines, *form.sign, *form.notes]


def difference(old: Template, new: Template) -> list[Line]:
    """Two versions line by line; a line that only one of them has is empty on the other side."""
    before, after = lines_of(old), lines_of(new)
    found: list[Line] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line(text, text) for text in before[i:j]]
            continue
        gone, come = before[i:j], after[k:m]
        longest = max(len(gone), len(come))
        gone, come = (side + [""] * (longest - len(side)) for side in (gone, come))
        found += [Line(a, b) for a, b in zip(gone, come, strict=True)]
    return found
