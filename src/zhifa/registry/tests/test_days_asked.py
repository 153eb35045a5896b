"""What is said of a day that the registers do not cover, or that is no day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.tests import make
from zhifa.registry.tests.texts import BODY, NEWER, TODAY, head

pytestmark = pytest.mark.django_db
Load = Callable[..., actions.Imported]
LAWS = "/library/laws/"
OTHER = head(
    id="L-1",
    title="广东省示范条例",
    level="地方性法规",
    issuing_body="广东省人民代表大会常务委员会",
    status="现行有效性未核",
)


def test_a_day_without_a_text_is_told_with_the_nearest_version(load: Load) -> None:
    load((NEWER, BODY))
    law = Law.objects.get()
    client = browser("officer")
    for page in (f"{LAWS}{law.pk}/", f"{LAWS}{law.pk}/articles/4/"):
        missing = text(client, f"{page}?on=2020-01-01")
        assert "法律库没有收 2020-01-01 施行的文本" in missing
        assert "2024-08-01 起施行的一版" in missing
        early = text(client, f"{page}?on=2018-01-01")
        assert "2018-01-01 还没有施行" in early
        assert "当日不施行" not in text(client, f"{page}?on=2025-01-01")
    found = text(client, f"{LAWS}?q=伪造标签&on=2020-01-01")
    assert "有 1 部库里没有那一天的文本" in found
    assert "没有那一天的文本" not in text(client, f"{LAWS}?q=伪造标签")


def test_the_nearest_version_is_shown_and_the_one_in_force_named(load: Load) -> None:
    load((head(status="历史版本"), BODY), (NEWER, BODY.replace("一百元", "五百元")))
    law, new = Law.objects.get(), LawVersion.objects.get(source_key="T-2")
    near = reads.version_shown(law=law, pk=None, on=date(2018, 1, 1), viewer=SYSTEM)
    assert near is not None
    assert near.source_key == "T-1"
    page = text(browser("officer"), f"{LAWS}{law.pk}/?version={new.pk}&on=2020-01-01")
    assert "2020-01-01 施行的是 2019-03-01 至 2024-07-31 施行的一版" in page


def test_unchecked_validity_and_other_provinces_are_marked(load: Load) -> None:
    load((head(), BODY), (OTHER, BODY.replace("伪造标签", "伪造标签和证书")))
    client = browser("officer")
    usual = reads.search_articles(text="伪造标签", on=TODAY, viewer=SYSTEM)
    assert {h.article.version.source_key for h in usual} == {"T-1"}
    within = reads.Within(elsewhere=True)
    every = reads.search_articles(text="伪造标签", on=TODAY, viewer=SYSTEM, within=within)
    assert {h.article.version.source_key for h in every} == {"T-1", "L-1"}
    assert "广东省" not in text(client, f"{LAWS}?q=伪造标签")
    shown = text(client, f"{LAWS}?q=伪造标签&elsewhere=1")
    assert "广东省人民代表大会常务委员会" in shown
    assert "现行有效性未核" in shown
    law = Law.objects.get(level="地方性法规")
    assert law.title not in text(client, LAWS), "leafed through: our own and the state's"
    assert "外地规定没有列出" in text(client, LAWS)
    for page in (f"{LAWS}?elsewhere=1", f"{LAWS}?q={law.short_title}"):
        assert "外地规定</span>" in text(client, page)
    page = text(client, f"{LAWS}{law.pk}/articles/4/")
    assert "现行有效性未核" in page
    assert "广东省人民代表大会常务委员会" in page
    ours = LawVersion.objects.get(source_key="T-1")
    assert "现行有效性未核" not in text(client, f"{LAWS}{ours.law_id}/articles/4/")


PAGES = {
    LAWS: "officer",
    "/library/matters/": "officer",
    "/library/agencies/": "officer",
    "/library/parties/": "officer",
    "/people/": "agency_head",
}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_no_day_is_told_at_its_field_and_today_shown(page: str) -> None:
    client = browser(PAGES[page])
    told = text(client, f"{page}?on=2026-02-31")
    assert told.count("“2026-02-31”不是一个日期，下面按今天显示") == 1
    assert 'id="on-error">“2026-02-31”不是' in told
    assert 'aria-describedby="on-error"' in told
    assert "不是一个日期" not in text(client, page)


def test_a_page_without_a_field_tells_it_above() -> None:
    make.laws()
    make.matter(code="T01")
    told = text(browser("officer"), "/library/matters/T01/?on=abc")
    assert told.count("“abc”不是一个日期，下面按今天显示") == 1
    assert "on-error" not in told


def test_a_day_without_filters_lists_what_is_in_force_that_day(load: Load) -> None:
    load((NEWER, BODY), (head(id="U-1", title="示范旧办法", level="部门规章"), BODY))
    older, newer = (Law.objects.get(title__contains=name) for name in ("旧办法", "条例"))
    client = browser("officer")
    then = text(client, f"{LAWS}?on=2020-01-01")
    assert f"/library/laws/{older.pk}/" in then
    assert f"/library/laws/{newer.pk}/" not in then
    assert "另有 1 部当日不在施行" in then
    assert f"/library/laws/{newer.pk}/" in text(client, f"{LAWS}?on=2020-01-01&every=1")
    now = text(client, LAWS)
    assert f"/library/laws/{newer.pk}/" in now
    assert "当日不在施行" not in now


def test_the_public_is_told_what_is_no_day() -> None:
    body = people.agency()
    for page in ("/public/lists/", f"/public/lists/{body.code}/"):
        told = Client().get(f"{page}?on=abc").content.decode()
        assert told.count("“abc”不是一个日期，下面按今天显示") == 1, page
        assert "不是一个日期" not in Client().get(page).content.decode()
    field = text(browser("officer"), f"/library/public-lists/{body.code}/?on=abc")
    assert 'aria-describedby="on-error"' in field
    assert field.count("“abc”不是一个日期") == 1


def test_a_party_before_it_was_registered_is_told() -> None:
    party = make.company()
    client = browser("officer")
    early = text(client, f"/library/parties/{party.pk}/?on=2020-01-01")
    assert "这一天还没有登记这个当事人" in early
    assert "这是当日的登记内容" not in early
    later = text(client, f"/library/parties/{party.pk}/?on={make.AT.date()}")
    assert "这是当日的登记内容" in later
    assert party.name not in text(client, "/library/parties/?on=2020-01-01")
    assert party.name in text(client, f"/library/parties/?on={make.AT.date()}")


def test_the_panel_of_a_body_counts_the_list_of_the_day() -> None:
    make.laws()
    make.matter()
    body = people.agency()
    day = date(2026, 1, 5)
    actions.list_power(agency=body, matter_code="T01", from_on=day, by=SYSTEM, at=make.AT)
    client = browser("officer", body)
    panel = f"/library/agencies/{body.code}/panel/"
    assert "2026-01-04 在清单上的事项 0 项" in text(client, f"{panel}?on=2026-01-04")
    assert "2026-01-05 在清单上的事项 1 项" in text(client, f"{panel}?on=2026-01-05")
    assert (
        f"{panel}?on=2026-01-04"
        in client.get(f"/library/agencies/{body.code}/?on=2026-01-04").content.decode()
    )


def test_no_text_answers_what_is_no_day(load: Load) -> None:
    load((head(status="历史版本"), BODY), (NEWER, BODY.replace("一百元", "五百元")))
    law, new = Law.objects.get(), LawVersion.objects.get(source_key="T-2")
    client = browser("officer")
    at = f"{LAWS}{law.pk}/"
    pages = (
        at,
        f"{at}?version={new.pk}",
        f"{at}articles/4/",
        f"{at}articles/4/0/",
        f"{at}{new.pk}/4/",
        f"{at}{new.pk}/4/0/",
    )
    for page in pages:
        assert "五百元" in text(client, page)
        for wrong in ("abc", "2026-02-31", "20260231"):
            answer = client.get(f"{page}{'&' if '?' in page else '?'}on={wrong}")
            told = answer.content.decode()
            assert answer.status_code == 422, page
            assert f'id="on-error">“{wrong}”不是一个日期，没有显示条文' in told
            assert 'aria-describedby="on-error"' in told
            assert told.count("不是一个日期") == 1
            assert "百元" not in told
            assert "下面按今天显示" not in told
    for query in ("某某管理条例第四条", "罚款"):
        assert "五百元" in text(client, f"{LAWS}?q={query}")
        answer = client.get(f"{LAWS}?q={query}&on=abc")
        told = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="on-error">“abc”不是一个日期，没有显示条文' in told
        assert "百元" not in told
        assert "没有找到" not in told


FIRST = head(promulgated="2019-01-01", effective="2019-03-01")
REVISED = head(effective=None, version_date="2024-06-01", version_effective="2024-06-01")


@pytest.mark.parametrize(
    ("row", "day", "why", "missing"),
    [
        (FIRST, date(2019, 2, 1), "2019-01-01 公布，2019-03-01 起施行，2019-02-01 还没有施行", 0),
        (FIRST, date(2018, 2, 1), "2018-02-01 还没有施行", 0),
        (REVISED, date(2022, 2, 1), "法律库没有收 2022-02-01 施行的文本", 1),
        (REVISED, date(2018, 2, 1), "2018-02-01 还没有施行", 0),
    ],
)
def test_why_there_is_no_text_before_the_first(
    load: Load, row: dict[str, object], day: date, why: str, missing: int
) -> None:
    load((row, BODY))
    assert why in reads.absence(law=Law.objects.get(), on=day, viewer=SYSTEM)
    assert reads.laws_missing_on(on=day, viewer=SYSTEM) == missing
