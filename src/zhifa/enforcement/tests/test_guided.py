"""The body's drafting guide stands beside the field it governs."""

from django.test import Client
from django.urls import reverse
from tests import make

from zhifa.agencies.tests.make import with_phone
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions as records

WORDS = "写明核查过的材料和仍有疑问之处。"


def test_a_step_shows_what_the_guide_says_of_its_fields() -> None:
    road = make.road()
    road.walk_to("checking")
    home = road.crew.agency
    officer = road.crew.officers[0]
    with_phone(officer)
    client = Client()
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    page = reverse("enforcement:do", args=[road.case.pk, "propose_filing"])
    assert WORDS not in client.get(page).content.decode()
    notes = {"said.propose_filing.facts": f"{WORDS}<b>"}
    sent = records.send_guide(
        agency=home, code="W02", general="", notes=notes, by=SYSTEM, at=road.now
    )
    judge = make.signed(make.person("judge01", "supervisor", home))
    records.judge_guide(guide_id=sent.pk, accepted=True, reason="", by=judge, at=road.now)
    shown = client.get(page).content.decode()
    assert f"制作指引</span>：{WORDS}&lt;b&gt;" in shown
