"""Defects planted in templates, each with the rule that must find it."""

import copy
from collections.abc import Callable
from typing import Any

from zhifa.records.rules.templates import tables

Files = list[dict[str, Any]]
CLAUSES = {name: text for raw in tables() for name, text in raw.get("clauses", {}).items()}


def form(files: Files, code: str) -> dict[str, Any]:
    found = (row for raw in files for row in raw.get("templates", ()) if row["code"] == code)
    return next(found)


def part(files: Files, code: str, name: str) -> dict[str, Any]:
    """The first block of a paper that is tagged as a mandatory part."""
    block: dict[str, Any] = next(
        b for b in form(files, code)["blocks"] if name in b.get("parts", ())
    )
    return block


def without(code: str, name: str) -> Callable[[Files], None]:
    """A mandatory part goes: its tags are taken from every block."""

    def act(files: Files) -> None:
        row = form(files, code)
        row["blocks"] = [b for b in row["blocks"] if name not in b.get("parts", ())]

    return act


def set_form(code: str, /, **values: Any) -> Callable[[Files], None]:
    return lambda files: form(files, code).update(values)


def set_part(code: str, name: str, /, **values: Any) -> Callable[[Files], None]:
    def act(files: Files) -> None:
        block = part(files, code, name)
        if "text" in values:
            block.pop("clause", None)
        block.update(values)

    return act


def reworded(code: str, clause: str, old: str, new: str) -> Callable[[Files], None]:
    """The sentence on remedies says something else in one paper."""
    return set_part(code, "remedy", text=CLAUSES[clause].replace(old, new))


def added(code: str, /, **block: Any) -> Callable[[Files], None]:
    return lambda files: form(files, code)["blocks"].append(block)


def twin(code: str) -> Callable[[Files], None]:
    return lambda files: (
        files[0].setdefault("templates", []).append(copy.deepcopy(form(files, code)))
    )


def dropped(code: str) -> Callable[[Files], None]:
    def act(files: Files) -> None:
        for raw in files:
            if "templates" in raw:
                raw["templates"] = [r for r in raw["templates"] if r["code"] != code]

    return act


def no_article(code: str, name: str) -> Callable[[Files], None]:
    return lambda files: part(files, code, name).pop("article")


DEFECTS: list[tuple[str, str, str, Callable[[Files], None]]] = [
    ("no party in a decision", "W44", "part:party", without("W44", "party")),
    ("no cause in a decision", "W44", "part:cause", without("W44", "cause")),
    ("no basis in a decision", "W29", "part:basis", without("W29", "basis")),
    ("no content in a decision", "W51", "part:content", without("W51", "content")),
    ("no remedy in a decision", "W44", "part:remedy", without("W44", "remedy")),
    ("no remedy in an order", "W26", "part:remedy", without("W26", "remedy")),
    ("no remedy on the spot", "W45", "part:remedy", without("W45", "remedy")),
    ("no rights on the spot", "W45", "part:rights", without("W45", "rights")),
    ("no rights in a notice", "W38", "part:rights", without("W38", "rights")),
    ("no cause in a notice", "W50", "part:cause", without("W50", "cause")),
    ("no basis in a letter", "W18", "part:basis", without("W18", "basis")),
    ("no rights in a record", "W09", "part:rights", without("W09", "rights")),
    ("a part without its article", "W44", "part:article", no_article("W44", "basis")),
    ("a basis that cites nothing", "W16", "part:basis",
     set_part("W16", "basis", text="有关规定。")),
    ("60 days become 30", "W44", "remedy:term", reworded("W44", "remedy", "六十日", "三十日")),
    ("6 months become 3", "W29", "remedy:term", reworded("W29", "remedy", "六个月", "三个月")),
    (
        "the wrong body",
        "W44",
        "remedy:body",
        reworded("W44", "remedy", "{agency.reconsideration_body}", "上一级主管部门"),
    ),
    ("no court", "W51", "remedy:body", reworded("W51", "remedy", "{agency.court}", "人民法院")),
    (
        "on the spot with a choice",
        "W45",
        "remedy:term",
        reworded("W45", "remedy_summary", "应当先", "可以"),
    ),
    ("on the spot six months", "W45", "remedy:order", set_part("W45", "remedy", clause="remedy")),
    ("an ordinary one must not go first", "W44", "remedy:order",
     set_part("W44", "remedy", clause="remedy_summary")),
    ("remedies on a condition", "W44", "remedy:always",
     set_part("W44", "remedy", when="party.name")),
    ("a law nobody knows", "W44", "cite:article",
     set_part("W44", "basis", article="甲乙丙法 第一条")),
    ("an article too many", "W44", "cite:article",
     set_part("W44", "basis", article="行政处罚法 第八十七条")),
    ("an item too many", "W44", "cite:article",
     set_part("W44", "basis", article="行政处罚法 第五十九条第一款第（七）项")),
    ("a citation nobody can read", "W44", "cite:article",
     set_part("W44", "basis", article="有关规定")),
    ("a law without its article", "W44", "cite:article",
     set_part("W44", "basis", article="《行政处罚法》")),
    ("a wrong citation in the text", "W46", "cite:text",
     added("W46", text="依据《中华人民共和国行政处罚法》第九十九条。")),
    ("no source at all", "W02", "cite:none", set_form("W02", source="")),
    ("a field of no source", "W44", "field:source", added("W44", text="{court.judge}")),
    ("a field its source has not", "W44", "field:source", added("W44", text="{agency.mayor}")),
    ("a typed field without a name", "W44", "field:name", added("W44", text="{act.unheard_of}")),
    ("an addressee of no source", "W38", "field:source",
     set_form("W38", addressee="{parti.name}")),
    ("a list without columns", "W30", "field:table", added("W30", table="act.items")),
    ("an undefined block", "W44", "block:undefined", added("W44", clause="nowhere")),
    ("an empty block", "W44", "block:empty", added("W44", heading="六、其他")),
    ("a block that never stands", "W44", "block:never",
     added("W44", text="某事", when="party.name", unless="party.name")),
    ("an unknown part", "W44", "block:part",
     added("W44", text="某事", parts=["colour"], article="行政处罚法 第五条")),
    ("no block at all", "W58", "block:none", set_form("W58", blocks=[])),
    ("a slot half open", "W44", "shape:slot", added("W44", text="当事人{party.name")),
    ("a code of another kind", "W58", "shape:code", set_form("W58", code="X58")),
    ("no title", "W58", "shape:title", set_form("W58", title="")),
    ("an unknown layout", "W58", "shape:unknown", set_form("W58", layout="poster")),
    ("an unknown volume", "W58", "shape:unknown", set_form("W58", volume="middle")),
    ("a decision that stays in the house", "W44", "shape:sealed",
     set_form("W44", outgoing=False, nature="decision")),
    ("a record nobody signs", "W09", "record:signatures", set_form("W09", sign=[])),
    ("the same version twice", "W44", "shape:twice", twin("W44")),
    ("a paper of the list is missing", "W31", "list:missing", dropped("W31")),
    ("a sentence nobody uses", "共用", "clause:unused",
     lambda files: files[0].setdefault("clauses", {}).update(idle="某句。")),
    ("a name nobody uses", "共用", "label:unused",
     lambda files: files[0].setdefault("labels", {}).update({"act.idle": "某项"})),
]  # fmt: skip
