from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests import make
from tests.walks import Road

from zhifa.enforcement.tests.roads import Stops

STOPS = ("clue", "checking", "filed", "investigated", "concluded", "noticed", "proposed", "served")


def _walked(number: int, stage: str) -> Road:
    road = make.road(party_=make.party(f"示范第{number}食品有限公司", number=100 + number))
    road.walk_to(stage)
    return road


@pytest.fixture(scope="module")
def stops(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Stops]:
    """One case at each halt of the plain road, walked once for all tests of a module.

    A module that needs only some of them names its HALTS.
    """
    halts = getattr(request.module, "HALTS", STOPS)
    with django_db_blocker.unblock(), transaction.atomic():
        yield {stage: _walked(number, stage) for number, stage in enumerate(halts)}
        transaction.set_rollback(True)
