"""What entries of the journal that name nothing say: by the rows that they sealed."""

from collections.abc import Callable

import pytest

from zhifa.agencies.tests import make as people
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.actions.lists import record_parts
from zhifa.registry.models import Matter
from zhifa.registry.rules.changes import TELLERS, Names
from zhifa.registry.tests import make
from zhifa.registry.tests.test_changes import PAGE, imported, matter, text, told
from zhifa.registry.tests.texts import BODY, head

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _law(load: Callable[..., actions.Imported]) -> None:
    """A law that the matters may cite."""
    load((head(), BODY))


def as_of_old(monkeypatch: pytest.MonkeyPatch, *absent: str) -> None:
    """Entries are written as before these fields were known."""
    whole = journal._plain
    monkeypatch.setattr(
        journal, "_plain", lambda e: {k: v for k, v in whole(e).items() if k not in absent}
    )


def test_an_entry_of_old_is_named_by_the_rows_that_it_sealed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, codes = people.agency(), [f"T{n:02d}" for n in range(7)]
    for code in codes:
        matter(code)
    as_of_old(monkeypatch, "put_on", "on", "taken_off", "off")
    imported(made, "T00", "T01")
    assert told("lists")[0] == (made.name, "清单增减 2 项：列入“事项T00”、“事项T01”")
    imported(made, "T02", gone=("T01",), days=1)
    both = "清单增减 2 项：列入“事项T02”；“事项T01”列至 2027-01-01"
    assert told("lists")[0] == (made.name, both)
    assert told("lists")[1][1] == "清单增减 2 项：列入“事项T00”、“事项T01”", "as it was then"
    imported(made, *codes[1:], days=2)
    assert told("lists")[0][1].startswith("清单增减 4 项：列入“事项T03”")
    assert both in text(f"{PAGE}?library=lists")


def test_an_entry_of_old_without_rows_tells_how_many() -> None:
    tell, old = TELLERS["registry.MattersImported"][1], {"matters": 0, "listed": 3, "body": 7}
    assert tell(old, Names(bodies={7: "某局"})) == ("某局", "清单增减 3 项")


def test_matters_of_a_file_are_named() -> None:
    matter("T01")
    version = Matter.objects.get(code="T01")
    record_parts(matters=[version], subject="library:matters", digest="d", by=SYSTEM, at=make.AT)
    assert told("matters")[0] == ("执法事项库", "施行或者停止 1 项：“事项T01”")


def test_a_load_of_laws_of_old_says_that_no_name_was_kept(
    load: Callable[..., actions.Imported], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_of_old(monkeypatch, "titles")
    load((head(id="L-9", title="中华人民共和国第九条例"), BODY))
    assert told("laws")[0][1].startswith("收入 1 部、4 条（当时没有记下名称）")
