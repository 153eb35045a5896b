"""What happens to originals: on their way in, and once they are kept."""

from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class UploadBegun(Event):
    """A file begins to arrive 开始上传. length: its bytes."""

    title: ClassVar[str] = "开始上传音像文件"

    dossier_id: str
    upload_id: str
    length: int


@dataclass(frozen=True, slots=True)
class UploadWhole(Event):
    """The last byte of a file has arrived 上传完毕; its facts are still to be told."""

    title: ClassVar[str] = "音像文件传完"

    dossier_id: str
    upload_id: str
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class UploadEnded(Event):
    """Nothing more comes of an upload 上传了结. why: filed, stopped, expired."""

    title: ClassVar[str] = "上传了结"

    dossier_id: str
    upload_id: str
    why: str
