"""Who walks a case, when, and through which door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from zhifa.agencies import reads as people
from zhifa.agencies.models import Agency, User
from zhifa.agencies.reads import Signed
from zhifa.enforcement import actions as enforcement
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Case
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import standard
from zhifa.kernel.refusals import Refused
from zhifa.records import actions as records
from zhifa.registry.models import Matter, Party
from zhifa.web.demo.district import HERE

BEIJING = ZoneInfo("Asia/Shanghai")
TEXT_OF_LAW = {"text": "act_day", "text_reason": "对照修改前后的条文，本案所涉处罚没有减轻。"}


Busy = tuple[datetime, datetime]
QUARTER = 15


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works a case: two officers, and one person for each other role."""

    agency: Agency
    officers: tuple[User, User]
    others: Mapping[str, User]

    def user(self, role: str) -> User:
        """The person of a role; "officer" is the first, "second" the second officer."""
        if role == "officer":
            return self.officers[0]
        return self.officers[1] if role == "second" else self.others[role]


def file_paper(case: Case, words: str, by: Signed, at: datetime) -> str:
    """Keep a scanned paper in the dossier of a case; its number."""
    five = records.FiveFacts(taken_at=at, taken_place="本机关", taken_by=by.key, proves=words)
    kept = records.file_recording(
        dossier=case.dossier,
        chunks=[f"{words} {case.pk} {at}".encode()],
        capture=records.Capture(name=f"{words}.txt", kind="file"),
        facts=five,
        by=by,
        at=at,
    )
    return kept.pk


INSTRUMENTS = {
    "court_answered": "法院文书扫描件",
    "end_remedy": "复议、诉讼结案文书扫描件",
    "annul": "撤销文书扫描件",
}


class Ahead(Exception):  # noqa: N818 - it is an answer, not an error
    """The next step lies in the future: the case waits where it is."""


@dataclass
class Walk:
    """One case on its way. `now` moves on with each step; content is what will be imposed.

    diary: when whom a record keeps busy, shared by the cases of a crowd.
    after: what else is done with a step just taken. limit: no step is taken after it.
    area: the street; source: where the clue comes from.
    _steady: people by id whose posts are the same on every day.
    """

    crew: Crew
    party: Party
    matter: str
    now: datetime
    content: dict[str, Any] = field(
        default_factory=lambda: {"kinds": ["fine"], "fine": "8000", "tier": "light"}
    )
    place: str = f"{HERE}示范街 8 号"
    summary: str = "日常检查发现货架上的预包装食品标签不符合规定。"
    facts: str = "经查，当事人经营的预包装食品标签缺少生产者名称，货值金额一千二百元，已召回。"
    extra: dict[str, Any] = field(default_factory=dict)
    area: str = "510403001"
    source: str = "inspection"
    limit: datetime | None = None
    diary: dict[int, list[Busy]] = field(default_factory=dict)
    after: Callable[[str], None] = lambda _: None
    _case: Case | None = None
    _signed: dict[tuple[int, date], Signed] = field(default_factory=dict)
    _steady: Mapping[int, Signed] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case, as stored now."""
        if self._case is None:
            raise ValueError("the road has not begun")
        return cases.case(case_id=self._case.pk, viewer=SYSTEM)

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self._case.pk if self._case else ""

    @property
    def found(self) -> date:
        """The day on which the breach was found."""
        return self.case.discovered_on

    @property
    def today(self) -> date:
        """The Beijing date of the next step."""
        return self.now.astimezone(BEIJING).date()

    def signed(self, user: User) -> Signed:
        """A person as an actor today."""
        steady = self._steady.get(user.pk)
        if steady is not None:
            return replace(steady, on=self.today)
        key = (user.pk, self.today)
        if key not in self._signed:
            self._signed[key] = people.signed(user=user, on=self.today)
        return self._signed[key]

    def actor(self, role: str) -> Signed:
        """The person of a role as an actor today; Ahead when today lies in the future."""
        if self.limit is not None and self.now > self.limit:
            raise Ahead
        return self.signed(self.crew.user(role))

    def wait(self, *, days: int = 0, minutes: int = 7) -> None:
        """Let time pass."""
        self.now += timedelta(days=days, minutes=minutes)

    def until(self, day: date) -> None:
        """Let time pass to nine in the morning of a day."""
        self.now = max(self.now, datetime(day.year, day.month, day.day, 9, tzinfo=BEIJING))

    def workday(self) -> None:
        """Let time pass to the next working day."""
        self.wait(days=1)
        self.until(standard().next_workday(self.today))

    def slot(self, minutes: int, after: int = 5) -> Busy:
        """When the pair is free next, for so long; time passes to a while after it."""
        length = timedelta(minutes=minutes)
        taken = [busy for user in self.pair for busy in self.diary.get(user, ())]
        while hit := [e for b, e in taken if b < self.now + length and self.now < e]:
            self.now = max(hit) + timedelta(minutes=QUARTER)
        found = self.now, self.now + length
        for user in self.pair:
            self.diary.setdefault(user, []).append(found)
        self.now = found[1] + timedelta(minutes=after)
        return found

    def do(
        self, role: str, move: str, data: Mapping[str, Any] | None = None, via: str = ""
    ) -> None:
        """Take one step as the person of a role."""
        by = self.actor(role)
        told = {**(data or {}), **self._instrument(move, data or {})}
        try:
            self._take(move, told, by, via)
        except Refused as refused:  # the law was amended between the act and today
            if "text_settled" not in refused.codes or "kinds" not in told or "text" in told:
                raise
            self._take(move, {**TEXT_OF_LAW, **told}, by, via)
        self.wait()

    def _instrument(self, move: str, told: Mapping[str, Any]) -> dict[str, str]:
        """The paper of a body or court that a step tells of, filed by the officer."""
        known = "instrument_paper" in told or self.case.stage == "archived"
        if move not in INSTRUMENTS or known:
            return {}
        by = self.actor("officer")
        return {"instrument_paper": file_paper(self.case, INSTRUMENTS[move], by, self.now)}

    def _take(self, move: str, data: Mapping[str, Any], by: Signed, via: str) -> None:
        enforcement.perform(case_id=self.case_id, move=move, data=data, by=by, at=self.now, via=via)
        self.after(move)

    def answer_informant(self, words: str) -> None:
        """Tell whoever complained or reported by name; an inspection has nobody to tell."""
        if self.source in {"complaint", "report"}:
            told = {"on": self.today.isoformat(), "way": "phone", "words": words}
            self.do("officer", "reply_informant", told)

    def signed_paper(self, words: str) -> dict[str, Any]:
        """A paper that the party signed today, filed by the officer: what a form says of it."""
        on, paper = self.today, file_paper(self.case, words, self.actor("officer"), self.now)
        self.wait()
        who = self.party.representative or self.party.name
        told = {"paper": paper, "signer": who, "officers": self.pair}
        return {"on": on.isoformat(), **told}

    @property
    def pair(self) -> list[int]:
        """The two officers."""
        return [u.pk for u in self.crew.officers]


def weighed(matter: Matter | None) -> dict[str, str]:
    """What the clause of a matter weighs: little, and nothing of it is left."""
    if matter is None:
        return {}
    base = "0" if matter.multiple_base == "违法所得" else "1200"
    found = {"base": base} if matter.multiples else {}
    return found | ({"goods": "0"} if "goods_confiscation" in matter.ordered_kinds else {})
