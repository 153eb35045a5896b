"""What every page may use."""

from datetime import date

from django.test import RequestFactory

from zhifa.agencies.reads import signed
from zhifa.agencies.tests import make
from zhifa.web.context import house


def test_who_is_the_same_at_several_bodies_is_so_once() -> None:
    user = make.holder("library_keeper", make.agency())
    for _ in range(2):
        make.post(user, "library_keeper", make.agency())
    request = RequestFactory().get("/desk/")
    request.actor = signed(user=user, on=date(2026, 3, 2))  # type: ignore[attr-defined]
    assert house(request)["posts"] == ["基础库管理员"]
