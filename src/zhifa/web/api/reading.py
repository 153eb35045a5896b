"""What the interface reads: JSON as RFC 8259 has it, and addresses it knows."""

import json
import math
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt
from ninja.parser import Parser

from zhifa.kernel.refusals import Malformed
from zhifa.web.api.problems import problem

View = Callable[..., HttpResponse]
Address = URLPattern | URLResolver
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


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the address says it
    """An address that the interface does not have."""
    return problem("not-found")


def _plain(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer = view(request, *args, **named)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        told = problem("not-allowed")
        told["Allow"] = answer["Allow"]
        return told

    return answered


def answered_addresses(patterns: Sequence[Address]) -> list[Address]:
    """The same addresses, each saying as a problem which methods it has; then every other."""
    for pattern in (one for one in patterns if isinstance(one, URLPattern)):
        pattern.callback = _plain(cast("View", pattern.callback))
    return [*patterns, path("<path:rest>", unknown)]
