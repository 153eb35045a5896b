"""A form whose list of uploads is empty leads to where they are uploaded."""

from urllib.parse import quote

from tests.walks import file_paper

from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.records.models import Dossier

WORDS = "案卷里还没有可选的材料"


def test_an_empty_list_of_recordings_leads_to_where_they_are_uploaded() -> None:
    road = lately("filed", number=731)
    address = f"/cases/{road.case_id}/do/propose_termination/"
    officer = browser(road, "officer")
    there = f"/dossiers/{road.case.dossier_id}/recordings/add/?next={quote(address, safe='')}"
    assert f'href="{there}"' in text(officer.get(address))
    upload = text(officer.get(there))
    assert "上传材料" in upload
    assert f'value="{address}"' in upload, "and back"
    file_paper(road.case, "登记机关证明", road.actor("officer"), road.now)
    assert WORDS not in text(officer.get(address))


def test_who_may_not_upload_is_told_who_does_and_a_sealed_dossier_asks_nobody() -> None:
    road = lately("served", number=732)
    address, head = f"/cases/{road.case_id}/do/annul/", browser(road, "agency_head")
    page = text(head.get(address))
    assert f"{WORDS}，由承办人员先到案卷上传。" in page
    assert "recordings/add/" not in page
    Dossier.objects.filter(pk=road.case.dossier_id).update(sealed_at=road.now, sealed_by="user:1")
    assert WORDS not in text(head.get(address))
