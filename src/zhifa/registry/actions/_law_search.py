"""Keeping the search index in step with imported articles; `reads.search` asks it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np

from zhifa.kernel import ids
from zhifa.registry.models import BUCKETS, Article, IndexBucket, IndexPart, LawVersion
from zhifa.registry.rules.law_rank import build

BATCH = 400
MANY = 12  # parts; more are made into one
CHUNK = 5000

Row: TypeAlias = tuple[int, int, int, int, str, str]  # article, version, 条, 之, headings, text


def _titles(version_ids: Iterable[int]) -> dict[int, str]:
    found = LawVersion.objects.filter(pk__in=set(version_ids))
    return dict(found.values_list("pk", "law__short_title"))


def _packed(numbers: Iterable[int]) -> bytes:
    return np.fromiter(numbers, "<u4").tobytes()


def _add(rows: Sequence[Row]) -> None:
    """One part more, of these articles."""
    titles = _titles(row[1] for row in rows)
    paths = {path: i for i, path in enumerate(dict.fromkeys(row[4] for row in rows))}
    bits, buckets = build([f"{titles[row[1]]}\n{row[4]}\n{row[5]}" for row in rows])
    part = IndexPart.objects.create(
        token=ids.new(),
        bits=bits,
        size=len(rows),
        articles=_packed(row[0] for row in rows),
        versions=_packed(row[1] for row in rows),
        numbers=_packed(row[2] * 1000 + row[3] for row in rows),
        places=_packed(paths[row[4]] for row in rows),
        paths=list(paths),
    )
    base = part.pk * BUCKETS
    held = (IndexBucket(pk=base + number, data=data) for number, data in buckets)
    IndexBucket.objects.bulk_create(held, batch_size=BATCH)


def _drop(parts: Iterable[IndexPart]) -> None:
    for part in parts:
        base = part.pk * BUCKETS
        IndexBucket.objects.filter(pk__gte=base, pk__lt=base + BUCKETS).delete()
        part.delete()


def _rows() -> Iterator[Row]:
    found = Article.objects.order_by("version_id", "number", "sub")
    yield from found.values_list("pk", "version_id", "number", "sub", "path", "text").iterator(
        chunk_size=CHUNK
    )


def forget_versions(version_ids: Sequence[int]) -> None:
    """Nothing finds the articles of these versions any more; call before their rows go."""
    gone = np.array(version_ids, "<u4")
    for part in IndexPart.objects.all():
        versions = np.frombuffer(part.versions, "<u4").copy()
        stale = np.isin(versions, gone)
        if stale.any():
            versions[stale] = 0
            part.versions = versions.tobytes()
            part.save(update_fields=["versions"])


def index_articles(rows: Sequence[Row]) -> None:
    """Make imported articles findable."""
    if not rows:
        return
    parts = list(IndexPart.objects.order_by("pk"))
    if len(parts) < MANY:
        _add(rows)
        return
    _drop(parts)
    _add(list(_rows()))
