"""The flow chart of a procedure, worked out from its file. Pure; the template only draws.

Phases are bands from top to bottom. The road of a plain case goes down on the left; stages off
that road stand on the right. Each stage is a card that lists its steps with who takes them and by
which article; a step that leads elsewhere names where to. Steps that many stages offer and that
move nothing are listed once, at the end.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from zhifa.enforcement.rules.chart_parts import (
    HEAD,
    LEADING,
    Arrow,
    Band,
    Card,
    Chart,
    Line,
    Pill,
    Words,
)
from zhifa.enforcement.rules.chart_text import width, wrap
from zhifa.enforcement.rules.procedure import Move, Procedure

Named = Callable[[str], str]  # permission → the posts that carry it
Span = tuple[str, float, float]  # a row: its phase, its upper and lower edge

TEXT, SMALL, PILL = 13.5, 12.0, 20
ABOVE, BELOW, PAD = 8, 7, 4
CARD_W, MAIN_X, SIDE_X, MARGIN = 500, 100, 692, 20
TOP, ROW_GAP, CARD_GAP, BAND_PAD = 92, 42, 20, 18
NAME_SHARE, WHO_SHARE = 0.35, 0.23
LANE, LANES = 9, 8
MANY = 4
SHARED = "多个环节都可以办理"


def _road(procedure: Procedure, begin: str, ends: set[str]) -> list[str]:
    """A shortest way of stages from one to any of others; only the first when there is none."""
    ways = {begin: [begin]}
    queue = deque([begin])
    while queue:
        here = queue.popleft()
        if here in ends:
            return ways[here]
        for move in procedure.moves_from(here):
            if move.to[here] not in ways:
                ways[move.to[here]] = [*ways[here], move.to[here]]
                queue.append(move.to[here])
    return [begin]


def main_road(procedure: Procedure) -> list[str]:
    """The stages of a plain case: to the first kind of decision, and from there to the end."""
    deciding = procedure.moves[procedure.decisions[0]]
    before = _road(procedure, procedure.first, set(deciding.to))
    finals = {s.id for s in procedure.stages.values() if s.final}
    after, phases = deciding.to[before[-1]], list(procedure.phases)
    coming = phases[phases.index(procedure.stages[after].phase) + 1 :][:1]  # no phase is skipped
    beyond = {s.id for s in procedure.stages.values() if s.phase in coming} or finals
    middle = _road(procedure, after, beyond)
    return before + middle + _road(procedure, middle[-1], finals)[1:]


def _rows(procedure: Procedure, road: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Rows from top to bottom: a stage of the road (or none) and those beside it."""
    rows: list[tuple[str, list[str]]] = [(stage, []) for stage in road]
    for stage in procedure.stages:
        if stage in road:
            continue
        came = [s for s in road if any(m.to.get(s) == stage for m in procedure.moves.values())]
        phase = procedure.stages[stage].phase
        if any(procedure.stages[s].phase == phase for s in road) or not came:
            rows[road.index(came[0]) if came else 0][1].append(stage)
        else:  # a phase of its own, behind the stage it comes from
            place = next(n for n, (main, _) in enumerate(rows) if main == came[0])
            rows.insert(place + 1, ("", [stage]))
    return rows


def _pill(procedure: Procedure, to: str, kind: str, x: float, y: float) -> Pill:
    sign = {"on": "↓", "aside": "→", "back": "↩"}[kind]
    words = f"{sign} {procedure.stages[to].name}"
    return Pill(x, y, width(words, SMALL) + 18, words, kind)


def _kind(procedure: Procedure, road: Sequence[str], here: str, to: str) -> str:
    """Whether a step leads on, aside or back."""
    order = list(procedure.stages)
    if to in road and (here not in road or road.index(to) > road.index(here)):
        return "on" if order.index(to) > order.index(here) else "back"
    return "back" if to in road else "aside"


def _stays(move: Move) -> bool:
    return all(a == b for a, b in move.to.items())


def everywhere(procedure: Procedure) -> list[Move]:
    """Steps that many stages offer and that move nothing."""
    return [m for m in procedure.moves.values() if len(m.to) >= MANY and _stays(m)]


class _Desk:
    """Draws the cards of one procedure."""

    def __init__(self, procedure: Procedure, named: Named) -> None:
        self.procedure, self.named = procedure, named
        self.road = main_road(procedure)
        self.common = {move.id for move in everywhere(procedure)}

    def line(self, move: Move, here: str, x: float, y: float) -> Line:
        """A step at a place of a card."""
        name_w, who_w = CARD_W * NAME_SHARE, CARD_W * WHO_SHARE
        after = move.to.get(here, "")  # the opening step is not taken from a stage
        to = "" if after == here else after
        name = wrap(move.name, TEXT, name_w - 24)
        who = wrap(self.named(move.may), SMALL, who_w - 12)
        source = self._source(move, here, CARD_W - name_w - who_w - 14)
        base = y + ABOVE + SMALL
        under = base + LEADING * (len(name) - 1) + ABOVE
        kind = _kind(self.procedure, self.road, here, to) if to else ""
        pill = _pill(self.procedure, to, kind, x + 16, under) if to else None
        left = len(name) * LEADING + (PILL + BELOW if pill else 0)
        return Line(
            move=move.id,
            to=to,
            y=y,
            h=ABOVE + BELOW + max(left, len(who) * LEADING, len(source) * LEADING),
            name=Words(x + 16, base, name),
            who=Words(x + name_w, base, who),
            source=Words(x + name_w + who_w, base, source),
            pill=pill,
        )

    def _source(self, move: Move, here: str, room: float) -> tuple[str, ...]:
        """The article; of a step of many stages also where it may be taken."""
        stages = "、".join(self.procedure.stages[s].name for s in move.to)
        where = () if here else wrap(f"可在：{stages}", SMALL, room)
        return (*wrap(move.source, SMALL, room), *where)

    def _filled(self, card: Card, moves: Iterable[Move]) -> Card:
        below, lines = card.y + HEAD + PAD, []
        for move in moves:
            lines.append(self.line(move, card.stage, card.x, below))
            below += lines[-1].h
        height = below - card.y + PAD if lines else HEAD
        return replace(card, h=height, lines=tuple(lines))

    def card(self, stage: str, y: float) -> Card:
        """A stage at a height: steps that stay first, then those that lead elsewhere."""
        main, found = stage in self.road, self.procedure.stages[stage]
        kind = "end" if found.final else "main" if main else "side"
        empty = Card(stage, found.name, kind, MAIN_X if main else SIDE_X, y, CARD_W, 0, ())
        first = [self.procedure.moves[self.procedure.opening]]
        own = [m for m in self.procedure.moves_from(stage) if m.id not in self.common]
        there = sorted(own, key=lambda m: m.to[stage] != stage)
        return self._filled(empty, [*(first if stage == self.procedure.first else []), *there])

    def shared(self, y: float) -> list[Card]:
        """The steps of many stages, in two columns."""
        moves = everywhere(self.procedure)
        half = (len(moves) + 1) // 2
        columns = ((MAIN_X, moves[:half]), (SIDE_X, moves[half:]))
        return [
            self._filled(Card("", SHARED, "all", x, y, CARD_W, 0, ()), part)
            for x, part in columns
            if part
        ]


def _straight(one: Card, other: Card) -> Arrow:
    x = one.x + 60
    return Arrow(f"M{x:.0f} {one.bottom:.0f}V{other.y:.0f}", "on")


def _elbow(line: Line, one: Card, other: Card, lane: int) -> Arrow:
    """From a step at the side of its card, along a lane of the gap, to the other card's door."""
    over = one.x < other.x
    begin, end = (one.right, other.x) if over else (one.x, other.right)
    bend = MAIN_X + CARD_W + 13 + LANE * (lane % LANES)
    kind = line.pill.kind if line.pill else "on"
    door = other.door + (6 if over else -6)
    return Arrow(f"M{begin:.0f} {line.middle:.0f}H{bend:.0f}V{door:.0f}H{end:.0f}", kind)


def _arrows(cards: Sequence[Card], road: Sequence[str], rows: dict[str, int]) -> list[Arrow]:
    """Arrows down the road, and between it and what stands beside it; far ones are only named."""
    at = {card.stage: card for card in cards}
    found = [_straight(at[a], at[b]) for a, b in pairwise(road)]
    drawn: set[tuple[str, str]] = set()
    for card in cards:
        for line in card.lines:
            pair = (card.stage, line.to)
            across = bool(line.to) and (card.stage in road) != (line.to in road)
            if across and pair not in drawn and rows[line.to] - rows[card.stage] in {0, 1}:
                found.append(_elbow(line, card, at[line.to], len(drawn)))
                drawn.add(pair)
    return found


def _bands(procedure: Procedure, spans: Sequence[Span]) -> tuple[Band, ...]:
    """Bands of rows that follow each other in one phase: phase, upper and lower edge."""
    merged: list[Span] = []
    for phase, top, bottom in spans:
        if merged and merged[-1][0] == phase:
            merged[-1] = (phase, merged[-1][1], bottom)
        else:
            merged.append((phase, top, bottom))
    return tuple(
        Band(procedure.phases[phase], top - BAND_PAD, bottom - top + 2 * BAND_PAD, n % 2 == 0)
        for n, (phase, top, bottom) in enumerate(merged)
    )


def _placed(desk: _Desk) -> tuple[list[Card], dict[str, int], list[Span], float]:
    """Every stage's card, the row of each stage, the phase and height of each row, and the end."""
    cards: list[Card] = []
    rows: dict[str, int] = {}
    spans: list[Span] = []
    y = float(TOP)
    for number, (main, beside) in enumerate(_rows(desk.procedure, desk.road)):
        made, side_y = [desk.card(main, y)] if main else [], y
        for stage in beside:
            made.append(desk.card(stage, side_y))
            side_y = made[-1].bottom + CARD_GAP
        cards += made
        rows |= {card.stage: number for card in made}
        end = max(card.bottom for card in made)
        spans.append((desk.procedure.stages[made[0].stage].phase, y, end))
        y = end + ROW_GAP
    return cards, rows, spans, y


def chart(procedure: Procedure, named: Named) -> Chart:
    """Lay a procedure out. named: the posts that carry a permission, in words."""
    desk = _Desk(procedure, named)
    cards, rows, spans, y = _placed(desk)
    arrows, bands = _arrows(cards, desk.road, rows), _bands(procedure, spans)
    shared = desk.shared(y)
    if shared:
        end = max(card.bottom for card in shared)
        bands = (*bands, Band("通用", y - BAND_PAD, end - y + 2 * BAND_PAD, len(bands) % 2 == 0))
        y = end + ROW_GAP
    wide = max(card.right for card in (*cards, *shared)) + MARGIN
    return Chart(procedure, round(wide), round(y), bands, (*cards, *shared), tuple(arrows))
