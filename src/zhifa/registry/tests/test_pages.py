"""The pages of the libraries: what they show, to whom, and how they refuse."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.registry import actions
from zhifa.registry.models import Law, Party, PartyRecord
from zhifa.registry.tests import make
from zhifa.registry.tests.texts import BODY, head

Load = Callable[..., actions.Imported]
PARTIES = "/library/parties/"


def person_form(**changes: str) -> dict[str, str]:
    return {
        "kind": "natural_person",
        "name": "示范某",
        "identity_kind": "111",
        "identity": make.citizen(),
        **changes,
    }


def of(party: Party, deed: str = "") -> str:
    return f"{PARTIES}{party.pk}/{deed}"


@pytest.mark.parametrize("address", ["/library/laws/", "/library/matters/", PARTIES])
def test_the_libraries_are_open_to_case_workers_alone(address: str) -> None:
    assert browser("officer").get(address).status_code == 200
    assert browser("personnel").get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_party_is_shown_as_of_a_day() -> None:
    party, later = make.person(name="示范旧"), make.AT + timedelta(days=2)
    actions.change_party(
        party=party, details={"name": "示范新"}, reason="登记机关通知", by=SYSTEM, at=later
    )
    for title, from_on in (("早发的证", "2020-01-01"), ("后发的证", str(later.date()))):
        PartyRecord.objects.create(
            party=party, kind="licence", title=title, body="某局", from_on=from_on, source="台账"
        )
    client = browser("officer")
    before = text(client, f"{of(party)}?on={make.AT.date()}")
    assert "早发的证" in before
    assert "后发的证" not in before
    assert "<h1>示范旧</h1>" in before
    assert "这是当日的登记内容" in before
    assert "查看完整信息" not in before
    for now in (of(party), f"{of(party)}?on={later.date()}", f"{of(party)}?on=9999-99-99"):
        assert "<h1>示范新</h1>" in text(client, now)


def test_a_party_is_registered_changed_and_found() -> None:
    client = browser("officer")
    answer = client.post(f"{PARTIES}new/", person_form(phone="13800001234"))
    party = Party.objects.get()
    assert answer.headers["Location"] == of(party)
    page = text(client, of(party))
    assert "13800001234" not in page
    assert party.identity not in page
    assert "示范某" in text(client, f"{PARTIES}?q={party.identity}")
    assert "示范某" not in text(client, f"{PARTIES}?q=某")
    edit = text(client, of(party, "edit/"))
    assert "13800001234" not in edit
    changed = client.post(
        of(party, "edit/"), {"name": "示范改", "phone": "13900001234", "reason": "来人申请"}
    )
    assert changed.status_code == 302
    party.refresh_from_db()
    assert (party.name, party.phone, party.identity) == ("示范改", "13900001234", make.citizen())


def test_a_form_with_gaps_names_each_field() -> None:
    answer = browser("officer").post(f"{PARTIES}new/", {"kind": "ghost", "name": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请填写姓名或者名称" in page
    assert not Party.objects.exists()


def test_a_refusal_keeps_what_was_typed_and_leads_to_the_known_entry() -> None:
    known = make.person(name="示范张")
    answer = browser("officer").post(f"{PARTIES}new/", person_form(name="另一个"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "示范张" in page
    assert f'href="{of(known)}"' in page
    assert 'value="另一个"' in page


def test_a_stale_page_is_told_so() -> None:
    client, party = browser("officer"), make.person()
    seen = text(client, of(party, "edit/")).split('name="seen" value="')[1][:64]
    actions.change_party(
        party=party, details={"phone": "13800000000"}, reason="登记机关通知", by=SYSTEM, at=make.AT
    )
    answer = client.post(of(party, "edit/"), {"name": "我改的", "reason": "来人申请", "seen": seen})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "别人改过" in page
    assert 'value="我改的"' in page


@pytest.mark.usefixtures("own_case")
def test_a_look_needs_a_reason_and_is_kept_by_no_cache() -> None:
    client, party = browser("officer"), make.person(phone="13800001234")
    assert client.post(of(party, "reveal/"), {"reason": ""}).status_code == 422
    assert client.post(of(party, "reveal/"), {"reason": " \t"}).status_code == 422
    answer = client.post(of(party, "reveal/"), {"ground": "service", "reason": "核对送达地址"})
    assert answer.status_code == 200
    assert "13800001234" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(kind="registry.PartyRevealed").count() == 1
    assert (
        browser("unit_head").post(of(party, "reveal/"), {"reason": "看看是谁"}).status_code == 404
    )


def test_two_entries_are_merged_by_code() -> None:
    passport = {"identity": "E12345678", "identity_kind": "414"}
    old = make.register("natural_person", "示范旧", passport)
    kept, client = make.person(name="示范新"), browser("library_keeper")
    unknown = client.post(of(old, "merge/"), {"kept": "没有", "reason": "是同一人"})
    assert unknown.status_code == 422
    itself = client.post(of(old, "merge/"), {"kept": old.pk, "reason": "是同一人"})
    assert itself.status_code == 409
    done = client.post(of(old, "merge/"), {"kept": kept.identity, "reason": "是同一人"})
    assert done.headers["Location"] == of(kept)
    page = text(client, of(old))
    assert "已经合并" in page
    assert of(kept) in page


@pytest.mark.parametrize("pk", ["0", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "x" * 300, "一"])
def test_no_such_party(pk: str) -> None:
    assert browser("officer").get(f"{PARTIES}{pk}/").status_code == 404


def test_pages_of_parties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhifa.registry.views.parties.PAGE", 2)
    for number in range(1, 6):
        make.person(number, f"示范{number}")
    client, seen = browser("officer"), list[str]()
    address = PARTIES
    while address:
        page = text(client, address)
        seen += [f"示范{n}" for n in range(1, 6) if f">示范{n}<" in page]
        more = page.split('rel="next" href="')[1:]
        address = PARTIES + more[0].split('"')[0].replace("&amp;", "&") if more else ""
    assert seen == [f"示范{n}" for n in range(1, 6)]


@pytest.mark.parametrize("address", [PARTIES, "/library/matters/", "/library/laws/"])
def test_queries_do_not_grow_with_rows(
    address: str, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    make.laws()
    client = browser("officer")
    make.person(1)
    make.matter(code="T00")
    client.get(address)
    with django_assert_max_num_queries(12) as few:  # type: ignore[attr-defined]
        client.get(address)
    for number in range(2, 12):
        make.person(number)
        make.matter(code=f"T{number:02d}")
    with django_assert_max_num_queries(len(few)) as many:  # type: ignore[attr-defined]
        client.get(address)
    assert len(many) == len(few)


def test_a_matter_shows_its_lines_clauses_and_holders() -> None:
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)
    agency = people.agency()
    actions.list_power(
        agency=agency, matter_code="SC0101", from_on=date(2024, 1, 1), by=SYSTEM, at=make.AT
    )
    client = browser("officer")
    page = text(client, "/library/matters/SC0101/")
    for words in (
        "5,000 元",
        "50,000 元",
        "100,000 元",
        "5 倍至 10 倍",
        agency.name,
        "较轻",
        "书证",
    ):
        assert words in page, words
    assert "听证标准待核定" not in page
    assert "听证标准待核定" in text(client, "/library/matters/YJ0101/")
    assert "0.5 倍至 3 倍" in text(client, "/library/matters/ZJ0101/")
    assert client.get("/library/matters/X/").status_code == 404


def test_a_matter_page_shows_the_version_of_the_day() -> None:
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)
    client = browser("officer")
    old = text(client, "/library/matters/HJ0101/?on=2026-08-14")
    new = text(client, "/library/matters/HJ0101/?on=2026-08-15")
    before = text(client, "/library/matters/HJ0101/?on=2020-01-01")
    assert "《大气污染防治法》第一百一十八条第一款" in old
    assert "《生态环境法典》第一千一百三十二条第一款" in new
    assert "查不到" not in old + new
    assert "没有施行" in before
    assert "没有施行" not in old + new


def test_matters_by_field_word_and_day() -> None:
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)
    client = browser("officer")
    assert "SC0101" not in text(client, "/library/matters/?field=fire")
    assert "XF0101" in text(client, "/library/matters/?field=fire")
    assert "SC0102" in text(client, "/library/matters/?q=保质期")
    assert "没有符合条件" in text(client, "/library/matters/?on=2000-01-01")
    assert "SC0101" in text(client, "/library/matters/?on=昨天")


def test_a_law_without_its_text_shows_digests_and_how_to_load_it() -> None:
    make.laws()
    client = browser("officer")
    law = Law.objects.get(title="中华人民共和国行政处罚法")
    page = text(client, f"/library/laws/{law.pk}/")
    assert "zhifa laws import" in page
    assert "要点" in page
    version = law.versions.get()
    article = text(client, f"/library/laws/{law.pk}/{version.pk}/36/")
    assert "不是条文原文" in article
    assert client.get(f"/library/laws/{law.pk}/{version.pk}/900/").status_code == 404
    assert client.get(f"/library/laws/{law.pk}/999999/36/").status_code == 404
    assert client.get("/library/laws/999999/").status_code == 404


def test_a_law_with_its_text_shows_it_page_by_page(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load((head(), BODY))
    monkeypatch.setattr("zhifa.registry.reads.shelf.PAGE", 2)
    client, law = browser("officer"), Law.objects.get()
    page = text(client, f"/library/laws/{law.pk}/")
    assert "为了管理某某" in page
    assert "一百元以上" not in page
    assert "from=2" in page
    last = text(client, f"/library/laws/{law.pk}/?version={law.versions.get().pk}&from=4")
    assert "一百元以上" in last


def test_the_search_box_answers_names_citations_and_subjects(load: Load) -> None:
    load((head(), BODY))
    client = browser("officer")
    assert "某某管理条例" in text(client, "/library/laws/?q=某某管理")
    cited = text(client, "/library/laws/?q=《某某管理条例》第二条第一款第（二）项&on=2026-03-02")
    assert "销售下列物品" in cited
    assert "没有这一条" in text(client, "/library/laws/?q=《某某管理条例》第九十九条")
    assert "不施行" in text(client, "/library/laws/?q=《某某管理条例》第二条&on=2001-01-01")
    assert "伪造标签" in text(client, "/library/laws/?q=伪造标签")
    assert "没有找到" in text(client, "/library/laws/?q=zzzz")


@pytest.mark.parametrize(
    "query", ["after=x", "after=99999999999999999999", "q=%00", "on=2026-13-40"]
)
@pytest.mark.parametrize("address", [PARTIES, "/library/matters/", "/library/laws/"])
def test_odd_addresses_are_answered(address: str, query: str) -> None:
    assert browser("officer").get(f"{address}?{query}").status_code == 200
