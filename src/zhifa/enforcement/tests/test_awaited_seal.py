"""The case page says that a paper waits for its seal, and who has to give leave."""

from zhifa.enforcement.tests.browsers import browser, lately


def test_who_has_to_approve_is_named_and_has_the_button() -> None:
    road = lately("reviewed", number=383)
    told = {**road.content, "facts": "事实清楚，证据充分。", "hearing_told": False}
    road.do("officer", "notify", {**told, "reason": "违反规定，应当给予处罚。"})
    page = f"/cases/{road.case_id}/"
    client = browser(road, "officer")
    officer = client.get(page).content.decode()
    assert "《行政处罚告知书》等待盖章，盖章后才能送达" in officer
    assert "由行政机关负责人、主要负责人在“待批准用印”批准" in officer
    assert ">批准用印</a>" not in officer
    assert ">批准用印</a>" in browser(road, "agency_head").get(page).content.decode()
    road.seal("W38")
    assert "等待盖章" not in client.get(page).content.decode()
