"""The party signs on glass: bound to the words, refused when it does not fit, kept for ever."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from zhifa.kernel import seals, verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.tests.tamper import guards_down
from zhifa.records import actions
from zhifa.records.models import Document, Dossier, PartySignature
from zhifa.records.reads import glass
from zhifa.records.reads.destruction import files_of
from zhifa.records.reads.files import path_of
from zhifa.records.rules.glass import LARGEST_SCAN, MOST_POINTS, WIDEST, party_line
from zhifa.records.rules.pictures import picture_size
from zhifa.records.rules.templates import library
from zhifa.records.tests import hands, make

RECORD = "W15"


@pytest.fixture
def paper() -> Document:
    return make.document(template=RECORD)


def refusal(paper: Document, **more: Any) -> frozenset[str]:
    with pytest.raises(Refused) as no:
        hands.sign(paper, **more)
    assert not PartySignature.objects.exists()
    return no.value.codes


def test_strokes_picture_time_and_words_are_bound_in_one_text(paper: Document) -> None:
    row = hands.sign(paper)
    assert row.sheet_id is not None
    sheet = json.loads(path_of(row.sheet_id).read_bytes())
    assert (sheet["document"], sheet["words"]) == (paper.pk, paper.sha256)
    assert (sheet["image"], sheet["signature"]) == (row.file_id, row.pk)
    assert sheet["signed_at"].startswith("2026-")
    assert len(sheet["strokes"][0][0]) == 3
    (shown,) = glass.party_hands(document=paper, viewer=SYSTEM)
    assert shown.holds
    assert {row.file_id, row.sheet_id} <= files_of(dossier_id=paper.dossier_id, viewer=SYSTEM)
    assert not list(verify.verify())


@pytest.mark.parametrize("code", ["W09", "W11", "W15", "W57"])
def test_receipts_records_and_confirmations_have_a_line_for_the_party(code: str) -> None:
    assert party_line({"sign": library().templates[code].sign})
    assert not party_line({"sign": library().templates["W36"].sign})
    assert not party_line(None)


def test_a_paper_changed_after_signing_no_longer_matches(paper: Document) -> None:
    hands.sign(paper)
    with guards_down():
        content = {**paper.content, "title": "改过的笔录"}
        changed = seals.sha256(seals.canonical(content))
        Document.objects.filter(pk=paper.pk).update(content=content, sha256=changed)
    now = Document.objects.get(pk=paper.pk)
    (shown,) = glass.party_hands(document=now, viewer=SYSTEM)
    assert (shown.holds, shown.same_words, shown.same_bytes) == (False, False, True)


def test_changed_or_lost_bytes_of_a_hand_are_noticed(paper: Document) -> None:
    row = hands.sign(paper)
    place = path_of(str(row.sheet_id))
    place.chmod(0o644)
    place.write_bytes(b"{}")
    (shown,) = glass.party_hands(document=paper, viewer=SYSTEM)
    assert (shown.holds, shown.same_words, shown.same_bytes) == (False, True, False)
    place.unlink()
    assert not glass.party_hands(document=paper, viewer=SYSTEM)[0].holds


def test_a_new_version_says_who_signed_the_one_before(paper: Document) -> None:
    hands.sign(paper)
    newer = make.document(paper.dossier, RECORD, replaces=paper)
    assert glass.signed_before(document=newer, viewer=SYSTEM) == ["某甲"]
    assert glass.signed_before(document=paper, viewer=SYSTEM) == []
    assert not glass.party_hands(document=newer, viewer=SYSTEM)


CUT, BOMB = hands.png()[:-20], hands.png(60_000, 60_000, b"\0")
FLIPPED = hands.png().replace(b"IDAT", b"IDAQ")


@pytest.mark.parametrize("data", [b"", b"GIF89a", hands.JPEG, CUT, FLIPPED, BOMB, hands.png()[:8]])
def test_what_claims_to_be_a_picture_is_looked_into(paper: Document, data: bytes) -> None:
    assert picture_size(data, "PNG", WIDEST) is None
    assert refusal(paper, image=hands.image(data)) == {"glass:picture"}


def test_a_whole_picture_is_measured_and_a_huge_one_is_none() -> None:
    assert picture_size(hands.png(40, 20), "PNG", WIDEST) == (40, 20)
    assert picture_size(hands.png(5000, 1), "PNG", WIDEST) is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"image": "data:image/png;base64,<script>"}, "glass:picture"),
        ({"image": "data:image/jpeg;base64,AAAA"}, "glass:picture"),
        ({"image": "A" * 600_000}, "glass:large"),
        ({"strokes": "[" * 600_000}, "glass:large"),
        ({"strokes": ""}, "glass:empty"),
        ({"strokes": "{"}, "glass:strokes"),
        ({"strokes": "[" * 5000}, "glass:strokes"),
        ({"strokes": '{"strokes": [[[1, 2]]], "width": 1, "height": 1}'}, "glass:strokes"),
        ({"strokes": '{"strokes": [[[NaN, 2, 3]]], "width": 1, "height": 1}'}, "glass:strokes"),
        ({"signer": " "}, "glass:signer"),
        ({"words": "0" * 64}, "glass:changed"),
        ({"way": "stamp"}, "glass:way"),
        ({"way": "scan"}, "glass:no_scan"),
        ({"way": "scan", "scan": b"<html>"}, "glass:scan"),
        ({"way": "scan", "scan": b"\x89PNG\r\n\x1a\n<html>"}, "glass:scan"),
        ({"way": "scan", "scan": hands.PDF[:-7]}, "glass:scan"),
        ({"way": "scan", "scan": hands.JPEG[:-40]}, "glass:scan"),
        (
            {"way": "scan", "scan": b"\xff\xd8\xff\xe0" + b"a page" * 100 + b"\xff\xd9"},
            "glass:scan",
        ),
        ({"way": "scan", "scan": b"%PDF-" + b"x" * LARGEST_SCAN}, "glass:large"),
    ],
)
def test_bad_input_is_refused_and_nothing_kept(
    paper: Document, fault: dict[str, Any], code: str
) -> None:
    assert refusal(paper, **fault) == {code}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "glass:empty"),
        ([[]], "glass:empty"),
        ([[[5, 5, n] for n in range(9)]], "glass:empty"),
        ([[[9 * n, 5, 9 - n] for n in range(9)]], "glass:strokes"),
        ([[[n % 90, 5, n] for n in range(MOST_POINTS + 1)]], "glass:strokes"),
    ],
)
def test_strokes_that_are_no_name_are_refused(paper: Document, lines: list[Any], code: str) -> None:
    assert refusal(paper, strokes=hands.strokes(paper, strokes=lines)) == {code}


def test_strokes_of_another_paper_are_refused(paper: Document) -> None:
    other = make.document(paper.dossier, "W09")
    assert refusal(paper, strokes=hands.strokes(other)) == {"glass:other"}
    assert refusal(paper, strokes=hands.strokes(paper, words="0" * 64)) == {"glass:other"}
    hands.sign(other)
    with pytest.raises(Refused) as no:  # the very same strokes, relabelled
        hands.sign(paper, signer="某乙")
    assert no.value.codes == {"glass:other"}


@pytest.mark.parametrize("data", [hands.PDF, hands.JPEG, hands.png()])
def test_a_scanned_page_is_kept_as_it_came(paper: Document, data: bytes) -> None:
    row = hands.sign(paper, way="scan", scan=data, strokes="", image="")
    assert (path_of(str(row.file_id)).read_bytes(), row.sheet, row.ink) == (data, None, "")
    with pytest.raises(Refused) as no:
        hands.sign(paper)
    assert no.value.codes == {"glass:already"}


def test_a_refusal_has_its_reason_and_a_witness_who_signs_or_a_film(paper: Document) -> None:
    film = make.recording(paper.dossier)
    none: dict[str, Any] = {"way": "refused", "strokes": "", "image": ""}
    why = "当事人看完笔录后拒绝签名。"
    assert refusal(paper, **none) == {"glass:reason", "glass:witness"}
    assert refusal(paper, **none, reason=why, witness="某丙") == {"glass:witness"}
    officers = str(paper.fields["act.officers"])
    asked = {"way": "refused", "reason": why, "witness": officers}
    assert refusal(paper, **asked) == {"glass:witness_officer"}
    foreign = make.recording(make.dossier(number="2"), data=make.JPEG + b"2")
    assert refusal(paper, **none, reason=why, film=foreign.pk) == {"record:other_dossier"}
    hands.sign(paper, **none, reason=why, film=film.pk)
    row = hands.sign(paper, way="refused", reason=why, witness="某丙")
    assert (row.witness, bool(row.sheet_id), row.reason) == ("某丙", True, why)
    page = hands.sign(paper, way="absent", reason=why, witness="某丁", scan=hands.PDF, strokes="")
    assert page.file_id
    hands.sign(paper, strokes=hands.strokes(paper, begin=50))  # changed their mind


def test_a_sealed_dossier_a_stranger_and_a_paper_without_a_line_are_refused(
    paper: Document,
) -> None:
    for who in (make.actor("officer"), make.actor("archivist", paper.dossier.agency)):
        assert refusal(paper, by=who) == {"not_permitted"}
    report = make.document(paper.dossier, "W36")
    assert refusal(report) == {"glass:no_line"}
    actions.withdraw_document(
        document_id=paper.pk, reason="更正", on=make.DAY, by=SYSTEM, at=make.AT
    )
    assert refusal(paper) == {"glass:withdrawn"}
    make.seal(paper.dossier)
    assert refusal(paper) == {"dossier_sealed"}


def test_the_database_refuses_too(paper: Document) -> None:
    row = hands.sign(paper)
    told: dict[str, Any] = {
        "way": "scan",
        "signer": "x",
        "file": row.file,
        "signed_at": make.AT,
        "noted_by": "x",
    }

    def store(**more: Any) -> None:
        PartySignature(
            **{**told, "document": paper, "words": paper.sha256, "signed_at": make.AT, **more}
        ).save()

    deeds: dict[str, Callable[[], object]] = {
        "party_signature_same_words": lambda: store(words="0" * 64),
        "party_signature_has_its_hand": lambda: store(way="glass"),
        "records_partysignature_no_update": lambda: PartySignature.objects.update(signer="y"),
        "records_partysignature_no_delete": lambda: PartySignature.objects.all().delete(),
    }
    for code, deed in deeds.items():
        with pytest.raises(DatabaseError, match=code), transaction.atomic():
            deed()
    home = Dossier.objects.get(pk=paper.dossier_id)
    make.seal(home)
    with pytest.raises(DatabaseError, match="party_signature_archived"), transaction.atomic():
        store()
    assert PartySignature.objects.get() == row
