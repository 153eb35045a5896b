"""Versions of a law side by side, and one article through all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from zhifa.kernel.access import Actor
from zhifa.registry.models import Amendment, Article, LawVersion
from zhifa.registry.reads.laws import rank
from zhifa.registry.rules.law_compare import Place, Run, couples, runs, said

Articles: TypeAlias = Mapping[Place, Article]


@dataclass(frozen=True, slots=True)
class Couple:
    """Two articles side by side; one side may be missing. runs: the way from old to new."""

    kind: str
    old: Article | None
    new: Article | None
    runs: Sequence[Run] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """An article in one version. runs: the way from the version before, empty when the same."""

    version: LawVersion
    article: Article
    runs: Sequence[Run]
    renumbered: bool = False
    first: bool = False


def _articles(version: LawVersion) -> Articles:
    return {(a.number, a.sub): a for a in Article.objects.filter(version=version)}


def _couples(old: Articles, new: Articles) -> dict[Place, Place]:
    return couples({p: a.text for p, a in old.items()}, {p: a.text for p, a in new.items()})


def _couple(old: Article | None, new: Article | None) -> Couple:
    if old is None or new is None:
        return Couple("added" if old is None else "removed", old, new)
    if said(old.text) == said(new.text):
        moved = (old.number, old.sub) != (new.number, new.sub)
        return Couple("moved" if moved else "same", old, new)
    return Couple("amended", old, new, runs(old.text, new.text))


def side_by_side(*, old: LawVersion, new: LawVersion, viewer: Actor) -> list[Couple]:  # noqa: ARG001 - public
    """All articles of two versions, in the order of the newer; what is gone where it stood."""
    was, now = _articles(old), _articles(new)
    found = _couples(was, now)
    came = {to: place for place, to in found.items()}
    told: list[tuple[Place, int, Couple]] = []
    for place, article in now.items():
        before = came.get(place)
        told.append((place, 1, _couple(was[before] if before else None, article)))
    told += [(p, 0, _couple(a, None)) for p, a in was.items() if p not in found]
    return [couple for _, _, couple in sorted(told, key=lambda t: t[:2])]


@dataclass(frozen=True, slots=True)
class Cell:
    """An article in one of several versions side by side; kind and runs: against the one before.

    kind: same, amended, moved, added or removed; empty in the first version, and where neither
    this version nor the one before has it.
    """

    version: LawVersion
    article: Article | None
    kind: str = ""
    runs: Sequence[Run] = ()


def _lines_of(found: Sequence[Articles]) -> list[list[Place | None]]:
    """Each article's place in every version, followed by its words where its number changed."""
    rows: list[list[Place | None]] = [[place] for place in sorted(found[0])]
    for at, (old, new) in enumerate(pairwise(found), 1):
        onward = _couples(old, new)
        for row in rows:
            here = row[-1]
            row.append(onward.get(here) if here is not None else None)
        fresh = sorted(set(new) - set(onward.values()))
        rows += [[*[None] * at, place] for place in fresh]
    return rows


def _cells(
    versions: Sequence[LawVersion], found: Sequence[Articles], row: Sequence[Place | None]
) -> list[Cell]:
    texts = [
        articles[place] if place is not None else None
        for articles, place in zip(found, row, strict=True)
    ]
    cells = [Cell(versions[0], texts[0])]
    for version, before, article in zip(versions[1:], texts, texts[1:], strict=False):
        if before is None and article is None:
            cells.append(Cell(version, None))
        else:
            told = _couple(before, article)
            cells.append(Cell(version, article, told.kind, told.runs))
    return cells


def columns(
    *,
    versions: Sequence[LawVersion],
    number: int,
    limit: int,
    viewer: Actor,  # noqa: ARG001 - public
) -> tuple[list[list[Cell]], int | None]:
    """The articles of several versions side by side, oldest first, and where the next page begins.

    A row is one article through the versions, by its newest number; what is gone stands where it
    stood last. A version whose text is not held has an empty column. number: rows from it on.
    """
    held = [version for version in versions if version.has_text]
    if not held:
        return [], None
    found = [_articles(version) for version in held]
    lines = [([p for p in row if p][-1], i, row) for i, row in enumerate(_lines_of(found))]
    ordered = sorted(line for line in lines if line[0][0] >= number)
    shown = [_cells(held, found, row) for _, _, row in ordered[:limit]]
    for at, version in enumerate(versions):
        if not version.has_text:
            for row in shown:
                row.insert(at, Cell(version, None))
    return shown, ordered[limit][0][0] if len(ordered) > limit else None


def _held(law_id: int) -> list[LawVersion]:
    """The versions whose text is held, oldest first, one for each first day."""
    rows = LawVersion.objects.filter(law_id=law_id, has_text=True).exclude(in_force_from=None)
    ordered = sorted(rows.select_related("law").order_by("-pk"), key=rank)
    return list({v.in_force_from: v for v in ordered}.values())


def _line(found: Sequence[Articles], at: int, place: Place) -> dict[int, Place]:
    """Which article it is in each version, from the one at `at` on and back."""
    told, here = {at: place}, place
    for later in range(at + 1, len(found)):
        following = _couples(found[later - 1], found[later]).get(here)
        if following is None:
            break
        told[later] = here = following
    here = place
    for earlier in range(at - 1, -1, -1):
        back = {to: p for p, to in _couples(found[earlier], found[earlier + 1]).items()}
        if here not in back:
            break
        told[earlier] = here = back[here]
    return told


def corrections(
    *, version: LawVersion, number: int, sub: int
) -> list[tuple[Amendment, list[int]]]:  # no viewer: public
    """Corrections of an imported text that changed an article, the newest first.

    With each: where the article stood in the wrong text; [0, 0] when it was not there.
    """
    rows = Amendment.objects.filter(after=version).exclude(before__corrected="")
    return [
        (one, list(change[1:3]))
        for one in rows.select_related("before").order_by("-pk")
        for change in one.changes
        if list(change[3:5]) == [number, sub]
    ]


def history(*, version: LawVersion, number: int, sub: int, viewer: Actor) -> list[Stage]:  # noqa: ARG001 - public
    """One article through the versions, newest first, each against the one before.

    It is followed by its words where its number changed.
    """
    held = _held(version.law_id)
    at = next((i for i, v in enumerate(held) if v.in_force_from == version.in_force_from), None)
    if at is None or not version.has_text:
        return []
    found = [_articles(v) for v in held]
    if (number, sub) not in found[at]:
        return []
    told = _line(found, at, (number, sub))
    stages = []
    for i in sorted(told, reverse=True):
        article = found[i][told[i]]
        before = found[i - 1][told[i - 1]] if i - 1 in told else None
        moved = before is not None and told[i] != told[i - 1]
        amended = before and said(before.text) != said(article.text)
        way = runs(before.text, article.text) if before and amended else ()
        stages.append(Stage(held[i], article, way, moved, before is None))
    return stages
