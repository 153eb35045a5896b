"""How searching is scored, by hand-counted examples and on the data pack where it is here."""

import math
from statistics import fmean

import pytest
from django.conf import settings

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.rules.law_questions import samples
from zhifa.registry.tests.texts import AT
from zhifa.web.bench.law_search import Figure, folded, scores, table

PACK = settings.DATA_PACK


def test_a_question_is_scored_by_where_its_answers_stand() -> None:
    assert scores(["a", "b"], ["a"]) == (1.0, 1.0, 1.0, 1.0)
    assert scores(["b"], ["a"]) == (0.0, 0.0, 0.0, 0.0)
    second = scores(["x", "a"], ["a", "b"])
    assert second[:3] == (0.5, 0.5, 0.5)
    assert second[3] == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))
    late = scores([*range(50), "a"], ["a"])
    assert late == (0.0, 0.0, 1.0, 0.0)


def test_the_table_puts_the_baseline_beside_its_set() -> None:
    told = list(table([Figure("sqlite", "stard.train MRR@10 有提示", 0.47), Figure("", "条", 3)]))
    assert "0.470  基线 0.373" in told[0]
    assert "基线" not in told[1]


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.skipif(not (PACK / "retrieval").is_dir(), reason="the data pack is not here")
def test_hints_from_other_questions_help_and_beat_the_baseline() -> None:
    actions.import_laws(path=PACK / "laws", by=SYSTEM, at=AT)
    questions = samples(PACK, ["stard.train"])[::3]
    with_hints, without = (
        [fmean(some[i] for _, some in folded(questions, learn=learn)) for i in (0, 2)]
        for learn in (True, False)
    )
    assert with_hints[0] > without[0] > 0.34
    assert with_hints[1] > without[1] > 0.62
    assert with_hints[0] > 0.40
