"""A procedure in plain text: the flow chart for who cannot see it, and the guide for the party."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from zhifa.enforcement.rules.chart import main_road
from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.procedure import Move, Procedure

FILE = Path(__file__).parents[1] / "data" / "guide.toml"
UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时"}
BY_PLAN = "按批准的分期计划"
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Right:
    """What a party may do or ask. moves, needs: the steps or conditions that give it."""

    words: str
    moves: tuple[str, ...]
    needs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Words that the procedure's file leaves to others: posts by permission, papers by code."""

    named: Callable[[str], str]
    papers: Mapping[str, str]


@cache
def _table() -> tuple[tuple[Right, ...], tuple[Right, ...], Mapping[str, str]]:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))

    def rows(name: str) -> tuple[Right, ...]:
        return tuple(
            Right(r["words"], tuple(r.get("moves", ())), tuple(r.get("needs", ())), r["source"])
            for r in raw[name]
        )

    return rows("rights"), rows("remedies"), raw["overruns"]


def _papers(move: Move, texts: Texts) -> str:
    titles = [texts.papers[code] for code in move.documents if code in texts.papers]
    return "文书：" + "".join(f"《{title}》" for title in titles) if titles else ""


def _step(move: Move, to: str, texts: Texts) -> str:
    parts = [texts.named(move.may), move.source, _papers(move, texts)]
    return f"{move.name}{to}（{'；'.join(part for part in parts if part)}）"


def outline(procedure: Procedure, texts: Texts) -> str:
    """The flow chart in words: phases, stages, and every step with who takes it and why."""
    day = procedure.version.isoformat()
    lines = [procedure.name, f"{procedure.source}；{day} 起施行", ""]
    openings = [m for m in procedure.moves.values() if not m.to]
    first = procedure.stages[procedure.first].name
    lines += ["开始", *(f"  · {_step(m, f' → {first}', texts)}" for m in openings), ""]
    for phase, name in procedure.phases.items():
        lines.append(f"【{name}】")
        for stage in (s for s in procedure.stages.values() if s.phase == phase):
            lines.append(f"{stage.name}{'（终点）' if stage.final else ''}")
            for move in procedure.moves_from(stage.id):
                after = move.to[stage.id]
                to = "" if after == stage.id else f" → {procedure.stages[after].name}"
                lines.append(f"  · {_step(move, to, texts)}")
        lines.append("")
    return "\n".join(lines)


def _starts(rule: ClockRule, procedure: Procedure) -> str:
    return "、".join(procedure.moves[m].name for m in rule.start if m in procedure.moves)


def _clock(rule: ClockRule, procedure: Procedure) -> str:
    _, _, overruns = _table()
    more = ""
    if rule.extend:
        extra = f"{rule.extend['n']} {UNITS[rule.extend['unit']]}"
        more = f"，经批准可以延长 {extra}"
    late = overruns[rule.overrun]
    length = f"{rule.n} {UNITS[rule.unit]}{more}" if rule.n else BY_PLAN
    return f"{rule.name}：自{_starts(rule, procedure)}起 {length}。{late}（{rule.source}）"


def _held(rows: Sequence[Right], procedure: Procedure) -> Iterator[str]:
    """Rights that this procedure gives, each with the articles of the steps that give it."""
    for row in rows:
        steps = [procedure.moves[m] for m in row.moves if m in procedure.moves]
        gates = [procedure.needs[n] for n in row.needs if n in procedure.needs]
        if steps or gates or not (row.moves or row.needs):
            source = row.source or (steps[0].source if steps else gates[0].source)
            yield f"{row.words}（{source}）"


def _next(procedure: Procedure, stage: str, after: str) -> Move:
    return next(m for m in procedure.moves.values() if m.to.get(stage) == after)


def _road(procedure: Procedure, texts: Texts) -> Iterator[str]:
    """The steps of a plain case, what may happen besides, and the papers that come."""
    road = main_road(procedure)
    steps = [procedure.moves[procedure.opening]]
    steps += [_next(procedure, a, b) for a, b in pairwise(road)]
    yield from (f"{m.name}（{texts.named(m.may)}；{m.source}）" for m in steps)
    aside = [s.name for s in procedure.stages.values() if s.id not in road]
    if aside:
        yield f"视案情还可能经过：{'、'.join(aside)}。"
    sent = dict.fromkeys(c for m in procedure.moves.values() for c in m.documents)
    titles = "".join(f"《{texts.papers[c]}》" for c in sent if c in texts.papers)
    if titles:
        yield f"您可能收到的文书：{titles}。"


def guide(procedure: Procedure, texts: Texts) -> str:
    """The service guide for the party, drawn from the file. papers: those that leave the house."""
    rights, remedies, _ = _table()
    yours = [c for c in procedure.clocks if c.party]
    ours = [c for c in procedure.clocks if not c.party]
    sections = (
        ("办理依据", [f"{procedure.source}；本程序自 {procedure.version.isoformat()} 起施行。"]),
        ("办理步骤", list(_road(procedure, texts))),
        ("您的权利", list(_held(rights, procedure))),
        ("您的期限", [_clock(c, procedure) for c in yours]),
        ("机关的办理期限", [_clock(c, procedure) for c in ours]),
        ("救济途径", list(_held(remedies, procedure))),
    )
    lines = [f"{procedure.name}服务指南", ""]
    for number, (title, rows) in enumerate((t, r) for t, r in sections if r):
        lines.append(f"{NUMERALS[number]}、{title}")
        lines += [f"  {n}. {row}" for n, row in enumerate(rows, 1)]
        lines.append("")
    return "\n".join(lines)
