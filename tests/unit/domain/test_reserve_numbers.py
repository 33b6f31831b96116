"""Reserve numbers: what a region's pattern may say, and what is read by it."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.results import Sex


@pytest.mark.parametrize(
    ("pattern", "century", "told"),
    [
        ("99nnn", None, "6 to 20 signs"),
        ("A" + "n" * 20, None, "6 to 20 signs"),
        ("99nnnn?nnn", None, "'\\?' means nothing"),
        ("AÅnnnnnn", None, "'Å' means nothing"),
        ("yyyymmAnnn", None, "yyyymmdd or yymmdd"),
        ("ddmmyyyyAnnn", None, "yyyymmdd or yymmdd"),
        ("yymmddyymmddA", None, "yyyymmdd or yymmdd"),
        ("yymmddAnnn", None, "a century is stated"),
        ("yyyymmddAnnn", 19, "a century is stated"),
        ("99nnnnnnnnA", 19, "a century is stated"),
        ("yymmddAnnn", 21, "one of 18, 19, 20"),
        ("Annnnnnssn", None, "one digit for the sex"),
        ("Annnnnnnnc", None, "nine digits before"),
        ("nnnnnnnnnnnn", None, "a personal number"),
        ("19nnnnnnnnnn", None, "a personal number"),
        ("99nnnnnnnn", None, "a personal number"),
        ("yyyymmddnnnn", None, "a personal number"),
        ("xxxxxxxxxxxx", None, "a personal number"),
        ("nnnnnnnnxxxx", None, "a personal number"),
    ],
)
def test_a_pattern_that_cannot_be_right_is_refused(pattern: str, century: int | None, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        ReservePattern("reserve", pattern, century)


def test_a_pattern_has_a_name() -> None:
    with pytest.raises(ValueError, match="a name"):
        ReservePattern(" ", "99nnnnnnnnnc")


@pytest.mark.parametrize(
    "pattern", ["99nnnnnnnnnc", "9920nnnnnn", "9990nnnnnn", "19nnnn40nnnn", "TFnnnnnnnn", "yyyymmddnnn"]
)
def test_digits_that_can_be_no_personal_number_need_no_letter(pattern: str) -> None:
    assert ReservePattern("reserve", pattern).pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "century", "text", "birth", "sex"),
    [
        ("yyyymmddxxxx", None, "19500101A12B", date(1950, 1, 1), Sex.UNKNOWN),
        ("yyyymmddlnsn", None, "19500101-A120", date(1950, 1, 1), Sex.WOMEN),
        ("22yymmddllsn", 19, "22640229AB15", date(1964, 2, 29), Sex.MEN),
        ("TFnnnnnnnn", None, "TF12345678", None, Sex.UNKNOWN),
    ],
)
def test_a_number_is_read_as_its_pattern_says(
    pattern: str, century: int | None, text: str, birth: date | None, sex: Sex
) -> None:
    found = ReservePattern("reserve", pattern, century).read(text)
    assert found is not None
    assert found.number.reveal() == text.replace("-", "")
    assert (found.birth_day.reveal() if found.birth_day else None) == birth
    assert found.sex is sex


@pytest.mark.parametrize("text", ["19500101A12", "19501301A123", "17500101A123", "195001010123", "19500101Å123", ""])
def test_a_number_of_another_form_is_not_read(text: str) -> None:
    assert ReservePattern("reserve", "yyyymmddlnnn").read(text) is None


def test_what_is_read_shows_no_digit() -> None:
    found = ReservePattern("reserve", "yyyymmddlnsn").read("19500101A121")
    assert repr(found) == (
        "ReserveNumber(number=<SealedNumber: sealed>, birth_day=<BirthDay: sealed>, sex=<Sex.WOMEN: 'women'>)"
    )
