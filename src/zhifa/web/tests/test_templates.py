"""The parts of the interface, rendered with the values of the kit page."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered

from zhifa.agencies.reads import Signed
from zhifa.kernel.refusals import Obstacle
from zhifa.web import kit
from zhifa.web.templatetags import zf

PARTS = Path(kit.__file__).parent / "templates" / "zf"
STYLES = Path(kit.__file__).parent / "static" / "zf" / "css"


@pytest.fixture
def request_of_officer(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/kit/")
    reach: dict[str, frozenset[int] | None] = {"case:read": None}
    request.actor = Signed(7, "王岚", date(2026, 11, 23), (), reach)  # type: ignore[attr-defined]
    return request


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """Names of the templates rendered while the test ran."""
    seen: set[str] = set()

    def note(*, template: Any, **_: Any) -> None:
        seen.add(template.name)

    template_rendered.connect(note)
    yield seen
    template_rendered.disconnect(note)


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def having(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.found if name in attrs]

    def with_id(self, name: str) -> dict[str, str]:
        return next(attrs for _, attrs in self.found if attrs.get("id") == name)


def the_kit(request: HttpRequest) -> str:
    return kit.page(request).content.decode()


def test_the_kit_shows_every_part(request_of_officer: HttpRequest, rendered: set[str]) -> None:
    the_kit(request_of_officer)
    assert {f"zf/{p.name}" for p in PARTS.glob("_*.html")} <= rendered


def test_the_kit_is_whole(request_of_officer: HttpRequest) -> None:
    page = Elements(the_kit(request_of_officer))
    ids = page.having("id")
    assert len(ids) == len(set(ids)), "an id stands for one element"
    pointed = [i for names in page.having("aria-describedby") for i in names.split()]
    pointed += page.having("for") + page.having("aria-labelledby")
    assert not set(pointed) - set(ids)
    assert not [a for _, attrs in page.found for a in attrs if a == "style" or a[:2] == "on"]


def test_every_class_of_a_state_has_a_rule() -> None:
    """A state that no style sheet knows would look like any other."""
    css = "".join(p.read_text("utf-8") for p in STYLES.glob("*.css"))
    clocks = {f".zf-clock.is-{c['state']}" for c in kit.samples()["clocks"]} - {
        ".zf-clock.is-normal"
    }
    gates = {f".zf-gate .{g['state']} " for g in kit.samples()["gates"]}
    assert not {rule for rule in clocks | gates if rule not in css}
    assert not {n for n in range(101) if f".{zf.width(n)} {{" not in css}


def test_an_error_leads_to_its_field(request_of_officer: HttpRequest) -> None:
    html = the_kit(request_of_officer)
    page = Elements(html)
    summary = html[html.index("zf-errsum") : html.index("</ul>", html.index("zf-errsum"))]
    linked = re.findall(r'href="#([^"]+)"[^>]*>\s*([^<]+?)\s*</a>', summary)
    assert [words for _, words in linked] == ["填写送达日期", "填写送达方式", "填写街道"]
    assert {target for target, _ in linked} <= set(page.having("id"))
    served_on = page.with_id("id_served_on")
    assert served_on["aria-invalid"] == "true"
    assert "id_served_on_error" in served_on["aria-describedby"].split()
    assert re.search(r'id="id_served_on_error">\s*<p>填写送达日期</p>', html), "the same words"


def test_who_cannot_be_chosen_is_listed_with_the_reason(request_of_officer: HttpRequest) -> None:
    html = the_kit(request_of_officer)
    closed = Elements(html).with_id("id_officers_2")
    assert "disabled" in closed
    why = html[html.index(f'id="{closed["aria-describedby"]}"') :]
    assert "不能选：执法证 2026-09-30 已到期" in why[: why.index("</small>")]
    assert "checked" in Elements(html).with_id("id_officers_0")


def test_optional_fields_say_so_and_required_ones_do_not(request_of_officer: HttpRequest) -> None:
    html = the_kit(request_of_officer)
    labels = {
        re.sub(r"\s+|<[^>]+>", "", text)
        for text in re.findall(r'class="form-label"[^>]*>(.*?)</(?:label|legend)>', html, re.DOTALL)
    }
    assert {"当事人", "送达日期", "执法人员", "检查时间选填", "备注选填", "附件选填"} <= labels


class Days(forms.Form):
    on = forms.DateField()
    at = forms.DateTimeField()
    sum = forms.CharField(widget=forms.TextInput(attrs={"data-kind": "money", "class": "own"}))


def test_days_go_to_the_picker_as_it_wants_them() -> None:
    form = Days(initial={"on": date(2026, 1, 9), "sum": "5,000"})
    html = "".join(
        render_to_string("zf/_field.html", zf.zf_field(form[name])) for name in form.fields
    )
    page = Elements(html)
    assert page.with_id("id_on")["type"] == "date"
    assert page.with_id("id_on")["value"] == "2026-01-09"
    assert page.with_id("id_at")["type"] == "datetime-local"
    assert page.with_id("id_sum")["class"].split() == ["own", "form-control", "zf-in-money"]
    assert '<span class="zf-unit">元</span>' in html
    assert form.fields["on"].widget.input_type == "text", "the form itself is left alone"


def test_an_obstacle_is_said_with_its_source_and_its_way_out() -> None:
    review = Obstacle("a", "请先送法制审核。", "行政处罚法 第五十八条", "submit_review")
    html = render_to_string(
        "zf/_obstacles.html", {"obstacles": [review, Obstacle("b", "<b>")], "do": "/cases/1/do/"}
    )
    assert "还差 2 项" in html
    assert "<cite>行政处罚法 第五十八条</cite>" in html
    ways = [href for href in Elements(html).having("href") if href.startswith("/cases")]
    assert ways == ["/cases/1/do/submit_review/"]
    assert "&lt;b&gt;" in html, "what people wrote is never markup"
    assert render_to_string("zf/_obstacles.html", {"obstacles": []}).strip() == ""


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "500"])
def test_pages_that_refuse_say_what_to_do_and_keep_drafts(name: str, rf: RequestFactory) -> None:
    html = render_to_string(f"{name}.html", request=None if name == "500" else rf.get("/x/"))
    page = Elements(html)
    assert [tag for tag, _ in page.found].count("h1") == 1
    assert page.having("data-zf-kept") == [""]
    assert any("btn-primary" in attrs.get("class", "") for _, attrs in page.found)
    assert any(src.endswith("drafts.js") for src in page.having("src"))


def test_the_public_shell_stands_alone(rf: RequestFactory) -> None:
    page = Elements(render_to_string("public_base.html", request=rf.get("/public/")))
    assert "data-zf-user" not in {a for _, attrs in page.found for a in attrs}
    assert [tag for tag, _ in page.found].count("main") == 1
