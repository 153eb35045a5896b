"""An on-the-spot decision is an officer's: nothing in its seals speaks of a head."""

from django.test import Client
from tests import make
from tests.walks import Road

from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.test_summary import decided, opened, told
from zhifa.records.models import Document, Signature
from zhifa.records.watches import seal_papers

SPOT = "执法人员当场作出决定，作出即批准用印"
HEAD = "负责人作出决定，一并批准用印"


def page(road: Road, officer: Client, code: str) -> str:
    paper = Document.objects.get(dossier=road.case.dossier_id, template=code)
    return text(officer.get(f"/documents/{paper.pk}/"))


def test_an_officer_signs_what_is_decided_on_the_spot() -> None:
    road = decided(told(opened()))
    officer = browser(road, "officer")
    waits = page(road, officer, "W45")
    assert f"{SPOT}，" in waits, "the order that waits to be carried out"
    seal_papers(now=road.now)
    assert Signature.objects.filter(document__template="W45", kind="person").exists()
    done = page(road, officer, "W45")
    assert "<dt>执法人员签名</dt>" in done
    assert f"，{SPOT}" in done
    for words in (waits, done):
        assert "负责人签名" not in words
        assert HEAD not in words


def test_a_head_signs_what_a_head_decides() -> None:
    road = make.road()
    road.walk_to("decided")
    road.seal("W44")
    done = page(road, browser(road, "officer"), "W44")
    assert "<dt>负责人签名</dt>" in done
    assert HEAD in done
    assert SPOT not in done
