"""The ways of serving: figures and demands of law.md 1.12, copied here."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import standard
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.models import Document, Service
from zhifa.records.rules.service import DEMANDS, effective_on
from zhifa.records.tests import make

WAYS = list(Service.Way.values)


def serve(paper: Document, **more: Any) -> Service:
    return actions.serve(document=paper, how=make.delivery(**more), by=SYSTEM, at=make.AT)


def refused(paper: Document, **more: Any) -> set[str]:
    with pytest.raises(Refused) as no:
        serve(paper, **more)
    return set(no.value.codes)


def test_every_way_of_the_law_has_its_demand() -> None:
    assert set(DEMANDS) == set(WAYS)


@pytest.mark.parametrize(
    ("way", "bare", "code", "whole"),
    [
        ("direct", {"receiver": ""}, "service:receiver", {"receiver": "某甲"}),
        ("leave", {"receiver": ""}, "service:witness", {"receiver": "", "witness": "社区工作人员"}),
        ("mail", {}, "service:tracking", {"tracking": "EMS1"}),
        ("entrust", {"receiver": " "}, "service:receiver", {"receiver": "某甲"}),
        ("notice", {}, "service:attempts", {"reason": "下落不明，邮件两次退回"}),
    ],
)
def test_each_way_asks_for_its_own(
    way: str, bare: dict[str, str], code: str, whole: dict[str, str]
) -> None:
    paper = make.document()
    assert refused(paper, way=way, **bare) == {code}
    assert serve(paper, way=way, **whole).way == way


def test_leaving_may_be_filmed_instead_of_witnessed() -> None:
    paper = make.document()
    film = make.recording(paper.dossier, make.MP4, kind="video", name="留置.mp4")
    assert serve(paper, way="leave", film=film.pk).film_id == film.pk
    foreign = make.recording(make.dossier(number="2"), make.MP4, kind="video", name="别案.mp4")
    assert refused(paper, way="leave", film=foreign.pk) == {"record:other_dossier"}


def test_electronic_ways_need_the_signed_consent_of_that_day() -> None:
    paper = make.document()
    assert refused(paper, way="electronic") == {"service:confirmation"}
    make.confirmed(paper.dossier, electronic=False)
    assert refused(paper, way="electronic") == {"service:confirmation"}
    agreed = make.confirmed(paper.dossier, electronic=True)
    assert refused(paper, way="electronic") == {"service:arrival"}, "consent is no proof of arrival"
    shot = make.recording(paper.dossier, make.JPEG, kind="photo", name="截图.jpg")
    assert serve(paper, way="electronic", film=shot.pk).confirmation == agreed


def test_consent_given_later_does_not_reach_back() -> None:
    early = make.DAY - timedelta(days=3)
    paper = make.document(issued_on=early)
    make.confirmed(paper.dossier, electronic=True)
    assert refused(paper, way="electronic", served_on=early) == {"service:confirmation"}


def test_the_day_of_service_lies_between_the_paper_and_today() -> None:
    paper = make.document()
    assert refused(paper, served_on=make.DAY + timedelta(days=1)) == {"service:future"}
    assert refused(paper, served_on=make.DAY - timedelta(days=1)) == {"service:before_paper"}
    assert refused(paper, servers=[]) == {"service:servers"}
    assert "service:way" in refused(paper, way="pigeon")


@pytest.mark.parametrize(
    ("issued", "effective"),
    [  # deadlines.jsonl D57: 30 days, not 60, and a Saturday stays a Saturday
        (date(2025, 11, 20), date(2025, 12, 20)),
        (date(2026, 1, 16), date(2026, 2, 15)),
    ],
)
def test_a_public_notice_counts_after_thirty_days(issued: date, effective: date) -> None:
    assert effective_on("notice", issued, standard()) == effective


@given(st.sampled_from(WAYS), st.dates(date(2019, 1, 1), date(2026, 11, 30)))
def test_only_a_notice_waits(way: str, on: date) -> None:
    later = timedelta(days=30 if way == "notice" else 0)
    assert effective_on(way, on, standard()) == on + later


def test_a_notice_keeps_its_day_of_issue() -> None:
    kept = serve(make.document(), way="notice", reason="下落不明")
    assert (kept.notice_issued_on, kept.effective_on) == (
        make.DAY,
        make.DAY + timedelta(days=30),
    )
    entry = Entry.objects.get(kind="records.DocumentServed")
    assert entry.payload["template"] == "W26"
    assert entry.payload["effective_on"] == kept.effective_on.isoformat()


def test_serving_from_the_page_makes_the_receipt() -> None:
    paper = make.document(given=make.facts("W26", party__name="某公司"))
    officer, second = make.officers(paper.dossier.agency)
    how = make.delivery(servers=[officer.user_id, second.user_id])
    actions.serve_document(document_id=paper.pk, how=how, by=officer, at=make.AT)
    receipt = reads.latest_document(dossier_id=paper.dossier_id, templates=["W57"], viewer=officer)
    rows = dict(receipt.content["blocks"][0]["rows"])
    assert rows["送达的文书"] == "《责令改正通知书》"
    assert rows["受送达人"] == "某公司"
    assert rows["送达人"] == f"{officer.name}、{second.name}"
    assert rows["送达日期"] == "2026年3月2日"


@pytest.mark.parametrize(
    ("template", "code"),
    [("W44", "service:by_case"), ("W38", "service:by_case"), ("W36", "service:internal")],
)
def test_papers_that_move_the_case_are_served_there(template: str, code: str) -> None:
    paper = make.document(template=template)
    officer = make.actor("officer", paper.dossier.agency)
    with pytest.raises(Refused) as no:
        actions.serve_document(document_id=paper.pk, how=make.delivery(), by=officer, at=make.AT)
    assert code in no.value.codes


def test_only_people_of_the_body_serve_its_papers() -> None:
    paper = make.document()
    for stranger in (make.actor("officer"), make.actor("reviewer", paper.dossier.agency)):
        with pytest.raises(Refused) as no:
            actions.serve_document(
                document_id=paper.pk, how=make.delivery(), by=stranger, at=make.AT
            )
        assert no.value.codes == {"not_permitted"}
        make_reach = actions.Reach("某", "某街", "某", "1", electronic=False)
        with pytest.raises(Refused) as no:
            actions.confirm_address(
                dossier=paper.dossier, reach=make_reach, signed_on=make.DAY, by=stranger, at=make.AT
            )
        assert no.value.codes == {"not_permitted"}


def test_a_confirmation_is_whole_and_not_of_tomorrow() -> None:
    home = make.dossier()
    reach = actions.Reach("某公司", "某街", "某甲", "138", electronic=True)
    with pytest.raises(Refused) as no:
        actions.confirm_address(
            dossier=home,
            reach=reach,
            signed_on=make.DAY + timedelta(days=1),
            by=make.actor("officer", home.agency),
            at=make.AT,
        )
    assert no.value.codes == {"confirmation:incomplete", "service:future"}
