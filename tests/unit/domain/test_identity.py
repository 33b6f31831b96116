"""Personal and co-ordination numbers: forms, centuries, days, check digits, and what an error says."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.identity import Fault, Identity, IdentityError, NumberKind, parse, read
from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.results import Sex
from tests.invented_persons import modulus_10

TODAY = date(2026, 11, 22)
LETTERED = ReservePattern("a day of birth and four signs", "yyyymmddxxxx")


def number(day: str, serial: str = "980") -> str:
    """Ten digits with the right last one."""
    return day + serial + modulus_10(day + serial)


def born(text: str, today: date = TODAY) -> date:
    found = parse(text, today)
    assert found.birth_day is not None
    return found.birth_day.reveal()


@pytest.mark.parametrize(
    "written",
    [
        "191212121212",
        "19121212-1212",
        "19121212 1212",
        " 1912 12 12 - 1212 ",
        "19121212–1212",
        "19121212\u00a01212",
        "19121212+1212",
        "121212+1212",
    ],
)
def test_the_same_person_is_read_from_every_written_form(written: str) -> None:
    found = parse(written, TODAY)
    assert found.number.reveal() == "191212121212"
    assert (found.kind, found.sex) == (NumberKind.PERSONAL, Sex.MEN)
    assert found == parse("19121212-1212", TODAY)


def test_skatteverkets_example_of_a_coordination_number_is_a_man_born_on_3_october_1970() -> None:
    found = parse("701063-2391", TODAY)
    assert (found.kind, found.sex, born("701063-2391")) == (NumberKind.COORDINATION, Sex.MEN, date(1970, 10, 3))
    assert found.number.reveal() == "197010632391"


@pytest.mark.parametrize(
    ("serial", "sex"), [("980", Sex.WOMEN), ("981", Sex.MEN), ("998", Sex.WOMEN), ("999", Sex.MEN)]
)
def test_the_ninth_digit_is_odd_for_men_and_even_for_women(serial: str, sex: Sex) -> None:
    assert parse(number("500101", serial), TODAY).sex is sex


@pytest.mark.parametrize(
    ("day", "sign", "birth"),
    [
        ("261122", "-", date(2026, 11, 22)),  # born today
        ("261123", "-", date(1926, 11, 23)),  # tomorrow has not come: 99 years, 100 tomorrow
        ("261123", "+", date(1926, 11, 23)),  # the law has the plus sign from the year's first day
        ("260101", "+", date(1926, 1, 1)),
        ("260101", "-", date(2026, 1, 1)),
        ("270101", "-", date(1927, 1, 1)),
        ("251231", "+", date(1925, 12, 31)),
        ("000229", "-", date(2000, 2, 29)),
        ("960229", "+", date(1896, 2, 29)),
    ],
)
def test_two_digits_of_a_year_are_the_latest_that_has_come_or_a_century_before_it(
    day: str, sign: str, birth: date
) -> None:
    ten = number(day)
    assert born(f"{ten[:6]}{sign}{ten[6:]}") == birth


def test_the_day_it_was_written_decides_the_century() -> None:
    ten = number("250615")
    assert born(ten, date(2025, 6, 14)) == date(1925, 6, 15)
    assert born(ten, date(2025, 6, 15)) == date(2025, 6, 15)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", Fault.EMPTY),
        ("   ", Fault.EMPTY),
        ("1912121212", Fault.CHECK_DIGIT),  # ten digits, so 2019-12-12: half a number is not filled in
        ("101011234", Fault.FORM),  # a spreadsheet has dropped the leading zero
        ("19121212121", Fault.FORM),
        ("1912121212122", Fault.FORM),
        ("1,91212E+11", Fault.FORM),
        ("191212121212.0", Fault.FORM),
        ("19121212_1212", Fault.FORM),
        ("19-121212-1212", Fault.FORM),
        ("١٩١٢١٢١٢١٢١٢", Fault.FORM),
        ("191212121212\n", Fault.FORM),
        ("9" * 5000, Fault.FORM),
        ("Anna Andersson", Fault.FORM),
        ("171212121212", Fault.FORM),
        ("19121312-1212", Fault.DATE),
        ("19120012-1212", Fault.DATE),
        ("19120230-1212", Fault.DATE),
        ("20250229-1212", Fault.DATE),
        ("19121260-1212", Fault.DATE),
        ("19121292-1212", Fault.DATE),
        ("20261123-1212", Fault.FUTURE),
        ("20991231-1212", Fault.FUTURE),
        ("20000101+1212", Fault.CENTURY),
        ("450101+1212", Fault.CENTURY),
        ("19121212-0001", Fault.SERIAL),
        ("19121212-1213", Fault.CHECK_DIGIT),
    ],
)
def test_what_is_no_identity_number_is_refused_with_its_reason(written: str, fault: Fault) -> None:
    assert read(written, TODAY) is fault
    with pytest.raises(IdentityError) as caught:
        parse(written, TODAY)
    assert caught.value.fault is fault


def test_an_error_says_how_the_number_was_written_and_not_what() -> None:
    with pytest.raises(IdentityError) as caught:
        parse("19121212-1213", TODAY)
    assert str(caught.value) == "no identity number: the last digit does not fit the others (written NNNNNNNN-NNNN)"
    with pytest.raises(IdentityError, match=r"\(written AAAA AAAAAAAAA\?\)"):
        parse("Anna Andersson!", TODAY)
    with pytest.raises(IdentityError, match=r"\(written with 5000 characters\)"):
        parse("9" * 5000, TODAY)
    with pytest.raises(IdentityError, match=r"\(written as nothing\)"):
        parse("", TODAY)


@pytest.mark.parametrize("mistyped", ["19121212-1213", "20261123-1212", "19121212-0001", "121212+1213"])
def test_a_mistyped_personal_number_never_passes_as_a_reserve_number(mistyped: str) -> None:
    assert read(mistyped, TODAY, [LETTERED]) is read(mistyped, TODAY)


def test_a_number_with_a_letter_is_read_by_the_regions_patterns_alone() -> None:
    found = parse("19500101-a12b", TODAY, [LETTERED])
    assert (found.kind, found.sex, found.number.reveal()) == (NumberKind.RESERVE, Sex.UNKNOWN, "19500101A12B")
    assert read("19500101-A12B", TODAY) is Fault.FORM
    assert read("20270101-A12B", TODAY, [LETTERED]) is Fault.FUTURE


def test_a_reserve_number_of_digits_has_no_day_where_a_personal_number_has_one() -> None:
    stockholm_like = ReservePattern("begin with 99", "99nnnnnnnnnc")
    text = "9920260123" + "4" + modulus_10("202601234")
    found = read(text, TODAY, [stockholm_like])
    assert isinstance(found, Identity)
    assert (found.kind, found.birth_day) == (NumberKind.RESERVE, None)
    assert read(text[:-1] + str((int(text[-1]) + 1) % 10), TODAY, [stockholm_like]) is Fault.FORM
