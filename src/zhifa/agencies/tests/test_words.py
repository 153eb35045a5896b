"""Browsers and places as people call them."""

from collections.abc import Iterator

import pytest

from zhifa.agencies.rules import areas
from zhifa.agencies.rules.browsers import browser_words

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome 126，Windows"),
        (CHROME + " Edg/126.0.0.0", "Edge 126，Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox 128，Linux",
        ),
        ("Mozilla/5.0 (iPhone; CPU) Version/17.5 Mobile/15E148 Safari/604.1", "Safari 17，iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49", "微信 8，安卓"),
        ("curl/8.5.0", "浏览器未知"),
        ("", "浏览器未知"),
    ],
)
def test_a_browser_in_words(agent: str, words: str) -> None:
    assert browser_words(agent) == words


@pytest.fixture
def fictional() -> Iterator[None]:
    areas.call_home("510403", "示范区")
    yield
    areas.call_home("510403", "攀枝花市西区")


@pytest.mark.usefixtures("fictional")
def test_a_district_has_one_name_and_its_streets_are_named_after_it() -> None:
    assert areas.name_of("510403") == "示范区"
    assert areas.name_of("510403001") == "示范区清香坪街道"
    assert areas.name_of("510402") == "攀枝花市东区"


def test_by_its_own_name_it_is_as_the_table_says() -> None:
    assert areas.name_of("510403") == "攀枝花市西区"
    assert areas.name_of("510403001") == "西区清香坪街道"
