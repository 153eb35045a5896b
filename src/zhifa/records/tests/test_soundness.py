"""What somebody with the database's password or the disk's may do, and how it is found."""

from django.db import connection

from zhifa.kernel.fields import encrypt
from zhifa.kernel.tests.tamper import guards_down
from zhifa.records import reads
from zhifa.records.models import Document
from zhifa.records.reads.files import path_of
from zhifa.records.tests import make


def found() -> set[tuple[str, str]]:
    return {(fault.what.code, fault.row) for fault in reads.unsound()}


def rewrite(paper: Document, stored: str) -> None:
    with guards_down(), connection.cursor() as cursor:
        cursor.execute("update records_document set content = %s where id = %s", [stored, paper.pk])


def test_all_is_well() -> None:
    home = make.dossier()
    make.document(home)
    make.recording(home)
    assert found() == set()


def test_changed_words_are_found_even_when_well_encrypted() -> None:
    paper, other = make.document(), make.document(make.dossier(number="2"))
    rewrite(paper, encrypt('{"title": "别的"}'))
    rewrite(other, "dev:AAAA")
    assert found() == {("words_changed", paper.pk), ("row_unreadable", other.pk)}


def test_lost_and_changed_bytes_are_found() -> None:
    photo = make.recording()
    film = make.recording(make.dossier(number="2"), make.MP4, kind="video")
    path_of(photo.file_id).unlink()
    place = path_of(film.file_id)
    place.chmod(0o644)
    place.write_bytes(b"x")
    assert found() == {("file_lost", photo.file_id), ("file_changed", film.file_id)}
