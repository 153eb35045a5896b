"""A list of certificates held against the register: what agrees, what differs, what to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhifa.agencies.models import Agency, Certificate, Post, User
from zhifa.agencies.reads.certificates import Card, card_on
from zhifa.agencies.reads.history import agencies_on
from zhifa.agencies.rules import card_list
from zhifa.agencies.rules.card_list import CANCELLED, GOOD, NATIONAL, SUSPENDED, Line
from zhifa.kernel.access import Actor, may
from zhifa.kernel.workbook import Remark

BATCH = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that taking the list over would do: issue, suspend or cancel."""

    deed: str
    line: Line
    holder: User | None = None
    agency: Agency | None = None
    certificate: Certificate | None = None


@dataclass(slots=True)
class Report:
    """What came of a list. faults keep all of it out; notices do not."""

    lines: int = 0
    same: int = 0
    steps: list[Step] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)

    def count(self, deed: str) -> int:
        """How many steps of a kind."""
        return sum(step.deed == deed for step in self.steps)

    @property
    def counts(self) -> dict[str, int]:
        """How many would be issued, suspended, cancelled."""
        return {deed: self.count(deed) for deed in ("issue", "suspend", "cancel")}


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[i : i + BATCH] for i in range(0, len(values), BATCH))


def _held(numbers: Sequence[str]) -> dict[str, Certificate]:
    found: dict[str, Certificate] = {}
    for some in _batches(numbers):
        rows = Certificate.objects.filter(number__in=some).select_related("holder", "agency")
        found |= {row.number: row for row in rows.prefetch_related("suspensions")}
    return found


@dataclass(frozen=True, slots=True)
class Register:
    """What the register knows of the bodies of a list on a day."""

    on: date
    bodies: Mapping[str, Agency]
    cards: Mapping[str, Certificate]
    staff: Mapping[tuple[int, str], Sequence[User]]
    others: Mapping[int, Sequence[Card]]


def _register(lines: Sequence[Line], on: date, viewer: Actor) -> Register:
    bodies = {a.name: a for a in agencies_on(on=on, viewer=viewer)}
    here = [bodies[n].pk for n in {line.agency for line in lines} if n in bodies]
    staff: dict[tuple[int, str], list[User]] = {}
    posts = Post.objects.filter(agency_id__in=here, user__is_client=False).held_on(on)
    for post in posts.select_related("user").order_by("user_id"):
        known = staff.setdefault((post.agency_id, post.user.name), [])
        known += [] if post.user in known else [post.user]
    others: dict[int, list[Card]] = {}
    rows = Certificate.objects.filter(agency_id__in=here, cancelled_on=None, valid_until__gte=on)
    for row in rows.select_related("holder", "agency").prefetch_related("suspensions"):
        others.setdefault(row.holder_id, []).append(card_on(row, on))
    return Register(on, bodies, _held([line.number for line in lines]), staff, others)


def _differences(line: Line, row: Certificate) -> Iterator[Remark]:
    """Where the list contradicts what is registered under the same number."""
    pairs = {
        "name": (line.name, row.holder.name, "姓名"),
        "agency": (line.agency, row.agency.name, "单位"),
        "valid_from": (line.valid_from.isoformat(), row.valid_from.isoformat(), "有效期起"),
        "valid_until": (line.valid_until.isoformat(), row.valid_until.isoformat(), "有效期止"),
        "kind": (Certificate.Kind(line.kind).label, row.get_kind_display(), "种类"),
        "areas": ("、".join(line.areas), "、".join(row.areas), "执法区域"),
    }
    for name, (theirs, ours, word) in pairs.items():
        if name in line.refs and theirs != ours and theirs:
            yield Remark(
                line.refs[name], f"{word}与登记不符：名单是“{theirs}”，登记的是“{ours}”，请核实"
            )


def _states(line: Line, row: Certificate, on: date, report: Report) -> None:
    """Suspended or cancelled elsewhere: taken over. The other way round: told, to be asked."""
    ours = card_on(row, on)
    ref = line.refs.get("state", line.refs["number"])
    if line.state == SUSPENDED and ours.suspension is None and row.cancelled_on is None:
        report.steps.append(Step("suspend", line, certificate=row))
        report.notices.append(Remark(ref, "名单载明暂扣，这里还没有；写入后从今天起暂扣"))
    elif line.state == CANCELLED and row.cancelled_on is None:
        report.steps.append(Step("cancel", line, certificate=row))
        report.notices.append(Remark(ref, "名单载明注销，这里还没有；写入后从今天起注销"))
    elif line.state == GOOD and (ours.suspension or row.cancelled_on):
        said = "注销" if row.cancelled_on else "暂扣"
        report.notices.append(Remark(ref, f"名单是有效，这里已经{said}；不改动，请向发证机关核实"))
    else:
        report.same += 1


def _misfit(line: Line, body: Agency, people: Sequence[User], register: Register) -> Remark | None:
    """Why a new certificate cannot be entered as the list tells it."""
    if not people:
        return Remark(line.refs["name"], "该单位没有这个人员，请先登记人员并任命岗位")
    if len(people) > 1:
        return Remark(line.refs["name"], f"该单位有 {len(people)} 个同名人员，请先逐个登记证件")
    held = register.others.get(people[0].pk, ())
    old = next((c.certificate.number for c in held if c.certificate.kind == line.kind), "")
    if old and line.valid_until >= register.on:
        return Remark(line.refs["number"], f"此人已有未到期的证件 {old}，请先注销旧证")
    unfit = (body.nature == Agency.Nature.DELEGATED) != (line.kind == Certificate.Kind.DELEGATED)
    if unfit and line.kind != Certificate.Kind.SUPERVISION:
        where = line.refs.get("kind", line.refs["number"])
        return Remark(where, "受委托组织的人员持委托执法证，其他执法人员持行政执法证")
    return None


def _fresh(line: Line, register: Register, report: Report) -> None:
    """A number that the register does not know: whose it is, and whether it may be entered."""
    body = register.bodies[line.agency]
    if line.state == CANCELLED:
        report.notices.append(Remark(line.refs["number"], "没有登记过的证件，名单已注销，不写入"))
        return
    people = register.staff.get((body.pk, line.name), ())
    fault = _misfit(line, body, people, register)
    if fault is not None:
        report.faults.append(fault)
        return
    report.steps.append(Step("issue", line, holder=people[0], agency=body))
    if line.state == SUSPENDED:
        report.notices.append(Remark(line.refs["state"], "名单载明暂扣；写入后从今天起暂扣"))


def _twice(steps: Iterable[Step]) -> Iterator[Remark]:
    """Two new certificates of one kind for one person."""
    seen: dict[tuple[int, str], str] = {}
    for step in steps:
        if step.deed != "issue" or step.holder is None:
            continue
        key, ref = (step.holder.pk, step.line.kind), step.line.refs["number"]
        if key in seen:
            yield Remark(ref, f"与 {seen[key]} 是同一个人，一人只能有一个有效证件")
        seen.setdefault(key, ref)


def _absent(register: Register, viewer: Actor) -> Iterator[Remark]:
    """Running certificates of the same bodies that the list does not name."""
    for cards in register.others.values():
        for one in cards:
            row = one.certificate
            if row.number not in register.cards and may(viewer, "agency:read", row.agency_id):
                whose = f"{row.number}（{row.holder.name}，{row.agency.name}）"
                yield Remark("", f"登记的证件 {whose}不在名单里，请核实")


def card_report(*, data: bytes, on: date, viewer: Actor) -> Report:
    """What taking over a list would do on a day; nothing is written. Raises BadFile."""
    lines, faults = card_list.read(data)
    register = _register(lines, on, viewer)
    report = Report(lines=len(lines), faults=list(faults))
    for line in lines:
        if line.agency not in register.bodies:
            report.faults.append(Remark(line.refs["agency"], "没有登记这个单位，请核对全称"))
            continue
        if not NATIONAL.fullmatch(line.number):
            report.notices.append(Remark(line.refs["number"], "不是全国统一的 11 位证号，请核对"))
        if line.valid_until < on and line.state == GOOD:
            report.notices.append(Remark(line.refs["valid_until"], "已过有效期，不能用于执法"))
        row = register.cards.get(line.number)
        if row is None:
            _fresh(line, register, report)
            continue
        wrong = list(_differences(line, row))
        report.faults += wrong
        if not wrong:
            _states(line, row, on, report)
    report.faults += _twice(report.steps)
    report.notices += _absent(register, viewer)
    return report
