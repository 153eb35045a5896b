from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class DossierOpened(Event):
    """A dossier has been opened, still empty 立卷."""

    title: ClassVar[str] = "立卷"

    dossier_id: str


@dataclass(frozen=True, slots=True)
class DossierNamed(Event):
    """A dossier has been given its number 编号."""

    title: ClassVar[str] = "案卷编号"

    dossier_id: str
    number: str


@dataclass(frozen=True, slots=True)
class DocumentFiled(Event):
    """A paper has been made and filed 文书入卷."""

    title: ClassVar[str] = "文书入卷"

    dossier_id: str
    document_id: str
    template: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RenditionKept(Event):
    """The PDF of a paper has been drawn and kept 版式文书入库."""

    title: ClassVar[str] = "版式文书存档"

    dossier_id: str
    document_id: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentServed(Event):
    """A paper has been served 送达. effective_on: the day from which terms run, ISO."""

    title: ClassVar[str] = "文书送达"

    dossier_id: str
    document_id: str
    service_id: str
    template: str
    way: str
    effective_on: str


@dataclass(frozen=True, slots=True)
class EvidenceAdded(Event):
    """An item of evidence has been registered 证据登记."""

    title: ClassVar[str] = "登记证据"

    dossier_id: str
    evidence_id: str


@dataclass(frozen=True, slots=True)
class EvidenceExcluded(Event):
    """An item of evidence may no longer be used 证据排除. The reason is on the item."""

    title: ClassVar[str] = "排除证据"

    dossier_id: str
    evidence_id: str


@dataclass(frozen=True, slots=True)
class RecordingAdded(Event):
    """A recording has been kept 音像记录入库."""

    title: ClassVar[str] = "音像记录入库"

    dossier_id: str
    recording_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DossierSealed(Event):
    """A dossier has been closed for good 归档."""

    title: ClassVar[str] = "案卷归档"

    dossier_id: str
    archive_number: str
