"""What happens to a request before anything reads it: it gets its number; too big, it ends here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhifa.web import errors
from zhifa.web.logs import new_number, told_of

HEADER = "X-Request-Id"
FORMS_WITH_FILES = "multipart/form-data"


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
    return length > most and request.content_type != FORMS_WITH_FILES
