"""A case and its dossier are called by party and breach, not by where it happened."""

from tests import make

from zhifa.enforcement.rules.words import title
from zhifa.enforcement.tests.test_redated import _clued
from zhifa.enforcement.tests.test_summary import opened
from zhifa.registry.models import Matter

PLACE = "西区示范街 8 号"


def breach_of(code: str) -> str:
    return str(Matter.objects.filter(code=code).latest("pk").breach)


def test_a_case_on_the_spot_is_called_by_its_party_and_breach() -> None:
    case = opened().case
    breach = breach_of("SC0103")
    assert case.title == f"{make.party().name}{breach}案"
    assert case.dossier.title == case.title
    assert case.dossier.number == case.number


def test_a_clue_is_called_by_its_matter_and_place_until_the_party_is_known() -> None:
    road = _clued(matter="SC0103")
    breach = breach_of("SC0103")
    assert road.case.title == f"{breach}（{road.place}）"
    assert road.case.dossier.title == road.case.title
    road.propose()
    assert road.case.title == f"{road.party.name}{breach_of(road.matter)}案"


def test_what_is_not_known_is_left_out() -> None:
    assert title("", "", PLACE) == PLACE
    assert title("甲", "", PLACE) == f"甲（{PLACE}）"
    assert title("甲", "乱扔垃圾", PLACE) == "甲乱扔垃圾案"
