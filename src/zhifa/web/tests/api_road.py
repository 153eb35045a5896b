"""The road of a case walked by a machine: every step a request in the name of a person."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import make

from zhifa.agencies import actions as agencies
from zhifa.agencies import reads
from zhifa.agencies.models import Agency, ClientGrant, User
from zhifa.enforcement.models import Case
from zhifa.kernel.access import SYSTEM, System
from zhifa.records import reads as records
from zhifa.web.demo.road import Road

DAY = make.AT.date()


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


@dataclass
class Machine:
    """A client with its token."""

    user: User
    token: str

    def let(self, person: User, on: date, scope: Sequence[str] = ()) -> ClientGrant:
        """The person lets it act for them, for a year from a day on."""
        terms = agencies.GrantTerms(on, on + timedelta(days=365), scope)
        at = make.AT.replace(year=on.year, month=on.month, day=on.day)
        by = reads.signed(user=person, on=on)
        return agencies.give_grant(person=person, client=self.user, terms=terms, by=by, at=at)

    def headers(self, person: User | None = None) -> dict[str, str]:
        """A token, and whom it acts for."""
        named = {"X-Zhifa-On-Behalf": str(person.pk)} if person else {}
        return {"Authorization": f"Bearer {self.token}", **named}


def machine(name: str, body: Agency, role: str = "officer") -> Machine:
    """A client that reads with one post."""
    by = System("user:security-admin")
    keys = agencies.register_client(
        name=name, agency=body, roles=[role], purpose="数据对接", by=by, at=make.AT
    )
    agencies.confirm_client(registration=keys.user.registration, by=SYSTEM, at=make.AT)
    return Machine(User.objects.get(pk=keys.user.pk), token_of(keys))


def client_of(name: str, role: str, body: Agency, since: date = DAY) -> tuple[User, Machine]:
    """A person with one post, and the client that they let act for them for a year."""
    person, client = make.person(f"{name}{role}", role, body), machine(name, body, role)
    client.let(person, since)
    return person, client


def answered(answer: Any) -> Any:
    """What the interface says; Refusal when it is a problem."""
    if answer.status_code != 200:
        assert answer["Content-Type"] == "application/problem+json", answer.content
        assert answer.json()["status"] == answer.status_code
        raise Refusal(answer.status_code, answer.json())
    return answer.json()


@dataclass
class ApiRoad(Road):
    """As Road, but over HTTP. `now` is what the server's clock is set to for each request."""

    machines: dict[int, Machine] = field(default_factory=dict)
    clock: list[Any] = field(default_factory=list)

    def ask(self, role: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """One request of the machine for who has a role; Refusal when answered with a problem."""
        url = f"/api/v1{path}"
        if body is None:
            person = self.crew.user(role)
            client = self.machines[person.pk]
            held = reads.grant_for(client_id=client.user.pk, person_id=person.pk, on=self.today)
            self.clock[:] = [self.now]
            return answered(Client().get(url, headers=client.headers(person if held else None)))
        headers = self.writing(role)
        return answered(Client().post(url, body, content_type="application/json", headers=headers))

    def writing(self, role: str) -> dict[str, str]:
        """What a request that writes carries; a grant that ran out is given anew."""
        person = self.crew.user(role)
        client = self.machines[person.pk]
        if not reads.grant_for(client_id=client.user.pk, person_id=person.pk, on=self.today):
            client.let(person, self.today)
        self.clock[:] = [self.now]
        return client.headers(person)

    def bring(
        self,
        role: str,
        content: bytes,
        name: str = "现场.jpg",
        more: Mapping[str, str] | None = None,
    ) -> Any:
        """A file brought in with its five facts, as multipart."""
        told = {
            "kind": "photo", "taken_at": self.now.isoformat(), "taken_place": self.place,
            "taken_by": "示范甲", "proves": "货物标签不符", **(more or {}),
        }  # fmt: skip
        body = {**told, "file": SimpleUploadedFile(name, content)}
        url = f"/api/v1/cases/{self.case_id}/recordings"
        return answered(Client().post(url, body, headers=self.writing(role)))

    def seal(self, *templates: str) -> None:
        """With leave asked for over HTTP too."""
        home = self.case.dossier_id
        paper = records.latest_document(dossier_id=home, templates=templates, viewer=SYSTEM)
        if records.leave_to_seal(dossier_id=home, viewer=SYSTEM).get(paper.pk):
            super().seal(*templates)
            return
        self.ask("agency_head", f"/documents/{paper.pk}/seal", {"reason": "送达当事人。"})
        self.wait()

    def walk_on(self, since: str, stage: str) -> None:
        """From behind one stage up to and with another."""
        names = [name for name, _ in self.STEPS]
        for _, step in self.STEPS[names.index(since) + 1 : names.index(stage) + 1]:
            getattr(self, step)()

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
        if kind in {"agree", "agree_with_fixes"}:
            answers = [
                {"point": n, "verdict": "fit", "reason": "已对照原始材料核实。"}
                for n in range(1, 9)
            ]
            self.ask("reviewer", f"/reviews/{sent['id']}/points", {"answers": answers})
        words = {"kind": kind, "text": "主体合法，事实清楚，适用法律正确。"}
        self.ask("reviewer", f"/reviews/{sent['id']}/opinion", words)
        self.wait()


def api_road(clock: list[Any], *, matter: str = "SC0101", code: str = "SJ") -> ApiRoad:
    """A case about to begin by one machine, which everybody let act for them."""
    home = make.agency(code)
    make.libraries(home)
    crew, client = make.crew(home), machine("执法平台", home)
    road = ApiRoad(crew, make.party(), matter, make.AT, clock=clock)
    road.machines = {user.pk: client for user in (*crew.officers, *crew.others.values())}
    for user in User.objects.filter(pk__in=road.machines):
        client.let(user, make.AT.date())
    return road


def register(road: ApiRoad, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Registering a clue: what an officer may do."""
    road.clock[:] = [road.now]
    data = {
        "source_kind": "inspection", "discovered_on": road.today.isoformat(),
        "place": road.place, "area_code": "510403001", "summary": road.summary,
    }  # fmt: skip
    body = {"procedure": "penalty_ordinary", "data": data}
    url = "/api/v1/cases"
    answer = Client().post(url, body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()
