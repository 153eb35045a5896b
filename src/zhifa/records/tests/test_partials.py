"""Bytes in pieces: cut anywhere, gone on with, and whole in the end; never more than is safe."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhifa.kernel import ids
from zhifa.records import partials
from zhifa.records.partials import Piece, Stopped, append, digests_of, offset_of, place_of
from zhifa.records.rules.uploads import plain_name

DATA = bytes(range(256)) * 40


class CutError(OSError):
    """The line broke."""


def broken(data: bytes, step: int) -> Iterator[bytes]:
    """Pieces of some bytes, then the line breaks."""
    for start in range(0, len(data), step):
        yield data[start : start + step]
    raise CutError


def send(upload: str, offset: int, data: bytes, length: int = len(DATA)) -> int:
    return append(upload_id=upload, piece=Piece(offset, [data]), length=length)


def as_after_a_kill(upload: str, unsafe: bytes) -> None:
    """What a killed process leaves: bytes behind the mark, and no digest in any memory."""
    with place_of(upload).open("ab") as file:
        file.write(unsafe)
    partials._known.clear()


@given(
    cuts=st.lists(st.integers(0, len(DATA)), max_size=6),
    step=st.integers(1, 4000),
    crashes=st.lists(st.booleans(), min_size=7, max_size=7),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_cut_at_any_byte_it_goes_on_from_there(
    cuts: Sequence[int], step: int, crashes: Sequence[bool]
) -> None:
    upload = ids.new()
    for cut, crash in zip(sorted(cuts), crashes, strict=False):
        offset = offset_of(upload)
        piece = Piece(offset, broken(DATA[offset:cut], step))
        with pytest.raises(CutError):
            append(upload_id=upload, piece=piece, length=len(DATA))
        assert offset_of(upload) == max(cut, offset)
        if crash and place_of(upload).exists():
            as_after_a_kill(upload, b"half a piece")
    offset = offset_of(upload)
    assert send(upload, offset, DATA[offset:]) == len(DATA)
    assert place_of(upload).read_bytes() == DATA
    told = (hashlib.sha256(DATA).hexdigest(), hashlib.new("sm3", DATA).hexdigest())
    assert digests_of(upload_id=upload) == told


def stopped(upload: str, piece: Piece, length: int = len(DATA)) -> tuple[str, int]:
    with pytest.raises(Stopped) as no:
        append(upload_id=upload, piece=piece, length=length)
    return no.value.obstacle.code, no.value.offset


def test_a_piece_that_does_not_follow_is_not_taken() -> None:
    upload = ids.new()
    send(upload, 0, DATA[:100])
    for offset in (0, 99, 101):
        assert stopped(upload, Piece(offset, [b"x"])) == ("upload:offset", 100)
    assert send(upload, 100, DATA[100:]) == len(DATA)


def test_a_piece_unlike_its_checksum_is_forgotten() -> None:
    upload = ids.new()
    send(upload, 0, DATA[:100])
    right = hashlib.sha1(DATA[100:], usedforsecurity=False).digest()
    wrong = Piece(100, [DATA[100:-1], b"?"], ("sha1", right))
    assert stopped(upload, wrong) == ("upload:piece", 100)
    with pytest.raises(CutError):  # what a checksum speaks for is whole or nothing
        append(
            upload_id=upload,
            piece=Piece(100, broken(DATA[100:], 50), ("sha1", right)),
            length=len(DATA),
        )
    assert offset_of(upload) == 100
    whole = Piece(100, [DATA[100:]], ("sha1", right))
    assert append(upload_id=upload, piece=whole, length=len(DATA)) == len(DATA)
    assert digests_of(upload_id=upload)[0] == hashlib.sha256(DATA).hexdigest()


def test_more_than_was_told_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partials, "STEP", 64)
    upload = ids.new()
    send(upload, 0, DATA[:10], 200)
    assert stopped(upload, Piece(10, [b"x" * 100, b"x" * 100]), 200) == ("upload:length", 10)
    assert offset_of(upload) == 10
    assert send(upload, 10, DATA[10:200], 200) == 200
    assert digests_of(upload_id=upload)[0] == hashlib.sha256(DATA[:200]).hexdigest()


def test_two_at_once_on_one_upload() -> None:
    upload = ids.new()
    seen = []

    def meanwhile() -> Iterator[bytes]:
        yield DATA[:50]
        seen.append(stopped(upload, Piece(0, [DATA])))
        yield DATA[50:]

    append(upload_id=upload, piece=Piece(0, meanwhile()), length=len(DATA))
    assert seen == [("upload:in_hand", 0)]
    assert place_of(upload).read_bytes() == DATA


def test_a_full_disk_keeps_what_was_safe() -> None:
    """What a full disk answers is asked of the system's own."""
    small = Path("/dev/full")
    if not small.exists():
        pytest.skip("no /dev/full here")
    upload = ids.new()
    send(upload, 0, DATA[:100])

    class Full:
        """A file on a disk that has just run full."""

        def __init__(self, file: object) -> None:
            self.file = file

        def write(self, _: object) -> int:
            with small.open("wb", buffering=0) as full:
                return full.write(b"x")

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

    arrival = partials._Arrival

    def on_full(file: object, *more: object) -> object:
        return arrival(Full(file), *more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partials, "_Arrival", on_full)
        assert stopped(upload, Piece(100, [DATA[100:]])) == ("upload:no_room", 100)
    assert send(upload, 100, DATA[100:]) == len(DATA)
    assert place_of(upload).read_bytes() == DATA


def test_bytes_lost_behind_its_back_are_sent_again() -> None:
    upload = ids.new()
    send(upload, 0, DATA[:500])
    with place_of(upload).open("r+b") as file:
        file.truncate(300)
    assert offset_of(upload) == 300
    assert send(upload, 300, DATA[300:]) == len(DATA)
    assert digests_of(upload_id=upload)[0] == hashlib.sha256(DATA).hexdigest()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\录像\\现场.mp4", "现场.mp4"),
        ("a\0b\n.mp4", "ab.mp4"),
        ("..", "未命名"),
        ("", "未命名"),
        ("x" * 300 + ".mp4", "x" * 196 + ".mp4"),
    ],
)
def test_a_name_is_only_a_name(told: str, kept: str) -> None:
    assert plain_name(told) == kept
