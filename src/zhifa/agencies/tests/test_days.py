"""Pages of bodies and people answer as of a day: `on=DATE`."""

from datetime import date

import pytest

from zhifa.agencies import actions
from zhifa.agencies.tests import make
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "2026-01-31", "2026-02-01"


def test_a_body_is_shown_as_it_was_on_a_day() -> None:
    body = make.agency(name="甲局")
    since = actions.Since(date(2026, 2, 1), "示府函〔2026〕1号")
    actions.change_agency(agency=body, facts={"name": "乙局"}, since=since, by=SYSTEM, at=make.AT)
    client = browser("personnel", body)
    page = f"/library/agencies/{body.code}/"
    assert "<h1>甲局</h1>" in text(client, f"{page}?on={BEFORE}")
    assert f"这是 {BEFORE} 的登记" in text(client, f"{page}?on={BEFORE}")
    assert "<h1>乙局</h1>" in text(client, f"{page}?on={AFTER}")
    assert "<h1>乙局</h1>" in text(client, page)
    assert "修改</a>" in text(client, page)
    assert "修改</a>" not in text(client, f"{page}?on={BEFORE}"), "the past is not edited"
    assert "还没有设立" in text(client, f"{page}?on=2001-01-01")
    assert ">甲局</a>" in text(client, f"/library/agencies/?on={BEFORE}")
    assert ">甲局</a>" not in text(client, f"/library/agencies/?on={AFTER}")
    assert "没有登记执法主体" in text(client, "/library/agencies/?on=2001-01-01")
    for odd in ("x", "2026-02-30", ""):
        assert "<h1>乙局</h1>" in text(client, f"{page}?on={odd}")


def test_a_person_is_shown_with_the_posts_and_certificate_of_a_day() -> None:
    body = make.agency()
    user = make.person()
    make.post(user, "officer", body, date(2026, 1, 1), date(2026, 1, 31))
    make.post(user, "unit_head", body, date(2026, 2, 1))
    make.certificate(user, body, valid=(date(2026, 2, 1), date(2027, 12, 31)))
    client = browser("personnel", body)
    people = f"/people/?agency={body.pk}&q={user.name}"
    january, february = (text(client, f"{people}&on={day}") for day in (BEFORE, AFTER))
    assert "执法人员" in january
    assert "承办机构负责人" not in january
    assert "尚未生效" in january
    assert "承办机构负责人" in february
    assert "当日有效" in february
    page = text(client, f"/people/{user.pk}/?on={BEFORE}")
    assert "尚未生效" in page
    assert "当日有效" in text(client, f"/people/{user.pk}/?on={AFTER}")
