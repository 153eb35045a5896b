"""The ledger of cases: filters in the address, cursor paging, export."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers
from openpyxl import Workbook

from zhifa.agencies.http import SignedRequest, needs, signed_in
from zhifa.enforcement import actions, reads
from zhifa.enforcement.models import NEVER, Case
from zhifa.enforcement.rules.procedure import load

MOST, CHUNK = 5000, 500
DUE = {"late": "已超期", "3": "三天内", "14": "两周内"}
KEYS = ("stage", "search", "due", "mine", "after", "until")
PLACE = frozenset({"after", "until"})  # where one is in the ledger, not what it is asked for


def _asked(request: SignedRequest) -> reads.Filter:
    told = {key: request.GET.get(key, "").replace("\0", "") for key in KEYS}
    return reads.Filter(**{key: text.strip()[:60] for key, text in told.items()})


def _note(asked: reads.Filter, listed: reads.Listed) -> str:
    """What a person should know of a search that did not look at everything."""
    if asked.search and all(len(word) == 1 for word in asked.search.split()):
        return "一个字只按案号、文号的开头找。找当事人或者案由，至少写两个字。"
    if listed.more_found:
        most = f"只列出最近登记的 {reads.MOST_FOUND} 件中的结果"
        return f"符合“{asked.search}”的案件很多，{most}。多写几个字，或者写案号。"
    return ""


def _place(case: Case) -> tuple[int, int]:
    """Where a case stands: its phase, counted from 1, and of how many."""
    law = load(case.procedure, case.procedure_version)
    return list(law.phases).index(law.stages[case.stage].phase) + 1, len(law.phases)


def _due_words(due: str) -> str:
    return DUE.get(due) or (f"{due} 天内" if due.isdecimal() else "没有这个期限")


def _words(asked: reads.Filter) -> dict[str, str]:
    """The conditions in force as people read them."""
    stages = reads.all_stage_names()
    words = {
        "search": f"搜索：{asked.search}",
        "stage": f"环节：{stages.get(asked.stage, '没有这个环节')}",
        "due": f"期限：{_due_words(asked.due)}",
        "mine": "我承办的",
    }
    return {key: said for key, said in words.items() if getattr(asked, key)}


def _tokens(asked: reads.Filter, kept: Mapping[str, str]) -> list[dict[str, str]]:
    """The conditions in force, each with the address without it."""
    words = _words(asked)
    without = {k: urlencode({n: v for n, v in kept.items() if n != k}) for k in kept}
    return [{"name": words[k], "url": f"?{without[k]}"} for k in kept if k in words]


@signed_in
@needs("case:read")
@require_GET
@vary_on_headers("HX-Request")
def ledger(request: SignedRequest) -> HttpResponse:
    asked = _asked(request)
    listed = reads.ledger(viewer=request.actor, asked=asked, today=localdate())
    kept = {k: request.GET[k] for k in KEYS if k not in PLACE and request.GET.get(k)}
    context = {
        "rows": [(case, *_place(case)) for case in listed.rows],
        "note": _note(asked, listed),
        "asked": asked,
        "stages": reads.all_stage_names(),
        "today": localdate(),
        "never": NEVER,
        "next": urlencode({**kept, "after": listed.after}) if listed.after else "",
        "back": urlencode({**kept, "until": listed.before}) if listed.before else "",
        "kept": urlencode(kept),
        "tokens": _tokens(asked, kept),
        "due": DUE,
    }
    part = "_rows" if request.htmx and not request.htmx.history_restore_request else "ledger"
    return render(request, f"enforcement/{part}.html", context)


def _line(case: Case, names: Mapping[str, str]) -> list[object]:
    nearest = "" if case.nearest_on == NEVER else case.nearest_on
    dates = [case.filed_on, case.decided_on, case.closed_on]
    return [case.number, case.title, names[case.stage], *dates, nearest, case.agency.name]


def _pages(request: SignedRequest, asked: reads.Filter) -> Iterator[reads.Listed]:
    """The pages of the ledger from where `asked` begins, up to MOST cases."""
    for _ in range(MOST // CHUNK):
        listed = reads.ledger(viewer=request.actor, asked=asked, today=localdate(), size=CHUNK)
        yield listed
        if not listed.after:
            return
        asked = replace(asked, after=listed.after)


@signed_in
@needs("case:read")
@require_GET
def export(request: SignedRequest) -> HttpResponse:
    at, asked = now(), replace(_asked(request), after="", until="")
    words = list(_words(asked).values())
    book = Workbook(write_only=True)
    cover, sheet = book.create_sheet("说明"), book.create_sheet("案件")
    cover.append(["导出时间", f"{localtime(at):%Y-%m-%d %H:%M}"])
    cover.append(["导出人", request.actor.name])
    cover.append(["筛选", "；".join(words) or "全部"])
    sheet.append(["案号", "案由", "环节", "立案日期", "决定日期", "结案日期", "最近期限", "机关"])
    names, listed, count = reads.all_stage_names(), reads.Listed([], ""), 0
    for listed in _pages(request, asked):
        count += len(listed.rows)
        for case in listed.rows:
            sheet.append(_line(case, names))
    cover.append(["件数", count])
    if listed.after:
        cover.append(["提示", f"只导出前 {MOST} 件，缩小筛选范围后再导出其余。"])
    if listed.more_found:
        cover.append(["提示", f"只在最近登记的 {reads.MOST_FOUND} 件中找，搜索词再长一些更准。"])
    out = BytesIO()
    book.save(out)
    actions.note_ledger_export(filters=words, count=count, by=request.actor, at=at)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(
        out.getvalue(),
        content_type=kind,
        headers={"Content-Disposition": 'attachment; filename="cases.xlsx"'},
    )
