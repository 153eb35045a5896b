"""A text that was read in another encoding than its own is known for what it is."""

import pytest

from zhifa.kernel.encodings import garbled

SAID = "对未取得食品经营许可从事经营的处罚"


@pytest.mark.parametrize("said", [SAID, SAID[:-1], SAID[:5], "张三的小卖部", SAID * 10])
def test_chinese_read_in_another_encoding_is_found(said: str) -> None:
    assert garbled(said.encode().decode("gb18030", errors="replace"))
    assert garbled(said.encode().decode("gb18030", errors="ignore"))
    assert garbled(said.encode("gb18030").decode("latin-1"))
    assert not garbled(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ABC-123",
        "Müller GmbH（上海）",
        "Société Générale",
        "《食品安全法》第一百二十四条第一款第（五）项",
        "水陸洪儼",
        "联通",
        "①②③；（一）Ⅳ级",
        "XXXX年XX月".replace("X", "\xd7"),
        "\xd7" * 9,
        "罚款 5 万元以上 10 万元以下；没收违法所得",
    ],
)
def test_what_is_well_written_is_left_alone(said: str) -> None:
    assert not garbled(said)


@pytest.mark.parametrize("said", ["对\ufffd的处罚", "锟斤拷", "烫烫烫", "对\x01的处罚"])
def test_what_was_lost_on_the_way_is_found(said: str) -> None:
    assert garbled(said)
