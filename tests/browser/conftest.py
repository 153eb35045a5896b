"""One browser for the session, and a page of one's own for each person."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import make
from tests.browser.stage import CHROMIUM, FLAGS, Opener
from zhifa.agencies.models import User
from zhifa.agencies.tests.make import with_phone
from zhifa.web.demo.walk import Crew


@pytest.fixture(scope="session")
def browser(live_server: LiveServer) -> Iterator[Browser]:
    """Ends before the server and its database, so that no kept connection outlives them."""
    assert live_server.url
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def as_(browser: Browser, live_server: LiveServer) -> Iterator[Opener]:
    """A page of one's own for each person, signed in with the second factor in order."""
    pages: dict[tuple[int, str], Page] = {}

    def open_for(user: User, width: int = 1440, *, script: bool = True) -> Page:
        key = (user.pk, f"{width}{script}")
        if key not in pages:
            if user.totp_confirmed_at is None:
                with_phone(user)
            client = Client()
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
            context = browser.new_context(
                locale="zh-CN",
                base_url=live_server.url,
                java_script_enabled=script,
                viewport={"width": width, "height": 900 if width > 1000 else 844},
            )
            context.set_default_timeout(10_000)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
            pages[key] = context.new_page()
        return pages[key]

    yield open_for
    for page in pages.values():
        page.context.close()


@pytest.fixture
def crew(live_server: LiveServer) -> Crew:
    """The agency, its libraries and everybody a case needs, where the browser finds them."""
    assert live_server.url
    make.libraries(make.agency())
    make.party()
    return make.crew()
