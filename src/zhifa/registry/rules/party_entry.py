"""What an entry of a party must be to stand, whoever writes it and by whatever way."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.texts import UNSEEN_WORDS, unseen
from zhifa.registry.rules import identity as codes

PERSON, BUSINESS, OTHER = "natural_person", "individual_business", "other_organisation"
KINDS = {
    PERSON: "自然人",
    BUSINESS: "个体工商户",
    "legal_person": "法人",
    OTHER: "其他组织",
}
SHOP = "92"
NAMED = "行政处罚法 第五十九条"
NO_NAME = Obstacle("party:name", "没有写明姓名或者名称。", NAMED, then="写明后再登记。")
NO_IDENTITY = Obstacle(
    "party:identity",
    "没有证件号码。",
    NAMED,
    then="自然人写身份证件号码，其他当事人写统一社会信用代码。",
)
WRONG_IDENTITY = Obstacle("party:identity_wrong", "证件号码或者代码有误。", then="请核对证照原件。")
WRONG_PAPER = Obstacle(
    "party:identity_kind", "这类当事人不用这种证件。", then="请重新选择证件类型。"
)
UNSEEN = Obstacle("party:unseen", UNSEEN_WORDS, then="删去后再登记。")
OTHER_CODE = Obstacle(
    "party:kind_code",
    "类别与统一社会信用代码不符：92 开头的是个体工商户，其他的是法人或者其他组织，自然人没有。",
    NAMED,
    then="核对证照原件，改选类别或者改正代码。",
)
PERSONAL_PAPER = Obstacle(
    "party:personal_paper",
    "这是居民身份证号码，只有自然人和个体工商户的经营者用它。",
    NAMED,
    then="改选自然人，或者填写登记证书上的代码。",
)
WRONG_KIND = Obstacle("party:kind", "没有这一类当事人。", then="请重新选择类别。")
WRONG_PHONE = Obstacle(
    "party:phone", "联系电话的格式不对。", then="写手机号码，或者带区号的座机号码。"
)
WRONG_ACCOUNT = Obstacle("party:bank_account", "银行账号的格式不对。", then="核对账号，只写数字。")
WRONG_AREA = Obstacle(
    "party:area_code", "所在街道（镇）的区划代码不对。", then="填六位、九位或者十二位区划代码。"
)
EARLY_END = Obstacle(
    "party:gone_on", "死亡或者终止日期在今天之后，或者早于出生日期。", then="核对后改正日期。"
)

CHANGEABLE = (
    "name",
    "credit_code",
    "identity_kind",
    "identity",
    "representative",
    "guardian",
    "address",
    "phone",
    "bank_account",
    "area_code",
    "gone_on",
)
WORDS = ("name", "representative", "guardian", "address")
CODES = ("credit_code", "phone", "bank_account", "area_code")
Fault = tuple[str, Obstacle]


class Entry(Protocol):
    """A party, stored or about to be."""

    kind: str
    name: str
    credit_code: str
    identity_kind: str
    identity: str
    representative: str
    guardian: str
    address: str
    phone: str
    bank_account: str
    area_code: str
    gone_on: date | None


def default_paper(kind: str) -> str:
    """The kind of document that a party of a kind has when none is named."""
    return codes.CITIZEN_ID if kind in {PERSON, BUSINESS} else "099"


def of_person(kind: str) -> bool:
    """Whether a person stands behind a party of a kind."""
    return kind in {PERSON, BUSINESS}


def born_on(entry: Entry) -> date | None:
    """The birth date that a citizen number tells."""
    known = bool(entry.identity) and entry.identity_kind in {codes.CITIZEN_ID, "112"}
    return codes.born_on(entry.identity) if known else None


def _identity_faults(entry: Entry, on: date) -> Iterator[Fault]:
    """What is wrong with the papers: which are wanted, and whether their numbers can exist."""
    person = entry.kind == PERSON
    papers = codes.PERSON_PAPERS if of_person(entry.kind) else codes.ORGANISATION_PAPERS
    wanted = entry.identity if person else entry.credit_code
    if entry.kind == OTHER:
        wanted = entry.credit_code or entry.identity
    if not wanted:
        yield ("identity" if person else "credit_code"), NO_IDENTITY
    if entry.identity and entry.identity_kind not in papers:
        yield "identity_kind", WRONG_PAPER
    if entry.identity and (why := codes.paper_fault(entry.identity_kind, entry.identity, on)):
        yield "identity", WRONG_IDENTITY.about(why)
    if entry.credit_code and (why := codes.credit_code_fault(entry.credit_code)):
        yield "credit_code", WRONG_IDENTITY.about(why)
    if entry.kind in KINDS:
        yield from _kind_faults(entry)


def _kind_faults(entry: Entry) -> Iterator[Fault]:
    """What the papers say of the kind against what is told of it (standards.md V02, V03)."""
    code, kind = entry.credit_code, entry.kind
    business = code.startswith(SHOP) or code == codes.STAND_IN
    if code and (kind == PERSON or business != (kind == BUSINESS)):
        yield "kind", OTHER_CODE
    if not of_person(kind) and entry.identity and not codes.citizen_id_fault(entry.identity):
        yield "identity", PERSONAL_PAPER


def _reach_faults(entry: Entry) -> Iterator[Fault]:
    """What is wrong with where and how it is reached."""
    area, account = entry.area_code, entry.bank_account
    if entry.phone and (why := codes.phone_fault(entry.phone)):
        yield "phone", WRONG_PHONE.about(why)
    if entry.kind == PERSON and account and (why := codes.bank_card_fault(account)):
        yield "bank_account", WRONG_ACCOUNT.about(why)
    if area and not (area.isdigit() and len(area) in {6, 9, 12}):
        yield "area_code", WRONG_AREA


def entry_faults(entry: Entry, on: date) -> Iterator[Fault]:
    """Why an entry cannot stand on a day, each with the column it is about; twins apart."""
    if entry.kind not in KINDS:
        yield "kind", WRONG_KIND
    if not entry.name:
        yield "name", NO_NAME
    yield from ((name, UNSEEN) for name in WORDS if unseen(getattr(entry, name)))
    yield from _identity_faults(entry, on)
    yield from _reach_faults(entry)
    gone, born = entry.gone_on, born_on(entry)
    if gone is not None and (gone > on or (born is not None and gone < born)):
        yield "gone_on", EARLY_END
