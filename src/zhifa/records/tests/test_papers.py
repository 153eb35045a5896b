"""Papers: what the law demands in them is in them, or they are not made."""

import copy
import json
import re
from typing import Any

import pytest
from django.db import connection

from zhifa.kernel import seals
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import reads
from zhifa.records.models import Document
from zhifa.records.rules.compose import MissingFacts, compose
from zhifa.records.rules.templates import SLOT, library, required
from zhifa.records.tests import make

CODES = sorted(library().templates)
# what the steps of the two procedures must be able to make (law.md 3.3)
LISTED = {
    "W01", "W02", "W02N", "W05", "W06", "W06R", "W08", "W09", "W11", "W12", "W14", "W15", "W20",
    "W21", "W24", "W25", "W26", "W27", "W36", "W37", "W37S", "W38", "W39", "W39R", "W40", "W40A",
    "W40G", "W40N", "W41", "W41R", "W42", "W43", "W44", "W45", "W46", "W47", "W48", "W49", "W50",
    "W55", "W57", "W58", "W59", "W72", "W72A", "W72D", "W73R", "W73S", "W73T", "W74",
}  # fmt: skip


def words(template: str, given: dict[str, Any]) -> str:
    content, _ = compose(library().templates[template], given, number="")
    return json.dumps(content, ensure_ascii=False)


def without(given: dict[str, Any], path: str) -> dict[str, Any]:
    less = copy.deepcopy(given)
    node = less
    *roots, last = path.split(".")
    for root in roots:
        node = node[root]
    node[last] = [] if isinstance(node[last], list) else "  "
    return less


def test_every_listed_paper_has_its_template() -> None:
    assert set(CODES) >= LISTED
    assert reads.template_codes() == frozenset(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_paper_is_made_from_what_it_asks_for_and_nothing_stays_open(code: str) -> None:
    told = words(code, make.facts(code))
    assert not SLOT.search(told)
    assert "{" not in told.replace('{"', "").replace("[{", "").replace(": {", "")


@pytest.mark.parametrize("code", CODES)
def test_a_paper_with_a_gap_is_not_made_and_says_which(code: str) -> None:
    form = library().templates[code]
    for path, label in required(form).items():
        with pytest.raises(MissingFacts) as no:
            compose(form, without(make.facts(code), path), number="")
        assert path in {gap.path for gap in no.value.gaps}, path
        assert label in {gap.label for gap in no.value.gaps}
        assert not label.isascii(), f"{path} has no Chinese name"


@pytest.mark.parametrize("code", CODES)
def test_a_paper_made_of_the_bare_minimum_has_no_blank(code: str) -> None:
    told = words(code, make.facts(code))
    assert not re.search(
        r"（）|：[。；，　\\]|到缴纳|罚款[。\"]{2}|于在", told.replace("签名：", "")
    )


@pytest.mark.parametrize("code", CODES)
def test_a_paper_cites_its_source(code: str) -> None:
    form = library().templates[code]
    assert form.source
    assert form.volume in {"main", "side"}


def test_a_refusal_names_every_gap_with_its_article() -> None:
    given = make.facts("W44")
    given["agency"]["court"] = ""
    given["party"]["name"] = ""
    with pytest.raises(Refused) as no:
        make.document(template="W44", given=given)
    told = [(o.code, o.message, o.source) for o in no.value.obstacles]
    assert {code for code, _, _ in told} == {"document:missing_fact"}
    assert any("管辖法院" in message and "第（五）项" in source for _, message, source in told)
    assert any("当事人名称" in message and "第（一）项" in source for _, message, source in told)
    assert not Document.objects.exists()


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(Refused) as no:
        make.document(template="W999", given={"x": 1})
    assert no.value.codes == {"document:unknown_template"}


def test_the_decision_has_the_six_items_of_article_59() -> None:
    articles = " ".join(b.article for b in library().templates["W44"].blocks)
    assert all(f"第五十九条第一款第（{n}）项" in articles for n in "一二三四五")
    content, _ = compose(library().templates["W44"], make.facts("W44"), number="某罚〔2026〕1号")
    assert content["seal"] == "某机关名称"  # the sixth: body and date
    assert content["date"] == "某文书日期"


def test_a_decision_with_money_says_where_to_pay_and_what_lateness_costs() -> None:
    fined = make.facts("W44", content__kinds="罚款", agency__bank="某银行", term__pay="十五日")
    told = words("W44", fined)
    assert "某银行" in told
    assert "十五日内" in told
    assert "每日按罚款数额的百分之三加处罚款" in told
    without_more = words("W44", {**fined, "decision": {"no_surcharge": "否"}})
    assert "不加处罚款" in without_more
    assert "百分之三" not in without_more
    warned = words("W44", make.facts("W44", content__kinds="警告"))
    assert "缴纳" not in warned
    with pytest.raises(MissingFacts) as no:
        words("W44", make.facts("W44", content__kinds="罚款"))
    assert [gap.path for gap in no.value.gaps] == ["term.pay", "agency.bank"]


def test_remedies_by_kind_of_decision() -> None:
    ordinary = words("W44", make.facts("W44"))
    assert "六十日内" in ordinary
    assert "六个月内" in ordinary
    spot = words("W45", make.facts("W45", agency__court="某法院"))
    assert "应当先自收到本决定书之日起六十日内" in spot  # 行政复议法 23: reconsider first
    assert "六个月" not in spot
    order = words("W26", make.facts("W26"))
    assert "如不服本通知，可以自收到本通知书之日起六十日内" in order


def test_the_right_to_a_hearing_is_told_only_where_there_is_one() -> None:
    assert "要求听证" in words(
        "W38", make.facts("W38", act__hearing_told="是", term__hearing="五日")
    )
    assert "听证" not in words("W38", make.facts("W38", act__hearing_told="否"))
    assert "不会因陈述、申辩给予更重的处罚" in words("W38", make.facts("W38"))


@pytest.mark.parametrize(
    ("ground", "article"),
    [
        ("违法行为轻微并及时改正，没有造成危害后果", "第三十三条第一款"),
        ("初次违法且危害后果轻微并及时改正", "第三十三条第一款"),
        ("当事人有证据足以证明没有主观过错", "第三十三条第二款"),
        ("不满十四周岁", "第三十条"),
        ("不能辨认或者不能控制自己行为", "第三十一条"),
        ("超过追责期限", "第三十六条"),
        ("违法事实不能成立", "第五十七条第一款第（三）项"),
    ],
)
def test_no_penalty_cites_the_article_of_its_ground(ground: str, article: str) -> None:
    told = words("W46", make.facts("W46", decision__ground=ground))
    assert f"依据《中华人民共和国行政处罚法》{article}，本机关决定" in told
    assert told.count("不予行政处罚。") == 1


def test_the_urging_letter_has_the_four_items_of_article_35() -> None:
    articles = " ".join(b.article for b in library().templates["W50"].blocks)
    assert all(f"第（{n}）项" in articles for n in "一二三四")


def test_a_receipt_names_the_paper_of_its_act() -> None:
    home = make.dossier()
    make.document(home, "W50", made_for="act-1")
    make.document(home, "W26", made_for="act-2")
    given = make.facts("W57")
    del given["served"]
    receipt = make.document(home, "W57", given, made_for="act-1")
    assert ["送达的文书", "《履行催告书》"] in receipt.content["blocks"][0]["rows"]
    with pytest.raises(Refused):
        make.document(home, "W57", given, made_for="act-9")  # nothing has been served


def test_the_cover_lists_what_the_dossier_holds() -> None:
    home = make.dossier()
    make.document(home, "W02")
    make.document(home, "W36")
    given = make.facts("W59")
    del given["catalogue"]
    cover = make.document(home, "W59", given)
    table = next(b["table"] for b in cover.content["blocks"] if b.get("table"))
    assert [row[1] for row in table[1:]] == ["立案审批表", "案件调查终结报告"]


def test_words_are_frozen_with_their_digest_and_who_made_them() -> None:
    paper = make.document(signed_by=["user:1"], number="某〔2026〕1号")
    stored = reads.document(document_id=paper.pk, viewer=SYSTEM)
    assert stored.sha256 == seals.sha256(seals.canonical(stored.content))
    assert stored.signed_by == ["user:1"]
    assert stored.fields["party.name"] == "某当事人名称"
    assert not list(reads.unsound())
    entry = Entry.objects.get(kind="records.DocumentFiled")
    assert entry.payload["sha256"] == stored.sha256
    assert seals.digest_of(stored) == entry.seals[f"records.document:{paper.pk}"]


def test_people_are_not_named_in_the_clear_in_the_database() -> None:
    given = make.facts("W44", party__line="身份证号 510403198001010017", party__phone="13812345678")
    make.document(template="W44", given=given)
    with connection.cursor() as cursor:
        cursor.execute("select content, fields from records_document")
        stored = str(cursor.fetchall())
        cursor.execute("select payload, seals from kernel_entry")
        stored += str(cursor.fetchall())
    assert "510403198001010017" not in stored
    assert "13812345678" not in stored


def test_iso_dates_are_spelt_as_papers_do() -> None:
    told = words("W57", make.facts("W57", step__effective_on="2026-03-17"))
    assert "2026年3月17日" in told
    assert "2026-03-17" not in told


def test_dossiers_are_numbered_as_they_are_sealed() -> None:
    home = make.agency()
    first, second = make.dossier(home, "1"), make.dossier(home, "2")
    make.seal(second)
    make.seal(first)
    assert (second.archive_number, first.archive_number) == ("20260001", "20260002")


WAIVED, WAIVED_ON = "said__waive_rights__waives_statement", "said__waive_rights__on"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "当事人未在规定期限内提出陈述、申辩。"),
        ({WAIVED: "是", WAIVED_ON: "2026年3月3日"}, "2026年3月3日，当事人书面放弃陈述、申辩。"),
        ({WAIVED: "否", WAIVED_ON: "2026年3月3日"}, "当事人未在规定期限内提出陈述、申辩。"),
        ({"said__hold_hearing__on": "2026年3月20日"}, "当事人申请听证。"),
        ({"said__record_statement__points": "已经改正"}, "当事人提出：已经改正"),
    ],
)
def test_a_decision_says_what_the_party_really_did(told: dict[str, str], words: str) -> None:
    """行政处罚法 第四十四条、第四十五条: waived in writing, heard, or let the term pass."""
    given = make.facts("W44", said__serve_notice__on="2026年3月2日", **told)
    for move in ("record_statement", "recheck_statement", "hold_hearing", "waive_rights"):
        if not any(f"__{move}__" in name for name in told):
            given["said"].pop(move, None)
    content, _ = compose(library().templates["W44"], given, number="")
    found = [b["text"] for b in content["blocks"] if b["heading"].startswith("二、")]
    assert len(found) == 1
    assert words in found[0]
