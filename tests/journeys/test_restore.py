"""An exported case comes back in an empty or a running house, byte for byte."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from tests import make
from zhifa.agencies.models import Agency, User
from zhifa.agencies.reads import signed
from zhifa.enforcement.models import Act, Case, CaseWords
from zhifa.kernel import numbering
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Delivery, Entry, Series
from zhifa.kernel.verify import verify
from zhifa.records import exporting
from zhifa.records import watches as seals
from zhifa.records.models import Document, Dossier, PartySignature
from zhifa.records.reads.files import path_of
from zhifa.records.signing.local import Local
from zhifa.records.tests import hands
from zhifa.records.tests import make as papers
from zhifa.records.verifier import verify as proven
from zhifa.registry.models import Party

SAME = "与原包逐字节一致"


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Where the export of this module waits, once it is made."""
    return [tmp_path_factory.mktemp("exported") / "out"]


@pytest.fixture
def exported(settings: Settings, tmp_path: Path, parcel: list[Path]) -> Path:
    """An archived case, exported by a house that is gone since: the database is empty again."""
    settings.FILES = tmp_path / "first"
    with transaction.atomic():
        if not parcel[0].exists():
            _numbers_from_one()  # whatever was counted before this module
            _walked(parcel[0])
        transaction.set_rollback(True)
    settings.FILES = tmp_path / "second"
    _numbers_from_one()
    copy = tmp_path / "copy"
    shutil.copytree(parcel[0], copy)
    return copy


def _numbers_from_one() -> None:
    """PostgreSQL goes on counting after what was rolled back; another house begins anew."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _walked(out: Path) -> None:
    road = make.road()
    road.walk_to("investigated")
    record = Document.objects.filter(template__in=["W09", "W15"]).earliest("made_at")
    hands.sign(record, signed(user=road.crew.officers[0], on=road.today), road.now)
    for _, step in road.STEPS[[name for name, _ in road.STEPS].index("investigated") + 1 :]:
        getattr(road, step)()
    seals.seal_papers(now=road.now)
    seals.preserve_papers(now=road.now)
    told: dict[str, Any] = {"purpose": "演练", "by": SYSTEM, "at": road.now}
    exporting.export(dossier_id=road.case.dossier_id, out=out, **told)


def restore(folder: Path, *more: str) -> None:
    call_command("dossier", "restore", str(folder), *more)


def test_a_case_comes_back_whole(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not Dossier.objects.exists()
    restore(exported)
    assert SAME in capsys.readouterr().out
    assert [str(fault) for fault in verify()] == []
    case, told = Case.objects.get(), json.loads((exported / "manifest.json").read_text())
    assert (case.dossier_id, case.stage) == (told["dossier"], "archived")
    assert Party.objects.get().name in str(Document.objects.get(template="W44").fields)
    assert Party.objects.get().phone
    assert Act.objects.exclude(personal="").exists()
    assert CaseWords.objects.filter(case=case).exists()
    (hand,) = PartySignature.objects.all()
    assert path_of(str(hand.sheet_id)).is_file()
    assert not Delivery.objects.filter(subject=case.dossier_id).exists()
    entry = Entry.objects.get(kind="records.DossierRestored")
    assert entry.payload["entries"] == told["chain"]["seq"]
    call_command("dossier", "compare", str(exported))


def test_nobody_can_sign_in_with_an_account_that_an_export_named(exported: Path) -> None:
    restore(exported)
    assert User.objects.exists()
    assert not [u for u in User.objects.all() if u.is_active or u.has_usable_password() or u.phone]


def test_numbers_are_not_given_twice(exported: Path) -> None:
    restore(exported)
    case, home = Case.objects.get(), Agency.objects.get()
    run = Series.objects.get(key__startswith=f"case:{home.pk}")
    assert case.number.endswith(f"{run.last:05d}")
    number = numbering.take(series=run.key, holder="x", by=SYSTEM, at=make.AT)
    assert number.value == run.last + 1
    assert [str(fault) for fault in verify()] == []


def test_the_house_goes_on_and_exports_it_again(exported: Path, tmp_path: Path) -> None:
    restore(exported)
    dossier = Dossier.objects.get()
    papers.document(papers.dossier(dossier.agency, number="2"))
    again = tmp_path / "again"
    exporting.export(dossier_id=dossier.pk, out=again, purpose="x", by=SYSTEM, at=make.AT)
    assert list(proven(again)) == []
    for name in ("journal.jsonl", "rows.jsonl"):
        before = (exported / name).read_text().splitlines()
        after = (again / name).read_text().splitlines()
        assert set(before) <= set(after), name
        assert len(after) == len(before) + 1, name
    for path in sorted(exported.glob("*/*")):
        if path.parent.name in {"papers", "words", "volumes", "recordings", "files"}:
            file = path.relative_to(exported)
            assert (again / file).read_bytes() == path.read_bytes(), file
    call_command("dossier", "compare", str(exported))


def edited(name: str, change: Callable[[str], str]) -> Callable[[Path, Settings], list[str]]:
    def tamper(root: Path, _settings: Settings) -> list[str]:
        path = min(root.glob(name))
        path.write_text(change(path.read_text()))
        return []

    return tamper


def keys(**more: object) -> Callable[[Path, Settings], list[str]]:
    def change(_root: Path, settings: Settings) -> list[str]:
        for name, value in more.items():
            setattr(settings, name, value)
        return []

    return change


def stranger(root: Path, _settings: Settings) -> list[str]:
    place = root.parent / "wrong.crt"
    keys = Local(root.parent / "stranger", {"passphrase": "x", "timeout": "1"})
    place.write_bytes(keys.roots()[0])
    return ["--root", str(place)]


def other(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


UNSOUND = "核验没有通过"
REFUSED: dict[str, tuple[Callable[[Path, Settings], list[str]], str]] = {
    "a word changed": (edited("words/*", other("示范", "模范")), UNSOUND),
    "an encrypted word changed": (edited("held.jsonl", other("dev:", "dev:A")), UNSOUND),
    "a person changed": (edited("basis.jsonl", other("示范", "模范")), UNSOUND),
    "another format": (edited("manifest.json", other("dossier/2", "dossier/1")), UNSOUND),
    "another root": (stranger, UNSOUND),
    "no key of that name": (keys(FIELD_KEYS={"k9": b"9" * 32}), "缺密钥 dev"),
    "another key of that name": (keys(FIELD_KEYS={"dev": b"9" * 32}), "没有打开个人信息的密钥"),
    "another look-up key": (keys(LOOKUP_KEY=b"another"), "检索密钥不同"),
}


def test_what_is_not_sound_or_not_ours_is_refused_and_leaves_nothing(
    exported: Path, tmp_path: Path, settings: Settings
) -> None:
    missed = {}
    known = {name: getattr(settings, name) for name in ("FIELD_KEYS", "LOOKUP_KEY")}
    for number, (what, (change, wanted)) in enumerate(REFUSED.items()):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(exported, copy)
        more = change(copy, settings)
        with pytest.raises(CommandError) as caught, transaction.atomic():
            restore(copy, *more)
        if wanted not in str(caught.value):
            missed[what] = str(caught.value)
        for name, value in known.items():
            setattr(settings, name, value)
    assert not missed
    assert not Entry.objects.exists()
    assert not Dossier.objects.exists()


def test_what_is_here_is_not_overwritten(exported: Path) -> None:
    restore(exported)
    before = Entry.objects.count()
    with pytest.raises(CommandError, match="已经有这个案卷"):
        restore(exported)
    assert Entry.objects.count() == before


def test_a_running_house_takes_it_in_and_keeps_what_it_stands_on(exported: Path) -> None:
    home = make.agency()
    make.libraries(home)
    Agency.objects.filter(pk=home.pk).update(phone="0812-1111111")
    restore(exported)
    home.refresh_from_db()
    assert home.phone == "0812-1111111"
    assert Case.objects.get().agency == home
    assert not [f for f in verify() if f.table != "agencies_agency"]


def test_a_house_with_another_body_under_that_key_refuses(exported: Path) -> None:
    rows = [json.loads(line) for line in (exported / "basis.jsonl").read_text().splitlines()]
    told = next(r["values"] for r in rows if r.get("key", "").startswith("agencies.agency:"))
    other = {"code": "CG", "name": "另一机关", "credit_code": "11510403000000002J"}
    Agency.objects.create(**{**told, **other})
    with pytest.raises(CommandError, match="属于别的数据"):
        restore(exported)
    assert not Dossier.objects.exists()


def test_every_table_made_from_a_dossier_is_carried_with_it() -> None:
    own = {"records", "enforcement", "review", "disclosure", "supervision"}
    silent = {
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in own
        and not (hasattr(model, "sealed") or hasattr(model, "follows"))
    }
    assert silent == {
        "records.transferitem",  # a package's, not the dossier's
        "records.upload",  # what came of it is a recording, and carried
        "records.seconddigest",  # follows from the bytes, and stands in the journal
    }
