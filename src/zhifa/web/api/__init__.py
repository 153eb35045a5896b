"""The door for machines: /api/v1, the same actions as the pages, OAuth 2.0 client credentials."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path, reverse
from django.views.decorators.http import require_GET

from zhifa.web.api import (
    amendments,
    appraisals,
    authority,
    bodies,
    cases,
    certificates,
    changes,
    hands,
    informant,
    laws,
    lists,
    moves,
    numbers,
    paper_templates,
    party_files,
    people,
    powers,
    procedures,
    publications,
    recordings,
    registry,
    reviews,
    seals,
    sendings,
    services,
    tokens,
    transfers,
)
from zhifa.web.api.auth import Bearer
from zhifa.web.api.describing import Described
from zhifa.web.api.problems import TITLES, answer_with_problems
from zhifa.web.api.reading import Doors, Strict, answered_addresses

api = Described(
    title="Zhifa 执法",
    version="1",
    description="与页面同一套办理规则；不能办理时按 RFC 9457 逐条说明原因、条文和下一步。",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
    auth=Bearer(),
    parser=Strict(),
)
answer_with_problems(api)
for _room in (
    *(procedures, cases, moves, informant, reviews, seals, sendings, services),
    *(recordings, publications, hands),
    *(people, party_files, registry, laws, amendments, changes, paper_templates),
    *(bodies, certificates, powers, lists, authority),
    *(numbers, transfers, appraisals),
):
    api.add_router("", _room.router)


@api.get("/", auth=None, include_in_schema=False)
def description(request: HttpRequest) -> HttpResponse:
    """The interface as a page: plain HTML, because the content policy lets no viewer in."""
    schema = api.get_openapi_schema()
    doors = [
        {"method": method.upper(), "path": where, **door}
        for where, methods in schema["paths"].items()
        for method, door in methods.items()
    ]
    groups: dict[str, list[dict[str, object]]] = {}
    for door in doors:
        groups.setdefault(door["tags"][0], []).append(door)
    problems = [(kind, *told) for kind, told in TITLES.items()]
    return render(request, "api.html", {"groups": groups, "problems": problems, "schema": schema})


@require_GET
def about_problem(_: HttpRequest, problem: str) -> HttpResponse:
    """Where the address leads that names a kind of problem: to its line in the description."""
    if problem not in TITLES:
        raise Http404
    return redirect(f"{reverse('api:description')}#problem-{problem}")


_addresses, _app, _space = api.urls
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", (answered_addresses(_addresses, Doors(api)), _app, _space)),
    path("oauth/token/", tokens.token),
]
