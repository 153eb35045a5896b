"""The parties of the fictional district."""

from datetime import date, datetime, timedelta
from random import Random

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry.models import Party
from zhifa.web.demo import district
from zhifa.web.demo.cast import FAMILY, GIVEN

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
PLACES = ("清香坪", "玉泉", "河门口", "陶家渡", "大宝鼎", "格里坪")
AREAS = ("510403001", "510403002", "510403003", "510403004", "510403006", "510403100")


def _person(number: int, chance: Random) -> tuple[str, str, dict[str, str]]:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(19000))
    name = chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN)
    return "natural_person", name, {"identity": district.citizen_number(born, number)}


def _firm(number: int, chance: Random) -> tuple[str, str, dict[str, str]]:
    place, trade = chance.choice(PLACES), chance.choice(TRADES)
    head = chance.choice(FAMILY) + chance.choice(GIVEN)
    if chance.random() < 0.5:  # noqa: PLR2004 - half of the firms are individual businesses
        name, kind, code = f"{place}示范{trade}店{number}", "individual_business", "92"
    else:
        name, kind, code = f"示范{place}{trade}有限公司{number}", "legal_person", "91"
    return kind, name, {"credit_code": district.firm_code(number, code), "representative": head}


def parties(count: int, chance: Random, at: datetime) -> list[Party]:
    """So many parties: one in five a person."""
    made = []
    for number in range(1, count + 1):
        of = _person if number % 5 == 0 else _firm
        kind, name, details = of(number, chance)
        index = chance.randrange(len(PLACES))
        details |= {
            "address": f"示范区{PLACES[index]}示范街 {number} 号",
            "area_code": AREAS[index],
        }
        details |= {"phone": f"139{number:08d}"}
        made.append(
            registry.register_party(kind=kind, name=name, details=details, by=SYSTEM, at=at)
        )
    return made
