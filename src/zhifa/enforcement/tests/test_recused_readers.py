"""Who has left a case is an officer of it no more, and reads nothing of it (law G06)."""

from tests import make

from zhifa.agencies.reads import Signed
from zhifa.enforcement import reads
from zhifa.enforcement.models import CaseOfficer
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, refused, report
from zhifa.enforcement.tests.test_recusal import left
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document
from zhifa.records.tests import make as records

HALTS = ("filed", "investigated")
WORDS = "您在本案中已经回避，不能再办理"


def held(actor: Signed) -> list[str]:
    return [case.pk for case in reads.mine(viewer=actor)]


def test_he_is_shown_as_having_left_since_when(stops: Stops) -> None:
    road = from_(stops, "filed")
    name = road.crew.user("second").name
    assert (
        name in reads.case_page(case=road.case, viewer=road.actor("officer"), at=road.now).officers
    )
    left(road, "second")
    page = reads.case_page(case=road.case, viewer=road.actor("officer"), at=road.now)
    assert page.officers == (road.crew.user("officer").name,)
    assert page.left == ((name, road.today),)
    row = CaseOfficer.objects.get(case=road.case, user=road.crew.user("second"))
    assert row.until_on == road.today
    assert reads.replay(case=road.case, viewer=SYSTEM) == []


def test_the_case_is_no_longer_his(stops: Stops) -> None:
    road = from_(stops, "investigated")
    assert road.case_id in held(road.actor("second"))
    left(road, "second")
    assert road.case_id not in held(road.actor("second"))
    assert road.case_id in held(road.actor("officer"))
    asked = reads.Filter(mine="1")
    listed = reads.ledger(viewer=road.actor("second"), asked=asked, today=road.today)
    assert road.case_id not in [case.pk for case in listed.rows]


def test_one_officer_alone_does_not_go_on(stops: Stops) -> None:
    road = left(from_(stops, "filed"), "second")
    third = make.person("sj96", "officer", road.crew.agency).pk
    assert "officers_certified" in refused(road, "officer", "conclude", report(road))
    road.do("unit_head", "reassign", {"officers": [road.pair[0], third], "reason": "应当回避"})
    page = reads.case_page(case=road.case, viewer=road.actor("officer"), at=road.now)
    assert len(page.officers) == 2
    assert page.left


def test_no_page_shows_him_the_dossier() -> None:
    road = lately("investigated", number=372)
    film = records.recording(into=road.case.dossier)
    home, paper = road.case.dossier_id, Document.objects.filter(dossier=road.case.dossier_id)[0]
    addresses = [
        f"/cases/{road.case_id}/",
        f"/cases/{road.case_id}/do/conclude/",
        f"/dossiers/{home}/",
        f"/dossiers/{home}/panel/",
        f"/dossiers/{home}/catalogue/",
        f"/documents/{paper.pk}/",
        f"/documents/{paper.pk}/pdf/",
        f"/documents/{paper.pk}/copy/html/",
        f"/recordings/{film.pk}/",
        f"/reviews/cases/{road.case_id}/panel/",
    ]
    away, stays = browser(road, "second"), browser(road, "officer")
    addresses = [a for a in addresses if away.get(a).status_code != 404]
    assert len(addresses) >= 10
    assert {away.get(address).status_code for address in addresses} == {200}
    left(road, "second")
    for address in (*addresses, f"/recordings/{film.pk}/file/"):
        answer = away.get(address)
        assert answer.status_code == 403, address
        assert WORDS in text(answer)
        assert "行政处罚法 第四十三条" in text(answer)
        assert road.case.title not in text(answer)
    shown = text(stays.get(f"/cases/{road.case_id}/"))
    assert f"已回避 {road.crew.user('second').name}（" in shown


def test_whoever_left_reads_no_more_of_it_whatever_the_post() -> None:
    road = left(lately("concluded", number=373), "reviewer")
    assert browser(road, "reviewer").get(f"/cases/{road.case_id}/").status_code == 403
    assert browser(road, "archivist").get(f"/cases/{road.case_id}/").status_code == 200
