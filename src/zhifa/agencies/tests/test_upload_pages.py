"""Pages that take files, and pages of what bodies were."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhifa.agencies import actions
from zhifa.agencies.models import Certificate, Delegation
from zhifa.agencies.tests import make
from zhifa.agencies.tests.browsers import browser, text
from zhifa.agencies.tests.test_card_list import line, xlsx
from zhifa.kernel.access import SYSTEM

pytestmark = pytest.mark.django_db
LIST = "/people/certificates/import/"
PDF = b"%PDF-1.7 letter"


def file(content: bytes, name: str = "a.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_list_is_checked_then_taken_over() -> None:
    client, body = browser("personnel"), make.agency()
    user = make.holder("officer", body)
    data = xlsx([line(user, body)])
    assert client.post(LIST, {"do": "check"}).status_code == 422
    checked = client.post(LIST, {"file": file(data), "do": "check"}).content.decode()
    assert "写入后登记 1 个" in checked
    assert not Certificate.objects.exists()
    assert client.post(LIST, {"file": file(data), "do": "take"}).status_code == 302
    assert "登记 1 个" in text(client, "/people/")
    again = client.post(LIST, {"file": file(data), "do": "check"}).content.decode()
    assert "与登记一致 1 行" in again


def test_a_bad_list_says_where_and_writes_nothing() -> None:
    client, body = browser("personnel"), make.agency()
    user = make.holder("officer", body)
    data = xlsx([line(user, body), line(user, body, "23040001002", 单位="没有的局")])
    answer = client.post(LIST, {"file": file(data), "do": "take"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "一行也没有写入" in page
    assert "B3" in page
    assert "没有登记这个单位" in page
    assert not Certificate.objects.exists()
    answer = client.post(LIST, {"file": file(b"junk"), "do": "check"})
    assert answer.status_code == 422
    assert "没有找到表头" in answer.content.decode()


def test_a_letter_is_filed_published_and_read_by_others() -> None:
    keeper, body, hand = browser("personnel"), make.agency(), make.agency("delegated")
    mandate = actions.Mandate("委1", ["M1"], date(2026, 1, 1), date(2030, 12, 31), powers="调查")
    row = actions.delegate(principal=body, delegate=hand, mandate=mandate, by=SYSTEM, at=make.AT)
    door = f"/library/agencies/delegations/{row.pk}/"
    reader = browser("officer", body)
    assert keeper.post(f"{door}publish/").status_code == 409
    assert keeper.post(f"{door}letter/", {"file": file(PDF, "w.pdf")}).status_code == 302
    assert reader.get(f"{door}letter.pdf").status_code == 404
    assert keeper.post(f"{door}publish/").status_code == 302
    got = reader.get(f"{door}letter.pdf")
    assert (got.content, got["Content-Type"]) == (PDF, "application/pdf")
    assert Delegation.objects.get().published_on is not None
    assert "委托书（PDF）" in text(reader, f"/library/agencies/{body.code}/")


def changed(client: Client, code: str, **told: str) -> int:
    facts = {
        "name": "新局",
        "short_name": "攀西新",
        "nature": "organ",
        "credit_code": "11510403MB99999999",
        "area_code": "510403",
        "reconsideration_body": "区人民政府",
        "court": "区人民法院",
    }
    return client.post(f"/library/agencies/{code}/edit/", {**facts, **told}).status_code


def test_a_rename_from_a_day_shows_in_the_history() -> None:
    client, body = browser("personnel"), make.agency(name="旧局")
    assert changed(client, body.code, from_on="2999-01-01") == 409
    told = {"from_on": "2026-02-01", "document": "攀西府函〔2026〕1 号"}
    assert changed(client, body.code, **told) == 302
    page = text(client, f"/library/agencies/{body.code}/")
    for words in ("2019-01-01 至 2026-01-31", "旧局", "名称：旧局 改为 新局", "攀西府函"):
        assert words in page
    assert changed(client, body.code, from_on="2026-01-31", name="再改") == 409
