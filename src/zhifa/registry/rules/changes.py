"""What the public reads of a change in the libraries: which events, in which words.

Source: 国办发〔2018〕118号 二（四）, 公示信息动态调整; 实施方案 二（一）2. Nothing is told that the
public lists do not tell: of people, name and certificate of those who enforce, and of why nothing.
Why a law ends, why a text was put right, and why a version was entered only after its first day is
told: whoever relied on an answer of a day gone by can see what altered it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

Payload: TypeAlias = Mapping[str, Any]
Sealed: TypeAlias = tuple[int, str]  # a row that an entry of the journal sealed: key and digest

LIBRARIES: Mapping[str, str] = {
    "laws": "法律法规",
    "matters": "执法事项",
    "bodies": "执法主体",
    "people": "执法人员",
    "lists": "权责清单",
}
BODY = "agency:"  # the chains of bodies; what else imports matters does so for the whole library
IMPORTED = "registry.MattersImported"


@dataclass(frozen=True, slots=True)
class Names:
    """Names by key: bodies, holders of certificates, mandates, matters by code, law changes.

    law_reasons: of law changes, why. late, begins: of versions of matters, why they were entered
    late and from when they are in force. versions: the names of such. items: entries of bodies'
    lists, the matter's code and the last day, where it had one when the journal sealed it.
    """

    bodies: Mapping[int, str] = field(default_factory=dict)
    cards: Mapping[int, tuple[str, str, int]] = field(default_factory=dict)
    mandates: Mapping[int, tuple[str, int, int]] = field(default_factory=dict)
    matters: Mapping[str, str] = field(default_factory=dict)
    laws: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    law_reasons: Mapping[int, Sequence[str]] = field(default_factory=dict)
    late: Mapping[int, str] = field(default_factory=dict)
    begins: Mapping[int, date] = field(default_factory=dict)
    versions: Mapping[int, str] = field(default_factory=dict)
    items: Mapping[Sealed, tuple[str, date | None]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def body(self, key: object) -> str:
        """A body by key."""
        return self.bodies.get(int(str(key)), "已不在册的机关")


Told: TypeAlias = tuple[str, str] | None  # of whom or what; what happened


def _law(told: Payload, names: Names) -> Told:
    known = names.laws.get(told["amendment_id"])
    if known is None:
        return None
    title, way = known
    if way == "repeal":
        return title, f"{told['from_on']} 起废止"
    if way == "correction":
        return title, f"{told['from_on']} 更正导入有误的正文 {told['changed']} 条，原文留存"
    return title, f"{told['from_on']} 起施行新版本，变动 {told['changed']} 条"


def _laws(told: Payload, _names: Names) -> Told:
    if not told["versions"]:
        return None
    articles = f"、{told['articles']} 条" if told["articles"] else "的目录"
    named = "、".join(f"《{title}》" for title in told.get("titles", ()))
    more = "等" if named and told["laws"] > len(told["titles"]) else ""
    which = f"：{named}{more}" if named else ""
    unnamed = "（当时没有记下名称）" if told["articles"] and "titles" not in told else ""
    return "法律库", f"收入 {told['versions']} 部{articles}{which}{unnamed}"


def _matter(told: Payload, names: Names) -> Told:
    begins = names.begins.get(told["matter_id"])
    day = f"自 {begins} 起" if begins else ""
    return names.matters.get(told["code"], told["code"]), f"事项 {told['code']} {day}施行新版本"


def _matter_ended(told: Payload, names: Names) -> Told:
    name = names.matters.get(told["code"], told["code"])
    return name, f"事项 {told['code']} 施行至 {told['until_on']}"


NAMED = 5  # matters that a line names


def _quoted(names: Sequence[str], total: int) -> str:
    """“甲”、“乙”、“丙”等; empty where there is none."""
    listed = "、".join(f"“{name}”" for name in dict.fromkeys(names))
    return listed + ("等" if listed and total > NAMED else "")


def _named(what: str, codes: Sequence[str], total: int, names: Names) -> str:
    """列入 7 项：“甲”、“乙”、“丙”等; empty where there is none."""
    listed = _quoted([names.matters.get(code, code) for code in codes[:NAMED]], total)
    return f"{what} {total} 项：{listed}" if total else ""


def _of_old(told: Payload, names: Names) -> str:
    """What an entry of old says of a list: how many, and by what it sealed, the first of them."""
    total = told.get("listed", 0)
    found = [names.items[key] for key in told.get("items", ()) if key in names.items]
    on = _quoted([names.matters.get(code, code) for code, last in found if last is None], 0)
    off = [f"“{names.matters.get(code, code)}”列至 {last}" for code, last in found if last]
    which = "；".join(filter(None, (on and f"列入{on}", "、".join(off))))
    rest = f"：{which}{'等' if total > NAMED else ''}" if which else ""
    return f"清单增减 {total} 项{rest}" if total else ""


def _lists(told: Payload, names: Names) -> str:
    """What came onto a body's list and left it."""
    if "put_on" not in told:
        return _of_old(told, names)
    on, off = (
        _named(what, told.get(codes, ()), told.get(total, 0), names)
        for what, codes, total in (("列入", "on", "put_on"), ("移出", "off", "taken_off"))
    )
    return "权责清单" + "；".join(filter(None, (on, off))) if on or off else ""


def _adopted(told: Payload, names: Names) -> str:
    known = [names.versions[k] for k, _ in told.get("adopted", ()) if k in names.versions]
    which = _quoted(known, told["matters"])
    which = which and f"：{which}"
    return f"施行或者停止 {told['matters']} 项{which}" if told["matters"] else ""


def _imported(told: Payload, names: Names) -> Told:
    who = names.body(told["body"]) if told.get("body") else "执法事项库"
    words = "，".join(filter(None, (_adopted(told, names), _lists(told, names))))
    return (who, words) if words else None


def _listed(told: Payload, names: Names) -> Told:
    name = names.matters.get(told["matter_code"], told["matter_code"])
    return names.body(told["agency_id"]), f"列入权责清单：{name}"


def _delisted(told: Payload, names: Names) -> Told:
    name = names.matters.get(told["matter_code"], told["matter_code"])
    return names.body(told["agency_id"]), f"{told['until_on']} 后移出权责清单：{name}"


def _body(words: str) -> Callable[[Payload, Names], Told]:
    return lambda told, names: (names.body(told["agency_id"]), words)


def _body_changed(told: Payload, names: Names) -> Told:
    changed = "、".join(names.columns.get(f, f) for f in told["fields"])
    return names.body(told["agency_id"]), f"变更{changed}"


def _merged(told: Payload, names: Names) -> Told:
    heir = names.body(told["successor_id"])
    return names.body(told["agency_id"]), f"{told['from_on']} 起并入{heir}"


def _handed(told: Payload, names: Names) -> Told:
    heir = names.body(told["successor_id"])
    words = f"{told['from_on']} 起划转 {told['matters']} 项事项给{heir}"
    return names.body(told["agency_id"]), words


def _mandate(words: str) -> Callable[[Payload, Names], Told]:
    def tell(told: Payload, names: Names) -> Told:
        known = names.mandates.get(told["delegation_id"])
        if known is None:
            return None
        number, giver, holder = known
        return names.body(giver), f"{words}{names.body(holder)}执法（{number}）"

    return tell


def _card(words: str) -> Callable[[Payload, Names], Told]:
    def tell(told: Payload, names: Names) -> Told:
        known = names.cards.get(told["certificate_id"])
        if known is None:
            return None
        name, number, body = known
        return f"{name}（{names.body(body)}）", f"{words}，证号 {number}"

    return tell


def _cards(told: Payload, _names: Names) -> Told:
    counts = (("核发", told["issued"]), ("暂扣", told["suspended"]), ("注销", told["cancelled"]))
    words = "，".join(f"{what} {n} 件" for what, n in counts if n)
    return ("执法证件名单", words) if words else None


TELLERS: Mapping[str, tuple[str, Callable[[Payload, Names], Told]]] = {
    "registry.LawAmended": ("laws", _law),
    "registry.LawsLoaded": ("laws", _laws),
    "registry.MatterAdopted": ("matters", _matter),
    "registry.MatterEnded": ("matters", _matter_ended),
    IMPORTED: ("matters", _imported),
    "registry.PowerListed": ("lists", _listed),
    "registry.PowerDelisted": ("lists", _delisted),
    "agencies.AgencyRegistered": ("bodies", _body("登记为执法主体")),
    "agencies.AgencyChanged": ("bodies", _body_changed),
    "agencies.AgencyAbolished": ("bodies", _body("撤销")),
    "agencies.AgencyMerged": ("bodies", _merged),
    "agencies.MattersHandedOver": ("bodies", _handed),
    "agencies.Delegated": ("bodies", _mandate("委托")),
    "agencies.DelegationPublished": ("bodies", _mandate("公布委托")),
    "agencies.DelegationEnded": ("bodies", _mandate("终止委托")),
    "agencies.CertificateIssued": ("people", _card("核发执法证件")),
    "agencies.CertificateSuspended": ("people", _card("暂扣执法证件")),
    "agencies.CertificateResumed": ("people", _card("恢复执法证件")),
    "agencies.CertificateCancelled": ("people", _card("注销执法证件")),
    "agencies.CertificatesImported": ("people", _cards),
}


LATE = "补录："


def _why_law(told: Payload, names: Names) -> Sequence[str]:
    return names.law_reasons.get(told["amendment_id"], ())


def _why_matter(told: Payload, names: Names) -> Sequence[str]:
    late = names.late.get(told["matter_id"])
    return [f"{LATE}{late}"] if late else []


def _why_import(told: Payload, _names: Names) -> Sequence[str]:
    return [f"{LATE}{told['late']}"] if told.get("late") else []


REASONS: Mapping[str, Callable[[Payload, Names], Sequence[str]]] = {
    "registry.LawAmended": _why_law,
    "registry.LawsLoaded": _why_import,
    "registry.MatterAdopted": _why_matter,
    IMPORTED: _why_import,
}


def law_reasons(*, ended: str, corrected: str, late: str) -> list[str]:
    """Why a law changed as it did: by which decision, what was wrong, why it comes so late."""
    told = (("依据：", ended), ("更正：", corrected), (LATE, late))
    return [f"{name}{words}" for name, words in told if words]


def library_of(kind: str, subject: str) -> str:
    """In which library an event changed something; lists that bodies import are lists."""
    library, _ = TELLERS[kind]
    return "lists" if kind == IMPORTED and subject.startswith(BODY) else library


def sources(library: str) -> Iterator[tuple[str, bool | None]]:
    """The kinds of events of a library, or of all; with, for imports, whether of a body's list."""
    for kind, (own, _) in TELLERS.items():
        if kind == IMPORTED and library in {"matters", "lists"}:
            yield kind, library == "lists"
        elif library in {"", own}:
            yield kind, None
