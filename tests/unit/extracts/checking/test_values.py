"""What the texts of each kind of column become, or why they are refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tertial.domain.extracts import Cell
from tests.unit.extracts.checking.cast import outcome, terms, value


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("", None),
        (" \u00a0\t", None),
        ("12", 12),
        ("+12", 12),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("12,0", 12),
        ("12.00", 12),
        ("0", 0),
        ("3650", 3650),
        ("3651", "too_high"),
        ("-1", "too_low"),
        ("\u22121", "too_low"),
        ("1.000", "not_a_number"),
        ("12,5", "not_a_number"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("\uff11\uff12", "not_a_number"),
        ("12 34", "not_a_number"),
        ("9" * 40, "too_high"),
        ("-" + "9" * 5000, "too_low"),
    ],
)
def test_a_whole_number(text: str, becomes: Any) -> None:
    assert value("count", text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("0,5", Decimal("0.5")),
        ("0.5", Decimal("0.5")),
        (",5", Decimal("0.5")),
        ("-0,5", Decimal("-0.5")),
        ("1.234", Decimal("1.234")),
        ("0.1234560", Decimal("0.123456")),
        ("0.1234567", "many_decimals"),
        ("-0.500001", "too_low"),
        ("1000.000001", "too_high"),
        ("1.234,5", "too_high"),
        ("1,234.5", "too_high"),
        ("1.234.567", "not_a_number"),
        ("12.34,5", "not_a_number"),
        ("5.", "not_a_number"),
        ("9" * 13, "too_high"),
    ],
)
def test_a_decimal_number(text: str, becomes: Any) -> None:
    assert value("ratio", text) == becomes


@pytest.mark.parametrize(
    ("text", "oere"),
    [
        ("-1840210.50", -184021050),
        ("1 690 000,5", 169000050),
        ("1.690.000,50", 169000050),
        ("0", 0),
        ("0,005", "many_decimals"),
        ("9" * 16, 10**18 - 100),
        ("1" + "0" * 16, "too_high"),
    ],
)
def test_an_amount_in_kronor_is_kept_in_oere(text: str, oere: Any) -> None:
    assert value("cost", text) == oere


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("2026-08-04", date(2026, 8, 4)),
        ("20260804", date(2026, 8, 4)),
        ("2026-08-04T00:00:00", date(2026, 8, 4)),
        ("2026-08-04 00:00:00.000", date(2026, 8, 4)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2046-11-22", date(2046, 11, 22)),
        ("2026-08-04 10:00", "not_a_date"),
        ("2026-8-4", "not_a_date"),
        ("04/08/2026", "not_a_date"),
        ("\uff12\uff10\uff12\uff16-08-04", "not_a_date"),
        ("45872", "not_a_date"),
        ("2025-02-30", "no_such_day"),
        ("2026-02-29", "no_such_day"),
        ("0000-01-01", "no_such_day"),
        ("1900-01-01", "placeholder_date"),
        ("1899-12-30", "placeholder_date"),
        ("1899-12-31", "placeholder_date"),
        ("1753-01-01", "placeholder_date"),
        ("2099-12-31", "placeholder_date"),
        ("9999-12-31", "placeholder_date"),
        ("1899-06-01", "implausible_date"),
        ("2046-11-23", "implausible_date"),
    ],
)
def test_a_date(text: str, becomes: Any) -> None:
    assert value("planned", text) == becomes


@pytest.mark.parametrize(
    ("text", "form", "becomes"),
    [
        ("04/08/2026", "%d/%m/%Y", date(2026, 8, 4)),
        ("2026-08-04", "%d/%m/%Y", date(2026, 8, 4)),
        ("04082026", "%d%m%Y", date(2026, 8, 4)),
        ("31/02/2026", "%d/%m/%Y", "not_a_date"),
        ("01/01/1900", "%d/%m/%Y", "placeholder_date"),
        ("\uff104/08/2026", "%d/%m/%Y", "not_a_date"),
    ],
)
def test_a_date_in_a_stated_form_or_else_as_iso(text: str, form: str, becomes: Any) -> None:
    assert value("planned", text, Cell(column="planned", format=form)) == becomes


def test_a_placeholder_that_is_stated_to_mean_nothing_means_nothing() -> None:
    assert value("planned", "9999-12-31", Cell(column="planned", empty=frozenset({"9999-12-31"}))) is None


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("2026-08", date(2026, 8, 1)),
        ("202608", date(2026, 8, 1)),
        ("2026-08-01", date(2026, 8, 1)),
        ("20260801", date(2026, 8, 1)),
        ("2026-08-01T00:00:00", date(2026, 8, 1)),
        ("2026-08-02", "not_a_date"),
        ("augusti", "not_a_date"),
        ("2026-13", "no_such_day"),
        ("1900-01", "placeholder_date"),
        ("1899-01", "implausible_date"),
    ],
)
def test_a_month_is_kept_as_its_first_day(text: str, becomes: Any) -> None:
    assert value("period", text) == becomes


SUMMER = datetime(2026, 8, 4, 8, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("2026-08-04T10:11", SUMMER),
        ("2026-08-04 10:11:00", SUMMER),
        ("2026-08-04T08:11:00Z", SUMMER),
        ("2026-08-04T08:11Z", SUMMER),
        ("2026-08-04T10:11:00+02:00", SUMMER),
        ("2026-08-04T10:11:00.000", SUMMER),
        ("2026-08-04T10:11:00.000000", SUMMER),
        ("2026-08-04t10:11:00,1234567", SUMMER.replace(microsecond=123456)),
        ("2026-01-04T10:11", datetime(2026, 1, 4, 9, 11, tzinfo=UTC)),
        # The hour that comes twice is the first of the two.
        ("2025-10-26T02:30", datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
        ("2025-10-26T03:00", datetime(2025, 10, 26, 2, 0, tzinfo=UTC)),
        ("2025-03-30T01:59:59", datetime(2025, 3, 30, 0, 59, 59, tzinfo=UTC)),
        ("2025-03-30T02:00", "no_such_time"),
        ("2025-03-30T02:59:59.9", "no_such_time"),
        ("2025-03-30T03:00", datetime(2025, 3, 30, 1, 0, tzinfo=UTC)),
        ("1998-03-29T02:30", "no_such_time"),
        ("1998-07-01T12:00", datetime(1998, 7, 1, 10, 0, tzinfo=UTC)),
        ("2026-08-04", "not_a_time"),
        ("10:11", "not_a_time"),
        ("2026-08-04T24:00", "not_a_time"),
        ("2026-08-04T10:11:60", "not_a_time"),
        ("2026-08-04T10:11+24:00", "not_a_time"),
        ("2026-02-30T10:11", "no_such_day"),
        ("1900-01-01T00:00", "placeholder_date"),
        ("9999-12-31T23:59:59Z", "placeholder_date"),
        ("2060-01-01T00:00", "implausible_date"),
    ],
)
def test_a_point_in_time_is_kept_by_utc(text: str, becomes: Any) -> None:
    assert value("seen_at", text) == becomes


def test_a_point_in_time_has_its_local_day_beside() -> None:
    found = outcome(seen_at="2026-08-04T23:30Z")
    assert isinstance(found, dict)
    assert (found["seen_at"], found["seen_at_day"]) == (datetime(2026, 8, 4, 23, 30, tzinfo=UTC), date(2026, 8, 5))


@pytest.mark.parametrize(
    ("text", "form", "becomes"),
    [
        ("4/8/2026 10.11", "%d/%m/%Y %H.%M", SUMMER),
        ("4/8/2026 10.11 +0200", "%d/%m/%Y %H.%M %z", SUMMER),
        ("30/3/2025 02.30", "%d/%m/%Y %H.%M", "no_such_time"),
        # A workbook has midnight as a mere date.
        ("2026-08-04", "%Y-%m-%d", datetime(2026, 8, 3, 22, 0, tzinfo=UTC)),
    ],
)
def test_a_point_in_time_in_a_stated_form(text: str, form: str, becomes: Any) -> None:
    assert value("seen_at", text, Cell(column="seen_at", format=form)) == becomes


@pytest.mark.parametrize("text", ["yes", "ja", "J", "y", "TRUE", "sant", "1", " Ja "])
def test_yes_in_its_forms(text: str) -> None:
    assert value("agreed", text) is True


@pytest.mark.parametrize("text", ["no", "Nej", "n", "false", "FALSKT", "0"])
def test_no_in_its_forms(text: str) -> None:
    assert value("agreed", text) is False


def test_what_is_neither_yes_nor_no() -> None:
    assert value("agreed", "kanske") == "not_yes_or_no"
    assert value("agreed", "kanske", Cell(column="agreed", codes={"Kanske": "nej"})) is False


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("red", "red"),
        ("LIGHT_RED", "light_red"),
        ("Röd", "red"),
        ("ljusröd", "light_red"),
        ("Green", "green"),
        ("Annan", "unknown_code"),
        ("no colour", "none"),
    ],
)
def test_a_code_is_known_by_its_id_or_by_a_label_that_it_has_alone(text: str, becomes: str) -> None:
    assert value("colour", text) == becomes


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("light-red", "light_red"), ("geen", "green"), ("rödd", "red"), ("x" * 90, ""), ("12345", "")],
)
def test_of_an_unknown_code_the_nearest_is_told_and_never_what_was_read(text: str, nearest: str) -> None:
    assert outcome(colour=text) == ("colour", "unknown_code", nearest)


def test_the_sender_s_codes_are_found_as_written_else_whatever_the_case_of_their_letters() -> None:
    cell = Cell(column="colour", codes={"r": "red", "R": "light_red", "G": "green"})
    assert [value("colour", text, cell) for text in ("r", "R", "g")] == ["red", "light_red", "green"]


def test_a_code_that_is_mapped_to_no_code_is_unknown() -> None:
    assert value("colour", "R", Cell(column="colour", codes={"R": "rosa"})) == "unknown_code"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [("hc-1", "hc-1"), ("HC-2", "hc-2"), ("SE2321000230-E1", "hc-1"), ("se2321000230-e2", "hc-2")],
)
def test_a_unit_is_known_by_its_id_or_hsa_id(text: str, becomes: str) -> None:
    assert value("unit", text) == becomes


@pytest.mark.parametrize(("text", "nearest"), [("hc1", "hc-1"), ("Ersboda hälsocentral", "")])
def test_of_an_unknown_unit_the_nearest_id_is_told(text: str, nearest: str) -> None:
    assert outcome(unit=text) == ("unit", "unknown_unit", nearest)


def test_a_unit_that_the_extract_is_not_declared_for_is_refused_as_care_unit_but_may_be_told_of() -> None:
    assert outcome(unit="hc-9") == ("unit", "undeclared_unit", "")
    assert value("municipality", "hc-9") == "hc-9"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("K-1001", "K-1001"),
        (" K-1001\u00a0", "K-1001"),
        ("å" * 200, "å" * 200),
        ("å" * 201, "long_text"),
        ("K\t1", "control_sign"),
        ("K\u202e1", "control_sign"),
        ("19110101-9816", "identity_number"),
        ("110101+9816", "identity_number"),
        ("191101019816", "identity_number"),
        ("19110101\u20139816", "identity_number"),
        ("1101019816", "1101019816"),
        ("19110101-9817", "19110101-9817"),
        ("K-19110101-9816", "K-19110101-9816"),
        ("", "missing_value"),
    ],
)
def test_a_key_is_kept_as_it_came_unless_it_names_a_person(text: str, becomes: str) -> None:
    assert value("row_id", text) == becomes


@pytest.mark.parametrize("text", ["1101019816", "110101-9816", "191101019816"])
def test_a_clinician_is_no_identity_number_not_even_of_ten_digits_alone(text: str) -> None:
    assert value("clinician", text) == "identity_number"


@pytest.mark.parametrize("text", ["ring 19110101-9816 i dag", "(110101-9816)", "nr 191101019816."])
def test_a_text_may_have_no_identity_number_anywhere_in_it(text: str) -> None:
    assert value("remark", text) == "identity_number"


@pytest.mark.parametrize("text", ["ring 090-7850000", "journal 2026-08-04 kl 10", "19110101-98163"])
def test_other_numbers_in_a_text_do_no_harm(text: str) -> None:
    assert value("remark", text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "person_empty"),
        ("Karin", "person_form"),
        ("19121312-1212", "person_date"),
        ("20271212-1212", "person_future"),
        ("20121212+1212", "person_century"),
        ("19121212-0002", "person_serial"),
        ("19121212-1213", "person_check_digit"),
    ],
)
def test_a_number_that_is_nobody_s_says_why(text: str, reason: str) -> None:
    assert outcome(person=text) == ("person", reason, "")


def test_a_person_who_is_stated_to_be_nobody_is_missing() -> None:
    assert value("person", "19121212-1212", Cell(column="person", empty=frozenset({"19121212-1212"}))) == "person_empty"


def test_a_constant_holds_for_every_row_and_is_read_as_any_text() -> None:
    found = outcome(terms({"colour": Cell(constant="Grön")}), colour="red")
    assert isinstance(found, dict)
    assert found["colour"] == "green"
    assert outcome(terms({"colour": Cell(constant="gren")})) == ("colour", "unknown_code", "green")
