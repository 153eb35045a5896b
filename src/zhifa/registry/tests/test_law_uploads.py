"""A statute uploaded on its page: what it touches, what it says of other laws, what is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions
from zhifa.registry.models import Amendment, Law, LawVersion
from zhifa.registry.tests import docx
from zhifa.registry.tests.texts import AT, BODY, head

Load = Callable[..., actions.Imported]
LAWS = "/library/laws/"


def upload(name: str, data: bytes, **told: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, data), **told}


def test_the_keeper_of_laws_uploads_and_sees_what_it_touches(load: Load, tmp_path: Path) -> None:
    load((head(), BODY))
    note = "（2026年1月5日国务院公布）"
    path = docx.docx(tmp_path / "a.docx", docx.statute(head()["title"], note, ["新的一条。"]))
    keeper = browser("law_keeper")
    done = keeper.post(f"{LAWS}import/", upload("a.docx", path.read_bytes()))
    assert done.status_code == 200
    amendment = Amendment.objects.get()
    assert f"{LAWS}changes/{amendment.pk}/" in done.content.decode()
    assert "接在 2019-03-01 起施行的一版 之后" in done.content.decode()
    again = keeper.post(f"{LAWS}import/", upload("a.docx", path.read_bytes()))
    assert "1 篇没有变化" in again.content.decode()


def test_a_bad_upload_is_refused_with_its_reason() -> None:
    keeper = browser("law_keeper")
    bad = keeper.post(f"{LAWS}import/", upload("../../a.docx", b"no zip"))
    assert bad.status_code == 409
    assert "不完整" in bad.content.decode()
    assert keeper.post(f"{LAWS}import/", {}).status_code == 422
    assert not LawVersion.objects.exists()
    assert browser("officer").get(f"{LAWS}import/").status_code == 404


def test_a_head_that_is_written_wrongly_is_told_by_its_line() -> None:
    facts = ["id: 示-1", "title: 中华人民共和国示范品条例", "level: 行政法规"]
    whole = "\n".join(["---", *facts, "{}effective: 2026-01-05", "---", ""])
    words = [
        "# 示范品条例",
        "第一条　为了示范，制定本条例。",
        "第二条　本条例自2026年1月5日起施行。",
    ]
    body = "\n\n".join(words)
    keeper = browser("law_keeper")
    bad = whole.format('domains: ["市场监管"\n') + body
    told = keeper.post(f"{LAWS}import/", upload("a.md", bad.encode()))
    assert told.status_code == 409
    assert "文件头第 5 行" in told.content.decode()
    good = keeper.post(f"{LAWS}import/", upload("a.md", (whole.format("") + body).encode()))
    assert good.status_code == 200
    law = Law.objects.get()
    assert (law.title, law.level) == ("中华人民共和国示范品条例", "行政法规")
    assert LawVersion.objects.get().in_force_from == date(2026, 1, 5)


def test_an_upload_tells_which_laws_it_ends(load: Load, tmp_path: Path) -> None:
    load((head(), BODY))
    note, ends = "（2026年1月5日国务院公布）", "《某某管理条例》、《不知道的办法》同时废止。"
    title = "中华人民共和国新某某条例"
    path = docx.docx(tmp_path / "a.docx", docx.statute(title, note, ["新的一条。", ends]))
    done = browser("law_keeper").post(f"{LAWS}import/", upload("a.docx", path.read_bytes()))
    page, old = done.content.decode(), Law.objects.get(title=head()["title"])
    assert f'href="{LAWS}{old.pk}/">《{old.title}》</a>' in page
    assert "《不知道的办法》<span" in page
    assert "库里没有这部法" in page
    assert "依据 《新某某条例》第二条" in page
    assert "没有说废止别的法律" not in page


def test_a_level_is_one_of_those_there_are(tmp_path: Path) -> None:
    note, keeper = "（2026年1月5日公布）", browser("law_keeper")
    path = docx.docx(tmp_path / "a.docx", docx.statute("示范品管理办法", note, ["新的一条。"]))
    form = text(keeper, f"{LAWS}import/")
    assert '<option value="部门规章">' in form
    data = path.read_bytes()
    odd = keeper.post(f"{LAWS}import/", upload("a.docx", data, level="省长信箱"))
    assert odd.status_code == 422
    told = actions.Told(level="省长信箱")
    with pytest.raises(Refused) as refused:
        actions.import_laws(path=path, by=SYSTEM, at=AT, told=told)
    assert "laws:level_unknown" in refused.value.codes
    assert (
        keeper.post(f"{LAWS}import/", upload("a.docx", data, level="部门规章")).status_code == 200
    )
    assert Law.objects.get().level == "部门规章"
