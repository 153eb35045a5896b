"""Every word of a public text stands on its page, tables as tables."""

from hypothesis import given
from hypothesis import strategies as st

from zhifa.disclosure.layout import CELL, Part, laid_out

LINES = st.lists(st.lists(st.text("甲乙一、。1", min_size=1), min_size=1, max_size=4), max_size=8)


def _again(part: Part) -> list[str]:
    return [CELL.join(row) for row in (part.head, *part.rows)] if part.rows else [part.line]


@given(LINES)
def test_no_word_is_lost_and_none_is_moved(rows: list[list[str]]) -> None:
    lines = [CELL.join(row) for row in rows]
    assert [line for part in laid_out("\n".join(lines)) for line in _again(part)] == lines


def test_a_table_has_a_head_and_a_lone_bar_makes_none() -> None:
    told = laid_out("一、事实\n序号 | 名称\n1 | 笔录\n2 | 照片\n甲 | 乙 | 丙\n完")
    assert [(p.heading, p.head, len(p.rows), p.line) for p in told] == [
        (True, (), 0, "一、事实"),
        (False, ("序号", "名称"), 2, ""),
        (False, (), 0, "甲 | 乙 | 丙"),
        (False, (), 0, "完"),
    ]
