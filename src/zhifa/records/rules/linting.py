"""What is wrong with templates: every rule that `zhifa templates check` holds them to. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhifa.records.rules.paper_kinds import KINDS, LAYOUTS, NATURES, PARTS
from zhifa.records.rules.templates import OFFICER_LINE, SLOT, Block, Library, Template, label_of

Cites = Callable[[str], Iterable[str]]
CODE = re.compile(r"W\d{2}[A-Z]{0,2}")
LISTED = tuple(f"W{n:02d}" for n in (*range(1, 60), *range(69, 77)))  # law.md 3.3
CITED = re.compile(
    r"《[^《》]+》(?:第[一二三四五六七八九十百零]+[条款项、]?|第?（[一二三四五六七八九十]+）项|[、和]|第)*"
)
ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+条")
BASES = ("matter.breach_clauses", "matter.penalty_clauses", "act.basis", "act.inspection_basis")
LONGEST_TITLE = 120
SHARED = "共用"
# what a paper of a nature must contain
MUST: Mapping[str, tuple[str, ...]] = {
    "decision": ("party", "cause", "basis", "content", "remedy"),
    "spot": ("party", "cause", "basis", "content", "rights", "remedy"),
    "notice": ("cause", "basis", "rights"),
    "letter": ("cause", "basis"),
    "record": ("cause", "rights"),
}
# what the sentence on remedies must say, and what it may not: 行政复议法 20、23, 行政诉讼法 45、46
TERMS = {
    "decision": (("自收到", "六十日内", "申请行政复议", "六个月内", "提起行政诉讼"), ("应当先",)),
    "spot": (
        ("应当先", "六十日内", "申请行政复议", "行政复议决定书之日起十五日内", "提起行政诉讼"),
        ("六个月",),
    ),
}
BODIES = {"agency.reconsideration_body": "行政复议机关", "agency.court": "管辖法院"}
VOLUMES = ("main", "side")


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a template breaks: where, which, and in words what to mend."""

    code: str
    rule: str
    told: str

    def __str__(self) -> str:
        return f"{self.code} {self.rule}：{self.told}"


def _texts(form: Template) -> Iterator[str]:
    """Every text of a template, as it will be read."""
    yield from (form.addressee, *form.sign, *form.notes)
    for block in form.blocks:
        yield from (block.heading, block.text, *(part for row in block.rows for part in row))


def _shape(form: Template) -> Iterator[tuple[str, str]]:
    if not CODE.fullmatch(form.code):
        yield "shape:code", "编号写成 W 加两位数字，可加字母"
    if not 0 < len(form.title) <= LONGEST_TITLE:
        yield "shape:title", "标题不能为空，不超过 120 字"
    for told, known in (
        (form.kind, KINDS),
        (form.nature, NATURES),
        (form.layout, LAYOUTS),
        (form.volume, VOLUMES),
    ):
        if told not in known:
            yield "shape:unknown", f"没有“{told}”这一类"
    if form.nature in {"decision", "spot"} and not form.outgoing:
        yield "shape:sealed", "决定要送达并盖章，不能是内部文书"


def _braces(form: Template) -> Iterator[tuple[str, str]]:
    for text in _texts(form):
        rest = SLOT.sub("", text).replace("{" + OFFICER_LINE + "}", "")
        if "{" in rest or "}" in rest:
            yield "shape:slot", f"花括号没有写对：{text[:30]}"


def _blocks(form: Template, library: Library) -> Iterator[tuple[str, str]]:
    if not form.blocks:
        yield "block:none", "没有任何内容"
    for n, block in enumerate(form.blocks, 1):
        if block.clause and block.clause not in library.clauses:
            yield "block:undefined", f"第 {n} 块引用的句子“{block.clause}”没有写"
        elif not (block.text or block.rows or block.table):
            yield "block:empty", f"第 {n} 块没有内容"
        if set(block.when) & set(block.unless):
            yield "block:never", f"第 {n} 块的条件互相矛盾，永远不会出现"
        for part in set(block.parts) - set(PARTS):
            yield "block:part", f"没有“{part}”这一部分"
        if block.parts and not block.article:
            yield "part:article", f"{_named(block.parts)}没有注明条文"


def _named(parts: Iterable[str]) -> str:
    return "、".join(PARTS.get(part, part) for part in parts)


def _with(form: Template, part: str) -> list[Block]:
    return [block for block in form.blocks if part in block.parts]


def _parts(form: Template) -> Iterator[tuple[str, str]]:
    for part in MUST.get(form.nature, ()):
        addressed = part == "party" and "{party.name}" in form.addressee
        if not _with(form, part) and not addressed:
            yield f"part:{part}", f"{NATURES[form.nature]}必须写明{PARTS[part]}"
    for block in _with(form, "basis"):
        said = " ".join((block.text, *(part for row in block.rows for part in row)))
        grounded = ARTICLE.search(said) or any(f"{{{path}}}" in said for path in BASES)
        if not grounded and form.nature != "form":
            yield "part:basis", "依据没有引用条文，也没有取用事项的条款"


def _remedy(form: Template) -> Iterator[tuple[str, str]]:
    for block in _with(form, "remedy"):
        paths = {path for path, _ in block.slots}
        for path, name in BODIES.items():
            if path not in paths:
                yield "remedy:body", f"没有写明{name}"
        yield from _terms(form.nature, block.text)
        if block.when or block.unless:
            yield "remedy:always", "救济途径不能附条件"


def _terms(nature: str, text: str) -> Iterator[tuple[str, str]]:
    must, never = TERMS.get(nature, ((), ()))
    yield from (("remedy:term", f"没有写“{words}”") for words in must if words not in text)
    yield from (("remedy:order", f"不能写“{words}”") for words in never if words in text)


def _record(form: Template) -> Iterator[tuple[str, str]]:
    if form.nature == "record" and len(form.sign) < len(("officers", "party")):
        yield "record:signatures", "笔录要有执法人员和当事人（或者相关人员）签名处"


def _fields(form: Template, library: Library) -> Iterator[tuple[str, str]]:
    conditions = {c.fact for block in form.blocks for c in (*block.when, *block.unless)}
    for path in sorted({path for path, _ in form.slots} | conditions):
        root, _, rest = path.partition(".")
        source = library.sources.get(root)
        if source is None or (source.facts and rest not in source.facts):
            yield "field:source", f"{path} 没有来源"
        elif path != "paper" and label_of(form, path, library).isascii():
            yield "field:name", f"{path} 没有中文名称"
    for block in form.blocks:
        if "." in block.table and not block.columns:
            yield "field:table", f"清单 {block.table} 没有写明各栏"


def _cited(form: Template, cites: Cites) -> Iterator[tuple[str, str]]:
    articles = [form.source, *(block.article for block in form.blocks if block.article)]
    if not form.source:
        yield "cite:none", "没有注明依据"
    for text in filter(None, articles):
        yield from (("cite:article", fault) for fault in cites(text))
    for text in _texts(form):
        for match in CITED.finditer(text):
            if ARTICLE.search(match[0]):
                yield from (("cite:text", fault) for fault in cites(match[0]))


def _unused(library: Library, forms: list[Template]) -> Iterator[Fault]:
    clauses = {block.clause for form in forms for block in form.blocks}
    for name in sorted(set(library.clauses) - clauses):
        yield Fault(SHARED, "clause:unused", f"句子“{name}”没有文书使用")
    asked = {path for form in forms for path, _ in form.slots}
    asked |= {c.fact for f in forms for b in f.blocks for c in (*b.when, *b.unless)}
    for path in sorted({p for p in library.labels if p.startswith("act.")} - asked):
        yield Fault(SHARED, "label:unused", f"名称“{path}”没有文书使用")


def _listed(library: Library) -> Iterator[Fault]:
    for code, versions in library.versions.items():
        for day, times in Counter(form.version for form in versions).items():
            if times > 1:
                yield Fault(code, "shape:twice", f"{day.isoformat()} 有 {times} 个版本")
    for code in LISTED:
        if not any(known.startswith(code) for known in library.versions):
            yield Fault(code, "list:missing", "清单要求的文书没有模板")


def lint_one(form: Template, library: Library, cites: Cites) -> list[Fault]:
    """What is wrong with one version of a template."""
    found = [
        *_shape(form),
        *_braces(form),
        *_blocks(form, library),
        *_parts(form),
        *_remedy(form),
        *_record(form),
        *_fields(form, library),
        *_cited(form, cites),
    ]
    return [Fault(form.code, rule, told) for rule, told in dict.fromkeys(found)]


def lint(library: Library, cites: Cites) -> list[Fault]:
    """What is wrong with all templates. cites: what is wrong with a citation, in words."""
    forms = [form for versions in library.versions.values() for form in versions]
    faults = [fault for form in forms for fault in lint_one(form, library, cites)]
    return [*faults, *_unused(library, forms), *_listed(library)]
