"""A list from a file: checked, then taken in; a large one shows how far it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html

from zhifa.agencies.http import SignedRequest
from zhifa.kernel.workbook import BadFile, Remark

LARGE = 400_000  # bytes; a larger file takes long enough to show how far it is
SHOWN = 200  # remarks on one page
MARK = "<!-- progress -->"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Report = dict[str, Any]


class Plan(Protocol):
    """What taking in a file would do."""

    rows: int
    fresh: list[Any]

    @property
    def rejected(self) -> list[Remark]:
        """What keeps the file out."""
        ...


@dataclass(frozen=True, slots=True)
class Import:
    """A page that takes in a list.

    steps: reads the file, giving the growing plan; outcome: what the checked plan leads to.
    """

    page: str
    report: str
    steps: Callable[[], Iterator[Any]]
    outcome: Callable[[Any], Report]
    size: int


def takes(request: SignedRequest) -> bool:
    """Whether the file is to be taken in, not only checked."""
    return request.POST.get("do") == "take"


def _at_once(work: Import) -> Report:
    plan: Any = None
    try:
        for plan in work.steps():  # noqa: B007 - the last one is whole
            pass
    except BadFile as bad:
        return {"bad": bad.remarks, "shown": SHOWN}
    return work.outcome(plan)


def _as_it_goes(request: SignedRequest, work: Import, context: Mapping[str, Any]) -> Iterator[str]:
    """The page in pieces: how far the check is, then the report."""
    whole = render_to_string(work.page, {**context, "mark": True}, request)
    head, _, tail = whole.partition(MARK)
    yield head
    report: Report = {"shown": SHOWN}
    plan: Plan | None = None
    try:
        for plan in work.steps():
            yield format_html('<p class="zf-3">已检查 {} 行</p>\n', plan.rows)
        if plan is not None and takes(request) and not plan.rejected:
            yield format_html('<p class="zf-3">检查完毕，正在写入 {} 项</p>\n', len(plan.fresh))
        report = work.outcome(plan)
    except BadFile as bad:
        report["bad"] = bad.remarks
    yield render_to_string(work.report, report, request)
    yield tail


def _status(report: Report) -> int:
    if report.get("obstacles"):
        return 409
    return 422 if "bad" in report or report["plan"].rejected else 200


def answer(request: SignedRequest, work: Import, context: Mapping[str, Any]) -> HttpResponseBase:
    """The page with what came of the file."""
    if work.size > LARGE:
        return StreamingHttpResponse(_as_it_goes(request, work, context))
    report = _at_once(work)
    return render(request, work.page, {**context, "report": report}, status=_status(report))
