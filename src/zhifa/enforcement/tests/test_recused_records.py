"""Who has left a case writes nothing in its dossier, on no page and by no action (law G06)."""

from collections.abc import Callable, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import make
from tests.walks import Road

from zhifa.agencies.reads import Signed
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_
from zhifa.enforcement.tests.test_correction import ORDER
from zhifa.enforcement.tests.test_recusal import head_left, left
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions
from zhifa.records.models import Document, Evidence, SealOrder
from zhifa.records.tests import make as records

HALTS = ("investigated",)
Write = Callable[[Road, Signed, Sequence[int]], object]


def filed(road: Road, by: Signed, officers: Sequence[int]) -> object:
    item = actions.Item(
        kind="physical",
        name="样品",
        taken_on=road.today,
        taken_place="某街",
        proves="成分",
        collected_by=officers,
    )
    return actions.file_evidence(dossier=road.case.dossier, item=item, by=by, at=road.now)


def excluded(road: Road, by: Signed, _: Sequence[int]) -> object:
    one = Evidence.objects.filter(dossier=road.case.dossier_id).earliest("listed_at")
    return actions.exclude_evidence(evidence_id=one.pk, reason="与本案无关", by=by, at=road.now)


def uploaded(road: Road, by: Signed, _: Sequence[int]) -> object:
    return actions.file_recording(
        dossier=road.case.dossier,
        chunks=[records.JPEG],
        capture=records.capture(),
        facts=records.five(),
        by=by,
        at=road.now,
    )


def outgoing(road: Road) -> Document:
    """A paper for the party that is served from its own page."""
    kept = Document.objects.filter(dossier=road.case.dossier_id, template="W26").first()
    return kept or records.document(road.case.dossier, "W26", issued_on=road.today)


def served(road: Road, by: Signed, officers: Sequence[int]) -> object:
    how = actions.Delivery(
        way="direct",
        served_on=road.today,
        place="某街",
        servers=officers,
        receiver="某人",
        relation="本人",
    )
    return actions.serve_document(document_id=outgoing(road).pk, how=how, by=by, at=road.now)


def reached(road: Road, by: Signed, _: Sequence[int]) -> object:
    reach = actions.Reach("某公司", "某街 1 号", "某人", "0812-0000000", electronic=False)
    return actions.confirm_address(
        dossier=road.case.dossier, reach=reach, signed_on=road.today, by=by, at=road.now
    )


def ordered(road: Road) -> Document:
    """A paper that a step of the case made for the party, not sealed yet."""
    made = Document.objects.filter(dossier=road.case.dossier_id, outgoing=True)
    unsealed = made.exclude(pk__in=SealOrder.objects.values("document_id")).exclude(made_for="")
    return unsealed.earliest("made_at")


def sealed(road: Road, by: Signed, _: Sequence[int]) -> object:
    return actions.approve_seal(document_id=ordered(road).pk, reason="送达使用", by=by, at=road.now)


def taken_out(road: Road, by: Signed, _: Sequence[int]) -> object:
    return actions.note_export(dossier_id=road.case.dossier_id, purpose="应诉", by=by, at=road.now)


def refused(road: Road, write: Write, role: str, officers: Sequence[int]) -> frozenset[str]:
    """Why; nothing of it is written."""
    entries = Entry.objects.filter(subject=road.case.dossier_id)
    before = entries.count()
    with pytest.raises(Refused) as no:
        write(road, road.actor(role), officers)
    assert entries.count() == before
    assert all(o.source == "行政处罚法 第四十三条" and o.next for o in no.value.obstacles)
    return no.value.codes


@pytest.mark.parametrize("write", [filed, excluded, uploaded, served, reached])
def test_an_officer_who_left_writes_nothing(stops: Stops, write: Write) -> None:
    road = left(from_(stops, "investigated"), "second")
    outgoing(road)
    fit = [road.pair[0], make.person("sj96", "officer", road.crew.agency).pk]
    road.do("unit_head", "reassign", {"officers": fit, "reason": "一人回避"})
    assert refused(road, write, "second", fit) == {"recused"}
    assert write(road, road.actor("officer"), fit), "who stays goes on"


@pytest.mark.parametrize("write", [sealed, taken_out])
def test_a_head_who_left_neither_seals_nor_takes_out(stops: Stops, write: Write) -> None:
    road = head_left(from_(stops, "investigated"))
    road.do("officer", "order_correction", {**ORDER, "by_on": road.today.isoformat()})
    assert refused(road, write, "agency_head", []) == {"recused"}
    assert write(road, road.actor("chief_head"), [])


@pytest.mark.parametrize("write", [filed, served])
def test_nobody_lets_him_act(stops: Stops, write: Write) -> None:
    road = left(from_(stops, "investigated"), "second")
    outgoing(road)
    assert refused(road, write, "officer", road.pair) == {"recused_named"}


def test_another_case_is_open_to_him(stops: Stops) -> None:
    road = left(from_(stops, "investigated"), "second")
    other = make.road(party_=make.party("示范另案有限公司", number=342))
    other.walk_to("filed")
    assert filed(other, road.actor("second"), road.pair)


def forms(road: Road, evidence_id: str, paper_id: str) -> dict[str, dict[str, object]]:
    """What the pages of a dossier are sent, by address."""
    home = road.case.dossier_id
    return {
        f"/dossiers/{home}/evidence/add/": {
            "kind": "physical",
            "name": "样品一袋",
            "taken_on": road.today.isoformat(),
            "taken_place": "某街",
            "proves": "成分",
            "collected_by": road.pair,
        },
        f"/evidence/{evidence_id}/exclude/": {"reason": "与本案无关"},
        f"/dossiers/{home}/recordings/add/": {
            "file": SimpleUploadedFile("现场.jpg", records.JPEG, "image/jpeg"),
            "kind": "photo",
            "taken_at": "2026-03-01T09:30",
            "taken_place": "某街",
            "taken_by": "甲",
            "proves": "现场",
            "origin": "phone",
        },
        f"/documents/{paper_id}/serve/": {
            "way": "direct",
            "served_on": road.today.isoformat(),
            "place": "某街",
            "servers": road.pair,
            "receiver": "某人",
            "relation": "本人",
        },
        f"/dossiers/{home}/address/": {
            "party": "某公司",
            "address": "某街 1 号",
            "receiver": "某人",
            "relation": "本人",
            "phone": "0812-0000000",
            "signed_on": road.today.isoformat(),
        },
    }


def test_no_page_lets_him_write() -> None:
    road = left(lately("investigated", number=343), "second")
    away, stays = browser(road, "second"), browser(road, "officer")
    home, one = road.case.dossier_id, Evidence.objects.filter(dossier=road.case.dossier_id).first()
    assert one is not None
    paper = outgoing(road)
    words = "您在本案中已经回避，不能再办理"
    for address, told in forms(road, one.pk, paper.pk).items():
        assert words in text(away.get(address)), "said before anything is typed"
        answer = away.post(address, told)
        assert answer.status_code == 409, address
        assert words in text(answer)
    panel = f"/dossiers/{home}/panel/"
    assert words in text(away.get(panel))
    assert "/recordings/add/" not in text(away.get(panel))
    assert words not in text(stays.get(panel))
    assert "/recordings/add/" in text(stays.get(panel))
    assert words in text(away.get(f"/documents/{paper.pk}/"))


def test_the_head_who_left_is_told_on_the_pages_of_seals_and_exports() -> None:
    road = head_left(lately("investigated", number=344))
    road.do("officer", "order_correction", {**ORDER, "by_on": road.today.isoformat()})
    head, home, paper = browser(road, "agency_head"), road.case.dossier_id, ordered(road)
    for address, told in {
        f"/documents/{paper.pk}/seal/": {"reason": "送达使用"},
        f"/dossiers/{home}/export/": {"purpose": "应诉", "what": "whole"},
    }.items():
        answer = head.post(address, told)
        assert answer.status_code == 409, address
        assert "您在本案中已经回避" in text(answer)
    assert "导出、装订案卷" not in text(head.get(f"/dossiers/{home}/"))
    sealed(road, road.actor("chief_head"), [])
    gone = text(head.post(f"/documents/{paper.pk}/seal/now/", follow=True))
    assert "您在本案中已经回避" in gone
    assert SealOrder.objects.get(document=paper).done_at is None
