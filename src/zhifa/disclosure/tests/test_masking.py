"""Masking: identifiers by check digits and words, addresses, names; measured on the data pack."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from zhifa.disclosure.masking import Known, Span, redact
from zhifa.disclosure.masking.identifiers import citizen_check, credit_check
from zhifa.disclosure.masking.spans import settle

CITIZEN = "51040319800101012" + citizen_check("51040319800101012")
CREDIT = "91510403MA6000000" + credit_check("91510403MA6000000")
WIDE = "".join(chr(ord(c) + 0xFEE0) for c in "13800012345")
PACK = Path(settings.DATA_PACK) / "pii" / "multipriv_zh.dev.jsonl.gz"


def kinds(text: str, *known: Known) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in redact(text, known).spans]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"身份证号：{CITIZEN}。", "id_number", CITIZEN),
        (f"身份证{CITIZEN[:6]} {CITIZEN[6:14]} {CITIZEN[14:]}核对无误", "id_number",
         f"{CITIZEN[:6]} {CITIZEN[6:14]} {CITIZEN[14:]}"),
        ("公民身份号码510403198001011234（校验位不对）", "id_number", "510403198001011234"),
        ("身份证号510403800101123", "id_number", "510403800101123"),
        ("身份证号5104**********1234", "id_number", "5104**********1234"),
        ("持护照E12345678入境", "id_number", "E12345678"),
        ("电话13800001234", "phone", "13800001234"),
        ("手机：138-0000-1234转告", "phone", "138-0000-1234"),
        (f"手机{WIDE}打不通", "phone", WIDE),
        ("联系+86 138 0000 1234", "phone", "+86 138 0000 1234"),
        ("座机0812-5551234", "phone", "0812-5551234"),
        ("账号6222 0212 0800 1234 567", "card", "6222 0212 0800 1234 567"),
        ("开户行示范银行，账户：510501234567", "card", "510501234567"),
        ("驾驶川D·12345到店", "plate", "川D·12345"),
        ("驾驶川DA12345到店", "plate", "川DA12345"),
        ("邮箱 Zhang.San+1@example.com.cn，", "email", "Zhang.San+1@example.com.cn"),
        ("1980年1月1日出生", "birth_date", "1980年1月1日"),
        ("出生日期：1980-01-01", "birth_date", "1980-01-01"),
        ("微信号zhang_san88", "other", "zhang_san88"),
        (f"身份证{CITIZEN[:6]}  {CITIZEN[6:14]}  {CITIZEN[14:]}", "id_number",
         f"{CITIZEN[:6]}  {CITIZEN[6:14]}  {CITIZEN[14:]}"),
        ("手机1 3 8 0 0 0 0 1 2 3 4打不通", "phone", "1 3 8 0 0 0 0 1 2 3 4"),
        ("电话一三八零零零零一二三四", "phone", "一三八零零零零一二三四"),
        ("电话（0812）5551234", "phone", "（0812）5551234"),
        ("驾驶川 D A1234 小型客车", "plate", "川 D A1234"),
        ("男，1980年1月1日，汉族", "birth_date", "1980年1月1日"),
        ("出生日期:19800101", "birth_date", "19800101"),
        ("住攀枝花市西区宝鼎花园A区3-2-501", "address", "攀枝花市西区宝鼎花园A区3-2-501"),
        ("住攀枝花市 西区 玉泉路 88 号", "address", "攀枝花市 西区 玉泉路 88 号"),
        ("住攀枝花市西区玉泉街道示范街12号3栋2单元501室。", "address",
         "攀枝花市西区玉泉街道示范街12号3栋2单元501室"),
        ("户籍地：四川省仁和县示范乡示范村三组，", "address", "四川省仁和县示范乡示范村三组"),
    ],
)  # fmt: skip
def test_what_is_found(text: str, kind: str, value: str) -> None:
    assert (kind, value) in kinds(text)
    assert value not in redact(text).text


@pytest.mark.parametrize(
    "text",
    [
        "攀西市监罚〔2025〕12号",
        "《中华人民共和国行政处罚法》第五十一条第一款第（一）项",
        "拨打12345或者12315",
        "罚款人民币50000元，没收违法所得1234567.89元",
        "2025年3月4日至2025年6月3日，共90日",
        "本机关于收到之日起5个工作日内答复",
        "购进预包装食品120袋，批号20250304001",
        "高兴的是，方圆食品有限公司已经整改",
        "和平时期的安全生产，包括高温季节的许多常规检查",
        "许可证有效期至二〇二六年十二月三十一日",
        "第3号令公布，自2021年7月15日起施行",
        "不服北京市第一中级人民法院（2015）一中行初字第481号行政判决",
        "本院向原告送达，原告不服，上诉人申请再审",
        "和平路市场高兴的是方圆五公里内安全",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert redact(text).text == text


def test_a_credit_code_is_marked_and_stays() -> None:
    text = f"统一社会信用代码{CREDIT}"
    assert kinds(text) == [("credit_code", CREDIT)]
    assert redact(text).text == text
    wrong = CREDIT[:17] + ("A" if CREDIT[17] != "A" else "B")
    assert kinds(f"代码{wrong}") == []


NAMES = [
    ("当事人：周晓梅，女，汉族。", "周晓梅"),
    ("法定代表人欧阳志远在场。", "欧阳志远"),
    ("以上事实有赵国强、钱伟、孙丽华的询问笔录证明。", "钱伟"),
    ("举报人吴小芳反映该店销售过期食品。", "吴小芳"),
    ("2025年5月6日，郑建军驾驶车辆途经陶家渡路口。", "郑建军"),
    ("经查明，冯春燕存在以下违法事实。", "冯春燕"),
    ("行政处罚决定书（陈立）", "陈立"),
    ("店主阿依古丽·买买提签字确认。", "阿依古丽·买买提"),
    ("当事人：张 晓 梅，女。", "张 晓 梅"),
    ("当事人：张　伟，男，汉族。", "张　伟"),
    ("张某华（化名阿华）系本店员工。", "阿华"),
    ("绰号“刀疤强”的男子", "刀疤强"),
    ("高兴称其于2025年购进。", "高兴"),
    ("当事人：高兴，男", "高兴"),
    ("证人方圆证实", "方圆"),
    ("经营者：时间", "时间"),
    ("店主：和平", "和平"),
    ("当事人：吉克阿依", "吉克阿依"),
    ("阿苦日鬼在场", "阿苦日鬼"),
    ("当事人马海么依莫", "马海么依莫"),
    ("当事人：尼玛扎西，男，藏族", "尼玛扎西"),
    ("当事人:John Smith，男，美国籍", "John Smith"),
    ("张三、李四和王五三人", "王五"),
    ("王老板在场，称货物是自己购进的。", "王老板"),
    ("经查明，栾先舟存在以下违法事实：", "栾先舟"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names_are_found(text: str, name: str) -> None:
    assert ("person", name) in kinds(text)
    assert name not in redact(text).text


def test_who_told_something_is_shown_by_the_role() -> None:
    assert redact(NAMES[3][0]).text == "举报人某某反映该店销售过期食品。"
    told = "证人钱伟称，其与当事人周晓梅相识。钱伟的证言属实。"
    assert redact(told).text == "证人某某称，其与当事人周某某相识。证人的证言属实。"


def test_officers_of_the_text_stay() -> None:
    text = "执法人员李卫国（执法证号：23030001）、王建军到场。询问人：赵国强。被询问人：周晓梅。"
    masked = redact(text).text
    assert [n for n in ("李卫国", "王建军", "赵国强") if n not in masked] == []
    assert "周晓梅" not in masked


def test_a_name_found_once_is_masked_everywhere() -> None:
    text = "当事人：高远航，男。现场有高远航签名，高远航称货物系自用。"
    assert "高远航" not in redact(text).text


def test_what_the_case_knows_comes_first() -> None:
    text = (
        "执法人员李卫国到场。证人方圆说，高 兴 和高\u3000兴本人都签了字。货主为方圆百货有限公司。"
    )
    known = [
        Known("李卫国", role="officer"),
        Known("方圆百货有限公司", role="organisation"),
        Known("高兴"),
        Known("方圆", role="witness"),
    ]
    masked = redact(text, known).text
    assert "李卫国" in masked
    assert "证人某某说" in masked
    assert "货主为方圆百货有限公司。" in masked
    assert "高某" in masked
    assert "兴" not in masked


def test_a_known_number_in_any_spelling() -> None:
    known = [Known("SF-2025-0088", kind="other"), Known("西区示范路", kind="address")]
    masked = redact("案外编号SF—2025\uff0d0088，见西 区 示 范 路。", known).text
    assert "0088" not in masked
    assert "示" not in masked


@given(st.integers(10**16, 10**17 - 1))
def test_check_digits(number: int) -> None:
    """GB 11643 and GB 32100: the whole code weighs to one and to nothing."""
    body = str(number)
    last = citizen_check(body)
    weights = [pow(2, 17 - i, 11) for i in range(18)]
    values = [10 if c == "X" else int(c) for c in body + last]
    assert sum(v * w for v, w in zip(values, weights, strict=True)) % 11 == 1
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    assert (total + alphabet.index(credit_check(body))) % 31 == 0


PIECES = st.lists(
    st.sampled_from(
        [
            *(t for t, _ in NAMES),
            f"身份证{CITIZEN}",
            "电话13800001234",
            "。",
            "\n",
            "川D12345",
            "𠮷",
        ]
    ),
    max_size=8,
)


@given(PIECES)
def test_spans_lie_in_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    done = redact(text)
    at, rest = 0, done.text
    for span in done.spans:
        assert at <= span.start < span.end <= len(text)
        assert rest.startswith(text[at : span.start] + span.shown)
        rest = rest[span.start - at + len(span.shown) :]
        at = span.end
    assert rest == text[at:]


def test_the_stronger_kind_wins() -> None:
    long, short = Span(0, 18, "id_number", "a"), Span(2, 13, "phone", "b")
    assert settle([short, long]) == [long]


def test_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"id": 1, "text": "当事人周晓梅，电话13800001234。"},
        {
            "id": "b",
            "text": "执法人员周晓梅。",
            "parties": [{"name": "周晓梅", "role": "执法人员"}],
        },
    ]
    told = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    monkeypatch.setattr(sys, "stdin", io.StringIO(told))
    out = io.StringIO()
    call_command("redact", stdout=out)
    first, second = [json.loads(line) for line in out.getvalue().splitlines()]
    assert first["text"] == "当事人周某某，电话***。"
    assert [(s["start"], s["end"], s["kind"]) for s in first["spans"]] == [
        (3, 6, "person"),
        (9, 20, "phone"),
    ]
    assert second == {"id": "b", "text": "执法人员周晓梅。", "spans": []}


def test_the_command_names_the_bad_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "text": "a"}\nnonsense\n'))
    with pytest.raises(CommandError, match="第 2 行"):
        call_command("redact", stdout=io.StringIO())


@pytest.mark.skipif(not PACK.is_file(), reason="no data pack (ZHIFA_DATA)")
def test_recall_on_the_pack() -> None:
    """Of values that stand in invented texts: numbers all, names and addresses nearly all."""
    wanted = {
        "ID_CARD": "id_number",
        "PHONE": "phone",
        "EMAIL": "email",
        "ADDRESS": "address",
        "PERSON": "person",
    }
    total, missed = dict.fromkeys(wanted, 0), dict.fromkeys(wanted, 0)
    with gzip.open(PACK, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for _, line in zip(range(150), file, strict=False)]
    for row in rows:
        spans = redact(row["text"]).spans
        for one in row["entities"]:
            kind = wanted.get(one["type"])
            if kind is None:
                continue
            total[one["type"]] += 1
            missed[one["type"]] += not any(
                s.kind == kind and s.start < one["end"] and one["start"] < s.end for s in spans
            )
    assert missed["ID_CARD"] == missed["PHONE"] == missed["EMAIL"] == 0
    assert missed["PERSON"] <= 0.03 * total["PERSON"]
    assert missed["ADDRESS"] <= 0.02 * total["ADDRESS"]
