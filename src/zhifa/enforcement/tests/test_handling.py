"""The party's word on how to reach them, and service, are taken by the officers of the case."""

import pytest
from django.test import Client
from tests import make
from tests.walks import Road

from zhifa.agencies.reads import Signed
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_
from zhifa.kernel.refusals import Refused
from zhifa.records import actions
from zhifa.records.models import Document, Service

HALTS = ("investigated",)
REACH = actions.Reach("示范公司", "示范街 1 号", "某人", "0812-0000000", electronic=False)


def confirmed(road: Road, by: Signed) -> Document:
    return actions.confirm_address(
        dossier=road.case.dossier, reach=REACH, signed_on=road.today, by=by, at=road.now
    )


def other_officer(road: Road) -> Signed:
    return road.signed(make.person("zj98", "officer", road.crew.agency))


def test_another_officer_of_the_body_does_not_confirm_the_address(stops: Stops) -> None:
    road = from_(stops, "investigated")
    with pytest.raises(Refused) as no:
        confirmed(road, other_officer(road))
    assert no.value.codes == {"dossier:stranger"}
    assert all(o.then and o.source for o in no.value.obstacles)
    assert not Document.objects.filter(dossier=road.case.dossier_id, template="W11").exists()
    assert confirmed(road, road.actor("second")).template == "W11"


def test_who_runs_the_case_no_more_does_not_confirm_it(stops: Stops) -> None:
    road = from_(stops, "investigated")
    third = make.person("zj98", "officer", road.crew.agency)
    told = {"officers": [road.pair[0], third.pk], "reason": "工作调整"}
    road.do("unit_head", "reassign", told)
    with pytest.raises(Refused) as no:
        confirmed(road, road.actor("second"))
    assert no.value.codes == {"dossier:stranger"}
    assert confirmed(road, road.signed(third)).template == "W11"


def test_papers_are_served_by_officers_of_the_case(stops: Stops) -> None:
    road = from_(stops, "investigated")
    told = {"breach": "标签不全", "content": "补正标签", "by_on": road.today.isoformat()}
    road.do("officer", "order_correction", told)
    road.seal("W26")
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W26")
    third = make.person("zj98", "officer", road.crew.agency)
    for by, servers in (
        (road.signed(third), road.pair),
        (road.actor("officer"), [road.pair[0], third.pk]),
    ):
        how = actions.Delivery("direct", road.today, "示范街", servers, receiver="某人")
        with pytest.raises(Refused) as no:
            actions.serve_document(document_id=paper.pk, how=how, by=by, at=road.now)
        assert no.value.codes == {"dossier:stranger"}
    assert not Service.objects.filter(document=paper).exists()


def test_the_pages_say_so_before_anything_is_typed() -> None:
    road = lately("investigated", number=380)
    third = make.person("zj98", "officer", road.crew.agency)
    with_phone(third)
    address = f"/dossiers/{road.case.dossier_id}/address/"
    own, other = browser(road, "officer"), Client()
    other.force_login(third, "django.contrib.auth.backends.ModelBackend")
    assert "都须是本案承办人员" not in text(own.get(address))
    assert "都须是本案承办人员" in text(other.get(address))
    panel = f"/dossiers/{road.case.dossier_id}/panel/"
    assert address in text(own.get(panel))
    assert address not in text(other.get(panel))


def test_papers_are_sent_by_officers_of_the_case(stops: Stops) -> None:
    road = from_(stops, "investigated")
    told = {"breach": "标签不全", "content": "补正标签", "by_on": road.today.isoformat()}
    road.do("officer", "order_correction", told)
    road.seal("W26")
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W26")
    for by, code in (
        (other_officer(road), "dossier:stranger"),
        (road.actor("officer"), "sending:confirmation"),
    ):
        with pytest.raises(Refused) as no:
            actions.order_sending(document_id=paper.pk, by=by, at=road.now)
        assert no.value.codes == {code}
