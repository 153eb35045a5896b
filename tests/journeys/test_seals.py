"""A decision is sealed because it was decided, and only then; it leaves with its proofs."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from zhifa.enforcement.models import Decision
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.records import actions, office, reads
from zhifa.records import watches as seals
from zhifa.records.models import Document, SealOrder, Signature
from zhifa.records.verifier import main
from zhifa.web.demo.road import Road


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    """Bytes go where nobody keeps them."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def road() -> Road:
    way = make.road()
    way.walk_to("decided")
    return way


def test_the_decision_is_the_leave_and_its_approver_signs(road: Road) -> None:
    order = SealOrder.objects.get(document__template="W44")
    decision = Decision.objects.get()
    assert (order.document, order.ground) == (decision.document, "decision")
    assert order.approved_by == decision.decided_by
    seals.seal_papers(now=road.now)
    assert kinds(decision.document) == ["person", "seal"]
    verdicts = reads.verdicts(document=decision.document, viewer=SYSTEM, at=road.now)
    head = road.crew.user("agency_head")
    assert verdicts is not None
    assert [v.name for v in verdicts] == [head.name, road.crew.agency.name]
    assert all(v.good for v in verdicts)
    assert list(verify(subjects=[road.case.dossier_id])) == []


def kinds(paper: Document) -> list[str]:
    """What was set on a paper, in order."""
    return list(
        Signature.objects.filter(document=paper).order_by("revision").values_list("kind", flat=True)
    )


def test_a_notice_waits_for_a_head_to_approve() -> None:
    road = make.road()
    road.walk_to("reviewed")
    told = {"facts": "事实清楚", "hearing_told": False, "reason": "理由充分"}
    road.do("officer", "notify", {**road.content, **told})
    notice = Document.objects.get(dossier=road.case.dossier, template="W38")
    with pytest.raises(Refused, match="您的岗位不能办理"):
        actions.approve_seal(
            document_id=notice.pk, reason="送达使用", by=road.actor("officer"), at=road.now
        )
    order = actions.approve_seal(
        document_id=notice.pk, reason="送达使用", by=road.actor("agency_head"), at=road.now
    )
    assert office.carry_out(order_id=order.pk, by=SYSTEM, at=road.now) == ""


def test_a_decision_that_no_case_made_is_not_sealed_by_page_action_or_sql(road: Road) -> None:
    true = Decision.objects.get().document
    forged = actions.make_document(
        dossier=road.case.dossier,
        template="W44",
        facts=_facts(true),
        issued_on=true.issued_on,
        by=SYSTEM,
        at=road.now,
        made_for=true.made_for,
    )
    order = SealOrder.objects.get(document=forged)
    why = office.carry_out(order_id=order.pk, by=SYSTEM, at=road.now)
    assert why == "案件没有依照程序作出这份决定，不能用印。先在案件页办理决定。"
    seals.seal_papers(now=road.now)
    sealed = Signature.objects.get(document=true, kind="seal")
    row = Signature(
        document=forged, revision=1, kind="seal", field="x", order=order, file=sealed.file,
        credential=sealed.credential, made_by="x", made_at=road.now,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="signature_undecided"), transaction.atomic():
        row.save(force_insert=True)


def _facts(paper: Document) -> dict[str, object]:
    """The facts of a paper as nested mappings, as templates ask for them."""
    found: dict[str, object] = {}
    for path, text in paper.fields.items():
        *roots, last = path.split(".")
        place = found
        for root in roots:
            place = place.setdefault(root, {})  # type: ignore[assignment]
        place[last] = text
    rows = next(b["table"] for b in paper.content["blocks"] if b.get("table"))
    found["evidence"] = [
        dict(zip(("name", "kind", "taken_on", "proves"), row[1:], strict=True)) for row in rows[1:]
    ]
    return found


def test_an_annulled_decision_is_withdrawn_for_everybody(road: Road) -> None:
    paper = Decision.objects.get().document
    check = reverse("records:check", args=[paper.pk])
    assert "尚未用印、送达" in Client().get(check).content.decode()
    road.workday()
    road.do(
        "agency_head",
        "annul",
        {
            "instrument": "reconsideration",
            "result": "annulled",
            "instrument_number": "示范复决〔2026〕1号",
            "annul_ground": "evidence",
            "effective_on": road.today.isoformat(),
            "reason": "复议机关撤销。",
        },
    )
    told = Client().get(check).content.decode()
    assert ("已经失效" in told, "真实有效" in told) == (True, False)
    order = SealOrder.objects.get(document=paper)
    assert "已经撤销" in office.carry_out(order_id=order.pk, by=SYSTEM, at=road.now)


def test_a_notice_made_anew_takes_the_place_of_the_one_before() -> None:
    way = make.road()
    way.walk_to("noticed")
    old = Document.objects.get(dossier=way.case.dossier, template="W38")
    told = {"facts": "事实清楚", "hearing_told": False, "reason": "补充理由"}
    way.do("officer", "renotify", {**way.content, **told})
    page = Client().get(reverse("records:check", args=[old.pk])).content.decode()
    assert "已由新的文书替代" in page


def test_a_case_leaves_by_its_number_and_proves_itself(
    road: Road, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    road.deliver()
    road.pay()
    road.close()
    road.archive()
    out = tmp_path / "out"
    call_command("dossier", "export", road.case.number, "--out", str(out), "--purpose", "应诉")
    assert capsys.readouterr().out.strip() == str(out)
    assert main([str(out)]) == 0
    assert capsys.readouterr().out == "OK\n"
    sealed = Signature.objects.filter(kind="seal").values_list("document__template", flat=True)
    assert sorted(sealed) == ["W38", "W44"], "sealed on its way out"
    page = (out / "index.html").read_text()
    assert ("行政处罚决定书" in page, "已盖章" in page) == (True, True)
    copy = next(out.glob("papers/*行政处罚决定书.pdf"))
    copy.write_bytes(copy.read_bytes() + b" ")
    assert main([str(out)]) == 1
    assert f"papers/{copy.name}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="换一个空文件夹"):
        call_command("dossier", "export", road.case.number, "--out", str(out))
    with pytest.raises(CommandError, match="没有这个案卷"):
        call_command("dossier", "export", "no-such-case", "--out", str(tmp_path / "x"))


def test_archived_papers_keep_their_proofs(road: Road) -> None:
    seals.seal_papers(now=road.now)
    road.deliver()
    road.pay()
    road.close()
    road.archive()
    seals.preserve_papers(now=road.now + timedelta(days=1))
    assert kinds(Decision.objects.get().document) == ["person", "seal", "archive"]
    notice = Document.objects.get(dossier=road.case.dossier, template="W38")
    assert kinds(notice) == ["seal", "archive"]
