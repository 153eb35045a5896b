"""A list of parties as a sheet: its columns, what every row needs, the sample to fill in.

The layout for people: docs/people.md.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from zhifa.registry.rules import identity as codes
from zhifa.registry.rules.cells import DAY, NULLS, TEXT, Codec, one_of, text
from zhifa.registry.rules.columns import Column
from zhifa.registry.rules.party_entry import KINDS, PERSON, default_paper
from zhifa.registry.rules.sheet import Layout

EXACT = 15  # digits that a number in a sheet keeps
PAPERS = {**codes.PERSON_PAPERS, **codes.ORGANISATION_PAPERS}
KIND = one_of(KINDS)
LENGTHS = {
    "name": 120,
    "identity": 40,
    "representative": 60,
    "guardian": 60,
    "address": 200,
    "phone": 20,
    "bank_account": 32,
}


def _code(cell: Any) -> str:
    """A number kept as text; a sheet's own number has lost its last digits when it is long."""
    whole = isinstance(cell, int | float) and not isinstance(cell, bool)
    if whole and abs(cell) >= 10**EXACT:
        raise ValueError("是数字格式，超过 15 位的后几位已经丢失，请把这一列设为文本格式，重填")
    said = text(cell)
    return "" if said in NULLS else codes.tidy(said)


def _credit(cell: Any) -> str:
    said = _code(cell)
    if said == codes.STAND_IN:
        raise ValueError("是公示表里的占位代码，请填真实的代码；没有代码的留空")
    return said


def _paper(cell: Any) -> str:
    said = text(cell)
    back = {name: code for code, name in PAPERS.items()}
    if said not in {*back, *PAPERS, *NULLS}:
        raise ValueError(f"“{said[:20]}”不在可选范围：{'、'.join(back)}")
    return "" if said in NULLS else back.get(said, said)


def _words(cell: Any) -> str:
    said = text(cell)
    return "" if said in NULLS else said


CODE = Codec(_code, lambda value: value or "", str)
CREDIT = Codec(_credit, lambda value: value or "", str)
PAPER = Codec(_paper, lambda value: PAPERS.get(value, ""), str)
WORDS = Codec(_words, lambda value: value or "", str)

COLUMNS = (
    Column(
        "类别",
        "kind",
        KIND,
        14,
        ("当事人类别", "对象类别"),
        must=True,
        about=f"必填，从这些里选：{'、'.join(KINDS.values())}",
    ),
    Column("姓名或者名称", "name", TEXT, 34, ("名称", "姓名", "企业名称", "单位名称"), must=True),
    Column(
        "统一社会信用代码",
        "credit_code",
        CREDIT,
        24,
        ("信用代码", "社会信用代码"),
        about="自然人以外必填（其他组织没有代码的写证件号码）；校验位当场核对",
    ),
    Column(
        "证件类型",
        "identity_kind",
        PAPER,
        16,
        about=f"不写的，自然人和个体工商户按居民身份证。可写：{'、'.join(PAPERS.values())}",
    ),
    Column(
        "证件号码",
        "identity",
        CODE,
        24,
        ("身份证号", "身份证号码", "公民身份号码"),
        about="自然人必填；设为文本格式，校验位当场核对",
    ),
    Column(
        "法定代表人、负责人或者经营者",
        "representative",
        WORDS,
        22,
        ("法定代表人", "负责人", "经营者", "法定代表人（负责人）"),
    ),
    Column("监护人", "guardian", WORDS, 14),
    Column("住所", "address", WORDS, 40, ("地址", "住址", "经营场所", "经营地址")),
    Column("电话", "phone", CODE, 18, ("联系电话", "手机号码"), about="手机，或者带区号的座机"),
    Column("银行账号", "bank_account", CODE, 24, ("账号",)),
    Column(
        "所在街道（镇）",
        "area_code",
        CODE,
        18,
        ("区划代码", "行政区划代码"),
        about="六位、九位或者十二位区划代码",
    ),
    Column("死亡或者终止日期", "gone_on", DAY, 18, ("终止日期", "注销日期"), about="没有就留空"),
)


def _keys(told: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What no two rows may share; a person's number is not repeated in the report."""
    if told.get("credit_code"):
        yield "credit_code", told["credit_code"], f"统一社会信用代码 {told['credit_code']}"
    if told["kind"] == PERSON and told.get("identity"):
        kind = told.get("identity_kind") or default_paper(PERSON)
        yield "identity", codes.paper_number(kind, told["identity"]), "证件号码"


PARTIES = Layout(
    frozenset({"kind", "name"}),
    {"kind": "类别", "name": "姓名或者名称"},
    _keys,
    frozenset({"kind", "gone_on"}),
)
RULES = (
    "一行是一个当事人；带 * 的列必须有，其余的列可以没有。",
    "代码、证件号码、电话、账号所在的列设为文本格式；日期写成日期格式，没有就留空。",
    "不要合并单元格，不要用公式。也可以存成 UTF-8 的 CSV。",
    "代码或者证件号码已经登记过的，认作同一个当事人，不重复登记，也不改原来的登记。",
    "整张表都合格才写入；有一格不合格，一行也不写。",
)


def too_long(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Columns that say more than is kept, each with why not."""
    for name, most in LENGTHS.items():
        if len(str(told.get(name) or "")) > most:
            yield name, f"最多 {most} 字，请精简"
