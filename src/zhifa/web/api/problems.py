"""How the interface says no: RFC 9457 problems, obstacles and fields in them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhifa.agencies.obstacles import NAMES_NOBODY, NO_GRANT
from zhifa.kernel.access import NOT_YOURS
from zhifa.kernel.refusals import Malformed, Obstacle, Refused


class Absent(Http404):
    """Not found, with the reason that people may know."""


TITLES = {
    "bad-request": (400, "读不懂请求，请核对是不是 JSON。"),
    "unauthorized": (401, "没有令牌，或者令牌已失效。到 /api/oauth/token/ 领取新的令牌。"),
    "forbidden": (403, "客户端或者授权人的岗位不能办理，或者不在授权事项之内。"),
    "on-behalf": (403, "要办理，须写明代谁办理，并有本人当日有效的授权。"),
    "not-found": (404, "没有找到，或者不属于这个客户端的机关。"),
    "not-allowed": (405, "这个地址不接受这种请求方法，接受的方法列在 Allow 中。"),
    "refused": (409, "现在不能办理，原因逐条列出。"),
    "too-big": (413, "内容太大，没有收下。"),
    "malformed": (422, "有填写不对的内容，逐项列出。"),
    "fault": (500, "服务端出了差错，没有写入任何内容；把 number 告诉系统管理员。"),
    "busy": (503, "系统正忙，没有写入任何内容，请按 Retry-After 稍后再试。"),
    "unavailable": (503, "本机缺少所需的部件，暂时不能提供。"),
}
WORDS = {
    "missing": "尚未填写。",
    "extra_forbidden": "没有这一项。",
    "int": "写整数。",
    "float": "写数字。",
    "bool": "写 true 或者 false。",
    "string": "写文字，不超过规定的长度。",
    "date": "日期写成 2026-01-31 的样子。",
    "dict": "写成 JSON 对象。",
    "model": "写成 JSON 对象。",
    "list": "写成 JSON 数组。",
    "literal": "从列出的选项中选择。",
    "enum": "从列出的选项中选择。",
    "timezone": "时间写明时区，写成 2026-01-31T09:30:00+08:00 的样子。",
    "time": "时间写成 09:30 的样子。",
    "datetime": "时间写成 2026-01-31T09:30:00+08:00 的样子。",
    "decimal": "写数字，位数不超过规定。",
    "greater": "数太小，低于规定的最小数。",
    "less": "数太大，超过规定的最大数。",
    "too_long": "太多，超过规定的个数。",
    "too_short": "太少，不到规定的个数。",
    "json": "写成 JSON。",
}
KINDS = {
    frozenset({NOT_YOURS.code}): "forbidden",
    frozenset({NAMES_NOBODY.code}): "on-behalf",
    frozenset({NO_GRANT.code}): "on-behalf",
}
Fault = TypeVar("Fault", bound=Exception)
UNSHAPED = "格式不对，请对照接口说明。"
HALVES = re.compile("[\ud800-\udfff]")  # halves of a character: no text can hold them


def _spelt(half: re.Match[str]) -> str:
    r"""A half spelt out: in JSON, the six characters \ud800 and so on."""
    return f"\\\\u{ord(half[0]):04x}"


def problem(kind: str, **more: Any) -> HttpResponse:
    """A problem of a kind of TITLES; more: its extension members."""
    status, title = TITLES[kind]
    body = {"type": f"/problems/{kind}", "title": title, "status": status, **more}
    text = HALVES.sub(_spelt, json.dumps(body, ensure_ascii=False))
    return HttpResponse(text, status=status, content_type="application/problem+json")


def refused(obstacles: Sequence[Obstacle]) -> HttpResponse:
    """409, or 403 where it is a matter of who asks; each obstacle with its source and what next."""
    told = [
        {"code": o.code, "message": o.message, "source": o.source, "fix": o.fix, "next": o.next}
        for o in obstacles
    ]
    kind = KINDS.get(frozenset(o.code for o in obstacles), "refused")
    return problem(kind, detail="；".join(o.words for o in obstacles), obstacles=told)


def _refused(_: HttpRequest, no: Refused) -> HttpResponse:
    return refused(no.obstacles)


def malformed(fields: Mapping[str, Sequence[str]]) -> HttpResponse:
    """422, each field with its reasons."""
    return problem("malformed", fields={name: list(words) for name, words in fields.items()})


def _word(kind: str) -> str:
    return WORDS.get(kind) or WORDS.get(kind.partition("_")[0], UNSHAPED)


def _invalid(_: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Ninja names where (body, the parameter's name, the field …); people need only the field.

    The field stands before its reason too, as on the pages: a reason shown alone says of what.
    """
    fields: dict[str, list[str]] = {}
    for fault in wrong.errors:
        place = [str(part) for part in fault["loc"]]
        name = ".".join(place[2:] if place[0] == "body" else place[1:]) or "body"
        fields.setdefault(name, []).append(f"{name}：{_word(fault['type'])}")
    return malformed(fields)


def _unread(_: HttpRequest, fault: HttpError) -> HttpResponse:
    found = [kind for kind, (status, _) in TITLES.items() if status == fault.status_code]
    return problem(found[0] if found else "bad-request")


def unauthorized() -> HttpResponse:
    """401, with how to come in."""
    answer = problem("unauthorized")
    answer["WWW-Authenticate"] = 'Bearer realm="zhifa", scope="api"'
    return answer


def _unauthorized(_: HttpRequest, __: AuthenticationError) -> HttpResponse:
    return unauthorized()


def _answer(
    api: NinjaAPI, kind: type[Fault], handler: Callable[[HttpRequest, Fault], HttpResponse]
) -> None:
    """Let `handler` answer faults of this kind."""

    def answer(request: HttpRequest, fault: Fault | type[Fault]) -> HttpResponse:
        if isinstance(fault, type):  # the library's signature allows it, nobody raises it
            raise fault
        return handler(request, fault)

    api.add_exception_handler(kind, answer)


def _misshapen(_: HttpRequest, wrong: Malformed) -> HttpResponse:
    return malformed(wrong.fields)


def _absent(_: HttpRequest, gone: Http404) -> HttpResponse:
    told = {"detail": str(gone)} if isinstance(gone, Absent) else {}
    return problem("not-found", **told)


def answer_with_problems(api: NinjaAPI) -> None:
    """Teach the interface to answer every refusal as a problem."""
    _answer(api, Refused, _refused)
    _answer(api, Malformed, _misshapen)
    _answer(api, ValidationError, _invalid)
    _answer(api, AuthenticationError, _unauthorized)
    _answer(api, HttpError, _unread)
    _answer(api, Http404, _absent)
