from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class AlertRaised(Event):
    """A warning has been raised 预警."""

    title: ClassVar[str] = "发出预警"

    alert_id: int
    rule: str


@dataclass(frozen=True, slots=True)
class AlertAnswered(Event):
    """The agency has answered a warning 答复."""

    title: ClassVar[str] = "反馈预警"

    alert_id: int


@dataclass(frozen=True, slots=True)
class FilingFollowed(Event):
    """The report of a major penalty has come a step further 重大处罚备案. state: where it is."""

    title: ClassVar[str] = "重大处罚备案"

    filing_id: int
    case_id: str
    state: str


@dataclass(frozen=True, slots=True)
class AlertClosed(Event):
    """A warning has been closed 销号."""

    title: ClassVar[str] = "预警销号"

    alert_id: int
