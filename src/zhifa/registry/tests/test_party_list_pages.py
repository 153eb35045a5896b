"""Lists of parties by page and by command: checked, taken, looks written down."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook

from zhifa.agencies.tests import make as people
from zhifa.kernel.models import Entry
from zhifa.registry.models import Party
from zhifa.registry.tests import make
from zhifa.registry.tests.test_party_lists import (
    FIRM,
    FOUR,
    IMPORT,
    changed,
    plain,
    sheet,
    take,
)


def keeper() -> Client:
    client = Client()
    client.force_login(people.holder("library_keeper", people.agency()))
    return client


def send(client: Client, data: bytes, do: str) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile("list.xlsx", data), "do": do})


def test_the_page_checks_then_takes_and_a_look_at_persons_is_written_down() -> None:
    client = keeper()
    checked = send(client, sheet(*FOUR), "check")
    assert "可以导入，还没有写入" in checked.content.decode()
    assert not Party.objects.exists()
    assert not Entry.objects.filter(kind="registry.PartyListChecked").exists()
    took = send(client, sheet(*FOUR), "take")
    assert "新登记 4 个，原来已登记 0 个" in took.content.decode()
    again = send(client, sheet(*FOUR), "check")
    assert "新的 0 个，已登记 4 个" in again.content.decode()
    seen = Entry.objects.get(kind="registry.PartyListChecked")
    assert (seen.payload["rows"], seen.payload["persons"]) == (4, 1)
    bad = send(client, sheet(changed(FIRM, 2, "1")), "take")
    assert bad.status_code == 422
    assert "C2" in bad.content.decode()
    assert send(client, b"PK\x03\x04", "take").status_code == 422


def test_a_large_list_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhifa.registry.views.importing.LARGE", 10)
    monkeypatch.setattr("zhifa.registry.reads.party_list.CHUNK", 2)
    pieces = b"".join(send(keeper(), sheet(*FOUR), "take").streaming_content).decode()
    assert pieces.index("已检查 2 行") < pieces.index("正在写入 4 项") < pieces.index("已导入")
    assert Party.objects.count() == 4


def test_the_sample_can_be_filled_in_and_taken() -> None:
    answer = keeper().get("/library/parties/sample.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    assert heads[:3] == ["类别*", "姓名或者名称*", "统一社会信用代码"]
    assert book.sheetnames[1] == "填表说明"
    page.append(["法人", "示范甲有限公司", make.firm(1)])
    out = io.BytesIO()
    book.save(out)
    assert take(out.getvalue()).registered == 1


def test_the_command_checks_and_takes(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(plain(*FOUR))

    def run(*words: str) -> list[str]:
        out = io.StringIO()
        call_command("parties", *words, stdout=out, stderr=io.StringIO())
        return out.getvalue().splitlines()

    told = json.loads(run("import", str(path), "--dry-run", "--json")[-1])
    assert (told["fresh"], told["dry_run"], Party.objects.count()) == (4, True, 0)
    assert "新的 4 个，已登记 0 个" in run("import", str(path))[-1]
    assert "新的 0 个，已登记 4 个" in run("import", str(path))[-1]
    path.write_bytes(plain(changed(FIRM, 2, "1")))
    with pytest.raises(CommandError, match="一行也没有导入"):
        run("import", str(path))
    with pytest.raises(CommandError, match="读写不了"):
        run("import", str(tmp_path / "none.csv"))
    sample = tmp_path / "sample.xlsx"
    run("sample", str(sample))
    assert load_workbook(sample).sheetnames == ["当事人名单", "填表说明"]
