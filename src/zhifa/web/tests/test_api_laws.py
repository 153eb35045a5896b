"""The law library for machines: as of a day, found by subject, compared."""

from datetime import date
from typing import Any

import pytest
from tests import make

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.models import LawVersion
from zhifa.registry.tests import docx
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road

OLD = "（2020年4月1日第十三届全国人民代表大会常务委员会第十七次会议通过）"
NEW = OLD.removesuffix("）") + (" 2025年4月1日第十四届全国人民代表大会常务委员会第十五次会议修订）")
TITLE = "中华人民共和国示范管理法"


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    for name, note, force, fine in (
        ("a", OLD, "2020年6月1日", "一"),
        ("b", NEW, "2025年6月1日", "五"),
    ):
        words = ["经营者不得伪造示范标签。", f"违反前条的，处{fine}百元以上罚款。"]
        path = docx.docx(tmp_path / f"{name}.docx", docx.statute(TITLE, note, words, force=force))
        actions.import_laws(path=path, by=SYSTEM, at=make.AT)
    return api_road(at)


def test_a_law_and_its_articles_as_of_a_day(road: ApiRoad) -> None:
    (law,) = road.ask("officer", "/laws?q=示范管理")
    assert (law["title"], law["level"]) == (TITLE, "法律")
    told = road.ask("officer", f"/laws/{law['id']}?on=2024-01-01")
    assert [v["held"] for v in told["versions"]] == [False, True]
    was = road.ask("officer", f"/laws/{law['id']}/articles/2?on=2025-05-31")
    now = road.ask("officer", f"/laws/{law['id']}/articles/2?on=2025-06-01")
    assert ("一百元" in was["text"], "五百元" in now["text"]) == (True, True)
    with pytest.raises(Refusal) as before:
        road.ask("officer", f"/laws/{law['id']}/articles/2?on=2020-05-31")
    assert before.value.status == 404
    why = "2020-04-01 公布，2020-06-01 起施行，2020-05-31 还没有施行。"
    assert why in before.value.body["detail"]
    with pytest.raises(Refusal) as none:
        road.ask("officer", f"/laws/{law['id']}/articles/99?on=2025-05-31")
    assert none.value.body["detail"] == "这一天施行的一版没有这一条。"
    with pytest.raises(Refusal) as law_unknown:
        road.ask("officer", "/laws/999999/articles/1")
    assert "detail" not in law_unknown.value.body


def test_articles_are_found_by_subject_on_a_day(road: ApiRoad) -> None:
    hits = road.ask("officer", "/laws/search?q=伪造标签怎么罚&on=2024-01-01&limit=1")
    assert [(h["law"], h["in_force_from"]) for h in hits] == [(TITLE, "2020-06-01")]
    assert road.ask("officer", "/laws/search?q=伪造标签&level=行政法规") == []


def test_two_versions_are_compared(road: ApiRoad) -> None:
    old, new = LawVersion.objects.filter(law__title=TITLE).order_by("in_force_from")
    told = road.ask("officer", f"/laws/{old.law_id}/changes?before={old.pk}&after={new.pk}")
    assert [(c["kind"], c["old"]["article"]) for c in told] == [("amended", 2), ("amended", 3)]
    with pytest.raises(Refusal) as other:
        road.ask("officer", f"/laws/{old.law_id}/changes?before={old.pk}&after=999999")
    assert other.value.status == 404


def test_the_day_is_a_date(road: ApiRoad) -> None:
    with pytest.raises(Refusal) as wrong:
        road.ask("officer", f"/laws/search?q=标签&on={date(2024, 1, 1):%d.%m.%Y}")
    assert wrong.value.status == 422
