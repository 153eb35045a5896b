"""What was measured, as lines of a table and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any
from unicodedata import east_asian_width

LIMIT = 1.3  # a page at the larger size may take so many times what it takes at the smaller
UNITS = {"1/s": "/秒", "s": "秒", "MB": "MB", "x": "倍", "%": "%", "kB/s": "kB/秒"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "": "—"}


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of something a second, or in another unit. wanted: what it is to be, in words."""

    part: str
    database: str
    what: str
    value: float
    unit: str = "1/s"
    wanted: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "value": round(self.value, 2)}


@dataclass(frozen=True, slots=True)
class Pages:
    """One page at two sizes; seconds taken, by the number of cases, or matters."""

    database: str
    page: str
    taken: Mapping[int, Sequence[float]]
    part: str = "ledger"

    def point(self, size: int, percent: int) -> float:
        """Milliseconds within which so many of a hundred pages came."""
        found = sorted(self.taken[size])
        return 1000 * (quantiles(found, n=100, method="inclusive")[percent - 1])

    @property
    def sizes(self) -> tuple[int, int]:
        """The smaller and the larger number of cases."""
        return min(self.taken), max(self.taken)

    def ratio(self, percent: int) -> float:
        """How many times longer the larger takes."""
        small, large = self.sizes
        return self.point(large, percent) / self.point(small, percent)

    @property
    def within(self) -> bool:
        """Whether neither the usual page nor the slow one takes too many times longer."""
        return max(self.ratio(50), self.ratio(95)) <= LIMIT

    @property
    def told(self) -> dict[str, Any]:
        """As JSON."""
        points = {
            str(size): {f"p{p}": round(self.point(size, p), 2) for p in (50, 95)}
            for size in sorted(self.taken)
        }
        ratios = {f"p{p}": round(self.ratio(p), 3) for p in (50, 95)}
        return {
            "part": self.part, "database": self.database, "what": self.page, "unit": "ms",
            "cases": points, "ratio": ratios, "within": self.within,
        }  # fmt: skip


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(_wide(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [text + " " * (w - _wide(text)) for text, w in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def _count(size: int) -> str:
    return f"{size // 10_000} 万件" if size >= 10_000 else f"{size} 件"  # noqa: PLR2004 - 万


def table(rates: Sequence[Rate], pages: Sequence[Pages]) -> Iterator[str]:
    """The lines of the tables."""
    if rates:
        head = ["项目", "数据库", "内容", "数值", "要求"]
        lines = [
            [r.part, NAMES[r.database], r.what, f"{r.value:,.1f} {UNITS[r.unit]}", r.wanted]
            for r in rates
        ]
        yield from _columns([head, *lines])
    for part, database in dict.fromkeys((p.part, p.database) for p in pages):
        some = [p for p in pages if (p.part, p.database) == (part, database)]
        small, large = map(_count, some[0].sizes)
        yield ""
        points = [f"{small} p50", "p95", f"{large} p50", "p95", "倍数 p50", "p95"]
        head = [f"{part} {NAMES[database]}", *points]
        yield from _columns([head, *map(_line, some)])


def _line(page: Pages) -> list[str]:
    small, large = page.sizes
    points = [f"{page.point(s, p):.1f} ms" for s in (small, large) for p in (50, 95)]
    mark = "" if page.within else f" 超过 {LIMIT}"
    return [page.page, *points, f"{page.ratio(50):.2f}", f"{page.ratio(95):.2f}{mark}"]
