"""Codes and their check digits, against the tables of the standards handbook (4.1, 4.2, 4.4)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.registry.rules import identity as codes

VALID_CREDIT = (
    "11510403000000019E",
    "125104030000000276",
    "515104030000000350",
    "91510403MA00000072",
    "92510403MA0000015R",
    "93510403MA0000023H",
    "N25104030000000436",
    "Y1510403000000051U",
)
VALID_CITIZEN = (
    "51040319000101000X",
    "510403190001030115",
    "510403190001040065",
    "510403190402290022",
)


@pytest.mark.parametrize("code", [*VALID_CREDIT, "91110000600037341L", codes.STAND_IN])
def test_a_right_credit_code_passes(code: str) -> None:
    assert codes.credit_code_fault(code) == ""


@pytest.mark.parametrize(
    "code",
    ["91510403MA00000073", "91510403MI00000072", "", "1", "00000000000000000Y", "91510403"],
)
def test_a_wrong_credit_code_is_told(code: str) -> None:
    assert "统一社会信用代码" in codes.credit_code_fault(code)


def test_the_stand_in_fails_by_its_digits_and_is_let_through_by_name() -> None:
    assert codes.credit_check("0" * 17) == "0"


def test_a_right_outer_check_does_not_hide_a_wrong_inner_one() -> None:
    body = "91510403MA0000008"
    assert "组织机构代码" in codes.credit_code_fault(body + codes.credit_check(body))


def test_spaces_lower_case_and_wide_characters_are_forgiven() -> None:
    assert codes.credit_code_fault(" 91510403 ma00000072 ") == ""
    wide = "".join(chr(ord(c) + 0xFEE0) for c in "91510403MA00000072")
    assert codes.tidy(wide) == "91510403MA00000072"


@given(st.sampled_from(VALID_CREDIT), st.integers(0, 17), st.sampled_from(codes.LETTERS))
def test_one_changed_character_of_a_credit_code_is_refused(code: str, at: int, new: str) -> None:
    changed = code[:at] + new + code[at + 1 :]
    assert (codes.credit_code_fault(changed) == "") == (changed == code)


@given(st.integers(0, 10**8 - 1))
def test_a_made_up_organisation_code_passes_and_its_neighbours_do_not(number: int) -> None:
    organisation = f"{number:08d}"
    body = f"91510403{organisation}{codes.organisation_check(organisation)}"
    assert codes.credit_code_fault(body + codes.credit_check(body)) == ""


@pytest.mark.parametrize("code", [*VALID_CITIZEN, "51040319000101000x"])
def test_a_right_citizen_number_passes(code: str) -> None:
    assert codes.citizen_id_fault(code) == ""


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("510403190002290015", "出生日期"),
        ("51040319000104006X", "校验位"),
        ("5104031900010400651", "18 位"),
        ("51040319000104006\N{ARABIC-INDIC DIGIT FIVE}", "18 位"),
        ("510403190001040065\n9", "18 位"),
        ("", "18 位"),
    ],
)
def test_a_wrong_citizen_number_is_told(code: str, word: str) -> None:
    assert word in codes.citizen_id_fault(code)


@given(st.sampled_from(VALID_CITIZEN), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_changed_character_of_a_citizen_number_is_refused(code: str, at: int, new: str) -> None:
    changed = code[:at] + new + code[at + 1 :]
    assert (codes.citizen_id_fault(changed) == "") == (changed == code)


def test_a_birth_still_to_come_is_told() -> None:
    assert codes.citizen_id_fault("510403190001030115", date(1900, 1, 3)) == ""
    assert "还没有到" in codes.citizen_id_fault("510403190001030115", date(1900, 1, 2))


def test_an_old_number_of_fifteen_digits_is_lengthened() -> None:
    lengthened = codes.citizen_id("510403000103011")
    assert lengthened == "510403190001030115"
    assert codes.citizen_id_fault("510403000103011") == ""
    assert "出生日期" in codes.citizen_id_fault("510403000230011")


def test_birth_and_sex_from_the_number() -> None:
    assert codes.born_on("510403190402290022") == date(1904, 2, 29)
    assert codes.born_on("510403190002290015") is None
    assert codes.sex_of("51040319000101000X") == codes.FEMALE
    assert codes.sex_of("510403190001030115") == codes.MALE
    assert codes.sex_of("510403000103011") == codes.MALE


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2012, 3, 1), date(2026, 3, 1), 13),  # on the birthday itself: not yet fourteen
        (date(2012, 3, 1), date(2026, 3, 2), 14),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
    ],
)
def test_a_year_older_from_the_day_after_the_birthday(born: date, on: date, age: int) -> None:
    assert codes.age_on(born, on) == age


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 30000))
def test_nobody_grows_younger(born: date, days: int) -> None:
    on = date.fromordinal(born.toordinal() + 1 + days)
    later = codes.age_on(born, date.fromordinal(on.toordinal() + 1))
    assert 0 <= later - codes.age_on(born, on) <= 1


@pytest.mark.parametrize("number", ["13800000000", "19912345678", " 138 0000 0000 "])
def test_a_mobile_number_passes(number: str) -> None:
    assert codes.mobile_fault(number) == ""
    assert codes.phone_fault(number) == ""


@pytest.mark.parametrize("number", ["12800000000", "1380000000", "138000000000", "", "手机"])
def test_a_wrong_mobile_number_is_told(number: str) -> None:
    assert codes.mobile_fault(number)
    assert codes.phone_fault(number)


def test_a_fixed_line_needs_its_area_code() -> None:
    assert codes.phone_fault("0812-5550000") == ""
    assert codes.phone_fault("08125550000") == ""
    assert codes.phone_fault("5550000")


@pytest.mark.parametrize("plate", ["川D12345", "川D·1234A", "川DF12345", "川D12345F", "川D1234学"])
def test_a_plate_passes(plate: str) -> None:
    assert codes.plate_fault(plate) == ""


@pytest.mark.parametrize("plate", ["川D1234", "川I12345", "川D1234I", "D12345", "川D123456", ""])
def test_a_wrong_plate_is_told(plate: str) -> None:
    assert codes.plate_fault(plate)


@pytest.mark.parametrize("number", ["6210000000000003", "6210000000000000009"])
def test_a_bank_card_passes_and_the_next_number_does_not(number: str) -> None:
    assert codes.bank_card_fault(number) == ""
    assert codes.bank_card_fault(f"{int(number) + 1}")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("111", "51040319000101000x"),
        ("414", "E12345678"),
        ("511", "12345678"),
        ("516", "H12345678"),
        ("553", "ABC123456789012"),
        ("001", "91510403MA00000072"),
        ("990", "护照字第〔1〕号"),
    ],
)
def test_other_documents_by_their_patterns(kind: str, number: str) -> None:
    assert codes.paper_fault(kind, number) == ""
    assert codes.paper_fault(kind, "?")


def test_a_document_of_no_known_kind_is_told() -> None:
    assert "证件类型" in codes.paper_fault("000", "12345678")


@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered(text: str) -> None:
    for fault in (codes.credit_code_fault, codes.citizen_id_fault, codes.phone_fault):
        assert isinstance(fault(text), str)
    for kind in (*codes.PERSON_PAPERS, *codes.ORGANISATION_PAPERS):
        assert isinstance(codes.paper_fault(kind, text), str)
    assert isinstance(codes.plate_fault(text) + codes.bank_card_fault(text), str)


@given(st.text(min_size=1, max_size=30))
def test_a_mask_shows_at_most_the_last_four(text: str) -> None:
    shown = codes.masked(text)
    assert text[:-4] == "" or set(shown[:-4]) == {"*"}
    assert len(shown) >= len(text)
    assert codes.masked_name(text)[1:].strip("*") == ""
