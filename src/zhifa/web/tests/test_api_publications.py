"""Publishing by machine: the queue, publishing, taking down, making anew, and every no."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests import make

from zhifa.disclosure.models import Publication
from zhifa.kernel import worker
from zhifa.web.api import auth, publications
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road


@pytest.fixture(scope="module")
def walked(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[ApiRoad]:
    """A decision made, walked once."""
    request.getfixturevalue("django_db_setup")
    at: list[Any] = [make.AT]
    patch = pytest.MonkeyPatch()
    patch.setattr(auth, "now", lambda: at[0])
    with django_db_blocker.unblock(), transaction.atomic():
        road = api_road(at)
        road.walk_to("decided")
        worker.deliver(now=road.now, limit=10_000)
        yield road
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture
def road(walked: ApiRoad) -> ApiRoad:
    return replace(walked)


@pytest.fixture
def served(road: ApiRoad) -> ApiRoad:
    road.deliver()
    worker.deliver(now=road.now, limit=10_000)
    return road


def number(road: ApiRoad) -> int:
    return Publication.objects.get(decision__case=road.case).pk


def no(road: ApiRoad, role: str, path: str, body: dict[str, Any] | None = None) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    for obstacle in refusal.value.body.get("obstacles", []):
        assert obstacle["message"]
        assert obstacle["next"]
    return refusal.value


def test_out_down_and_out_again(served: ApiRoad) -> None:
    here = f"/publications/{number(served)}"
    (waits,) = served.ask("publisher", "/publications")["items"]
    assert waits == served.ask("publisher", here)
    assert (waits["state"], waits["public"], waits["late"]) == ("waiting", "", False)
    assert waits["effective_on"] == served.today.isoformat()
    out = served.ask("publisher", f"{here}/publish", {"checked": True})
    assert out["state"] == "published"
    assert waits["fields"]["决定书文号"] in Client().get(out["public"]).content.decode()
    assert served.ask("publisher", "/publications")["items"] == []
    (listed,) = served.ask("publisher", "/publications?state=published")["items"]
    assert listed == {**out, "published_at": listed["published_at"]}
    told = {"ground": "mistaken", "reason": "决定日期写错，更正后重新公示"}
    down = served.ask("publisher", f"{here}/withdraw", told)
    assert down["state"] == "withdrawn"
    assert down["withdraw_reason"].endswith(told["reason"])
    page = Client().get(down["public"]).content.decode()
    assert told["reason"] in page
    assert waits["fields"]["决定书文号"] not in page
    assert served.ask("publisher", f"{here}/renew", {})["state"] == "waiting"
    assert served.ask("publisher", f"{here}/publish", {"checked": True})["state"] == "published"


def test_nothing_is_public_before_it_is_served_and_checked(road: ApiRoad) -> None:
    here = f"/publications/{number(road)}/publish"
    early = no(road, "publisher", here, {"checked": False})
    assert (early.status, early.body["type"]) == (409, "/problems/refused")
    assert early.codes == {"publication:unserved", "publication:not_checked"}
    assert "行政处罚法" in early.body["obstacles"][0]["source"]


def test_what_is_not_public_is_not_taken_down_nor_made_anew(served: ApiRoad) -> None:
    here = f"/publications/{number(served)}"
    told = {"ground": "lost", "reason": "已被复议机关撤销"}
    codes = no(served, "publisher", f"{here}/withdraw", told).codes
    assert codes == {"publication:not_public", "publication:not_lost"}
    assert no(served, "publisher", f"{here}/renew", {}).codes == {"publication:not_to_renew"}
    nothing = no(served, "publisher", f"{here}/corrections", {"checked": True}).codes
    assert nothing == {"publication:no_correction"}
    assert served.ask("publisher", here)["corrections"] == []


def test_each_field_is_named(served: ApiRoad) -> None:
    here = f"/publications/{number(served)}"
    wrong: list[tuple[str, dict[str, Any], set[str]]] = [
        ("publish", {}, {"checked"}),
        ("publish", {"checked": "yes", "more": 1}, {"checked", "more"}),
        ("withdraw", {"ground": "none"}, {"ground", "reason"}),
        ("withdraw", {"ground": "mistaken", "reason": "。。"}, {"reason"}),
        ("withdraw", {"ground": "mistaken", "reason": "写错了" * 200}, {"reason"}),
    ]
    for door, body, names in wrong:
        found = no(served, "publisher", f"{here}/{door}", body)
        assert (found.status, set(found.body["fields"])) == (422, names)
    for query in ("state=none", "after=999999", "after=x", f"state=published&after={here[14:]}"):
        assert no(served, "publisher", f"/publications?{query}").status == 422


def test_only_who_publishes_here(served: ApiRoad) -> None:
    here = f"/publications/{number(served)}"
    for path in ("/publications", here, f"/cases/{served.case_id}/publications"):
        assert no(served, "officer", path).status == 403
    assert no(served, "officer", f"{here}/publish", {"checked": True}).status == 403
    assert no(served, "publisher", "/publications/999999").status == 404
    person = served.crew.user("publisher")
    bare = served.machines[person.pk].headers()
    nobody = Client().post(
        f"/api/v1{here}/publish", {"checked": True}, content_type="application/json", headers=bare
    )
    assert nobody.json()["type"] == "/problems/on-behalf"
    assert Publication.objects.get(pk=number(served)).state == "waiting"


def test_the_queue_pages_behind_the_last_one(
    served: ApiRoad, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = replace(served, _case=None)
    second.walk_to("served")
    worker.deliver(now=second.now, limit=10_000)
    everything = [p["id"] for p in second.ask("publisher", "/publications")["items"]]
    assert len(everything) == 2
    monkeypatch.setattr(publications, "PAGE", 1)
    page = second.ask("publisher", "/publications")
    rest = second.ask("publisher", f"/publications?after={page['next']}")
    assert [p["id"] for p in (*page["items"], *rest["items"])] == everything
    assert rest["next"] is None
    for pk in everything:
        second.ask("publisher", f"/publications/{pk}/publish", {"checked": True})
        second.wait()
    page = second.ask("publisher", "/publications?state=published")
    rest = second.ask("publisher", f"/publications?state=published&after={page['next']}")
    assert [p["id"] for p in (*page["items"], *rest["items"])] == everything[::-1]
