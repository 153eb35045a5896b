"""Legal review by machine: rounds, faults named, nothing of what is not there."""

from typing import Any

import pytest
from tests import make

from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def status(road: ApiRoad, role: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    return refusal.value.status, refusal.value.body


def _answered(road: ApiRoad, path: str) -> None:
    """The eight points are read and answered; what makes no sense is named."""
    found = road.ask("reviewer", path)
    assert [p["number"] for p in found] == list(range(1, 9))
    assert all(p["why"] and p["source"] and not p["verdict"] for p in found)
    for wrong in ([], [{"point": 9, "verdict": "fit"}], [{"point": 1, "verdict": "maybe"}]):
        assert status(road, "reviewer", path, {"answers": wrong})[0] == 422
    bare = {"answers": [{"point": 1, "verdict": "unfit"}]}
    code, told = status(road, "reviewer", path, bare)
    assert (code, told["obstacles"][0]["code"]) == (409, "point_reason_missing")
    assert status(road, "officer", path, bare)[0] == 403
    given = {"answers": [{"point": 1, "verdict": "fit", "reason": ""}]}
    told = road.ask("reviewer", path, given)
    assert [p["number"] for p in told if p["verdict"]] == [1]


def _sent_again(road: ApiRoad, first: int, hole: dict[str, Any]) -> None:
    """The problem of the first round is answered, or nothing is sent."""
    here = f"/cases/{road.case_id}/reviews"
    code, told = status(road, "officer", here, {"note": "已补充"})
    assert (code, told["obstacles"][0]["code"]) == (409, "problems_unanswered")
    done = [{"number": 1, "text": "已补充询问笔录"}]
    road.ask("officer", here, {"note": "已补充", "answers": done})
    (named,) = road.ask("reviewer", f"/reviews/{first}/problems")
    assert named == {**hole, "number": 1, "answer": "已补充询问笔录"}


def test_rounds_and_their_faults(road: ApiRoad) -> None:
    road.walk_to("concluded")
    here = f"/cases/{road.case_id}/reviews"
    sent = road.ask("officer", here, {"note": "请审核", "rev": road.case.rev})
    again = road.ask("officer", here, {"note": "请审核", "rev": road.case.rev - 1})
    assert again["id"] == sent["id"], "the same words while they wait send nothing"
    give = f"/reviews/{sent['id']}/opinion"
    for body, fault in (
        ({"kind": "agree", "text": "  "}, "text"),
        ({"kind": "maybe", "text": "x"}, "kind"),
        ({"kind": "agree", "text": "字" * 19_001}, "text"),
    ):
        code, told = status(road, "reviewer", give, body)
        assert code == 422
        assert set(told["fields"]) == {fault}
    agree = {"kind": "agree", "text": "同意处罚"}
    code, told = status(road, "reviewer", give, agree)
    assert (code, {o["code"] for o in told["obstacles"]}) == (409, {"points_open"})
    _answered(road, f"/reviews/{sent['id']}/points")
    good: dict[str, Any] = {"kind": "supplement_evidence", "text": "补充询问笔录"}
    code, told = status(road, "reviewer", give, good)
    assert (code, told["obstacles"][0]["code"]) == (409, "problems_missing")
    hole = {"point": 4, "wrong": "没有询问笔录", "basis": "行政处罚法 第四十条", "todo": "补充询问"}
    good["problems"] = [hole]
    for nothing in (0, 2**70, 999_999):
        assert status(road, "reviewer", f"/reviews/{nothing}/opinion", good)[0] == 404
    assert status(road, "officer", give, good)[0] == 403
    road.ask("reviewer", give, good)
    code, told = status(road, "reviewer", give, good)
    assert code == 409
    assert "already_opined" in {o["code"] for o in told["obstacles"]}
    road.wait()
    _sent_again(road, sent["id"], hole)
    rounds = road.ask("reviewer", here)
    assert [(r["round"], r["kind"]) for r in rounds] == [(1, "supplement_evidence"), (2, "")]
    assert all(r["rules"] == ["L1"] for r in rounds)
