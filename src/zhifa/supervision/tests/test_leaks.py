"""A protected value on a public page is a grave warning, told once and without the value."""

import pytest
from tests import make

from zhifa.disclosure import actions as disclosure
from zhifa.disclosure.models import Publication, PublicText
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import reads, watches


@pytest.mark.django_db
def test_a_leak_on_a_public_page_is_a_red_warning_said_once() -> None:
    road = make.road()
    road.walk_to("served")
    worker.deliver(now=road.now, limit=10_000)
    row = Publication.objects.get()
    by = road.actor("publisher")
    disclosure.publish(publication=row, checked=True, by=by, at=road.now)
    watches.leaking_publications(now=road.now)
    assert not reads.alerts(viewer=SYSTEM).exists()
    PublicText.objects.update(text="联系电话13800001234。")
    watches.leaking_publications(now=road.now)
    watches.leaking_publications(now=road.now)
    told = reads.alerts(viewer=SYSTEM).get()
    assert (told.rule, told.severity) == ("publication_leak", "red")
    assert "电话号码" in told.words
    assert "13800001234" not in told.words
