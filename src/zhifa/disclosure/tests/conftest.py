from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests import make
from tests.walks import Road, district

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry

SECRET = "配方为白芷三成、草果二成"
CITIZEN = district.citizen_number(make.AT.date().replace(year=1980), 91)
FACTS = f"经查，当事人王五六自制香料，{SECRET}，由刘桂芳（电话13800001234）送货。"


@pytest.fixture(scope="module")
def decided(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Road]:
    """One case with a served decision, walked once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        road = make.road()
        road.walk_to("served")
        yield road
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def secretive(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Road]:
    """A served decision against a person, whose paper tells names, numbers and a trade secret."""
    with django_db_blocker.unblock(), transaction.atomic():
        details = {"identity": CITIZEN, "address": "西区示范街 8 号", "phone": "13812345678"}
        party = registry.register_party(
            kind="natural_person", name="王五六", details=details, by=SYSTEM, at=make.AT
        )
        road = make.road(party_=party)
        road.facts = FACTS
        road.walk_to("served")
        yield road
        transaction.set_rollback(True)
