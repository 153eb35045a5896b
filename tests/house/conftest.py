import pytest


@pytest.fixture(autouse=True)
def _database() -> None:
    """The rules of the house are about text and shapes: no database is made for them."""
