"""The ledger of cases: filters in the address, cursor paging, export."""

from io import BytesIO
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET
from openpyxl import Workbook

from zhifa.agencies.http import SignedRequest, needs, signed_in
from zhifa.enforcement import reads
from zhifa.enforcement.models import NEVER

MOST = 5000
KEYS = ("stage", "search", "due", "mine", "after")


def _asked(request: SignedRequest) -> reads.Filter:
    return reads.Filter(**{key: request.GET.get(key, "").strip()[:60] for key in KEYS})


@signed_in
@needs("case:read")
@require_GET
def ledger(request: SignedRequest) -> HttpResponse:
    asked = _asked(request)
    rows, after = reads.ledger(viewer=request.actor, asked=asked, today=localdate())
    kept = {k: v for k, v in request.GET.items() if k in KEYS and k != "after" and v}
    context = {
        "rows": rows,
        "asked": asked,
        "stages": reads.all_stage_names(),
        "today": localdate(),
        "never": NEVER,
        "next": urlencode({**kept, "after": after}) if after else "",
        "kept": urlencode(kept),
    }
    return render(request, "enforcement/ledger.html", context)


@signed_in
@needs("case:read")
@require_GET
def export(request: SignedRequest) -> HttpResponse:
    asked = _asked(request)
    book = Workbook(write_only=True)
    cover = book.create_sheet("说明")
    cover.append(["导出时间", f"{localtime(now()):%Y-%m-%d %H:%M}"])
    cover.append(["导出人", request.actor.name])
    cover.append(["筛选", urlencode({k: v for k, v in request.GET.items() if v}) or "全部"])
    sheet = book.create_sheet("案件")
    sheet.append(["案号", "案由", "环节", "立案日期", "决定日期", "结案日期", "最近期限", "机关"])
    names, count, after = reads.all_stage_names(), 0, ""
    while count < MOST:
        page = reads.Filter(asked.stage, asked.search, asked.due, asked.mine, after)
        rows, after = reads.ledger(viewer=request.actor, asked=page, today=localdate())
        for c in rows:
            nearest = "" if c.nearest_on == NEVER else c.nearest_on
            sheet.append(
                [
                    c.number,
                    c.title,
                    names[c.stage],
                    c.filed_on,
                    c.decided_on,
                    c.closed_on,
                    nearest,
                    c.agency.name,
                ]
            )
        count += len(rows)
        if not after:
            break
    if after:
        cover.append(["提示", f"只导出前 {count} 件，缩小筛选范围后再导出其余。"])
    out = BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(
        out.getvalue(),
        content_type=kind,
        headers={"Content-Disposition": 'attachment; filename="cases.xlsx"'},
    )
