"""The columns of a power list 权责清单: heading, the matter's field, how it is written.

The layout for people: docs/matters.md. A field with a dot is a key of a JSON column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhifa.registry.rules.cells import (
    BAR,
    DAY,
    LINES,
    MONEY,
    TEXT,
    WHOLE,
    YES,
    Codec,
    Part,
    codes,
    one_of,
    pairs,
    record,
    records,
)
from zhifa.registry.rules.discretion import EVIDENCE_KINDS, KINDS, WAIVERS

POWER_KINDS = {
    "penalty": "行政处罚",
    "licence": "行政许可",
    "coercion": "行政强制",
    "inspection": "行政检查",
    "levy": "行政征收",
    "requisition": "行政征用",
    "other": "其他行政权力",
}
LEVELS = {
    "state": "国家级",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "town": "乡级",
}
OBJECTS = {
    "natural_person": "自然人",
    "individual_business": "个体工商户",
    "legal_person": "法人",
    "other_organisation": "其他组织",
}
GRADES = {"minor": "轻微", "general": "一般", "serious": "严重"}
# 国办发〔2024〕54 号；standards.md 2.2
WAYS = {"on_site": "现场检查", "off_site": "非现场检查", "random": "双随机抽查", "case": "个案检查"}
UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时"}
# what only one kind of power has
PARTICULARS = {
    "licence": {
        "conditions": "许可条件",
        "materials": "申请材料",
        "quota": "数量限制",
        "fee": "收费",
        "result": "审批结果",
        "validity": "有效期",
    },
    "coercion": {"measures": "强制方式", "limits": "不得强制的情形"},
    "inspection": {"criteria": "检查标准", "handling": "结果处理"},
    "levy": {"standard": "征收标准", "relief": "减免缓", "use": "用途"},
    "requisition": {"ground": "征用情形", "compensation": "补偿", "return": "返还"},
    "other": {"process": "办理流程", "outcome": "结果"},
    "penalty": {},
}
WORDS = {key: name for kind in PARTICULARS.values() for key, name in kind.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. said: other headings it goes by; must: no list without it."""

    heading: str
    field: str
    codec: Codec
    width: int = 16
    said: tuple[str, ...] = ()
    must: bool = False
    about: str = ""


TIER = (
    Part("code", "代码", must=True),
    Part("name", "档次", must=True),
    Part("condition", "情形"),
    Part("min", "下限（元）", "number"),
    Part("max", "上限（元）", "number"),
    Part("multiple_min", "倍数下限", "number"),
    Part("multiple_max", "倍数上限", "number"),
    Part("ordered", "这一档应当给予", "codes", KINDS),
)
PROOF = (
    Part("code", "代码", must=True),
    Part("name", "要证明什么", must=True),
    Part("kinds", "证据种类", "codes", EVIDENCE_KINDS),
    Part("required", "必需", "yes"),
)
LIMIT = (
    Part("party", "对象", "one", OBJECTS, must=True),
    Part("fine_min", "下限（元）", "number"),
    Part("fine_max", "上限（元）", "number"),
    Part("clause", "条款"),
    Part("kinds", "处罚种类", "codes", KINDS),
)
CLOCK = (
    Part("code", "代码", must=True),
    Part("name", "期限", must=True),
    Part("n", "数", "number", must=True),
    Part("unit", "单位", "one", UNITS, must=True),
    Part("source", "依据"),
)
POINT = (
    Part("code", "代码", must=True),
    Part("name", "要点", must=True),
    Part("method", "方法"),
)
FILM = (Part("step", "环节", must=True), Part("means", "方式"))
CRIME = (
    Part("offence", "罪名", must=True),
    Part("clause", "条款"),
    Part("amount", "数额（元）", "number"),
    Part("base", "按什么算"),
    Part("condition", "情形"),
)


def _order(parts: Sequence[Part]) -> str:
    return "每行写：" + BAR.join(p.name for p in parts)


NAMED = (
    Column("权力类型", "kind", one_of(POWER_KINDS), 12, ("职权类型", "权力类别"), must=True),
    Column("事项编码", "code", TEXT, 18, ("权力编码", "职权编码"), must=True),
    Column("事项名称", "name", TEXT, 40, ("权力项目名称", "职权名称", "权力名称"), must=True),
)
SET = (
    Column("设定依据", "basis_clauses", LINES, 40, ("实施依据", "法律依据"), about="每行一条"),
    Column("违法行为", "breach", TEXT, 30),
    Column("违反条款", "breach_clauses", LINES, 34, about="每行一条"),
    Column("处罚依据", "penalty_clauses", LINES, 34, about="每行一条"),
    Column("行使层级", "levels", codes(LEVELS), 14),
    Column("行使对象", "object_kinds", codes(OBJECTS), 20),
    Column("处罚种类", "kinds", codes(KINDS), 24),
    Column("应当给予的种类", "ordered_kinds", codes(KINDS), 18),
    Column("情节严重才可给予的种类", "grave_kinds", codes(KINDS), 18),
    Column("罚款下限", "fine_min", MONEY),
    Column("罚款上限", "fine_max", MONEY),
    Column("倍数下限", "multiple_min", MONEY, 10),
    Column("倍数上限", "multiple_max", MONEY, 10),
    Column("倍数基数", "multiple_base", TEXT, 12),
    Column("基数满多少适用倍数", "multiple_from", MONEY),
    Column("基数至少按", "base_floor", MONEY),
    Column("罚款说明", "fine_note", TEXT, 30),
    Column("分对象幅度", "party_limits", records(*LIMIT), 34, about=_order(LIMIT)),
    Column("裁量档次", "tiers", records(*TIER), 50, about=_order(TIER)),
    Column("证据清单", "elements", records(*PROOF), 44, about=_order(PROOF)),
    Column("不予处罚情形", "waivers", codes(WAIVERS), 30),
    Column("轻微不罚条件", "minor_note", TEXT, 30),
    Column("首违不罚条件", "waiver_note", TEXT, 30),
    Column("首违回看年数", "first_breach_years", WHOLE, 10),
)
THRESHOLDS = (
    Column("听证标准（个人）", "hearing_natural", MONEY),
    Column("听证标准（单位）", "hearing_organisation", MONEY),
    Column("没收听证标准（个人）", "hearing_taken_natural", MONEY),
    Column("没收听证标准（单位）", "hearing_taken_organisation", MONEY),
    Column("应当告知听证的种类", "hearing_kinds", codes(KINDS), 30),
    Column("听证标准来源", "hearing_source", TEXT, 30),
    Column("听证标准已核定", "settled", YES, 10),
    Column("重大标准（个人）", "major_natural", MONEY),
    Column("重大标准（单位）", "major_organisation", MONEY),
    Column("个体工商户按单位", "business_counts", YES, 10),
    Column("追责期限（年）", "limitation_years", WHOLE, 10),
    Column("涉及重大公共利益", "public_interest", YES, 10),
    Column("应当责令改正", "correction", YES, 10),
    Column("可以当场处罚", "summary_allowed", YES, 10),
    Column("涉嫌犯罪的标准", "crime", record(*CRIME), 40, about=_order(CRIME)),
)
REST = (
    Column("检查要点", "inspection.checkpoints", records(*POINT), 44, about=_order(POINT)),
    Column("年度频次上限", "inspection.cap", WHOLE, 10, about="次"),
    Column("抽查比例", "inspection.ratio", TEXT, 10),
    Column("检查方式", "inspection.ways", codes(WAYS), 20),
    Column("音像记录环节", "recording", records(*FILM), 34, about=_order(FILM)),
    Column("办理期限", "clocks", records(*CLOCK), 40, about=_order(CLOCK)),
    Column("分类要素", "particulars", pairs(WORDS), 40, about="每行写：名称：内容"),
    Column("责任事项", "duties", LINES, 40, about="每行一项"),
    Column("追责情形", "liability", LINES, 40, about="每行一项"),
    Column("公示等级", "grade", one_of(GRADES, "general"), 10),
    Column("决定公示", "published", YES, 10),
    Column("监管事项目录编码", "supervision_code", TEXT, 18),
    Column("来源", "origin", TEXT, 20),
    Column("施行日期", "from_on", DAY, 12, ("生效日期",), must=True),
    Column("施行止", "until_on", DAY, 12, ("失效日期",)),
)


# a body's list has these besides; a list of the library has not
LISTING = (
    Column("列入日期", "listed_on", DAY, 12),
    Column("公布日期", "published_on", DAY, 12),
    Column("移出日期", "delisted_on", DAY, 12),
)
# told in exports, never read back
TOLD = ("序号", "完整度", "缺项", "行使主体")


def columns(fields: Mapping[str, str], *, listed: bool) -> tuple[Column, ...]:
    """The columns in order. fields: fields of enforcement by code; listed: of a body's list."""
    field = Column("领域", "field", one_of(fields), 12, must=True)
    whole = (*NAMED, field, *SET, *THRESHOLDS, *REST)
    return (*whole, *(LISTING if listed else ()))


def value_of(row: Mapping[str, Any], field: str) -> Any:
    """A field of a row, also inside a JSON column."""
    name, _, key = field.partition(".")
    value = row.get(name)
    return (value or {}).get(key) if key else value


def nested(told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as columns name them → a row, keys of JSON columns put together, blanks left out."""
    row: dict[str, Any] = {}
    for field, value in told.items():
        name, _, key = field.partition(".")
        if not key:
            row[name] = value
        elif value not in (None, "", []):
            row.setdefault(name, {})[key] = value
        else:
            row.setdefault(name, {})
    return row
