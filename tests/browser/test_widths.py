"""No page that a person can reach is wider than their phone: every address is tried once."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests import make
from tests.browser.stage import BIG, CHROMIUM, Opener, road
from zhifa.agencies.models import User
from zhifa.agencies.roles import roles
from zhifa.kernel import worker
from zhifa.web.demo.walk import Crew

WIDTH = 390
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
WIDE = "document.documentElement.scrollWidth"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]


def named(path: str) -> str:
    """What an address is called, with whether it asks for something; empty for none of ours."""
    parts = urlsplit(path)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return ""
    move = str(found.kwargs.get("move", ""))
    return f"{found.view_name}{move}{'?' if parts.query else ''}"


def whoever(crew: Crew, role: str) -> User:
    """Somebody with the post."""
    known = role == "officer" or role in crew.others
    return crew.user(role) if known else make.person(f"w-{role}", role, crew.agency)


def reached(page: Page, first: str, tried: set[str]) -> Iterator[tuple[str, int]]:
    """Pages that links lead to, and how wide each is; each kind of address once."""
    waiting, mine = [first], set[str]()
    while waiting:
        path = waiting.pop(0)
        name = named(path)
        if not name or name in mine or (name in tried and path != first):
            continue
        mine.add(name)
        tried.add(name)
        try:
            answer = page.goto(path, wait_until="domcontentloaded")
        except Error:  # a file to keep, no page
            continue
        if answer and "text/html" in answer.headers.get("content-type", ""):
            yield path, page.evaluate(WIDE)
            found = [urljoin(path, link).partition("#")[0] for link in page.evaluate(LINKS)]
            waiting += [link for link in found if link.startswith("/")]


def test_no_page_is_wider_than_a_phone(as_: Opener, crew: Crew) -> None:
    way = road(crew, "decided", matter="SC0201", content=BIG)
    way.deliver()
    road(crew, "filed")
    worker.deliver(now=way.now, limit=1000)
    tried: set[str] = set()
    wide: list[str] = []
    for role in sorted(roles()):
        person = whoever(crew, role)
        for path, width in reached(as_(person, WIDTH), "/desk/", tried):
            wide += [f"{role} {path}: {width}"] if width > WIDTH else []
    assert not wide, "\n".join(wide)
    assert len(tried) > 60
    assert {"enforcement:case", "supervision:filings", "records:dossier"} <= tried


def test_only_the_long_name_in_the_line_above_is_cut(as_: Opener, crew: Crew) -> None:
    way = road(crew, "filed")
    page = as_(crew.user("officer"), WIDTH)
    page.goto(f"/cases/{way.case_id}/do/order_correction/")
    first = "document.querySelector('.zf-crumb a').getBoundingClientRect().width"
    shown = page.evaluate(first)
    page.evaluate("document.querySelector('.zf-crumb .zf-ell').remove()")
    assert shown == page.evaluate(first)
