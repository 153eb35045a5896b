from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests import make
from tests.walks import Road


@pytest.fixture(scope="module")
def reported(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Road]:
    """One case whose report is signed, walked once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        road = make.road()
        road.walk_to("concluded")
        yield road
        transaction.set_rollback(True)
