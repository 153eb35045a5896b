"""What changed between two versions: articles coupled, words kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.registry.rules.law_compare import (
    ADDED,
    AMENDED,
    MOVED,
    NOWHERE,
    REMOVED,
    Change,
    all_changed,
    change_of,
    changes,
    runs,
)

A, B, C = "经营者不得伪造标签。", "处一百元以上罚款。", "本办法由某局负责解释和执行。"


def test_each_kind_of_change_is_called_by_its_name() -> None:
    old = {(1, 0): A, (2, 0): B, (3, 0): C}
    assert changes(old, old) == []
    assert changes(old, {**old, (2, 0): "处五百元以上罚款。"}) == [Change(AMENDED, (2, 0), (2, 0))]
    assert changes(old, {(1, 0): A, (2, 0): B}) == [Change(REMOVED, (3, 0), NOWHERE)]
    fresh = "完全不同的另外一条，讲别的东西。"
    assert changes(old, {**old, (1, 1): fresh}) == [Change(ADDED, NOWHERE, (1, 1))]


def test_an_article_put_in_between_only_moves_the_others() -> None:
    old = {(1, 0): A, (2, 0): B}
    new = {(1, 0): A, (2, 0): "新加的一条，内容与其他的都不同。", (3, 0): B}
    assert changes(old, new) == [Change(MOVED, (2, 0), (3, 0)), Change(ADDED, NOWHERE, (2, 0))]


def test_spaces_and_lines_are_no_change() -> None:
    assert changes({(1, 0): A}, {(1, 0): f" {A}\n"}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("道路运输经营(以下简称经营)", "道路运输经营（以下简称经营）"),
        ("\uff11\uff0e船舶优先权", "1.船舶优先权"),
        ("审\u200b判人员", "审判人员"),
        ("审\ue004判人员", "审判人员"),
        ("称\u201c标签\u201d的", '称"标签"的'),
        ("处5\uff05的罚款，并通报", "处5%的罚款,并通报"),
    ],
)
def test_another_printing_is_no_amendment(old: str, new: str) -> None:
    assert changes({(1, 0): old}, {(1, 0): new}) == []


@pytest.mark.parametrize(("old", "new"), [("一千元", "一万元"), ("甲、乙", "甲，乙"), ("5%", "5‰")])
def test_a_changed_word_or_sign_is_one(old: str, new: str) -> None:
    (told,) = changes({(1, 0): A + old}, {(1, 0): A + new})
    assert told.kind == AMENDED


def test_without_words_every_article_counts_as_changed() -> None:
    told = all_changed([(1, 0), (2, 0)], [(1, 0), (3, 0)])
    assert [c.kind for c in told] == [AMENDED, REMOVED, ADDED]


TEXT = st.text(alphabet="甲乙丙罚款。一二三，", min_size=1, max_size=30)
LAW = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(0, 1)), TEXT, max_size=7)


@given(LAW, LAW)
def test_every_article_is_told_of_exactly_once(
    old: dict[tuple[int, int], str], new: dict[tuple[int, int], str]
) -> None:
    told = changes(old, new)
    went = [c.old for c in told if c.old != NOWHERE]
    came = [c.new for c in told if c.new != NOWHERE]
    assert len(set(went)) == len(went)
    assert len(set(came)) == len(came)
    untouched = set(old) - set(went)
    assert all(old[p] == new[p] for p in untouched)
    assert set(came) | untouched == set(new)
    assert [change_of(c.plain()) for c in told] == told


@given(TEXT, TEXT)
def test_the_way_between_two_texts_holds_both(old: str, new: str) -> None:
    way = runs(old, new)
    assert "".join(r.text for r in way if r.kind != "new") == old
    assert "".join(r.text for r in way if r.kind != "gone") == new
