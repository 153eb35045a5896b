"""The pages of cases: faults are named, what was typed is kept, what is done is done once."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker
from tests.walks import Road

from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.tests.browsers import browser, lately, text

WORDS = "货架上摆放着过期的预包装食品共三十六件"


@pytest.fixture(scope="module")
def road(
    django_db_setup: None,  # noqa: ARG001 - it comes first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Road]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield lately("filed")
        transaction.set_rollback(True)


@pytest.fixture
def officer(road: Road) -> Client:
    return browser(road, "officer")


def correction(**more: str) -> dict[str, str]:
    by = localdate().isoformat()
    return {"breach": WORDS, "content": "停止销售", "by_on": by, "token": "word", **more}


def test_the_case_page_and_its_forms_open(road: Road, officer: Client) -> None:
    page = text(officer.get(f"/cases/{road.case_id}/"))
    assert road.case.number in page
    for move in ("order_correction", "record_scene", "conclude", "register_evidence"):
        assert officer.get(f"/cases/{road.case_id}/do/{move}/").status_code == 200, move
    elsewhere = officer.get(f"/cases/{road.case_id}/do/submit_review/")
    assert elsewhere["Location"] == f"/reviews/cases/{road.case_id}/submit/"
    for move in ("nonsense", "register"):
        assert officer.get(f"/cases/{road.case_id}/do/{move}/").status_code == 404, move
    assert officer.get("/cases/nothing/").status_code == 404


def test_a_malformed_form_names_each_field(road: Road, officer: Client) -> None:
    url = f"/cases/{road.case_id}/do/order_correction/"
    answer = officer.post(url, correction(by_on="明天", content=""))
    page = text(answer)
    assert answer.status_code == 422
    assert "日期写成 2026-01-31 的样子" in page
    assert "改正内容和要求：尚未填写" in page
    assert WORDS in page, "what was right is kept"
    assert "明天" in page, "and what was wrong"
    assert not Act.objects.filter(case=road.case, move="order_correction").exists()


def test_a_stale_page_is_told_so_and_keeps_what_was_typed(road: Road, officer: Client) -> None:
    url = f"/cases/{road.case_id}/do/order_correction/"
    answer = officer.post(url, correction(rev=str(road.case.rev - 1)))
    page = text(answer)
    assert answer.status_code == 409
    assert "案件刚被他人推进" in page
    assert WORDS in page
    assert f'value="{road.case.rev}"' in page, "sent again it is not stale"
    assert officer.post(url, correction(rev=str(road.case.rev))).status_code == 302


def test_the_same_submit_again_is_recognised(road: Road, officer: Client) -> None:
    url = f"/cases/{road.case_id}/do/order_correction/"
    before = road.case.rev
    first = officer.post(url, correction(), follow=True)
    again = officer.post(url, correction(), follow=True)
    assert "责令改正：已办。" in text(first)
    assert "刚才已办，没有重复登记" in text(again)
    assert road.case.rev == before + 1


def test_a_refused_step_lists_every_reason_with_its_article(road: Road, officer: Client) -> None:
    answer = officer.post(
        f"/cases/{road.case_id}/do/conclude/",
        {
            "facts": WORDS,
            "outcome": "penalty",
            "kinds": ["fine"],
            "fine": "99999",
            "tier": "light",
            "reason": "理由充分",
            "token": "x",
        },
    )
    page = text(answer)
    assert answer.status_code == 409
    for words in ("证据清单还有缺项", "金额超出罚则幅度", "金额与所选裁量档次不符"):
        assert words in page
    assert "行政处罚法 第五条、第三十二条" in page
    assert WORDS in page
    assert "99999" in page


def clue(**more: str) -> dict[str, str]:
    return {
        "source_kind": "inspection",
        "discovered_on": localdate().isoformat(),
        "place": "示范路 9 号",
        "area_code": "510403001",
        "summary": WORDS,
        "token": "clue",
        **more,
    }


def test_a_clue_is_registered_once_and_its_faults_named(road: Road, officer: Client) -> None:
    url = "/cases/new/penalty_ordinary/"
    assert officer.get("/cases/new/").status_code == 200
    assert officer.get(url).status_code == 200
    assert officer.get("/cases/new/nothing/").status_code == 404
    before = Case.objects.count()
    wrong = officer.post(url, clue(place="", discovered_on="昨天"))
    assert wrong.status_code == 422
    assert WORDS in text(wrong)
    ahead = officer.post(url, clue(discovered_on="2100-01-01"))
    assert ahead.status_code == 409
    assert "日期不能晚于今天" in text(ahead)
    assert Case.objects.count() == before
    first, again = officer.post(url, clue()), officer.post(url, clue())
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == before + 1
    assert road.case.rev


def test_who_may_not_register_finds_no_such_page(road: Road) -> None:
    archivist = browser(road, "archivist")
    assert archivist.get("/cases/new/").status_code == 404
    assert archivist.get("/cases/new/penalty_ordinary/").status_code == 404


def test_procedures_are_open_to_all_who_work_here(road: Road) -> None:
    archivist = browser(road, "archivist")
    assert "行政处罚普通程序" in text(archivist.get("/library/procedures/"))
    page = text(archivist.get("/library/procedures/penalty_ordinary/"))
    assert "听证结束后须再次送法制审核并通过" in page
    assert archivist.get("/library/procedures/nothing/").status_code == 404
    early = "?on=2021-07-14"
    assert "2021-07-14 没有施行的程序" in text(archivist.get(f"/library/procedures/{early}"))
    page = text(archivist.get(f"/library/procedures/penalty_ordinary/{early}"))
    assert "2021-07-14 这个程序还没有施行" in page
    wrong = text(archivist.get("/library/procedures/?on=2026-02-30"))
    assert "“2026-02-30”不是一个日期" in wrong
