"""The publisher decides piece by piece what of the paper's words is public (law.md 2.4)."""

from dataclasses import replace

import pytest
from django.test import Client
from tests.walks import Road

from zhifa.disclosure import actions, reads
from zhifa.disclosure.masking import Choice
from zhifa.disclosure.models import Publication, PublicText
from zhifa.disclosure.tests.conftest import CITIZEN, SECRET
from zhifa.disclosure.tests.test_publications import annul, prepared, publish, withdraw
from zhifa.enforcement.tests.browsers import browser
from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

PLANTED = ("王五六", "刘桂芳", "13800001234", "13812345678", CITIZEN)


@pytest.fixture
def road(secretive: Road) -> Road:
    return replace(secretive)


def choose(road: Road, row: Publication, choice: Choice) -> Publication:
    return actions.publish(
        publication=row, checked=True, choice=choice, by=road.actor("publisher"), at=road.now
    )


def place(row: Publication, words: str) -> int:
    made = reads.proposal(publication=row, viewer=SYSTEM)
    found = [n for n, s in enumerate(made.spans) if made.source[s.start : s.end] == words]
    assert found, made.spans
    return found[0]


def shown(row: Publication) -> str:
    return Client().get(f"/public/decisions/{row.slug}/").content.decode()


def test_the_proposal_finds_what_is_personal_and_keeps_the_officers(road: Road) -> None:
    row = prepared(road)
    made = reads.proposal(publication=row, viewer=road.actor("publisher"))
    hidden = {made.source[s.start : s.end] for s in made.spans}
    assert {"王五六", "刘桂芳", "13800001234", "13812345678", CITIZEN} <= hidden
    assert not {o.user.name for o in row.decision.case.officers.all()} & hidden
    with pytest.raises(Publication.DoesNotExist):
        reads.proposal(publication=row, viewer=road.actor("officer"))


def test_as_proposed_the_paper_is_public_without_them(road: Road) -> None:
    row = publish(road, prepared(road))
    page = shown(row)
    assert '<th scope="col">证据名称</th>' in page
    assert "决定书全文" in page
    assert "王某某自制香料" in page
    assert [
        w for w in ("王五六", "刘桂芳", "13800001234", "13812345678", CITIZEN) if w in page
    ] == []
    told = PublicText.objects.get()
    assert (told.confirmed_by, told.whole) == (road.actor("publisher").key, "")
    assert all(one["choice"] == "mask" and "words" not in one for one in told.spans)
    assert list(verify.verify()) == [], "sealed in the journal"


def test_a_secret_that_the_publisher_hides_is_nowhere(road: Road) -> None:
    row = choose(road, prepared(road), Choice(hidden=[SECRET]))
    page = shown(row)
    assert "白芷" not in page
    assert "【不公开：商业秘密】" in page
    with pytest.raises(Refused) as lost:
        choose(road, withdrawn_anew(road, row), Choice(hidden=["没有这句话"]))
    assert lost.value.codes == {"publication:not_in_text"}


def withdrawn_anew(road: Road, row: Publication) -> Publication:
    row = withdraw(road, row, "决定日期写错")
    return actions.renew(publication=row, by=road.actor("publisher"), at=road.now)


def test_a_name_may_be_public_or_cut_with_its_reason_a_number_may_not(road: Road) -> None:
    row = prepared(road)
    with pytest.raises(Refused, match="电话号码"):
        choose(road, row, Choice(spans={place(row, "13800001234"): "public"}))
    row = choose(
        road,
        row,
        Choice(spans={place(row, "刘桂芳"): "privacy", place(row, "13800001234"): "mask"}),
    )
    assert "由【不公开：个人隐私】（电话***）送货" in shown(row)
    row = choose(road, withdrawn_anew(road, row), Choice(spans={place(row, "刘桂芳"): "public"}))
    assert "由刘桂芳（电话***）送货" in shown(row)


def test_nothing_of_the_text_when_so_chosen_and_nothing_once_withdrawn(road: Road) -> None:
    row = choose(road, prepared(road), Choice(whole="business_secret"))
    page = shown(row)
    assert "全文不公开，原因：商业秘密" in page
    assert "自制香料" not in page
    row = publish(road, withdrawn_anew(road, row))
    assert "自制香料" in shown(row)
    annul(road)
    withdraw(road, row, ground="mistaken")
    assert "自制香料" not in shown(row)
    assert PublicText.objects.filter(publication=row).exists(), "kept inside"


def test_a_choice_made_of_other_words_is_refused(road: Road) -> None:
    with pytest.raises(Refused) as other:
        choose(road, prepared(road), Choice(digest="0" * 64))
    assert other.value.codes == {"publication:text_changed"}


def test_the_page_shows_each_piece_with_its_article_and_takes_the_choice(road: Road) -> None:
    row, client = prepared(road), browser(road, "publisher")
    here = f"/publish/{row.pk}/"
    page = client.get(here).content.decode()
    assert "个人信息保护法 第三十四条" in page
    assert "13800001234" in page, "whoever decides sees it"
    made = reads.proposal(publication=row, viewer=SYSTEM)
    asked = {"checked": "on", "digest": made.digest, f"span_{place(row, '刘桂芳')}": "privacy"}
    assert client.post(here, {**asked, "span_0": "nonsense"}).status_code == 422
    missing = client.post(here, {**asked, "hidden": "没有这句话"})
    assert missing.status_code == 409
    assert "照决定书里的写法抄一遍" in missing.content.decode()
    assert client.post(here, {**asked, "hidden": SECRET}).status_code == 302
    page = shown(row)
    assert "由【不公开：个人隐私】（电话***）送货" in page
    assert "白芷" not in page
