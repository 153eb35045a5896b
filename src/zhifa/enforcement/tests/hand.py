"""A process that takes one step in a case, for tests: the real `perform`.

STOP_AT: module:function of the rooms' own actions; when it has done its part, nothing committed
yet, the file MARK is touched and the process waits to be killed.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import django


def _stopping(done: Callable[..., Any]) -> Callable[..., Any]:
    def stop(*args: Any, **more: Any) -> Any:
        found = done(*args, **more)
        Path(os.environ["MARK"]).touch()
        time.sleep(60)
        return found

    return stop


def main() -> None:
    """Take the step that the environment tells of."""
    django.setup()

    from zhifa.agencies import reads as people  # noqa: PLC0415 - models exist only after set-up
    from zhifa.agencies.models import User  # noqa: PLC0415
    from zhifa.enforcement import actions  # noqa: PLC0415

    told = json.loads(os.environ["STEP"])
    at = datetime.fromisoformat(told["at"])
    if os.environ.get("STOP_AT"):
        place, _, name = os.environ["STOP_AT"].partition(":")
        module = import_module(place)
        setattr(module, name, _stopping(getattr(module, name)))
    by = people.signed(user=User.objects.get(pk=told["by"]), on=at.date())
    actions.perform(case_id=told["case"], move=told["move"], data=told["data"], by=by, at=at)


if __name__ == "__main__":
    main()
