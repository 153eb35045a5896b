"""Leave to seal by machine; a notice is served after it."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests import make

from zhifa.records.models import Document, SealOrder, Signature
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> ApiRoad:
    settings.FILES = tmp_path / "files"
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def status(road: ApiRoad, role: str, path: str, body: dict[str, Any] | None = None) -> int:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    return refusal.value.status


def test_a_notice_is_sealed_by_leave_of_a_head(road: ApiRoad) -> None:
    road.walk_to("reviewed")
    told = {"facts": "事实清楚", "hearing_told": False, "reason": "理由充分"}
    road.do("officer", "notify", {**road.content, **told})
    notice = Document.objects.get(template="W38")
    here = f"/documents/{notice.pk}/seal"
    assert status(road, "officer", "/seals/waiting") == 403
    assert status(road, "officer", here, {"reason": "送达使用"}) == 403
    assert status(road, "agency_head", "/documents/x/seal", {"reason": "送达使用"}) == 404
    assert status(road, "agency_head", here, {}) == 422
    assert [p["id"] for p in road.ask("agency_head", "/seals/waiting")] == [notice.pk]
    done = road.ask("agency_head", here, {"reason": "送达使用"})
    assert done == {"document": notice.pk, "sealed": True, "why": ""}
    assert Signature.objects.filter(document=notice, kind="seal").exists()
    assert status(road, "agency_head", here, {"reason": "送达使用"}) == 409
    assert SealOrder.objects.filter(document=notice).count() == 1
    road.serve("serve_notice")
