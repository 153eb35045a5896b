"""Papers: how fast one process draws them, beside others on the same words, and in what memory."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from zhifa.records.formats.html import html
from zhifa.records.formats.word import word
from zhifa.records.reads import pages_of, render
from zhifa.records.rules.compose import compose
from zhifa.records.rules.samples import sample_facts
from zhifa.records.rules.templates import library

Make = Callable[[Mapping[str, Any]], bytes]
DECISION, MADE, PAGES = "W44", date(2026, 3, 2), 2
SAID = (
    "当事人在经营场所销售的预包装食品，外包装标明的保质期届满以后仍摆放在货架上待售，"
    "执法人员现场清点、拍照、录像，制作现场检查笔录，并对负责人和当班营业员分别进行了询问。"
)
PEER = """
import sys
from weasyprint import HTML
for name in sys.argv[1:]:
    HTML(filename=name).write_pdf(name + ".pdf")
"""
PROOF = Path("/proc/self/status")  # what a process says of itself
WARM = 20  # papers drawn before anything counts


def decision(number: int) -> Mapping[str, Any]:
    """The words of a decision of two pages, no two alike."""
    form = library().templates[DECISION]
    facts = sample_facts(form)
    facts["said"]["conclude"]["facts"] = f"{SAID}共 {number} 件。{SAID}"
    return compose(form, facts, number=f"示西市监罚〔2026〕{number}号")[0]


def _drawn(number: int) -> bytes:
    return render(decision(number), made=MADE)


def ours(seconds: float) -> float:
    """Papers a second: words put together, drawn and written by one process."""
    for number in range(WARM):
        if pages_of(_drawn(number)) != PAGES:
            raise ValueError("这份决定书不是两页")
    count, begun = 0, perf_counter()
    while perf_counter() - begun < seconds:
        _drawn(WARM + count)
        count += 1
    return count / (perf_counter() - begun)


def _office(folder: Path) -> list[str]:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [shutil.which("soffice") or "", profile, "--headless", "--convert-to", "pdf"]
    return [*command, "--outdir", str(folder)]


def office(folder: Path, many: int) -> float:
    """Papers a second of LibreOffice without a window, many DOCX files in one call."""
    return _peer(folder, many, ".docx", word, _office(folder))


def office_each(folder: Path, many: int) -> float:
    """The same, a call for each paper, as a page would ask."""
    return _peer(folder, many, ".docx", word, _office(folder), each=True)


def weasyprint(folder: Path, many: int) -> float:
    """Papers a second of WeasyPrint, many HTML files in one process of its own Python."""
    found = Path(shutil.which("weasyprint") or "")
    python = found.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#!").strip()
    return _peer(folder, many, ".html", html, [python, "-c", PEER])


def _peer(
    folder: Path, many: int, ending: str, make: Make, command: list[str], *, each: bool = False
) -> float:
    """Papers a second of another program. each: it is called for every paper anew."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number}{ending}" for number in range(many)]
    for number, file in enumerate(files):
        file.write_bytes(make(decision(number)))
    _ask(command, files[:1])  # its own first start does not count
    begun = perf_counter()
    for some in [[file] for file in files] if each else [files]:
        _ask(command, some)
    taken = perf_counter() - begun
    if len(list(folder.glob("*.pdf"))) != many:
        raise RuntimeError(f"{command[0]} 没有做完")
    shutil.rmtree(folder)
    return many / taken


def _ask(command: list[str], files: Sequence[Path] = ()) -> str:
    """What another program says; CalledProcessError when it fails."""
    asked = [*command, *map(str, files)]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout  # noqa: S603 - found on PATH


PEERS: Mapping[str, tuple[str, Callable[[Path, int], float]]] = {
    "一次转换一批": ("soffice", office),
    "一份一次": ("soffice", office_each),
    "一个进程": ("weasyprint", weasyprint),
}


def peers(folder: Path, many: int, say: Callable[[str], None]) -> dict[str, float]:
    """Papers a second of each other program on this machine, by its version and way."""
    found = {}
    for way, (name, draw) in PEERS.items():
        if shutil.which(name) is None:
            say(f"跳过 {name}（{way}）：本机没有装")
            continue
        version = _ask([name, "--version"]).strip().splitlines()[0].partition("(")[0][:40]
        found[f"{version}，{way}"] = draw(folder / name, many)
        say(f"{version}，{way}：每秒 {found[f'{version}，{way}']:.2f} 份")
    return found


def resident() -> float:
    """Megabytes of memory that this process holds now."""
    line = next(one for one in PROOF.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def memory(many: int) -> Iterator[tuple[int, float]]:
    """Megabytes held after each tenth of so many papers."""
    step = max(1, many // 10)
    for number in range(1, many + 1):
        _drawn(number)
        if number % step == 0:
            yield number, resident()
