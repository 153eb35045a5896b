"""The parties of the fictional district."""

from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry.models import Party
from zhifa.web.demo import district
from zhifa.web.demo.cast import FAMILY, GIVEN
from zhifa.web.demo.district import HERE

TRADES = (
    "食品",
    "超市",
    "餐饮",
    "药房",
    "五金",
    "建材",
    "物流",
    "网络",
    "农资",
    "物业",
    "印务",
    "家具",
)
# the streets and the town of the district: code → name
AREAS = {
    "510403001": "清香坪",
    "510403002": "玉泉",
    "510403003": "河门口",
    "510403004": "陶家渡",
    "510403006": "大宝鼎",
    "510403100": "格里坪",
}
PLACES = tuple(AREAS.values())
KINDS = ("natural_person", "individual_business", "legal_person", "other_organisation")
SHARES = (20, 38, 38, 4)
FIRMS_FIRST = 12


def _person(number: int, chance: Random) -> tuple[str, dict[str, str]]:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(19000))
    name = chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN)
    return name, {"identity": district.citizen_number(born, number)}


def _business(number: int, chance: Random) -> tuple[str, dict[str, str]]:
    name = f"{chance.choice(PLACES)}示范{chance.choice(TRADES)}店{number}"
    return name, {"credit_code": district.firm_code(number, "92")}


def _firm(number: int, chance: Random) -> tuple[str, dict[str, str]]:
    name = f"示范{chance.choice(PLACES)}{chance.choice(TRADES)}有限公司{number}"
    return name, {"credit_code": district.firm_code(number, "91")}


def _other(number: int, chance: Random) -> tuple[str, dict[str, str]]:
    kind, code = chance.choice((("合伙企业", "91"), ("农民专业合作社", "93"), ("服务中心", "52")))
    name = f"示范{chance.choice(PLACES)}{chance.choice(TRADES)}{kind}{number}"
    return name, {"credit_code": district.firm_code(number, code)}


MAKERS = dict(zip(KINDS, (_person, _business, _firm, _other), strict=True))


@transaction.atomic
def parties(count: int, chance: Random, at: datetime) -> list[Party]:
    """So many parties of all four kinds; the first few are firms, for the named cases."""
    made = []
    for number in range(1, count + 1):
        kind = "legal_person" if number <= FIRMS_FIRST else chance.choices(KINDS, SHARES)[0]
        name, details = MAKERS[kind](number, chance)
        if kind != "natural_person":
            details["representative"] = chance.choice(FAMILY) + chance.choice(GIVEN)
        code = chance.choice(tuple(AREAS))
        details |= {
            "address": f"{HERE}{AREAS[code]}示范街 {number} 号",
            "area_code": code,
            "phone": f"139{number:08d}",
        }
        party = registry.register_party(kind=kind, name=name, details=details, by=SYSTEM, at=at)
        made.append(party)
    return made
