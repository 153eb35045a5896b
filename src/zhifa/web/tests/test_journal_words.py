"""Whatever stands in the journal has a name that an auditor can read."""

import re

from zhifa.kernel import events
from zhifa.web.wiring import LISTENERS


def test_every_event_has_a_chinese_title() -> None:
    titles = events.titles()
    assert {event.kind() for event in LISTENERS} <= set(titles)
    nameless = [kind for kind, title in titles.items() if not re.search(r"[\u4e00-\u9fff]", title)]
    assert not nameless, 'title: ClassVar[str] = "…" under the docstring of the event'


def test_an_unknown_kind_is_shown_as_it_is_stored() -> None:
    assert events.title_of("gone.Event") == "gone.Event"
    assert events.title_of("kernel.DeliveryRetried") == "重新投递"
