"""The law library's pages: days, versions, changes and who may do what."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Amendment, AmendmentTask, Law, LawVersion
from zhifa.registry.tests import make
from zhifa.registry.tests.texts import AT, BODY, NEWER, head

Load = Callable[..., actions.Imported]
LAWS = "/library/laws/"
NEWEST = head(id="T-3", version_date="2026-01-05", effective="2026-02-01", revised=["2026-01-05"])


def three(load: Load) -> list[LawVersion]:
    newer = BODY.replace("一百元", "五百元")
    load((head(status="历史版本"), BODY), (NEWER | {"status": "历史版本"}, newer))
    load((NEWEST, newer.replace("伪造标签", "伪造标签和证书")))
    return list(LawVersion.objects.order_by("in_force_from"))


def test_an_article_on_two_days(load: Load) -> None:
    versions = three(load)
    page = f"{LAWS}{versions[0].law_id}/articles/4/"
    client = browser("officer")
    assert "处一百元以上罚款" in text(client, f"{page}?on=2020-01-01")
    now = text(client, f"{page}?on=2025-01-01")
    assert "<del>一百元</del>" in now
    assert "<ins>五百元</ins>" in now
    assert client.get(f"{LAWS}{versions[0].law_id}/articles/99/").status_code == 404


def test_quick_questions_find_what_the_plain_ones_would(
    load: Load, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    law = three(load)[0].law
    seen = set()
    for day in ("2018-01-01", "2019-03-01", "2024-07-31", "2024-08-01", "2026-03-02"):
        on = date.fromisoformat(day)
        for number, sub in ((1, 0), (2, 0), (2, 1), (4, 0), (9, 0)):
            version = reads.version_on(law=law, on=on, viewer=SYSTEM)
            text = version and reads.article_on(
                version=version, number=number, sub=sub, viewer=SYSTEM
            )
            with django_assert_max_num_queries(2):
                found = reads.article_in_force(
                    law=law, number=number, sub=sub, on=on, viewer=SYSTEM
                )
            assert found == (version, text)
            said = (text.text, text.path, text.paragraphs) if text else None
            told = (found[1].text, found[1].path, found[1].paragraphs) if found[1] else None
            assert said == told
            seen.add(said[0] if said else None)
    assert len(seen) > 5


def test_two_versions_differ_word_by_word_and_three_stand_in_columns(load: Load) -> None:
    first, second, third = three(load)
    client = browser("officer")
    page = f"{LAWS}{first.law_id}/compare/"
    two = text(client, f"{page}?v={first.pk}&v={second.pk}")
    assert "有改动 1 条" in two
    assert "<del>一百元</del>" in two
    assert "为了管理某某" not in two
    assert "为了管理某某" in text(client, f"{page}?v={first.pk}&v={second.pk}&all=1")
    columns = text(client, f"{page}?v={first.pk}&v={second.pk}&v={third.pk}")
    assert columns.count("为了管理某某") == 3
    assert "<del>一百元</del>" in columns
    assert "有改动" in columns
    for page_of_dates in (two, columns):  # narrow screens read the day above every text
        assert 'lw-when zf-3">2019-03-01 起施行' in page_of_dates
    assert "<ins>和证书</ins>" in text(client, page), "the two newest where nothing is chosen"


def test_three_versions_follow_an_article_by_its_words(load: Load) -> None:
    """An article moved, one taken out, one put in: each is marked where it happened."""
    one, tag, fine = (
        "为了管理某某，制定本条例。",
        "经营者不得伪造标签。",
        "违反的，处一百元以上罚款。",
    )
    told_by = "本条例由某局解释，另行公布细则。"
    texts = ([one, tag, fine], [one, fine], [one, told_by, fine.replace("一百", "五百")])
    for facts, said in zip(({"status": "历史版本"}, NEWER, NEWEST), texts, strict=True):
        numbered = zip("一二三", said, strict=False)
        body = "\n\n".join(f"**第{n}条**　{words}" for n, words in numbered)
        load((head(**facts), f"# 某某管理条例\n\n{body}\n"))
    first, second, third = LawVersion.objects.order_by("in_force_from")
    rows, more = reads.columns(versions=[first, second, third], number=0, limit=50, viewer=SYSTEM)
    told = [[(c.article.number if c.article else 0, c.kind) for c in row] for row in rows]
    assert told == [
        [(1, ""), (1, "same"), (1, "same")],
        [(2, ""), (0, "removed"), (0, "")],
        [(0, ""), (0, ""), (2, "added")],
        [(3, ""), (2, "moved"), (3, "amended")],
    ]
    assert more is None
    begun, following = reads.columns(
        versions=[first, second, third], number=0, limit=3, viewer=SYSTEM
    )
    assert (len(begun), following) == (3, 3)


def test_a_version_without_text_is_an_empty_column(load: Load) -> None:
    first, second, third = three(load)
    second.has_text = False
    rows, _ = reads.columns(versions=[first, second, third], number=0, limit=50, viewer=SYSTEM)
    assert {row[1].article for row in rows} == {None}
    assert {row[1].kind for row in rows} == {""}
    assert "added" not in {row[2].kind for row in rows}


def test_a_law_with_one_text_says_what_is_missing(load: Load) -> None:
    load((head(), BODY))
    law = Law.objects.get()
    assert "还没有两版可以对照" in text(browser("officer"), f"{LAWS}{law.pk}/compare/")


def test_the_shelf_narrows_and_marks_what_was_found(load: Load) -> None:
    three(load)
    client = browser("officer")
    assert "<mark>" in text(client, f"{LAWS}?q=伪造标签")
    assert "没有找到" in text(client, f"{LAWS}?q=伪造标签&level=法律")
    assert "伪造标签和" not in text(client, f"{LAWS}?q=伪造标签&on=2020-01-01")
    assert "某某管理条例" in text(client, f"{LAWS}?level=行政法规")
    assert "某某管理条例" not in text(client, f"{LAWS}?level=法律")


@pytest.mark.parametrize("query", ["v=1&v=x", "v=99999999999999999999", "from=-1", "all=2"])
def test_odd_comparisons_are_answered(load: Load, query: str) -> None:
    law = three(load)[0].law_id
    assert browser("officer").get(f"{LAWS}{law}/compare/?{query}").status_code == 200


def amended(load: Load, home: Agency) -> Amendment:
    """A matter of an agency rests on an article that changes."""
    load((head(), BODY))
    cited = [f"《某某管理条例》第{n}条" for n in "二四"]
    make.matter(breach_clauses=cited[:1], penalty_clauses=cited[1:])
    actions.list_power(agency=home, matter_code="T01", from_on=make.DAY, by=SYSTEM, at=AT)
    done = load((NEWEST, BODY.replace("一百元", "五百元")))
    return Amendment.objects.get(pk=done.amendments[0])


def test_the_owner_ticks_a_task_off_with_a_reason(load: Load) -> None:
    home = people.agency()
    amendment = amended(load, home)
    tasks = AmendmentTask.objects.filter(amendment=amendment, agency=home)
    assert {t.kind for t in tasks} == {"matter", "discretion"}
    task = tasks.get(kind="matter")
    page = f"{LAWS}changes/{amendment.pk}/"
    keeper = browser("library_keeper", home)
    assert "对某行为的处罚" in text(keeper, page)
    silent = keeper.post(f"{page}settle/", {"task": task.pk})
    assert silent.status_code == 409
    assert "请写明怎样处理的" in silent.content.decode()
    assert "请选择处理结果" in silent.content.decode()
    told = {"task": task.pk, "outcome": "changed", "reason": "已立新版本"}
    assert keeper.post(f"{page}settle/", {**told, "task": "x"}).status_code == 409
    assert keeper.post(f"{page}settle/", {**told, "task": task.pk + 999}).status_code == 404
    assert keeper.post(f"{page}settle/?kind=matter", told).status_code == 302
    assert "办结：已立新版本" in text(keeper, page)
    assert "对某行为的处罚" not in text(keeper, f"{page}?state=open&kind=matter")
    assert keeper.post(f"{page}settle/", told).status_code == 409
    assert "某某管理条例" in text(keeper, f"{LAWS}changes/")


def test_others_neither_see_nor_settle_it(load: Load) -> None:
    home = people.agency()
    amendment = amended(load, home)
    task = AmendmentTask.objects.filter(amendment=amendment)[0]
    page = f"{LAWS}changes/{amendment.pk}/"
    officer = browser("officer", home)
    assert "这里没有您要核对的" in text(officer, page)
    told = {"task": task.pk, "outcome": "kept", "reason": "不归我管"}
    assert officer.post(f"{page}settle/", told).status_code == 404
    stranger = browser("library_keeper", people.agency())
    assert stranger.post(f"{page}settle/", told).status_code == 404
    task.refresh_from_db()
    assert task.done_at is None


def test_tasks_cost_the_same_number_of_queries(
    load: Load, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home = people.agency()
    amendment = amended(load, home)
    keeper = browser("library_keeper", home)
    keeper.get(f"{LAWS}changes/{amendment.pk}/")
    with django_assert_max_num_queries(16):
        keeper.get(f"{LAWS}changes/{amendment.pk}/")


def test_a_matter_says_that_its_law_changed_until_that_is_settled(load: Load) -> None:
    home = people.agency()
    amendment = amended(load, home)
    task = AmendmentTask.objects.filter(amendment=amendment, kind="matter").earliest("pk")
    door, said = f"/library/matters/{task.key}/", "这个事项还没有核对"
    keeper = browser("library_keeper", home)
    page = keeper.get(door).content.decode()
    assert said in page
    assert f"{LAWS}changes/{amendment.pk}/" in page
    mine = AmendmentTask.objects.filter(amendment=amendment, key=task.key)
    actions.settle_tasks(
        task_ids=[t.pk for t in mine], outcome="kept", reason="内容仍然适用", by=SYSTEM, at=make.AT
    )
    assert said not in keeper.get(door).content.decode()


def test_what_waits_for_agencies_is_not_called_ones_own(load: Load) -> None:
    home = people.agency()
    amended(load, home)
    keeper = text(browser("law_keeper"), f"{LAWS}changes/")
    assert "各机关的待办" in keeper
    assert home.name in keeper.partition("各机关的待办")[2]
    mine = text(browser("library_keeper", home), f"{LAWS}changes/")
    assert "您的待办" in mine
    assert "各机关的待办" not in mine


def test_the_keeper_of_laws_writes_down_a_repeal(load: Load) -> None:
    load((head(), BODY))
    law, keeper = Law.objects.get(), browser("law_keeper")
    assert f"{LAWS}{law.pk}/repeal/" in keeper.get(f"{LAWS}{law.pk}/").content.decode()
    assert (
        f"{LAWS}{law.pk}/repeal/" not in browser("officer").get(f"{LAWS}{law.pk}/").content.decode()
    )
    door = f"{LAWS}{law.pk}/repeal/"
    assert keeper.get(door).status_code == 200
    assert keeper.post(door, {"from_on": "昨天", "reason": ""}).status_code == 422
    early = keeper.post(door, {"from_on": "2001-01-01", "reason": "国令第800号"})
    assert early.status_code == 409
    assert "国令第800号" in early.content.decode(), "what was typed stays"
    done = keeper.post(door, {"from_on": "2126-10-01", "reason": "国令第800号"})
    amendment = Amendment.objects.get(after=None)
    assert done["Location"] == f"{LAWS}changes/{amendment.pk}/"
    assert LawVersion.objects.get(law=law).repealed_on == date(2126, 9, 30)
    assert browser("officer").post(door, {}).status_code == 404
