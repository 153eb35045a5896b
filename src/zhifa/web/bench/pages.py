"""How long pages take, asked as people ask them: signed in, through every middleware."""

from collections.abc import Mapping, Sequence
from random import Random
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.backends import ModelBackend
from django.db import connection
from django.test import Client

from zhifa.web.demo.crowd import TRADES

BACKEND = "django.contrib.auth.backends.ModelBackend"
Addresses = Sequence[str]


def one(sql: str, *values: str | int) -> list[Any]:
    """The first column of what a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def browser(username: str) -> Client:
    """A browser in which this person has signed in."""
    (pk,) = one("SELECT id FROM agencies_user WHERE username = %s", username)
    user = ModelBackend().get_user(pk)
    if user is None:
        raise LookupError(username)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, BACKEND)
    return client


def _case_pages(agency: int, stage: str, chance: Random) -> Addresses:
    sql = (
        "SELECT id FROM enforcement_case WHERE agency_id = %s AND stage = %s ORDER BY id LIMIT 500"
    )
    found = one(sql, agency, stage)
    return [f"/cases/{pk}/" for pk in chance.sample(found, min(50, len(found)))]


def _panels(under: str, column: str, agency: int, chance: Random) -> Addresses:
    sql = f"SELECT {column} FROM enforcement_case WHERE agency_id = %s AND stage = 'archived'"  # noqa: S608 - two columns of ours
    found = one(f"{sql} ORDER BY id LIMIT 500", agency)
    return [f"/{under}/{pk}/panel/" for pk in chance.sample(found, min(50, len(found)))]


def _ledger(*queries: dict[str, str]) -> Addresses:
    return [f"/cases/?{urlencode(q)}" for q in queries]


def _numbers(agency: int, chance: Random) -> list[str]:
    sql = (
        "SELECT number FROM enforcement_case WHERE agency_id = %s AND stage = 'archived' LIMIT 200"
    )
    found = one(sql, agency)
    return chance.sample(found, min(40, len(found)))


def _firms(agency: int, chance: Random) -> list[str]:
    sql = (
        "SELECT name FROM registry_party WHERE id IN (SELECT party_id FROM enforcement_case "
        "WHERE agency_id = %s AND stage = 'investigating' ORDER BY id LIMIT 300)"
    )
    found = one(sql, agency)
    return chance.sample(found, min(40, len(found)))


def _deep(agency: int) -> Addresses:
    """Pages from a quarter to three quarters down the ledger."""
    where = "FROM enforcement_case WHERE agency_id = %s"
    (count,) = one(f"SELECT COUNT(*) {where}", agency)
    key = "CAST(nearest_on AS text) || '_' || id"
    order = f"SELECT {key} {where} ORDER BY nearest_on, id LIMIT 1 OFFSET %s"
    keys = [one(order, agency, count * n // 20)[0] for n in range(5, 15)]
    return _ledger(*({"after": after} for after in keys))


def plan(agency: int, chance: Random) -> dict[str, tuple[str, Addresses]]:
    """What is asked: page → who asks, and the addresses taken in turn."""
    numbers = _numbers(agency, chance)
    firms = [{"search": name[2:]} for name in _firms(agency, chance)]
    stages = [{"stage": s} for s in ("clue", "filing", "investigating", "not_filed", "archived")]
    return {
        "案件台账": ("sj01", ["/cases/"]),
        "台账 深页": ("sj01", _deep(agency)),
        "台账 按环节": ("sj01", _ledger(*stages)),
        "台账 已超期": ("sj01", _ledger({"due": "late"}, {"due": "3"}, {"due": "14"})),
        "台账 我承办的": ("sj01", _ledger({"mine": "1"}, {"mine": "1", "due": "late"})),
        "台账 我承办的、按环节": ("sj01", _ledger(*({"mine": "1", **s} for s in stages))),
        "台账 搜案号": ("sj01", _ledger(*({"search": n} for n in numbers))),
        "台账 搜案号开头": ("sj01", _ledger(*({"search": n[:-1]} for n in numbers))),
        "台账 搜当事人": ("sj01", _ledger(*firms)),
        "台账 搜常见字": ("sj01", _ledger(*({"search": t} for t in TRADES))),
        "台账 搜索并按环节": (
            "sj01", _ledger(*({"search": f"{t}有限公司", "stage": "investigating"} for t in TRADES))
        ),
        "案件页 已归档": ("sj01", _case_pages(agency, "archived", chance)),
        "案件页 调查中": ("sj01", _case_pages(agency, "investigating", chance)),
        "案件页 案卷一栏": ("sj01", _panels("dossiers", "dossier_id", agency, chance)),
        "案件页 法审一栏": ("sj01", _panels("reviews/cases", "id", agency, chance)),
        "案件页 承办机构负责人": ("sj08", _case_pages(agency, "filing", chance)),
        "案件页 机关负责人": ("sj09", _case_pages(agency, "noticed", chance)),
        "工作台 执法人员": ("sj01", ["/desk/"]),
        "工作台 承办机构负责人": ("sj08", ["/desk/"]),
        "工作台 机关负责人": ("sj09", ["/desk/"]),
        "导出表格": ("sj01", ["/cases/export/?stage=investigating&due=14"]),
    }  # fmt: skip


class Asking:
    """Asks for every page of a plan, each time at the next of its addresses."""

    def __init__(self, plan: Mapping[str, tuple[str, Addresses]]) -> None:
        self._plan = plan
        self._clients = {who: browser(who) for who in {who for who, _ in plan.values()}}
        self._turn = 0

    def ask(self, times: int) -> dict[str, list[float]]:
        """Seconds that each page took, `times` each."""
        found: dict[str, list[float]] = {page: [] for page in self._plan}
        for _ in range(times):
            for page, (who, addresses) in self._plan.items():
                address = addresses[self._turn % len(addresses)]
                found[page].append(_timed(self._clients[who], address))
            self._turn += 1
        return found


class Round(Asking):
    """The ledger, the pages of cases and the desks."""

    def __init__(self) -> None:
        (agency,) = one("SELECT id FROM agencies_agency WHERE code = 'SJ'")
        super().__init__(plan(agency, Random(agency)))  # noqa: S311 - the same every time


def _timed(client: Client, address: str) -> float:
    begun = perf_counter()
    answer = client.get(address)
    taken = perf_counter() - begun
    if answer.status_code != 200:  # noqa: PLR2004 - a page
        raise LookupError(f"{address}: {answer.status_code}")
    return taken
