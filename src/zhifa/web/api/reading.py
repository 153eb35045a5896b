"""What the interface reads: JSON as RFC 8259 has it, and addresses it knows."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, wraps
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.parser import Parser

from zhifa.kernel.refusals import Malformed
from zhifa.web.api.problems import problem

View = Callable[..., HttpResponse]
Address = URLPattern | URLResolver
KNOWN = "zhifa.parameters"
NONE_KNOWN = "这个地址不带参数。"
TWICE = "写了不止一次，看不出以哪一个为准，只写一次。"


def _finite(text: str) -> float:
    """A number that there is; NaN, Infinity and what is beyond every number are none."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


class Strict(Parser):
    """Bodies are JSON and nothing more."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body; ValueError where it is no JSON."""
        read = json.loads(request.body, parse_constant=_finite, parse_float=_finite)
        return cast("dict[str, Any]", read)

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The parameters of an address; refused where one that has one value is told twice."""
        twice = [n for n, said in data.lists() if len(said) > 1 and n not in list_fields]
        if twice:
            raise Malformed({name: [f"{name}：{TWICE}"] for name in twice})
        return super().parse_querydict(data, list_fields, request)


class Doors:
    """Which parameters each address takes, as the description of the interface says."""

    def __init__(self, api: NinjaAPI) -> None:
        self.api = api

    @cached_property
    def table(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """(route, method) → names of its parameters; read once, when somebody first asks."""
        paths = self.api.get_openapi_schema(path_prefix="")["paths"]
        return {
            (where.strip("/"), method.upper()): frozenset(
                told["name"] for told in door.get("parameters", ()) if told["in"] == "query"
            )
            for where, methods in paths.items()
            for method, door in methods.items()
        }

    def parameters(self, route: str, method: str) -> frozenset[str] | None:
        """What an address takes; None where the description does not tell of it."""
        plain = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route).strip("/")
        return self.table.get((plain, method))


def refuse_unknown(request: HttpRequest) -> None:
    """Refuse parameters that an address does not take: a slip is not answered as if unsaid."""
    known = request.META.get(KNOWN)
    if known is None:
        return
    allowed = f"可以写的是 {'、'.join(sorted(known))}。" if known else NONE_KNOWN
    wrong = {n: [f"{n}：没有这个参数，{allowed}"] for n in sorted(request.GET) if n not in known}
    if wrong:
        raise Malformed(wrong)


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the address says it
    """An address that the interface does not have."""
    return problem("not-found")


def _plain(view: View, route: str, doors: Doors) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        request.META[KNOWN] = doors.parameters(route, request.method or "")
        answer = view(request, *args, **named)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        told = problem("not-allowed")
        told["Allow"] = answer["Allow"]
        return told

    return answered


def answered_addresses(patterns: Sequence[Address], doors: Doors) -> list[Address]:
    """The same addresses, each saying as a problem which methods it has; then every other.

    Each puts on the request which parameters it takes, for the door that knows who asks.
    """
    for pattern in (one for one in patterns if isinstance(one, URLPattern)):
        pattern.callback = _plain(cast("View", pattern.callback), str(pattern.pattern), doors)
    return [*patterns, path("<path:rest>", unknown)]
