"""Templates of papers for machines: of a day, of a body, with their words and facts."""

from datetime import timedelta
from typing import Any

import pytest
from tests import make

from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, reads
from zhifa.records.reads import Place
from zhifa.records.rules.templates import FIRST_EDITION, Block, library
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road

TODAY = make.AT.date()
DAY = timedelta(days=1)
MORE = Block("八、本地说明", "本地说明一句。", article="行政处罚法 第五条")


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def test_every_template_is_on_the_shelf_page_by_page(road: ApiRoad) -> None:
    seen: list[str] = []
    while page := road.ask("officer", f"/templates?after={seen[-1] if seen else ''}"):
        assert len(page) <= 50
        seen += [one["code"] for one in page]
    assert seen == [sheet.form.code for sheet in reads.sheets(on=TODAY)]
    assert road.ask("officer", f"/templates?on={FIRST_EDITION - DAY}") == []
    named = road.ask("officer", "/templates?q=处罚决定书")
    assert all("处罚决定书" in one["title"] for one in named)
    assert named


def test_a_template_says_what_it_asks_for(road: ApiRoad) -> None:
    told = road.ask("officer", "/templates/W44")
    form = library().on("W44", TODAY)
    assert (told["title"], told["source"]) == (form.title, form.source)
    assert {fact["path"] for fact in told["facts"]} == {f.path for f in reads.facts_of(form)}
    assert len(told["parts"]) == len(form.blocks)
    assert any("[" in line for part in told["parts"] for line in part["lines"])
    for gone in ("/templates/NONE", f"/templates/W44?on={FIRST_EDITION - DAY}"):
        with pytest.raises(Refusal) as none:
            road.ask("officer", gone)
        assert none.value.status == 404


def test_a_body_has_the_version_of_its_area_from_its_first_day(road: ApiRoad) -> None:
    body = road.crew.agency
    row = actions.adapt_template(
        code="W44",
        place=Place("district", body.area_code[:6]),
        wording=actions.Wording(more=MORE),
        begins_on=TODAY + DAY,
        reason="区司法局要求",
        by=SYSTEM,
        at=make.AT,
    )
    door = f"/templates/W44?agency={body.code}"
    before = road.ask("officer", f"{door}&on={TODAY}")
    after = road.ask("officer", f"{door}&on={TODAY + DAY}")
    assert (before["local"], after["local"]) == ("", row.pk)
    assert "本地说明一句。" in str(after["parts"])
    assert "本地说明一句。" not in str(before["parts"])
    assert road.ask("officer", f"/template-versions/{row.pk}")["parts"] == after["parts"]
    listed = road.ask("officer", "/templates/W44/versions")
    assert listed[-1]["id"] == row.pk
    assert (listed[-1]["level"], listed[-1]["from_on"]) == ("district", str(TODAY + DAY))
    assert listed[0]["level"] == "house"
