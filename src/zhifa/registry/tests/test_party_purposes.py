"""What a party's file shows: by purpose, and everything that is told of the party."""

from typing import Any

import pytest

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Party
from zhifa.registry.rules.grounds import GROUNDS, NEEDS, OF_CASES
from zhifa.registry.tests import make

SECRETS = {
    "identity": make.citizen(),
    "guardian": "示范母亲",
    "address": "示范区示范路 12345 号",
    "phone": "13800001234",
    "bank_account": "6222020200112233446",
}


@pytest.fixture
def party(db: None) -> Party:  # noqa: ARG001 - opens the database
    return make.register("natural_person", "示范某", SECRETS)


@pytest.mark.usefixtures("own_case")
@pytest.mark.parametrize("ground", sorted(GROUNDS))
def test_a_look_shows_what_its_purpose_needs_and_nothing_else(ground: str, party: Party) -> None:
    client = browser("officer" if ground in OF_CASES else "library_keeper")
    hidden = text(client, f"/library/parties/{party.pk}/")
    assert not [name for name, secret in SECRETS.items() if secret in hidden]
    answer = client.post(
        f"/library/parties/{party.pk}/reveal/", {"ground": ground, "reason": "某案办理"}
    )
    page = answer.content.decode()
    assert {name for name, secret in SECRETS.items() if secret in page} == set(NEEDS[ground])
    [look] = reads.looks_at(party=party, viewer=SYSTEM)
    assert look.ground == GROUNDS[ground]


def test_without_a_case_nothing_is_seen_and_the_library_is_its_keepers(party: Party) -> None:
    """An officer is not enough: some duty must need the data (个人信息保护法 第三十四条)."""
    address, told = f"/library/parties/{party.pk}/reveal/", {"reason": "某案办理"}
    for ground in sorted(GROUNDS):
        answer = browser("officer").post(address, {"ground": ground, **told})
        assert answer.status_code == 409
        assert not [name for name, secret in SECRETS.items() if secret in answer.content.decode()]
        keeper = browser("library_keeper").post(address, {"ground": ground, **told})
        assert keeper.status_code == (409 if ground in OF_CASES else 200)
    assert reads.looks_at(party=party, viewer=SYSTEM)


def test_only_grounds_that_one_may_use_are_offered(party: Party) -> None:
    address = f"/library/parties/{party.pk}/"
    mine, keepers = (text(browser(who), address) for who in ("officer", "library_keeper"))
    for code in GROUNDS:
        option = f'value="{code}"'
        assert (option in mine) == (code in OF_CASES)
        assert option in keepers


def test_a_list_of_persons_shows_no_digits(party: Party) -> None:
    page = text(browser("officer"), "/library/parties/?q=示范")
    assert "居民身份证" in page
    assert party.identity[-4:] not in page


def test_every_ground_says_what_it_needs() -> None:
    assert set(NEEDS) == set(GROUNDS)
    assert {name for needs in NEEDS.values() for name in needs} == set(SECRETS)
    assert "bank_account" not in {*NEEDS["case"], *NEEDS["service"], *NEEDS["complaint"]}


@pytest.mark.parametrize(
    ("kind", "told", "word"),
    [
        ("licence", {"number": "证1"}, "至 长期"),
        ("inspection", {"detail": "未发现问题"}, "未发现问题"),
        ("promise", {"detail": "按期整改"}, "信用承诺"),
        ("repair", {"number": "修1"}, "信用修复"),
    ],
)
def test_the_file_holds_what_other_systems_tell(kind: str, told: dict[str, Any], word: str) -> None:
    party = make.company()
    facts = {"title": "某一件", "body": "某局", "from_on": make.DAY, "source": "台账", **told}
    actions.add_record(party=party, facts={"kind": kind, **facts}, by=SYSTEM, at=make.AT)
    page = text(browser("officer"), f"/library/parties/{party.pk}/")
    assert "某一件" in page
    assert word in page
    assert ("至 长期" in page) is (kind != "inspection")
