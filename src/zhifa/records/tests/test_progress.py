"""The page that says how far drawing, sealing and binding are."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Delivery
from zhifa.records import actions, office, reads, watches
from zhifa.records.models import Dossier
from zhifa.records.tests import make, seals
from zhifa.records.tests.browsers import officer, text


@pytest.fixture(autouse=True)
def _open_gate() -> Iterator[None]:
    """A room above that stands behind every paper."""
    with seals.open_gate():
        yield


def told(home: Dossier) -> dict[str, tuple[int, int]]:
    found = reads.progress(dossier_id=home.pk, viewer=SYSTEM)
    return {stage.name: (stage.done, stage.total) for stage in found.stages}


def test_each_stage_is_counted_as_the_machine_goes_on() -> None:
    home = make.dossier()
    assert told(home) == {}
    paper, other = seals.paper(home), make.document(home, "W36", make.facts("W36"))
    assert told(home) == {"版式文件": (0, 2)}
    for one in (paper, other):
        office.keep_pdf(document_id=one.pk, by=SYSTEM, at=make.AT)
    order = seals.ordered(paper)
    assert told(home) == {"版式文件": (2, 2), "用印": (0, 1)}
    office.carry_out(order_id=order.pk, by=SYSTEM, at=make.AT)
    make.seal(home)
    assert told(home) == {
        "版式文件": (2, 2),
        "用印": (1, 1),
        "时间戳和长期证明": (0, 1),
        "装订封存": (0, len({paper.volume, other.volume})),
    }
    watches.preserve_papers(now=make.AT)
    watches.bind_volumes(now=make.AT)
    assert reads.progress(dossier_id=home.pk, viewer=SYSTEM).over
    assert len(told(home)) == 4


def test_what_is_only_drawn_when_wanted_is_not_said_to_be_at_work() -> None:
    """A demo's papers, or those of a restored house: nothing is on its way."""
    home = make.dossier()
    seals.paper(home)
    assert not reads.progress(dossier_id=home.pk, viewer=SYSTEM).over
    Delivery.objects.filter(subject=home.pk).update(done_at=make.AT)
    client, _ = officer(home.agency)
    page = text(client, f"/dossiers/{home.pk}/progress/")
    assert "用时生成" in page
    assert "正在办" not in page
    assert "hx-trigger" not in page


def test_what_stands_in_the_way_is_said() -> None:
    home = make.dossier()
    order = seals.ordered(seals.paper(home))
    actions.delay_seal(order_id=order.pk, why="签名服务没有回应", by=SYSTEM, at=make.AT)
    client, _ = officer(home.agency)
    page = text(client, f"/dossiers/{home.pk}/progress/")
    assert "签名服务没有回应" in page
    assert "0 / 1" in page


def test_the_page_asks_again_until_all_is_done() -> None:
    home = make.dossier()
    paper = make.document(home)
    client, _ = officer(home.agency)
    address = f"/dossiers/{home.pk}/progress/"
    page = client.get(address).content.decode()
    assert 'hx-trigger="every 5s"' in page
    assert f'href="{address}"' in page  # without JavaScript
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    office.keep_pdf(document_id=paper.pk, by=SYSTEM, at=make.AT)
    page = client.get(address).content.decode()
    assert "every 5s" not in page
    assert "全部完成。" in page


def test_queries_do_not_grow_with_the_papers() -> None:
    home = make.dossier()
    make.document(home)
    with CaptureQueriesContext(connection) as few:
        reads.progress(dossier_id=home.pk, viewer=SYSTEM)
    for _ in range(4):
        make.document(home)
    with CaptureQueriesContext(connection) as many:
        reads.progress(dossier_id=home.pk, viewer=SYSTEM)
    assert len(many) == len(few)


def test_another_body_sees_no_progress() -> None:
    home = make.dossier()
    client, _ = officer(make.agency())
    assert client.get(f"/dossiers/{home.pk}/progress/").status_code == 404
