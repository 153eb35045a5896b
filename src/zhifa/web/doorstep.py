"""Before anything reads a request: it gets its number; too big, it ends here. And closed doors."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhifa.kernel.refusals import Closed
from zhifa.web import errors
from zhifa.web.logs import new_number, told_of

HEADER = "X-Request-Id"
# read as they come, never held in memory: forms with files, and pieces of uploads
STREAMED = frozenset({"multipart/form-data", "application/offset+octet-stream"})


class DoorstepMiddleware:
    """Numbers a request for the log; answers 413 to a body that no page takes.

    Forms with files are measured part by part when they are read (errors.malformed).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.number = new_number()  # type: ignore[attr-defined]
        with told_of(request):
            answer = errors.too_big(request) if _too_big(request) else self.get_response(request)
        answer[HEADER] = request.number  # type: ignore[attr-defined]
        return answer


def _too_big(request: HttpRequest) -> bool:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    told = request.META.get("CONTENT_LENGTH") or "0"
    length = int(told) if told.isdecimal() else 0
    return length > most and request.content_type not in STREAMED


class ClosedMiddleware:
    """Answers who may not even look: with the page to go through first, or calmly with the why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    @staticmethod
    def process_exception(request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page for a closed door; whatever else went wrong is not ours."""
        if not isinstance(fault, Closed):
            return None
        if fault.instead and request.method == "GET":
            return redirect(f"{fault.instead}?{urlencode({'next': request.get_full_path()})}")
        status = 403 if request.method == "GET" else 409
        return render(request, "closed.html", {"obstacles": fault.obstacles}, status=status)
