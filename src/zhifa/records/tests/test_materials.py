"""Evidence and recordings: eight kinds, five facts, bytes written once."""

import hashlib
import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from zhifa.agencies.reads import Signed
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.models import Dossier, Evidence, StoredFile
from zhifa.records.reads.files import path_of
from zhifa.records.rules.media import fits, sniff
from zhifa.records.tests import make


def kept() -> list[Path]:
    return [p for p in Path(settings.FILES).rglob("*") if p.is_file()]


def test_bytes_are_kept_once_under_their_digest_and_read_only() -> None:
    home = make.dossier()
    one, two = make.recording(home), make.recording(home)
    digest = hashlib.sha256(make.JPEG).hexdigest()
    assert one.file_id == two.file_id == digest
    assert kept() == [path_of(digest)]
    assert stat.S_IMODE(path_of(digest).stat().st_mode) == 0o444
    assert StoredFile.objects.get().media_type == "image/jpeg"
    with reads.opened(recording=one, viewer=SYSTEM) as file:
        assert file.read() == make.JPEG


def test_a_changed_or_lost_original_is_noticed() -> None:
    shot = make.recording()
    assert reads.intact(recording=shot, viewer=SYSTEM)
    place = path_of(shot.file_id)
    place.chmod(0o644)
    place.write_bytes(make.JPEG + b"!")
    assert not reads.intact(recording=shot, viewer=SYSTEM)
    os.unlink(place)  # noqa: PTH108 - as a hand at the prompt would
    assert not reads.intact(recording=shot, viewer=SYSTEM)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"facts": make.five(taken_place=" ")}, "recording:facts"),
        ({"facts": make.five(taken_by="")}, "recording:facts"),
        ({"facts": make.five(proves="")}, "recording:facts"),
        ({"facts": make.five(taken_at=make.AT + timedelta(seconds=1))}, "recording:future"),
        ({"data": b""}, "recording:empty"),
        ({"data": b"<html><script>"}, "recording:media"),
        ({"kind": "video"}, "recording:media"),
    ],
)
def test_a_recording_that_could_not_be_cited_is_not_kept(fault: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as no:
        make.recording(**fault)
    assert no.value.codes == {code}
    assert not kept()


def test_what_a_file_is_its_bytes_say() -> None:
    page = make.recording(data=b"<html>", kind="file", media_type="text/html")
    assert page.file.media_type == "text/html"  # kept as told, shown only as a download
    photo = make.recording(kind="file", media_type="text/html")
    assert photo.file.media_type == "image/jpeg"
    assert sniff(b"RIFF\0\0\0\0WAVE") == "audio/wav"
    assert fits("audio", "audio/wav")
    assert not fits("photo", "audio/wav")


def test_the_fifth_fact_is_the_number_of_the_case() -> None:
    assert make.recording(make.dossier(number="某案1号")).case_number == "某案1号"


def test_evidence_is_of_the_eight_kinds() -> None:
    assert len(Evidence.Kind.values) == 8  # 行政处罚法 第四十六条
    with pytest.raises(Refused) as no:
        make.evidence(kind="rumour", name=" ", taken_on=make.DAY + timedelta(days=1))
    assert no.value.codes == {"evidence:kind", "evidence:facts", "evidence:future"}


def test_evidence_rests_on_records_of_its_own_dossier() -> None:
    foreign = make.recording(make.dossier(number="2"))
    with pytest.raises(Refused) as no:
        make.evidence(recording_id=foreign.pk)
    assert no.value.codes == {"record:other_dossier"}
    paper = make.document(make.dossier(number="3"), "W15")
    with pytest.raises(Refused):
        make.evidence(document_id=paper.pk)
    assert make.evidence(paper.dossier, document_id=paper.pk).document == paper


def test_excluded_evidence_stays_listed_and_is_no_longer_used() -> None:
    home = make.dossier()
    item = make.evidence(home, need_code="E1")
    officer = make.actor("officer", home.agency)

    def exclude(reason: str) -> Evidence:
        return actions.exclude_evidence(
            evidence_id=item.pk, reason=reason, unlawful=True, by=officer, at=make.AT
        )

    with pytest.raises(Refused) as no:
        exclude(" ")
    assert no.value.codes == {"evidence:reason"}
    exclude("取得方式不合法")
    assert reads.usable_evidence(dossier_id=home.pk, viewer=officer) == []
    assert reads.evidence_rows(dossier_id=home.pk, viewer=officer) == []
    stored = reads.evidence(dossier_id=home.pk, viewer=officer).get()
    assert (stored.lawful, stored.excluded_by) == (False, officer.key)
    with pytest.raises(Refused) as no:
        exclude("再次排除")
    assert no.value.codes == {"evidence:excluded"}


def file_item(by: Signed, home: Dossier, collectors: list[int]) -> Evidence:
    return actions.file_evidence(
        dossier=home, item=make.item(collected_by=collectors), by=by, at=make.AT
    )


def test_two_certified_people_collect() -> None:
    home = make.dossier()
    one, two = make.officers(home.agency)
    bare = make.holder("officer", home.agency)
    for crew in ([one.user_id], [one.user_id, one.user_id], [one.user_id, bare.pk]):
        with pytest.raises(Refused) as no:
            file_item(one, home, crew)
        assert no.value.codes == {"evidence:two_officers"}
    assert file_item(one, home, [one.user_id, two.user_id]).collected_by == [
        one.user_id,
        two.user_id,
    ]


def test_only_people_of_the_body_file_records() -> None:
    home = make.dossier()
    item = make.evidence(home)
    for stranger in (make.actor("officer"), make.actor("unit_head", home.agency)):
        with pytest.raises(Refused) as no:
            file_item(stranger, home, [1, 2])
        assert no.value.codes == {"not_permitted"}
        with pytest.raises(Refused) as no:
            actions.exclude_evidence(
                evidence_id=item.pk, reason="案情复杂", by=stranger, at=make.AT
            )
        assert no.value.codes == {"not_permitted"}


def test_nobody_of_another_body_sees_anything() -> None:
    home = make.dossier()
    paper, shot = make.document(home), make.recording(home)
    item = make.evidence(home)
    stranger = make.actor("officer")
    asked: dict[str, Any] = {"dossier_id": home.pk, "viewer": stranger}
    assert not reads.documents(**asked)
    assert not reads.evidence(**asked)
    assert not reads.recordings(**asked)
    assert not reads.services(**asked)
    assert not reads.services_of(document_id=paper.pk, viewer=stranger)
    assert reads.confirmation(on=make.DAY, **asked) is None
    for ask in (
        lambda: reads.dossier(**asked),
        lambda: reads.document(document_id=paper.pk, viewer=stranger),
        lambda: reads.recording(recording_id=shot.pk, viewer=stranger),
        lambda: reads.evidence_item(evidence_id=item.pk, viewer=stranger),
        lambda: reads.opened(recording=shot, viewer=stranger),
        lambda: reads.pdf(document=paper, viewer=stranger),
        lambda: reads.catalogue(**asked),
        lambda: reads.catalogue_pdf(**asked),
    ):
        with pytest.raises(Exception, match=r"matching query does not exist|^$"):
            ask()
