from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PublicationPrepared(Event):
    """A decision waits to be published 待公示, or is withheld with its reason."""

    title: ClassVar[str] = "公示信息已拟制"

    publication_id: int
    case_id: str


@dataclass(frozen=True, slots=True)
class Published(Event):
    """A decision has been published 公示."""

    title: ClassVar[str] = "公示"

    publication_id: int
    case_id: str


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """A published decision has been taken down 撤下, its reason published."""

    title: ClassVar[str] = "撤下公示"

    publication_id: int
    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionNoted(Event):
    """A served correction stands beside the publication of its decision 更正已登记."""

    title: ClassVar[str] = "更正登记在公示中"

    publication_id: int
    case_id: str


@dataclass(frozen=True, slots=True)
class CorrectionPublished(Event):
    """The words of a correction were checked and are public 公示更正."""

    title: ClassVar[str] = "公示更正"

    publication_id: int
    case_id: str
