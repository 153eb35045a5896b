from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    """A clue has been registered 登记案源: the first act of a case."""

    title: ClassVar[str] = "登记案源"

    case_id: str
    act_id: str
    move: str
    origin: str
    stage: str
    seq: int
    on: str
    facts: Mapping[str, Any]
    texts: str
    outcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TermsRecomputed(Event):
    """Holidays were published and the terms of a case computed anew 期限重算."""

    title: ClassVar[str] = "放假安排公布，重算期限"

    case_id: str
    terms: Sequence[str]


@dataclass(frozen=True, slots=True)
class CaseActed(Event):
    """A step has been taken 办理: stage after it, what was asked and answered, what it made.

    texts: digest of the narratives. outcome: clocks, officers, decision … as they stand after it.
    """

    title: ClassVar[str] = "办理步骤"

    case_id: str
    act_id: str
    move: str
    origin: str
    stage: str
    seq: int
    on: str
    facts: Mapping[str, Any]
    texts: str
    outcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseDecided(Event):
    """A decision has been made 作出决定."""

    title: ClassVar[str] = "作出决定"

    case_id: str
    decision_id: str
    outcome: str


@dataclass(frozen=True, slots=True)
class DecisionServed(Event):
    """A decision has reached its addressee 送达."""

    title: ClassVar[str] = "决定书送达"

    case_id: str
    decision_id: str
    effective_on: str


@dataclass(frozen=True, slots=True)
class DecisionCorrected(Event):
    """A clerical correction of a decision has reached its addressee 更正书送达."""

    title: ClassVar[str] = "决定更正书送达"

    case_id: str
    decision_id: str
    effective_on: str


@dataclass(frozen=True, slots=True)
class MajorReported(Event):
    """A major penalty has been reported to the government 重大行政处罚备案."""

    title: ClassVar[str] = "报送重大处罚备案"

    case_id: str
    decision_id: str
    reported_on: str


@dataclass(frozen=True, slots=True)
class DecisionAnnulled(Event):
    """A decision has lost its force 撤销, from the day its instrument takes effect."""

    title: ClassVar[str] = "决定被撤销"

    case_id: str
    decision_id: str
    effective_on: str
    instrument: str


@dataclass(frozen=True, slots=True)
class RemedyEnded(Event):
    """A reconsideration or suit about a decision has ended 复议诉讼结束, from its effect on."""

    title: ClassVar[str] = "复议或者诉讼结束"

    case_id: str
    decision_id: str
    result: str
    effective_on: str


@dataclass(frozen=True, slots=True)
class TermOverrun(Event):
    """An act came after its term 超期; the law lets it stand but it must be explained."""

    title: ClassVar[str] = "超期办理"

    case_id: str
    clocks: Sequence[str]
    move: str


@dataclass(frozen=True, slots=True)
class WarningPassed(Event):
    """A step was taken although the law asked for something beside it 有提示仍办理."""

    title: ClassVar[str] = "有提示仍办理"

    case_id: str
    codes: Sequence[str]
    move: str


@dataclass(frozen=True, slots=True)
class InformantOpened(Event):
    """Somebody who handles the case saw who gave the clue 查看举报人信息; ground: for what."""

    title: ClassVar[str] = "查看举报人信息"

    case_id: str
    act_id: str
    ground: str
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerExported(Event):
    """A list of cases was taken out 导出案件台账: by which conditions, and how many rows."""

    title: ClassVar[str] = "导出案件台账"

    filters: Sequence[str]
    count: int
