"""What goes in and out, as the OpenAPI description tells it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

Word = Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")]


class Body(Schema):
    """A body that says nothing it does not know."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def storable(cls, value: Any) -> Any:
        """Refuse the one character that databases cannot keep."""
        if isinstance(value, str) and "\0" in value:
            raise PydanticCustomError("string_nul", "NUL")
        return value


class ObstacleOut(Schema):
    """One reason why something may not be done now."""

    code: str
    message: str
    source: str
    fix: str
    next: str


class Problem(Schema):
    """RFC 9457. obstacles with 403 and 409, fields with 422."""

    type: str
    title: str
    status: int
    detail: str = ""
    obstacles: list[ObstacleOut] = []
    fields: dict[str, list[str]] = {}


class CaseOut(Schema):
    """A case 案件; dates are Beijing dates."""

    id: str
    number: str
    title: str
    procedure: str
    procedure_version: date
    stage: str
    stage_name: str
    rev: int
    agency: str
    matter: str | None
    party: str | None
    place: str
    area_code: str
    discovered_on: date
    filed_on: date | None
    decided_on: date | None
    closed_on: date | None
    archived_on: date | None
    nearest_on: date | None
    marks: list[str]


class CasePage(Schema):
    """One page; next: the cursor to ask with as `after`, empty on the last page."""

    items: list[CaseOut]
    next: str


class OptionOut(Schema):
    """A step the stage offers, with what stands in its way before its form is filled.

    warnings: what the law asks for beside the step; it can be taken, and they are recorded.
    """

    move: str
    name: str
    source: str
    permitted: bool
    free: bool
    via: str
    confirm: str
    obstacles: list[ObstacleOut]
    warnings: list[ObstacleOut]
    data: dict[str, Any]


class ActOut(Schema):
    """A step taken; narratives and personal data are left out."""

    id: str
    seq: int
    move: str
    name: str
    origin: str
    stage: str
    on: date
    by: str
    at: datetime
    facts: dict[str, Any]


class ClockOut(Schema):
    """A term: due_on counts in law, conservative_on is the workday by which to act."""

    code: str
    round: int
    state: str
    start_on: date
    raw_on: date
    due_on: date
    due_at: datetime | None
    conservative_on: date
    provisional: bool
    extension: int
    excluded: list[Any]
    stopped_on: date | None


class DocumentOut(Schema):
    """A paper of the dossier; its words are in the PDF."""

    id: str
    template: str
    title: str
    number: str
    volume: str
    issued_on: date
    made_at: datetime
    sha256: str
    pdf: str


class OpenIn(Body):
    """A clue to register. agency: needed only by clients with posts at several."""

    procedure: str = Field(max_length=40)
    data: dict[str, Any]
    agency: str = Field("", max_length=20)
    token: str = Field("", max_length=40)


class MoveIn(Body):
    """A step to take. rev: the case's as last read; token: recognises a second submit."""

    data: dict[str, Any]
    rev: int | None = Field(None, ge=0, lt=2**31)
    token: str = Field("", max_length=40)


class OutcomeOut(Schema):
    """What an act left behind. again: the same submit had been taken before."""

    case: CaseOut
    act: str
    seq: int
    again: bool


class ReviewOut(Schema):
    """One round of legal review; kind is empty until the opinion is given."""

    id: int
    case: str
    round: int
    kind: str
    due_on: date
    rules: list[str]


class PartyIn(Body):
    """A party to register; what identifies a person is stored encrypted."""

    kind: Literal["natural_person", "individual_business", "legal_person", "other_organisation"]
    name: str = Field(max_length=120)
    credit_code: str = Field("", max_length=18)
    identity_kind: str = Field("", max_length=3)
    identity: str = Field("", max_length=40)
    representative: str = Field("", max_length=60)
    guardian: str = Field("", max_length=60)
    address: str = Field("", max_length=200)
    phone: str = Field("", max_length=20)
    bank_account: str = Field("", max_length=40)
    area_code: str = Field("", max_length=12)


class PartyOut(Schema):
    """A party; personal data masked."""

    id: str
    kind: str
    name: str
    status: str
    credit_code: str
    identity: str
    representative: str
    area_code: str


class MatterOut(Schema):
    """A matter in force; money in 元."""

    code: str
    name: str
    field: str
    breach: str
    breach_clauses: list[str]
    penalty_clauses: list[str]
    kind: str
    basis_clauses: list[str]
    levels: list[str]
    object_kinds: list[str]
    kinds: list[str]
    ordered_kinds: list[str]
    grave_kinds: list[str]
    fine_min: str | None
    fine_max: str | None
    party_limits: list[dict[str, Any]]
    tiers: list[dict[str, Any]]
    elements: list[dict[str, Any]]
    waivers: list[str]
    minor_note: str
    waiver_note: str
    inspection: dict[str, Any]
    recording: list[dict[str, Any]]
    clocks: list[dict[str, Any]]
    particulars: dict[str, Any]
    duties: list[str]
    liability: list[str]
    grade: str
    from_on: date
    until_on: date | None


class ProvisionOut(Schema):
    """A provision as in force on the day. official: the imported text, else 要点 in own words."""

    citation: str
    law: str
    in_force_from: date | None
    text: str
    official: bool
    label: str
    note: str


class TermIn(Body):
    """A legal term to count."""

    start: date
    n: int = Field(ge=0, le=40_000)
    unit: Literal["workday", "day", "month", "year"]
    roll: Literal["none", "next_workday"] = "none"
    direction: Literal["after", "before"] = "after"
    excluded: list[tuple[date, date]] = []


class DueOut(Schema):
    """When it ends. provisional: to be computed again when the holidays are published."""

    due: date
    unrolled_due: date
    conservative_due: date
    provisional: bool
