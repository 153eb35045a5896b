"""The main pages at desk and phone width: everybody can use them, and nothing runs off the side."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests import make
from tests.browser.stage import BIG, CHROMIUM, Opener, Swift, road
from zhifa.disclosure import actions as disclosure
from zhifa.disclosure import reads as disclosed
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records
from zhifa.supervision import actions as supervision
from zhifa.web.demo.walk import BEIJING, Crew

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """rules => axe.run(document, {runOnly: rules}).then(
  found => found.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 160)))"""
SIZES = ((1440, 900), (390, 844))
NARROWEST = (320, 640)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]


def faults(page: Page, path: str) -> list[str]:
    """What is wrong with a page: axe's findings, sideways scrolling, an error, a complaint."""
    found: list[str] = []
    answer = page.goto(path, wait_until="networkidle")
    if answer is None or answer.status not in {200, 404}:
        return [f"{path}: {answer and answer.status}"]
    page.evaluate(AXE.read_text("utf-8"))
    for width, height in (*SIZES, NARROWEST):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")  # the head that stays covers what is scrolled under it
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{path}: {wide} wide at {width}"] if wide > width else []
        if width != NARROWEST[0]:
            found += [f"{path} {width}: {f}" for f in page.evaluate(FAULTS, RULES)]
    return found


def check(page: Page, *paths: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    found = [fault for path in paths for fault in faults(page, path)]
    found += [s for s in said if "status of 404" not in s]
    assert not found, "\n".join(found)


@pytest.fixture
def decided(crew: Crew) -> Swift:
    """A case whose decision was made, served and published."""
    way = road(crew, "decided")
    way.deliver()
    worker.deliver(now=way.now, limit=1000)
    publication = disclosed.publications(viewer=SYSTEM).get(decision__case=way.case)
    by = way.actor("publisher")
    disclosure.publish(publication=publication, checked=True, by=by, at=way.now)
    return way


def test_the_pages_of_an_officer(as_: Opener, crew: Crew, decided: Swift) -> None:
    early, middle = road(crew, "filed"), road(crew, "noticed", matter="SC0201", content=BIG)
    paper = records.documents(dossier_id=decided.case.dossier_id, viewer=SYSTEM).last()
    assert paper is not None
    check(
        as_(crew.user("officer")),
        "/desk/",
        "/cases/",
        "/cases/?stage=investigating&due=late&mine=1",
        "/cases/new/",
        "/cases/new/penalty_ordinary/",
        f"/cases/{early.case_id}/",
        f"/cases/{middle.case_id}/",
        f"/cases/{decided.case_id}/",
        f"/cases/{early.case_id}/do/conclude/",
        f"/cases/{early.case_id}/do/question/",
        f"/cases/{middle.case_id}/do/propose_decision/",
        f"/cases/{early.case_id}/do/decide/",
        f"/documents/{paper.pk}/",
        f"/dossiers/{decided.case.dossier_id}/",
        "/nowhere/",
    )


def test_the_libraries(as_: Opener, crew: Crew) -> None:
    party = make.party()
    check(
        as_(crew.user("officer")),
        "/library/laws/",
        "/library/matters/",
        "/library/matters/SC0101/",
        "/library/parties/",
        f"/library/parties/{party.pk}/",
        "/library/agencies/",
        f"/library/agencies/{crew.agency.code}/",
        "/library/procedures/",
        "/library/procedures/penalty_ordinary/",
        "/people/",
        f"/people/{crew.user('officer').pk}/",
        "/me/",
    )


def test_the_pages_of_reviewer_and_publisher(as_: Opener, crew: Crew, decided: Swift) -> None:
    way = road(crew, "concluded")
    sent = way.send()
    check(as_(crew.user("reviewer")), "/reviews/", f"/reviews/{sent.pk}/")
    publication = disclosed.publications(viewer=SYSTEM).get(decision__case=decided.case)
    check(
        as_(crew.user("publisher")),
        "/publish/queue/",
        "/publish/queue/?state=published",
        f"/publish/{publication.pk}/",
        f"/publish/{publication.pk}/withdraw/",
    )


def test_the_pages_of_the_public(browser: Browser, live_server: LiveServer, decided: Swift) -> None:
    publication = disclosed.publications(viewer=SYSTEM).get(decision__case=decided.case)
    context = browser.new_context(locale="zh-CN", base_url=live_server.url)
    check(
        context.new_page(),
        "/public/",
        "/public/?search=没有",
        f"/public/decisions/{publication.slug}/",
        "/sign-in/",
    )
    context.close()


def test_the_pages_of_administrators(as_: Opener, crew: Crew) -> None:
    road(crew, "checking")
    alert = supervision.raise_alert(
        case=road(crew, "filed").case,
        rule="overdue",
        about="c.file",
        severity="red",
        words="立案期限已于 2026-11-18 期满，尚未办结。",
        by=SYSTEM,
        at=datetime.now(BEIJING),
    )
    check(
        as_(make.person("sup", "supervisor", crew.agency)),
        "/supervise/alerts/",
        f"/supervise/alerts/{alert.pk}/",
    )
    check(as_(make.person("aud", "audit_admin", crew.agency)), "/audit/")
    check(as_(make.person("sys", "system_admin", crew.agency)), "/system/deliveries/")
