"""How alike two entries of the library are, and by what keys the like find each other.

Keys are compared only as keyed hashes; names are compared again letter by letter.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhifa.registry.rules.identity import organisation_of

PLACES = re.compile(r"^(四川省|四川|攀枝花市|攀枝花|东区|西区|仁和区|米易县|盐边县)+")
FORMS = re.compile(
    r"(有限责任公司|股份有限公司|有限公司|分公司|个体工商户|合作社|经营部|商行|门市部|店|厂|部)+$"
)
SIGNS = re.compile(r"[\s·・\-—_.,，。、:：;；\"'“”()（）\[\]【】<>《》/\\&]+")
HOUSE = re.compile(r"[0-9]+(?=号)")
SHORTEST = 2
NEAR = 4  # from so many characters on, one may differ
# what each likeness weighs; a pair is proposed from ENOUGH on
WEIGHTS: Mapping[str, int] = {
    "paper": 100,
    "code": 100,
    "name": 50,
    "near": 30,
    "phone": 40,
    "address": 30,
}
WORDS: Mapping[str, str] = {
    "paper": "证件号码相同",
    "code": "组织机构代码相同",
    "name": "名称相同（不计地名和组织形式）",
    "near": "名称只差一字",
    "phone": "电话相同",
    "address": "住所相同",
}
ENOUGH = 70


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an entry counts for likeness."""

    name: str
    person: bool
    credit_code: str = ""
    identity: str = ""
    phone: str = ""
    address: str = ""


def core(name: str, *, person: bool) -> str:
    """A name without place, form and signs; a person's name only without signs."""
    plain = SIGNS.sub("", unicodedata.normalize("NFKC", name)).upper()
    if person:
        return plain
    bare = PLACES.sub("", plain)
    return FORMS.sub("", bare) or bare


def place(address: str) -> str:
    """An address as far as it says where; empty when it names no house."""
    plain = SIGNS.sub("", unicodedata.normalize("NFKC", address)).upper()
    return PLACES.sub("", plain) if HOUSE.search(plain) else ""


def _halves(name: str) -> list[str]:
    """The two halves of a name: one letter apart, one half is still the same."""
    if len(name) < NEAR:
        return []
    middle = len(name) // 2
    return [f"<{name[:middle]}", f"{name[-middle:]}>"]


def keys(traits: Traits) -> list[tuple[str, str]]:
    """By what an entry is found: kind and text, to be hashed before it is stored."""
    name = core(traits.name, person=traits.person)
    found = [
        ("name", name if len(name) >= SHORTEST else ""),
        *(("half", half) for half in _halves(name)),
        ("code", organisation_of(traits.credit_code)),
        ("paper", traits.identity),
        ("phone", re.sub(r"\D", "", traits.phone)),
        ("address", place(traits.address)),
    ]
    return list(dict.fromkeys((kind, text) for kind, text in found if text))


def one_apart(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes one text the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def reasons(one: Traits, other: Traits) -> list[str]:
    """By what two entries are alike: words of WEIGHTS."""
    here, there = (dict(keys(t)) for t in (one, other))
    found = [k for k in ("paper", "code", "name", "phone", "address") if here.get(k)]
    alike = [k for k in found if here[k] == there.get(k)]
    names = here.get("name", ""), there.get("name", "")
    near = min(map(len, names)) >= NEAR and one_apart(*names)
    return [*alike, *(["near"] if near else [])]


def weight(found: Iterable[str]) -> int:
    """How much the reasons weigh together."""
    return sum(WEIGHTS[reason] for reason in found)
