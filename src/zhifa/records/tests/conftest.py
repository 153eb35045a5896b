from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    """Bytes of recordings and papers go where nobody keeps them."""
    settings.FILES = tmp_path / "files"
