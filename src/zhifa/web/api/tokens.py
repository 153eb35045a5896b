"""Tokens: given to clients that are answered, and to no other."""

import json
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from oauth2_provider.views import TokenView

from zhifa.agencies import reads as agencies

issue = TokenView.as_view()


def _nobody() -> HttpResponse:
    """The same answer that a wrong secret gets (RFC 6749, 5.2)."""
    answer = JsonResponse({"error": "invalid_client"}, status=401)
    answer["WWW-Authenticate"] = 'Bearer error="invalid_client"'
    answer["Cache-Control"], answer["Pragma"] = "no-store", "no-cache"
    return answer


@csrf_exempt
@never_cache
@sensitive_post_parameters("client_secret")
@transaction.atomic
def token(request: HttpRequest) -> HttpResponse:
    """What the provider answers; a token that nobody would be answered with is taken back."""
    answer: HttpResponse = issue(request)
    if answer.status_code != HTTPStatus.OK:
        return answer
    given = str(json.loads(answer.content)["access_token"])
    if agencies.actor_of_token(token=given, on=localdate()) is None:
        transaction.set_rollback(True)
        return _nobody()
    return answer
