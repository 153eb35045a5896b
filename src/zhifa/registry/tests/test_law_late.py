"""What changes the answers of days gone by says why it is entered only now."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import Amendment, Law, LawVersion
from zhifa.registry.tests import docx, make
from zhifa.registry.tests.texts import AT, BODY, TODAY, head

Load = Callable[..., actions.Imported]
LAWS = "/library/laws/"
NOTE = "（2019年1月1日国务院公布 2026年1月5日国务院修订）"
WHY = "公报上月才寄到"
PAST, COMING = "2026-02-01", "2126-02-01"


def cited() -> None:
    """A matter rests on the law."""
    clauses = [f"《某某管理条例》第{n}条" for n in "二四"]
    make.matter(breach_clauses=clauses[:1], penalty_clauses=clauses[1:])


def revised(tmp_path: Path, *more: str, title: str = head()["title"]) -> Path:
    """A newer version, whose first day somebody has to tell."""
    lines = docx.statute(title, NOTE, ["新的一条。", *more], force="2019年3月1日")
    return docx.docx(tmp_path / "new.docx", lines)


def take(path: Path, force: str, late: str = "") -> actions.Imported:
    told = actions.Told(level="行政法规", in_force_from=date.fromisoformat(force), late=late)
    return actions.import_laws(path=path, by=SYSTEM, at=AT, told=told)


def codes(path: Path, force: str) -> frozenset[str]:
    with pytest.raises(Refused) as refused, transaction.atomic():
        take(path, force)
    assert "某某管理条例" in str(refused.value)
    return refused.value.codes


def test_a_version_that_began_already_says_why_and_when_it_came(load: Load, tmp_path: Path) -> None:
    load((head(), BODY))
    cited()
    path = revised(tmp_path)
    assert codes(path, PAST) == {"laws:backdated"}
    assert LawVersion.objects.count() == 1
    done = take(path, PAST, f" {WHY} ")
    new = LawVersion.objects.latest("pk")
    assert (new.late_reason, new.entered_on) == (WHY, TODAY)
    assert Amendment.objects.get(pk=done.amendments[0]).late_reason == WHY
    client = browser("officer")
    said = f"2026-03-02 补录：{WHY}"
    assert said in text(client, f"{LAWS}{new.law_id}/")
    assert f"补录：{WHY}" in text(client, f"{LAWS}changes/{done.amendments[0]}/")
    with pytest.raises(DatabaseError), transaction.atomic():
        LawVersion.objects.filter(pk=new.pk).update(late_reason="另一个原因")


def test_what_changes_no_answer_that_rests_on_it_asks_nothing(load: Load, tmp_path: Path) -> None:
    load((head(), BODY))
    assert take(revised(tmp_path), PAST).versions == 1, "nothing cites the law"
    first = LawVersion.objects.earliest("pk")
    assert (first.late_reason, first.entered_on) == ("", TODAY), "the library never held it"


def test_a_version_to_come_and_a_text_of_one_known_ask_nothing(tmp_path: Path) -> None:
    make.laws()
    make.matter()
    law = Law.objects.get(short_title="食品安全法")
    known = LawVersion.objects.filter(law=law).latest("in_force_from")
    assert known.entered_on == make.AT.date()
    done = take(revised(tmp_path, title=law.title), COMING)
    assert (done.versions, len(done.amendments)) == (1, 1)
    assert Amendment.objects.get().late_reason == ""


def test_a_text_that_ends_another_law_in_the_past_says_why(load: Load, tmp_path: Path) -> None:
    load((head(), BODY))
    cited()
    ending = "本办法自公布之日起施行，《某某管理条例》同时废止。"
    path = revised(tmp_path, ending, title="某某管理新办法")
    assert codes(path, PAST) == {"laws:backdated"}
    done = take(path, PAST, WHY)
    repeal = Amendment.objects.get(pk=done.amendments[0])
    assert (repeal.way, repeal.late_reason) == ("repeal", WHY)
    assert LawVersion.objects.get(status="已废止").repealed_on == date(2026, 1, 31)


def test_a_repeal_from_a_day_past_says_why(load: Load) -> None:
    load((head(), BODY))
    law, keeper = Law.objects.get(), browser("law_keeper")
    door = f"{LAWS}{law.pk}/repeal/"
    told = {"from_on": "2026-02-01", "reason": "国令第800号"}
    page = keeper.post(door, told)
    assert page.status_code == 409
    assert "没有写明补录原因" in page.content.decode()
    assert reads.version_on(law=law, on=TODAY, viewer=SYSTEM) is not None
    assert keeper.post(door, told | {"late_reason": WHY}).status_code == 302
    assert Amendment.objects.get().late_reason == WHY
    assert reads.version_on(law=law, on=TODAY, viewer=SYSTEM) is None


def test_page_and_command_take_the_reason(load: Load, tmp_path: Path) -> None:
    load((head(), BODY))
    cited()
    path, keeper = revised(tmp_path), browser("law_keeper")

    def post(**told: str) -> str:
        sent = {"file": SimpleUploadedFile("a.docx", path.read_bytes()), "in_force_from": PAST}
        return keeper.post(f"{LAWS}import/", sent | told).content.decode()

    with pytest.raises(CommandError, match="正被引用"):
        call_command("laws", "import", str(path), "--from", PAST, stdout=StringIO())
    assert "正被引用" in post()
    assert "新收 1 篇" in post(late_reason=WHY)
    with pytest.raises(CommandError, match="补录原因"):
        _repeal()
    _repeal("--late-reason", WHY)
    assert set(Amendment.objects.values_list("late_reason", flat=True)) == {WHY}


def _repeal(*more: str) -> None:
    told = ("--from", "2026-06-01", "--reason", "国令第800号", *more)
    call_command("laws", "repeal", "某某管理条例", *told, stdout=StringIO())
