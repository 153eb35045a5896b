"""When something fails: a calm page with a number, the same number in the log, nobody's data."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import NoReturn

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from zhifa.web import errors, logs
from zhifa.web.urls import handler400, handler500

BIG = b"x" * (6 * 1024 * 1024)
LOCKED = OperationalError("database is locked")
__all__ = ["handler400", "handler500"]


def falls(_: HttpRequest) -> NoReturn:
    raise ValueError("张三 510403198001010011 13800000000 a@b.cn is no number")


def locked(_: HttpRequest) -> NoReturn:
    raise LOCKED


def unsaved(_: HttpRequest) -> NoReturn:
    """As the session's middleware says it when the session could not be kept."""
    try:
        raise LOCKED
    except OperationalError:
        raise SessionInterrupted("deleted")  # noqa: B904 - as Django does


def broken(_: HttpRequest) -> NoReturn:
    raise OperationalError("no such table: x")


urlpatterns = [
    path(f"{room}{view.__name__}/", view)
    for room in ("", "api/")
    for view in (falls, locked, unsaved, broken)
]


@pytest.fixture
def browser() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What goes to stderr."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.Lines())
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)


def test_the_number_on_the_page_is_found_in_the_log(browser: Client, written: StringIO) -> None:
    answer = browser.post("/falls/?q=张三", {"name": "李四"})
    number = answer["X-Request-Id"]
    assert answer.status_code == 500
    assert f"编号 {number}" in answer.content.decode()
    [line] = [json.loads(one) for one in written.getvalue().splitlines()]
    assert (line["request"], line["method"], line["path"]) == (number, "POST", "/falls/")
    assert (line["level"], line["status"], line["user"]) == ("ERROR", 500, "")
    assert line["fault"]["class"] == "builtins.ValueError"
    assert any(place.endswith(" falls") for place in line["fault"]["at"])
    assert "is no number" in line["fault"]["words"]
    for theirs in ("张三", "李四", "510403", "1380", "a@b"):
        assert theirs not in written.getvalue()


def test_programs_are_told_the_number_too(browser: Client) -> None:
    answer = browser.get("/api/falls/")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["number"] == answer["X-Request-Id"]


@pytest.mark.parametrize("view", ["locked", "unsaved"])
def test_a_busy_database_is_no_fault(browser: Client, view: str) -> None:
    page, problem = browser.get(f"/{view}/"), browser.get(f"/api/{view}/")
    assert (page.status_code, problem.status_code) == (503, 503)
    assert int(page["Retry-After"]) > 0
    assert int(problem["Retry-After"]) > 0
    assert "系统正忙，内容没有丢失，请稍后再试" in page.content.decode()
    assert problem.json()["type"] == "/problems/busy"


def test_other_words_of_the_database_are_faults(browser: Client) -> None:
    assert browser.get("/broken/").status_code == 500


def test_postgresql_says_it_by_codes() -> None:
    for code, answer in ((None, True), ("40P01", True), ("55P03", True), ("42P01", False)):
        cause = type("Cause", (Exception,), {"sqlstate": code})()
        fault = OperationalError("…")
        fault.__cause__ = cause
        assert errors.busy(fault) is answer, code


def test_a_body_that_is_too_big(browser: Client, rf: RequestFactory) -> None:
    page = browser.post("/falls/", BIG, content_type="text/plain")
    assert page.status_code == 413
    assert "内容太大" in page.content.decode()
    answer = browser.post("/api/falls/", BIG, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-big")
    request = rf.post("/", BIG, content_type="text/plain")
    errors.too_big(request)
    assert request.read() == b"", "a browser hears no answer before all has been taken"
