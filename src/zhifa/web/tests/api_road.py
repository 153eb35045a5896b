"""The road of a case walked by machines: every step a request with a token of its own client."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client
from tests import make

from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Agency, User
from zhifa.enforcement.models import Case
from zhifa.kernel.access import SYSTEM
from zhifa.web.demo.road import Crew, Road


class Refusal(Exception):  # noqa: N818 - an answer, as in the house
    """A problem the interface answered with."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status} {body}")
        self.status, self.body = status, body

    @property
    def codes(self) -> set[str]:
        return {o["code"] for o in self.body.get("obstacles", [])}


def token_of(keys: agencies.ClientKeys) -> str:
    """A token fetched as another system fetches it."""
    secret = b64encode(f"{keys.client_id}:{keys.client_secret}".encode()).decode()
    answer = Client().post(
        "/api/oauth/token/",
        {"grant_type": "client_credentials", "scope": "api"},
        headers={"Authorization": f"Basic {secret}"},
    )
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


def client_of(name: str, role: str, body: Agency) -> tuple[User, str]:
    """A client with one post, its certificate or qualification where the post wants one."""
    keys = agencies.register_client(name=name, agency=body, roles=[role], by=SYSTEM, at=make.AT)
    if role == "officer":
        card = agencies.Card(
            number=f"2304{keys.user.pk:07d}",
            kind="enforcement",
            areas=["510403"],
            valid_from=make.AT.date(),
            valid_until=date(2028, 12, 31),
        )
        agencies.issue_certificate(holder=keys.user, agency=body, card=card, by=SYSTEM, at=make.AT)
    if role == "reviewer":
        facts = {"legally_qualified_on": make.SINCE}
        agencies.change_person(user=keys.user, facts=facts, by=SYSTEM, at=make.AT)
    return User.objects.get(pk=keys.user.pk), token_of(keys)


@dataclass
class ApiRoad(Road):
    """As Road, but over HTTP. `now` is what the server's clock is set to for each request."""

    tokens: dict[int, str] = field(default_factory=dict)
    clock: list[Any] = field(default_factory=list)

    def ask(self, role: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """One request as the client of a role; Refusal when it is answered with a problem."""
        token = self.tokens[self.crew.user(role).pk]
        self.clock[:] = [self.now]
        headers = {"Authorization": f"Bearer {token}"}
        url = f"/api/v1{path}"
        if body is None:
            answer = Client().get(url, headers=headers)
        else:
            answer = Client().post(url, body, content_type="application/json", headers=headers)
        if answer.status_code != 200:
            assert answer["Content-Type"] == "application/problem+json", answer.content
            assert answer.json()["status"] == answer.status_code
            raise Refusal(answer.status_code, answer.json())
        return answer.json()

    def do(
        self, role: str, move: str, data: Mapping[str, Any] | None = None, via: str = ""
    ) -> None:
        assert not via
        self.ask(role, f"/cases/{self.case_id}/moves/{move}", {"data": dict(data or {})})
        self.wait()

    def begin(self) -> None:
        data = {
            "source_kind": "inspection",
            "discovered_on": self.today.isoformat(),
            "place": self.place,
            "area_code": "510403001",
            "summary": self.summary,
            "informant": "线人甲",
        }
        made = self.ask("officer", "/cases", {"procedure": "penalty_ordinary", "data": data})
        self._case = Case.objects.get(pk=made["case"]["id"])
        self.wait()

    def review(self, kind: str = "agree") -> None:
        sent = self.ask("officer", f"/cases/{self.case_id}/reviews", {"note": "材料齐全，请审核。"})
        self.wait(minutes=60)
        words = {"kind": kind, "text": "主体合法，事实清楚，适用法律正确。"}
        self.ask("reviewer", f"/reviews/{sent['id']}/opinion", words)
        self.wait()


def api_road(clock: list[Any], *, matter: str = "SC0101", code: str = "SJ") -> ApiRoad:
    """A case about to begin by machine, each role a client of its own."""
    home = make.agency(code)
    make.libraries(home)
    made = [client_of(f"客户端{n}{role}", role, home) for n, role in enumerate(make.ROLES)]
    users = [user for user, _ in made]
    crew = Crew(home, (users[0], users[1]), dict(zip(make.ROLES[1:], users[1:], strict=True)))
    road = ApiRoad(crew, make.party(), matter, make.AT, clock=clock)
    road.tokens = {user.pk: token for user, token in made}
    return road
