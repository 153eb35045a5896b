"""Cases brought to a stage today, forms filled as people fill them, refusals read as people do."""

import re
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from playwright.sync_api import Page, expect

from tests import make
from zhifa.agencies.models import User
from zhifa.enforcement.models import Act, Case
from zhifa.kernel.models import Entry
from zhifa.web.demo.road import Road
from zhifa.web.demo.walk import BEIJING, Crew

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
HOURS = 9  # enough for the plain road to its decision
Values = Mapping[str, str | bool | list[str]]
BIG = {"kinds": ["fine"], "fine": "220000", "tier": "light"}


class Opener(Protocol):
    """Opens a person's page."""

    def __call__(self, user: User, width: int = 1440, *, script: bool = True) -> Page: ...


class Swift(Road):
    """A road walked within a day: pages live by the real clock."""

    def workday(self) -> None:
        """Go on at once."""

    def waive(self) -> None:
        """Let the party waive the term for its answer."""
        waiver = {**self.signed_paper("放弃陈述申辩声明"), "waives_statement": True}
        self.do("officer", "waive_rights", waiver)


def road(
    crew: Crew, stage: str, *, matter: str = "SC0101", content: Mapping[str, object] | None = None
) -> Swift:
    """A case that reached a stage in the last hours."""
    made = Swift(crew, make.party(), matter, datetime.now(BEIJING) - timedelta(hours=HOURS))
    if content:
        made.content = dict(content)
    made.walk_to(stage)
    return made


def just_now(now: datetime, minutes: int) -> tuple[str, str]:
    """Begin and end of something of today that is over: shorter soon after midnight."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    begun = max(now - timedelta(minutes=minutes), midnight)
    ended = begun + (now - begun) / 2
    return f"{begun:%Y-%m-%d %H:%M}", f"{ended:%Y-%m-%d %H:%M}"


def fill(page: Page, values: Values) -> None:
    """Fill a form as a person would, by the names its fields carry."""
    for name, value in values.items():
        entry = page.locator(f"[name={name}]")
        if isinstance(value, list):
            for one in value:
                page.locator(f"[name={name}][value='{one}']").check()
        elif isinstance(value, bool):
            entry.first.set_checked(value)
        elif entry.first.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value='{value}']").check()
        elif entry.first.evaluate("e => e.tagName") == "SELECT":
            entry.first.select_option(value)
        else:
            entry.first.fill(value)


def send(page: Page) -> None:
    """Press the button of the page's form."""
    page.locator("main form button[type=submit]").last.click()


def do(page: Page, case: Case, move: str, values: Values) -> None:
    """Press the button of a step on the case page and fill its form."""
    page.goto(f"/cases/{case.pk}/")
    page.locator(f"[data-move={move}]").click()
    fill(page, values)
    send(page)
    expect(page.locator("main h1").first).to_contain_text(Case.objects.get(pk=case.pk).title)


def stored() -> tuple[int, int, list[int]]:
    """What the database holds of cases: acts, entries in their chains, the steps of each."""
    revs = list(Case.objects.order_by("pk").values_list("rev", flat=True))
    dossiers = Case.objects.values("dossier_id")
    return Act.objects.count(), Entry.objects.filter(subject__in=dossiers).count(), revs


def says_no(page: Page, code: str, sentence: str, article: str) -> None:
    """The page says what is missing and by which article, and has the focus there."""
    expect(page).to_have_title(re.compile(r"^\s*有错："))
    expect(page.locator("[data-zf-errors]").first).to_be_focused()
    item = page.locator(f"[data-code={code}]")
    expect(item).to_contain_text(sentence)
    expect(item).to_contain_text(article)


def shut(page: Page, code: str, sentence: str, article: str) -> None:
    """The page says at once what is missing and by which article, and offers nothing to send."""
    item = page.locator(f"[data-code={code}]")
    expect(item).to_contain_text(sentence)
    expect(item).to_contain_text(article)
    expect(page.locator("main form[method=post] button[type=submit]")).to_have_count(0)


def leads_to(page: Page, code: str, place: str) -> None:
    """The link of an obstacle opens the page whose heading is `place`."""
    page.locator(f"[data-code={code}] a[data-way]").click()
    expect(page.locator("main h1").first).to_contain_text(place)


def marks(page: Page, code: str, field: str) -> None:
    """The link of an obstacle puts the focus on a field of the form."""
    page.locator(f"[data-code={code}] a[data-way]").click()
    expect(page.locator(f"[name={field}]").first).to_be_focused()


def kept(page: Page, values: Values) -> None:
    """What was typed is still there."""
    for name, value in values.items():
        if isinstance(value, list):
            for one in value:
                expect(page.locator(f"[name={name}][value='{one}']")).to_be_checked()
        elif isinstance(value, bool):
            expect(page.locator(f"[name={name}]").first).to_be_checked(checked=value)
        elif page.locator(f"[name={name}]").first.get_attribute("type") == "radio":
            expect(page.locator(f"[name={name}][value='{value}']")).to_be_checked()
        else:
            expect(page.locator(f"[name={name}]").first).to_have_value(value)
