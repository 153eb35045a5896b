"""The measurements in order, each in processes and databases of its own."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from django.conf import settings

from zhifa.web.bench import places
from zhifa.web.bench.law_search import Figure
from zhifa.web.bench.places import Place
from zhifa.web.bench.report import Pages, Rate

PARTS = (
    "calendar", "masking", "journal", "papers", "dossier", "numbers", "case", "ledger", "library",
    "laws",
)  # fmt: skip
WRITERS = 4


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured. The sizes of the ledger are asked in turn, so many rounds."""

    seconds: float = 3
    entries: int = 5_000
    journeys: int = 40
    cases: tuple[int, ...] = (10_000, 1_000_000)
    bodies: int = 8
    each: int = 2
    rounds: int = 20
    times: int = 3
    questions: int = 0
    numbers: int = 10_000
    matters: tuple[int, ...] = (20_000, 1_000_000)
    peers: int = 40
    papers: int = 5_000
    volume: int = 60
    masked: int = 500
    labelled: int = 100_000


QUICK = Size(0.2, 60, WRITERS, (40, 120), 1, 1, 2, 2, 30, 40, (60, 180), 1, 40, 6, 8, 8)


@dataclass
class Bench:
    """folder: for the databases. server: PostgreSQL's, "" where there is none."""

    folder: Path
    server: str
    databases: tuple[str, ...]
    size: Size
    say: Callable[[str], None]

    def _place(self, stack: ExitStack, database: str, name: str) -> Place:
        if database == "sqlite":
            return stack.enter_context(places.sqlite(self.folder, name))
        return stack.enter_context(places.postgresql(self.folder, name, self.server))

    def run(self, part: str) -> Iterator[Rate | Pages | Figure]:
        """Everything that one part measures."""
        alone = {"calendar": self._calendar, "papers": self._papers, "masking": self._masking}
        if part in alone:
            yield from alone[part]()
            return
        parts: Mapping[str, Callable[[ExitStack, str], Iterator[Rate | Pages | Figure]]] = {
            "journal": self._journal,
            "dossier": self._dossier,
            "numbers": self._numbers,
            "case": self._case,
            "ledger": self._ledger,
            "library": self._library,
            "laws": self._laws,
        }
        for database in self.databases:
            self.say(f"{part}  {database}")
            with ExitStack() as stack:
                yield from parts[part](stack, database)

    def _calendar(self) -> Iterator[Rate]:
        self.say("calendar")
        with ExitStack() as stack:
            place = self._place(stack, "sqlite", "calendar")
            found = place.ask("calendar", {"seconds": self.size.seconds})
        yield from (Rate("calendar", "", what, value) for what, value in found.items())

    def _masking(self) -> Iterator[Rate]:
        """Per cent of what was to be masked, by set and kind; how much text a second."""
        self.say("masking")
        with ExitStack() as stack:
            place = self._place(stack, "sqlite", "masking")
            told = {"papers": self.size.masked, "most": self.size.labelled}
            found = place.ask("masking", told)
        speed = found.pop("kB")
        for what, value in found.items():
            yield Rate("masking", "", what, value, "%", _asked_of(what))
        yield Rate("masking", "", "自拟文书，遮去的速度", speed, "kB/s")

    def _papers(self) -> Iterator[Rate]:
        """Drawing, beside others on the same words; and the memory it takes, which stays flat."""
        self.say("papers")
        with ExitStack() as stack:
            place = self._place(stack, "sqlite", "papers")
            told = {"seconds": self.size.seconds, "each": self.size.peers}
            found = place.ask("draw_papers", {**told, "folder": str(place.folder)})
            held = place.ask("hold_papers", {"papers": self.size.papers})
        own = found.pop("ours")
        yield Rate("papers", "", "两页决定书，本系统，一个进程", own)
        for name, value in found.items():
            yield Rate("papers", "", f"同一内容，{name}", value)
            yield Rate("papers", "", f"本系统是 {name} 的倍数", own / value, "x", _wanted(name))
        first, *_, last = held.items()
        yield Rate("papers", "", f"画 {first[0]} 份以后的内存", first[1], "MB")
        yield Rate("papers", "", f"画 {last[0]} 份以后的内存", last[1], "MB", "不增长")

    def _dossier(self, stack: ExitStack, database: str) -> Iterator[Rate]:
        place = self._place(stack, database, "dossier")
        told = place.ask("bind_volume", {"papers": self.size.volume})
        what = f"{self.size.volume} 份文书的案卷（{told['pages']} 页）"
        yield Rate("dossier", database, f"{what}画出版式文件", told["drawn"], "s")
        yield Rate("dossier", database, f"{what}装订、盖章封存", told["bound"], "s")
        both = told["drawn"] + told["bound"]
        yield Rate("dossier", database, f"{what}从头到封存", both, "s", "20 秒")

    def _journal(self, stack: ExitStack, database: str) -> Iterator[Rate]:
        place = self._place(stack, database, "journal")
        found = place.ask("journal", {"entries": self.size.entries})
        yield from (Rate("journal", database, what, value) for what, value in found.items())

    def _laws(self, stack: ExitStack, database: str) -> Iterator[Figure]:
        if not (settings.DATA_PACK / "retrieval").is_dir():
            self.say("跳过法律库：没有数据包")
            return
        place = self._place(stack, database, "laws")
        found = place.ask("laws", {"questions": self.size.questions})
        yield from (Figure(database, what, value) for what, value in found.items())

    def _together(self, stack: ExitStack, place: Place, part: str, each: int) -> float:
        """Seconds that several writers take who begin at once."""
        told = {"writers": WRITERS, "each": each}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        writers = [
            stack.enter_context(place.begin(part, {**told, "writer": n}, **pipes))
            for n in range(WRITERS)
        ]
        for writer in writers:
            _said(writer)
        begun = perf_counter()
        for writer in writers:
            _tell(writer)
        if any(writer.wait() for writer in writers):
            raise RuntimeError("有一个写入方没有做完，原因见上。")
        return perf_counter() - begun

    def _numbers(self, stack: ExitStack, database: str) -> Iterator[Rate]:
        place = self._place(stack, database, "numbers")
        place.ask("begin_numbers", {"writers": WRITERS})
        whole = self._together(stack, place, "numbers", self.size.numbers // WRITERS)
        done = place.ask("check_numbers", {})["numbers"]
        what = f"{done:,} 次同时批准取号（{WRITERS} 个写入方），无缺号、无重号"
        yield Rate("numbers", database, what, done / whole)

    def _case(self, stack: ExitStack, database: str) -> Iterator[Rate]:
        place = self._place(stack, database, "case")
        place.ask("prepare", {"journeys": self.size.journeys})
        whole = self._together(stack, place, "walk", self.size.journeys // WRITERS)
        done = sum(place.answer("walk", n)["journeys"] for n in range(WRITERS))
        yield Rate("case", database, f"从案源到归档的完整案件（{WRITERS} 个写入方）", done / whole)

    def _ledger(self, stack: ExitStack, database: str) -> Iterator[Pages]:
        size, held = self.size, {}
        for cases in size.cases:
            self.say(f"ledger  {database}  装入 {cases:,} 件")
            held[cases] = self._place(stack, database, str(cases))
            told = {"cases": cases, "bodies": size.bodies, "each": size.each}
            seconds = held[cases].ask("load", told)["seconds"]
            self.say(f"  {cases:,} 件用 {seconds:.0f} 秒")
        for page, taken in self._asked(stack, held, "ask").items():
            yield Pages(database, page, taken)

    def _library(self, stack: ExitStack, database: str) -> Iterator[Pages]:
        held = {}
        for matters in self.size.matters:
            self.say(f"library  {database}  装入事项 {matters:,} 个")
            held[matters] = self._place(stack, database, f"library{matters}")
            seconds = held[matters].ask("load_library", {"cases": matters})["seconds"]
            self.say(f"  用 {seconds:.0f} 秒")
        for page, taken in self._asked(stack, held, "ask_library").items():
            yield Pages(database, page, taken, "library")

    def _asked(
        self, stack: ExitStack, held: Mapping[int, Place], part: str
    ) -> dict[str, dict[int, list[float]]]:
        """Seconds taken by page and size; the sizes in turn, so that both meet the same weather."""
        told = {"times": self.size.times}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        asking = {n: stack.enter_context(p.begin(part, told, **pipes)) for n, p in held.items()}
        for process in asking.values():
            _said(process)
        taken: dict[str, dict[int, list[float]]] = {}
        for number in range(1, self.size.rounds + 1):
            for cases, process in asking.items():
                _tell(process)
                for page, some in json.loads(_said(process)).items():
                    taken.setdefault(page, {}).setdefault(cases, []).extend(some)
            self.say(f"  第 {number}/{self.size.rounds} 轮")
        for process in asking.values():
            _end(process)
        return taken


def _asked_of(what: str) -> str:
    """What of masking is to be reached: in papers like decisions only."""
    if "自拟" not in what and "段落" not in what:
        return ""
    if "姓名" in what:
        return "90%" if "精确" in what else "97%"
    return "" if "地址" in what else "99.9%"


def _wanted(peer: str) -> str:
    """How many times faster than another program it is to be."""
    return "20 倍" if peer.startswith("LibreOffice") else ""


def _said(process: subprocess.Popen[str]) -> str:
    """The next line of a measuring process."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError("一个测量进程没有做完，原因见上。")
    return line


def _tell(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        process.stdin.write("go\n")
        process.stdin.flush()


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        process.stdin.close()
