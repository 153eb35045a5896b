"""Everything the machinery does by itself is called by a name that people understand."""

import pytest

from zhifa.kernel.labels import IDENTIFIERS, called
from zhifa.web.wiring import DEEDS, LISTENERS, WATCHES, deed_names

pytestmark = pytest.mark.once


def test_every_listener_and_watch_has_words() -> None:
    wired = {deed for deeds in LISTENERS.values() for deed in deeds} | set(WATCHES)
    assert {d.__name__ for d in wired} <= {d.__name__ for d in DEEDS}
    one = "zhifa.records.listeners.keep_pdf"
    assert deed_names([one])[one] == "保存文书的版式文件"


def test_keys_of_the_journal_are_called_by_what_they_are() -> None:
    known = {"user:7": "卫安宁", "agency:3": "示范区司法局"}
    assert called("user:7", known) == "人员 卫安宁"
    assert called("person:7", {"person:7": "卫安宁"}) == "人员 卫安宁"
    assert called("agency:3", known) == "机关 示范区司法局"
    assert called("system", {}) == "系统"
    assert called("library:laws", {}) == "法律库"
    assert called("01M8ER61M9CGGRM8DY9F8VBWHG", {}).startswith("案卷 ")
    assert IDENTIFIERS["case_id"] == "案件"
