"""A small demo district is lawful: every case replays, every chain and sealed row holds."""

import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests import make
from tests.journeys.demo_life import (
    old_files_were_appraised,
    the_archive_office_has_answered,
    the_registers_have_a_life,
)
from zhifa.agencies.models import (
    Agency,
    Certificate,
    ClientGrant,
    ClientRegistration,
    Post,
    User,
    state_of,
)
from zhifa.agencies.reads import signed
from zhifa.disclosure.models import Publication
from zhifa.enforcement.models import Case, Decision
from zhifa.enforcement.rules.procedure import codes, load
from zhifa.kernel.models import Delivery
from zhifa.kernel.nicknames import FILES
from zhifa.records.models import PartySignature
from zhifa.registry.models import Party, PowerItem
from zhifa.registry.reads import keepers_bodies
from zhifa.review.models import Submission
from zhifa.supervision.models import Alert, MajorFiling
from zhifa.web.demo.build import build
from zhifa.web.demo.named import NAMED, UNNAMED
from zhifa.web.demo.ways import WAYS

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=make.BEIJING)
CASES = len(NAMED) + UNNAMED + len(WAYS)


def run(*words: str) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command(*words, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def stages(procedure: str) -> set[str]:
    return set(Case.objects.filter(procedure=procedure).values_list("stage", flat=True))


def bodies_and_people() -> None:
    assert Agency.objects.count() == 9
    natures = set(Agency.objects.values_list("nature", flat=True))
    assert natures == {"organ", "authorised", "delegated", "town", "office"}
    assert User.objects.filter(is_client=False).count() == 130
    assert Post.objects.filter(user__is_client=False).count() == 138  # one keeps eight lists
    assert set(Certificate.objects.values_list("kind", flat=True)) == {"enforcement", "delegated"}
    assert set(Party.objects.values_list("kind", flat=True)) == set(Party.Kind.values)


def a_case_at_every_stage() -> None:
    assert Case.objects.count() == CASES
    for code in codes():
        assert stages(code) == set(load(code).stages), code
    bodies = set(Case.objects.values_list("agency__nature", flat=True))
    assert bodies == {"organ", "authorised", "delegated", "town"}
    states = set(Publication.objects.values_list("state", flat=True))
    assert states == {"waiting", "published", "withheld", "leaving", "withdrawn"}
    alerts = Alert.objects.all()
    assert alerts.filter(closed_at=None, answered_at=None).exists()
    assert alerts.exclude(closed_at=None).exists()
    assert not Delivery.objects.filter(done_at=None).exists()


def the_named_ones(folder: Path) -> None:
    named = json.loads((folder / "named.json").read_text(encoding="utf-8"))
    held = {name: Case.objects.get(pk=pk) for name, pk in named.items()}
    assert list(held) == ["K1", "K2", "K3", "K4", "K5", "K7"]
    assert held["K1"].stage == held["K2"].stage == "archived"
    assert held["K1"].marks == []
    assert (str(held["K2"].filed_on), str(held["K2"].decided_on)) == ("2024-09-09", "2024-12-11")
    assert held["K2"].marks == ["late_decide"]
    assert held["K3"].acts.filter(move="hold_hearing").exists()
    assert held["K4"].stage == "investigating"
    assert held["K5"].marks == ["crime"]
    assert "annulled" in held["K7"].marks
    assert Publication.objects.get(decision__case=held["K7"]).state == "leaving"


def a_major_penalty_is_reported_and_an_annulled_one_made_anew(named: Case) -> None:
    filings = MajorFiling.objects
    assert filings.get(case=named).state in {"sent", "received", "returned"}
    assert set(filings.values_list("state", flat=True)) >= {"due", "sent", "returned", "received"}
    again = Case.objects.get(redo_of__isnull=False)
    decision = Decision.objects.get(case=again)
    assert "annulled" in again.redo_of.marks if again.redo_of else False
    assert "L13" in decision.review_rules
    assert Submission.objects.get(case=again).kind == "agree"


def one_was_changed_on_review() -> None:
    changed = Decision.objects.get(changed_on__isnull=False)
    assert changed.fine == Decimal(9800)
    assert changed.fine_now == Decimal(6000)
    assert changed.case.acts.filter(move="record_payment").exists()


def everything_holds() -> None:
    replayed = run("replay", "--all")
    assert len(replayed) == CASES
    assert [line for line in replayed if line["ok"] is not True] == []
    assert [line["ok"] for line in run("verify")] == [True]


def a_delegated_body_acts_in_its_principals_name() -> None:
    made = Decision.objects.filter(case__agency__code="JZ").select_related("document", "case")
    decision = made.first()
    assert decision is not None
    assert re.match("示交(罚|不罚|当罚)〔", decision.number)
    assert decision.document.content["agency"] == "示范区交通运输局"
    assert decision.case.agency.name == "示范区交通运输综合行政执法大队"
    shown = Publication.objects.get(decision=decision)
    assert shown.fields["作出决定的机关"] == "示范区交通运输局"


def systems_come_in_by_two_people() -> None:
    states = {client.name: state_of(client) for client in User.objects.filter(is_client=True)}
    assert sorted(states.values()) == ["waiting", "works"]
    for asked in ClientRegistration.objects.exclude(agreed=None):
        assert asked.decided_by != asked.asked_by
    assert ClientGrant.objects.count() == 2


def no_case_is_of_a_party_the_matter_is_not_for() -> None:
    cases = Case.objects.exclude(matter=None).exclude(party=None).select_related("matter", "party")
    wrong = [
        (case.number, case.matter.code, case.party.kind)
        for case in cases
        if case.matter and case.party and case.matter.object_kinds
        if case.party.kind not in case.matter.object_kinds
    ]
    assert wrong == []


def one_account_keeps_every_bodys_list(folder: Path, on: date) -> None:
    """The sign-in page says who, and what for; the keeper may take in any body's list."""
    accounts = json.loads((folder / "accounts.json").read_text("utf-8"))
    (row,) = [one for one in accounts if one["role"] == "基础库管理员"]
    assert "权责清单" in row["duty"]
    keeper = signed(user=User.objects.get(username=row["username"]), on=on)
    kept = {body.pk for body in keepers_bodies(viewer=keeper)}
    assert kept >= set(PowerItem.objects.values_list("agency_id", flat=True))


def some_sign_on_glass(folder: Path) -> None:
    hands = PartySignature.objects.select_related("document").filter(way="glass")
    assert hands.count() >= 4
    named = json.loads((folder / FILES["dossier"]).read_text(encoding="utf-8"))
    mine = hands.filter(document__dossier=named["K1"])
    assert {row.document.template for row in mine} == {"W09", "W15"}
    assert all(row.words == row.document.sha256 for row in hands)


def names_work_in_commands() -> None:
    (line,) = run("replay", "K2")
    assert line["ok"] is True
    assert line["case"] == Case.objects.get(decided_on="2024-12-11").number
    assert [line["ok"] for line in run("verify", "--subject", "K1")] == [True]
    with pytest.raises(SystemExit):
        run("verify", "--subject", "K6")


@pytest.mark.slow
def test_a_small_district(settings: Settings, tmp_path: Path) -> None:
    settings.VAR, settings.FILES, settings.DEMO = tmp_path, tmp_path / "files", True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    said: list[str] = []
    build(now=NOW, cases=CASES, parties=60, texts=False, say=said.append)
    bodies_and_people()
    the_registers_have_a_life(NOW.date())
    a_case_at_every_stage()
    the_named_ones(tmp_path / "demo")
    the_archive_office_has_answered(tmp_path / "demo/packages")
    old_files_were_appraised()
    a_delegated_body_acts_in_its_principals_name()
    a_major_penalty_is_reported_and_an_annulled_one_made_anew(
        Case.objects.get(pk=json.loads((tmp_path / "demo/named.json").read_text("utf-8"))["K3"])
    )
    one_was_changed_on_review()
    systems_come_in_by_two_people()
    no_case_is_of_a_party_the_matter_is_not_for()
    one_account_keeps_every_bodys_list(tmp_path / "demo", NOW.date())
    everything_holds()
    some_sign_on_glass(tmp_path / "demo")
    names_work_in_commands()
    assert [line[:2] for line in said if line[0] == "K"] == list(NAMED)
    assert [line for line in said if line.isascii()] == []


def test_the_demo_never_empties_what_is_not_its_own(tmp_path: Path) -> None:
    database = tmp_path / "precious.sqlite3"
    with closing(sqlite3.connect(database)) as file:
        file.execute("create table precious (word text)")
        file.commit()
    told = {"ZHIFA_VAR": str(tmp_path), "ZHIFA_DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "zhifa.web.console", "demo", "--fresh", "--no-serve"]
    ended = subprocess.run(
        command, env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "不会动它" in ended.stderr
    with closing(sqlite3.connect(database)) as file:
        assert file.execute("select name from sqlite_master").fetchall() == [("precious",)]
