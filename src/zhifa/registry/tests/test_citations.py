"""Citations, read and written."""

import gzip
import json
import re
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from zhifa.registry.rules.citations import Citation, parse, read, short
from zhifa.registry.rules.numerals import LARGEST, to_chinese, to_int

FOOD = "食品安全法"
PENALTIES = settings.DATA_PACK / "penalties"
numbers = st.integers(1, 1300)
perhaps = st.integers(0, 40)
titles = st.text(
    st.sampled_from("食品药安全产质量管理市容环境卫生和监督行政处罚"), min_size=2, max_size=12
)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    item = draw(perhaps)
    return Citation(
        law=draw(titles) + draw(st.sampled_from(["法", "条例", "办法", "规定", "的解释"])),
        article=draw(numbers),
        sub=draw(perhaps),
        paragraph=draw(perhaps),
        item=item,
        subitem=draw(perhaps) if item else 0,
        year=draw(st.sampled_from([0, 2009, 2018, 2025])),
    )


@given(
    st.lists(citations(), min_size=1, max_size=5), st.sampled_from(["、", "，", "和", "以及", " "])
)
def test_what_is_written_is_read_back(cited: list[Citation], join: str) -> None:
    text = join.join(map(str, cited))
    assert parse(text) == tuple(cited)
    assert read(text) == tuple(cited)


@given(st.integers(1, LARGEST))
def test_numerals_go_both_ways(number: int) -> None:
    assert to_int(to_chinese(number)) == number == to_int(str(number))


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_no_numeral_outside_statutes(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        to_chinese(number)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("《食品安全法》第一百二十四条第一款第（一）项", [(124, 0, 1, 1)]),
        ("《中华人民共和国食品安全法》（2018年修正）第124条第1款第(1)项", [(124, 0, 1, 1)]),
        ("食品安全法 第 六十三 条、第六十四条", [(63, 0, 0, 0), (64, 0, 0, 0)]),
        (
            "《食品安全法》第五十四条第一款、第二款及第五十五条",
            [(54, 0, 1, 0), (54, 0, 2, 0), (55, 0, 0, 0)],
        ),
        ("《食品安全法》第三十四条第（一）项、第（三）项", [(34, 0, 0, 1), (34, 0, 0, 3)]),
        ("《食品安全法》第三十条至第三十二条", [(30, 0, 0, 0), (31, 0, 0, 0), (32, 0, 0, 0)]),
        ("《食品安全法》第一百二十条之一第三项", [(120, 1, 0, 3)]),
        ("根据《食品安全法》第五十条、本法第五十二条的规定", [(50, 0, 0, 0), (52, 0, 0, 0)]),
        ("《食品安全法》第一二四条", [(124, 0, 0, 0)]),
        ("《食品安全法》第\uff11\uff12条", [(12, 0, 0, 0)]),
    ],
)
def test_the_ways_people_write(text: str, cited: list[tuple[int, int, int, int]]) -> None:
    found = parse(text)
    assert [(c.article, c.sub, c.paragraph, c.item) for c in found] == cited
    assert {c.law for c in found} == {FOOD}
    assert len(read(text)) == len(cited)


def test_several_laws_and_short_names_for_later() -> None:
    text = "违反《中华人民共和国证券法》(以下简称《证券法》)第七十八条第二款，《证券法》第八十二条"
    assert parse(text) == (Citation("证券法", 78, 0, 2), Citation("证券法", 82))
    both = parse("行政处罚法 第六十条、市场监督管理行政处罚程序规定 第六十四条")
    assert [str(c) for c in both] == [
        "《行政处罚法》第六十条",
        "《市场监督管理行政处罚程序规定》第六十四条",
    ]


def test_an_alias_stands_for_the_law_it_was_given_to() -> None:
    text = "《私募投资基金监督管理暂行办法》（以下简称《私募办法》）第四条，《私募办法》第九条"
    assert {c.law for c in parse(text)} == {"私募投资基金监督管理暂行办法"}


def test_the_year_that_is_named() -> None:
    assert [
        c.year for c in parse("2005年修订的《证券法》第六十三条、《证券法》（2019年修订）第五条")
    ] == [2005, 2019]


def test_a_law_named_alone_is_cited_as_a_whole() -> None:
    assert parse("《食品安全法》") == (Citation(FOOD),)


def test_brackets_within_a_title() -> None:
    name = "最高人民法院关于适用《中华人民共和国行政诉讼法》的解释"
    assert parse(f"《{name}》第四十八条") == (Citation(short(name), 48),)
    assert short(name) == "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第五条",
        "《食品安全法》第款",
        "《食品安全法》第一百二十四条第二",
        "食品安全法第八章",
        "情节严重，《食品安全法》第一条",
    ],
)
def test_what_is_not_a_citation_and_nothing_else(text: str) -> None:
    assert read(text) == ()


@example("《食品安全法》第0一条")
@example("第0十目")
@given(st.text(st.sampled_from("《》第条款项目之（）一二十百、和至本法食0 "), max_size=40))
def test_any_text_is_read_without_fault(text: str) -> None:
    assert all(parse(str(c)) for c in parse(text))


def bases() -> Iterator[str]:
    for path in sorted(PENALTIES.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from (
                    b
                    for b in json.loads(line).get("basis") or []
                    if re.search("第[^《》]{1,8}条", b)
                )


@pytest.mark.skipif(not PENALTIES.is_dir(), reason="the data pack (ZHIFA_DATA) is not here")
def test_the_bases_of_real_decisions_are_read() -> None:
    """Every article number that a decision names comes out, under some law."""
    told, complete = 0, 0
    for basis in bases():
        told += 1
        wanted = [to_int(n) for n in re.findall("第([一二三四五六七八九十百零]+|[0-9]+)条", basis)]
        complete += set(wanted) <= {c.article for c in parse(basis)}
    sys.stdout.write(f"{complete} of {told} bases read completely ({complete / told:.1%})\n")
    assert told > 900
    assert complete / told >= 0.99
