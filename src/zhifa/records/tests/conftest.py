from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhifa.records.reads import drawing
from zhifa.records.rules.compose import compose
from zhifa.records.rules.templates import library
from zhifa.records.tests import make


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    """Bytes of recordings and papers go where nobody keeps them."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def fonts() -> None:
    """A machine that can draw papers; the test is skipped on another, and says what to do."""
    content, _ = compose(library().templates["W26"], make.facts("W26"), number="")
    try:
        drawing.render(content, made=make.DAY)
    except drawing.FontsMissing:
        pytest.skip("no Chinese fonts on this machine: make setup")
