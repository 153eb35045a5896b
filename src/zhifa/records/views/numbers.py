"""The register of numbers: filters in the address, cursor paging, export, voids and patterns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_http_methods, require_safe
from openpyxl import Workbook

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.agencies.models import Agency
from zhifa.kernel.access import may
from zhifa.kernel.models import Number
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.forms.numbers import NumberFormForm, TakeForm, VoidForm
from zhifa.records.rules import numbers as rules
from zhifa.records.views.common import MALFORMED, REFUSED

MOST, CHUNK = 20_000, 1_000
KEYS = ("agency", "kind", "year", "void", "after")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ["编号", "种类", "机关", "年份", "序号", "取号时间", "取号人", "用途", "作废原因"]


def _asked(request: SignedRequest) -> reads.NumberFilter:
    told = {key: request.GET.get(key, "").replace("\0", "").strip()[:80] for key in KEYS}
    return reads.NumberFilter(**told)


def _names(rows: Sequence[tuple[reads.Counted, Number]]) -> dict[str, str]:
    """Keys of actors → names."""
    ids = {int(n.by.removeprefix("user:")) for _, n in rows if n.by.startswith("user:")}
    found = agencies.names_of_users(user_ids=ids)
    return {f"user:{pk}": name for pk, name in found.items()} | {"system": "系统"}


@dataclass(frozen=True, slots=True)
class Line:
    """A number as the page shows it. dossier: where it leads, for those who may read that."""

    counted: reads.Counted
    number: Number
    text: str
    by: str
    dossier: str
    may_void: bool


def _line(
    row: tuple[reads.Counted, Number], request: SignedRequest, names: Mapping[str, str]
) -> Line:
    counted, number = row
    kind, _, pk = number.holder.partition(":")
    readable = kind == "dossier" and may(request.actor, "case:read", counted.agency.pk)
    return Line(
        counted,
        number,
        reads.written(counted, number),
        names.get(number.by, number.by),
        pk if readable else "",
        counted.run.kind == rules.DOCUMENT
        and not number.void_reason
        and may(request.actor, "number:keep", counted.agency.pk),
    )


def _held(every: Sequence[reads.Counted]) -> dict[str, tuple[str, dict[str, str]]]:
    """What the register can be asked for: the label of each condition, and its values in words."""
    return {
        "agency": ("机关", {c.agency.code: c.agency.name for c in every}),
        "kind": ("种类", {c.value: c.name for c in every}),
        "year": ("年份", {str(c.run.year): f"{c.run.year} 年" for c in every}),
        "void": ("作废", {"1": "只看作废"}),
    }


def _choices(every: Sequence[reads.Counted], asked: reads.NumberFilter) -> list[dict[str, object]]:
    """The selects of the filter, with what the register holds."""
    return [
        {"name": n, "label": label, "value": getattr(asked, n), "options": list(options.items())}
        for n, (label, options) in _held(every).items()
    ]


@require_safe
@needs("number:read")
def register(request: SignedRequest) -> HttpResponse:
    asked = _asked(request)
    found = reads.register(viewer=request.actor, asked=asked)
    names = _names(found.rows)
    kept = {k: request.GET[k] for k in KEYS if k != "after" and request.GET.get(k)}
    mine = request.actor.reach("number:keep")
    homes = [a for a in agencies.agencies(viewer=request.actor) if mine is None or a.pk in mine]
    context = {
        "lines": [_line(row, request, names) for row in found.rows],
        "runs": found.runs,
        "selects": _choices(reads.runs(viewer=request.actor), asked),
        "asked": asked,
        "kept": urlencode(kept),
        "next": urlencode({**kept, "after": found.after}) if found.after else "",
        "homes": homes,
    }
    return render(request, "records/numbers.html", context)


def _pages(request: SignedRequest, asked: reads.NumberFilter) -> Iterator[reads.Register]:
    """The pages of the register from its beginning, up to MOST numbers."""
    for _ in range(MOST // CHUNK):
        found = reads.register(viewer=request.actor, asked=asked, size=CHUNK)
        yield found
        if not found.after:
            return
        asked = replace(asked, after=found.after)


def _cells(row: tuple[reads.Counted, Number], names: Mapping[str, str]) -> list[object]:
    counted, number = row
    run = counted.run
    taken = localtime(number.at).replace(tzinfo=None)
    who = names.get(number.by, number.by)
    text = reads.written(counted, number)
    return [
        *(text, counted.name, counted.agency.name, run.year, number.value),
        *(taken, who, number.about, number.void_reason),
    ]


def _words(every: Sequence[reads.Counted], asked: reads.NumberFilter) -> list[str]:
    """The conditions of a filter as people read them."""
    kept = ((label, getattr(asked, n), told) for n, (label, told) in _held(every).items())
    return [f"{label}：{told.get(value, value)}" for label, value, told in kept if value]


@require_safe
@needs("number:read")
def export(request: SignedRequest) -> HttpResponse:
    book = Workbook(write_only=True)
    cover, sheet = book.create_sheet("说明"), book.create_sheet("编号")
    cover.append(["导出时间", f"{localtime(now()):%Y-%m-%d %H:%M}"])
    cover.append(["导出人", request.actor.name])
    asked = replace(_asked(request), after="")
    words = _words(reads.runs(viewer=request.actor), asked)
    cover.append(["筛选", "；".join(words) or "全部"])
    sheet.append(HEAD)
    found, count = reads.Register([], [], ""), 0
    for found in _pages(request, asked):
        names, count = _names(found.rows), count + len(found.rows)
        for row in found.rows:
            sheet.append(_cells(row, names))
    cover.append(["个数", count])
    if found.after:
        cover.append(["提示", f"只导出前 {MOST} 个，缩小筛选范围后再导出其余。"])
    actions.note_register_export(filters=words, count=count, by=request.actor, at=now())
    out = BytesIO()
    book.save(out)
    headers = {"Content-Disposition": 'attachment; filename="numbers.xlsx"'}
    return HttpResponse(out.getvalue(), content_type=XLSX, headers=headers)


def _done(
    request: SignedRequest,
    form: forms.Form,
    act: Callable[[], str],
    page: tuple[str, Mapping[str, object]],
) -> HttpResponse:
    """Show a form; when sent, act and go back, or show it again with every reason why not."""
    template, about = page
    back = reverse("records:numbers")
    context: dict[str, object] = {**about, "form": form, "back": back}
    if not form.is_bound:
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=MALFORMED)
    try:
        done = act()
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, template, context, status=REFUSED)
    messages.success(request, done)
    return redirect(back)


def _data(request: SignedRequest) -> Mapping[str, str] | None:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
@needs("number:keep")
def void(request: SignedRequest, pk: int) -> HttpResponse:
    found = reads.number(pk=pk, viewer=request.actor)
    if found is None or not may(request.actor, "number:keep", found[0].agency.pk):
        raise Http404
    form = VoidForm(_data(request))

    def act() -> str:
        told = form.cleaned_data["reason"]
        row = actions.void_number(number_id=pk, reason=told, by=request.actor, at=now())
        return f"{row.text} 已作废，登记簿保留原因。"

    about = {"counted": found[0], "number": found[1], "text": reads.written(*found)}
    return _done(request, form, act, ("records/void_number.html", about))


def _home(request: SignedRequest, code: str) -> Agency:
    found = agencies.agency(code=code, viewer=request.actor)
    if found is None or not may(request.actor, "number:keep", found.pk):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs("number:keep")
def take(request: SignedRequest, code: str) -> HttpResponse:
    home = _home(request, code)
    words = [(w, f"{w}（{'、'.join(titles)}）") for w, titles in reads.number_words().items()]
    form = TakeForm(_data(request), words=words)

    def act() -> str:
        row = actions.take_by_hand(agency=home, **form.cleaned_data, by=request.actor, at=now())
        return f"已取号 {row.text}。"

    return _done(request, form, act, ("records/take_number.html", {"agency": home}))


@require_safe
@needs("number:read")
def ways(request: SignedRequest) -> HttpResponse:
    reach = request.actor.reach("number:read")
    homes = [a for a in agencies.agencies(viewer=request.actor) if reach is None or a.pk in reach]
    wanted = request.GET.get("agency", "")
    home = next((a for a in homes if a.code == wanted), homes[0] if homes else None)
    if home is None:
        raise Http404
    context = {
        "home": home,
        "homes": homes,
        "ways": reads.ways(agency=home, on=localdate()),
        "forms": reads.number_forms(agency_id=home.pk),
        "words": reads.number_words(),
        "today": localdate(),
    }
    return render(request, "records/number_forms.html", context)


@require_http_methods(["GET", "POST"])
@needs("number:form")
def adopt(request: SignedRequest) -> HttpResponse:
    reach = request.actor.reach("number:form")
    homes = [a for a in agencies.agencies(viewer=request.actor) if reach is None or a.pk in reach]
    form = NumberFormForm(_data(request), homes=homes, house=reach is None)

    def act() -> str:
        told = dict(form.cleaned_data)
        told["agency"] = next((a for a in homes if a.code == told["agency"]), None)
        actions.adopt_number_form(**told, by=request.actor, at=now())
        return "编号规则已保存，从起用日期起使用。"

    about = {"parts": rules.NAMES}
    return _done(request, form, act, ("records/adopt_number_form.html", about))
