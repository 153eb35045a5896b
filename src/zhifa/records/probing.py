"""What a file says of itself: when it was taken and with what, by its own metadata.

Asked of ffprobe for films and sounds, of Pillow for photos. A file may lie or crash its reader:
ffprobe is another process with little time, Pillow reads no more than the header.
"""

import json
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

from zhifa.records.rules import media

SECONDS = 10
EXIF_TIME = "%Y:%m:%d %H:%M:%S%z"
OLDEST = 2000  # no camera in use is older; one without a clock says 1904 or 1970
MODEL, TAKEN, EXIF, ORIGINAL, ZONE = 0x0110, 0x0132, 0x8769, 0x9003, 0x9011
BEIJING = ZoneInfo("Asia/Shanghai")
ASK = ["-v", "error", "-show_format", "-show_streams", "-of", "json"]
BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError)  # what a lying picture raises
KINDS = {"image": "photo", "video": "video", "audio": "audio"}


@dataclass(frozen=True, slots=True)
class Told:
    """kind: of Recording.Kind. streams: kinds of what plays; None where nobody could look."""

    kind: str
    taken_at: datetime | None = None
    device: str = ""
    seconds: float | None = None
    streams: frozenset[str] | None = None


def probe(place: Path) -> Told:
    """What is known of a file; never raises for what is in it."""
    with place.open("rb") as file:
        media_type = media.sniff(file.read(media.HEAD))
    kind = KINDS.get(media_type.partition("/")[0], "file")
    if kind == "photo":
        return _photo(place)
    return _film(place, kind) if kind in ("video", "audio") else Told(kind)


def _moment(text: str, zone: str = "") -> datetime | None:
    """Exif: 2026:03:01 09:30:00, Beijing unless the zone is told."""
    try:
        found = datetime.strptime(
            f"{text.strip()}{zone.strip() or '+08:00'}", "%Y:%m:%d %H:%M:%S%z"
        )
    except ValueError:
        return None
    return found.astimezone(BEIJING)


def _photo(place: Path) -> Told:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(place) as picture:
                exif = picture.getexif()
                more = exif.get_ifd(EXIF)
    except (*BROKEN, Warning, Image.DecompressionBombError):
        return Told("photo")
    taken = _moment(str(more.get(ORIGINAL) or exif.get(TAKEN) or ""), str(more.get(ZONE) or ""))
    return Told("photo", taken, str(exif.get(MODEL) or "").strip("\0 ")[:80])


def _film(place: Path, kind: str) -> Told:
    program = shutil.which("ffprobe")
    if program is None:
        return Told(kind)
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, a path of ours
            [program, *ASK, f"file:{place}"], capture_output=True, timeout=SECONDS, check=False
        )
        said = json.loads(done.stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError):
        said = {}
    streams = frozenset(str(s.get("codec_type")) for s in said.get("streams", ()))
    return _told(kind, said.get("format", {}), streams)


def _told(kind: str, about: Mapping[str, Any], streams: frozenset[str]) -> Told:
    tags = {str(name).lower(): str(said) for name, said in about.get("tags", {}).items()}
    device = tags.get("com.android.model") or tags.get("com.apple.quicktime.model") or ""
    try:
        seconds = float(about.get("duration", ""))
    except ValueError:
        seconds = None
    only_sound = kind == "video" and streams == {"audio"}
    return Told(
        "audio" if only_sound else kind,
        _iso(tags.get("com.apple.quicktime.creationdate") or tags.get("creation_time", "")),
        device[:80],
        seconds,
        streams,
    )


def _iso(text: str) -> datetime | None:
    """An ISO moment with its zone, of a camera whose clock was set."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    known = found.tzinfo is not None and found.year >= OLDEST
    return found.astimezone(BEIJING) if known else None


def plays(told: Told, kind: str) -> bool:
    """Whether a file can be what it is said to be, as far as anybody could look."""
    wanted = {"video": {"video"}, "audio": {"audio"}}.get(kind)
    return wanted is None or told.streams is None or wanted <= told.streams
