"""An inquiry rests, goes on, or ends: asked for by the officers, answered by the head."""

from collections.abc import Mapping
from typing import Any

from zhifa.web.demo.road import Road


def suspend(road: Road) -> None:
    """Let the inquiry rest."""
    road.workday()
    rest(road, "other_case", "须以另案的裁判结果为依据，另案尚未审结。")


def rest(road: Road, ground: str, reason: str) -> None:
    """Have a rest of the inquiry approved, as the officers ask."""
    road.do("officer", "propose_suspension", {"ground": ground, "reason": reason})
    road.do("agency_head", "suspend", {"opinion": "同意中止。"})


def resume(road: Road) -> None:
    """Take the inquiry up again."""
    road.wait(days=20)
    road.workday()
    road.do("agency_head", "resume", {"reason": "另案已经审结。"})


def terminate(road: Road) -> None:
    """End the inquiry for good."""
    road.workday()
    end(road, {"close_reason": "withdrawn", "reason": "立案依据消失，予以销案。"})


def end(road: Road, told: Mapping[str, Any]) -> None:
    """Have the end of an inquiry approved, as the officers ask."""
    road.do("officer", "propose_termination", told)
    road.do("agency_head", "terminate", {"opinion": "同意终止。"})
