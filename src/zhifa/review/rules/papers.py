"""Point 7: the papers: each there, of its day, with all its parts."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from zhifa.review.rules.file import File, Paper
from zhifa.review.rules.finding import Finding, Found, Point, point

LAW = "行政处罚法 第四十七条"
FILE = Path(__file__).parents[1] / "data" / "papers.toml"


@cache
def parts() -> Mapping[str, Any]:
    """What each kind of paper must hold: source, and parts as code and name."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _missing(file: File) -> Iterator[Finding]:
    """A step of the case made no paper of a kind that it has to make."""
    held = {(paper.act, paper.code) for paper in file.papers}
    for deed in file.deeds:
        for code in deed.papers:
            if (deed.id, code) not in held:
                told = f"《{deed.name}》（{deed.on}）没有文书 {code}"
                yield Finding(7, "paper_missing", Found.WRONG, told, deed.source)


def _empty(paper: Paper) -> Iterator[Finding]:
    form = parts().get(paper.code)
    if form is None:
        return
    gaps = [name for path, name in form["parts"] if not paper.fields.get(path, "").strip()]
    if gaps:
        told = f"《{paper.title}》（{paper.issued_on}）没有{'、'.join(gaps)}"
        yield Finding(7, "part_missing", Found.WRONG, told, form["source"], (paper.id,))


def _dated(file: File) -> Iterator[Finding]:
    """A paper does not carry a day before that of the step that made it."""
    days = {deed.id: deed.on for deed in file.deeds}
    for paper in file.papers:
        on = days.get(paper.act)
        if on and paper.issued_on < on:
            told = f"《{paper.title}》的日期 {paper.issued_on} 早于办理的 {on}"
            yield Finding(7, "paper_date", Found.WRONG, told, LAW, (paper.id,))


def papers(file: File) -> Point:
    """Point 7: the papers are complete and regular (行政处罚法 四十七)."""
    found = [*_missing(file), *(f for p in file.papers for f in _empty(p)), *_dated(file)]
    why = f"在卷 {len(file.papers)} 份文书齐全，必备内容都已填写，日期与步骤相符。"
    return point(7, found, why, LAW, tuple(p.id for p in file.papers if p.code in parts()))
