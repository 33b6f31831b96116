"""COC, UPC and SECON of a person's contacts, and which contacts are in the window.

The formulas are those of Bice and Boxerman 1977, Breslau and Reeb 1975 and Steinwachs 1979 as BMC Health Services
Research 2022;22:658, table 2, puts them together; its limits hold: 0 for all contacts with different clinicians (UPC:
1/N), 1 for all with the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import duckdb
import pytest

from tertial.compute.reference.rows import Row
from tertial.compute.sql import duckdb_sql, spark_sql
from tertial.domain.calendar import Month
from tertial.domain.facts.registry import derived_facts
from tests.arrow_rows import arrow_months, arrow_table
from tests.facts_both_ways import both_ways, expression, stored

AUGUST = Month(2025, 8)


def contact(number: int, on: date, clinician: str | None = "anna", **values: object) -> Row:
    return stored("contacts", contact_id=f"k{number}", date=on, clinician=clinician, **values)


def met(clinicians: str) -> list[Row]:
    """Contacts on days in a row, each with the clinician of a letter."""
    return [
        contact(number, date(2025, 8, 1) + timedelta(days=number), letter) for number, letter in enumerate(clinicians)
    ]


def over_twelve_months(contacts: Sequence[Row]) -> dict[str, Any]:
    (row,) = both_ways("continuity-12", {"contacts": contacts}, [AUGUST])
    return row


@pytest.mark.parametrize(
    ("clinicians", "coc", "upc", "secon"),
    [
        ("aaaa", Fraction(1), Fraction(1), Fraction(1)),
        ("abcd", Fraction(0), Fraction(1, 4), Fraction(0)),
        # n = 3, 1: (9 + 1 - 4) / (4 * 3)
        ("aaab", Fraction(1, 2), Fraction(3, 4), Fraction(2, 3)),
        # The same clinicians in another order: only the sequence differs.
        ("aabb", Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)),
        ("abab", Fraction(1, 3), Fraction(1, 2), Fraction(0)),
        # n = 6, 3, 1: (36 + 9 + 1 - 10) / (10 * 9)
        ("aaabbbaaac", Fraction(2, 5), Fraction(3, 5), Fraction(2, 3)),
        ("ab", Fraction(0), Fraction(1, 2), Fraction(0)),
    ],
)
def test_the_indices_follow_their_formulas(clinicians: str, coc: Fraction, upc: Fraction, secon: Fraction) -> None:
    row = over_twelve_months(met(clinicians))
    assert Fraction(row["same"], row["possible"]) == coc
    assert Fraction(row["largest"], row["contacts"]) == upc
    assert Fraction(row["sequence_same"], row["sequence_pairs"]) == secon
    assert row["clinicians"] == len(set(clinicians))


def test_a_single_contact_makes_no_pair() -> None:
    row = over_twelve_months(met("a"))
    assert (row["contacts"], row["possible"], row["sequence_pairs"]) == (1, 0, 0)
    assert (row["same"], row["largest"], row["sequence_same"]) == (0, 1, 0)


def test_contacts_without_a_known_clinician_neither_count_nor_come_between() -> None:
    contacts = [
        contact(1, date(2025, 8, 1)),
        contact(2, date(2025, 8, 2), None, unit="elsewhere", age_years=90),
        contact(3, date(2025, 8, 3)),
        contact(4, date(2025, 8, 4), None, person="bob"),
    ]
    row = over_twelve_months(contacts)
    assert (row["person"], row["contacts"], row["sequence_same"], row["age_years"]) == ("alice", 2, 1, None)


def test_the_window_is_twelve_months_or_eighteen_to_the_day() -> None:
    days = (
        date(2024, 2, 29),
        date(2024, 3, 1),
        date(2024, 8, 31),
        date(2024, 9, 1),
        date(2025, 8, 31),
        date(2025, 9, 1),
    )
    contacts = [contact(number, day) for number, day in enumerate(days)]
    assert over_twelve_months(contacts)["contacts"] == 2
    (row,) = both_ways("continuity-18", {"contacts": contacts}, [AUGUST])
    assert (row["contacts"], row["day"]) == (4, date(2025, 8, 31))


def test_the_last_contact_before_the_window_is_in_no_pair() -> None:
    contacts = [contact(1, date(2024, 8, 31)), contact(2, date(2024, 9, 1)), contact(3, date(2025, 8, 31))]
    row = over_twelve_months(contacts)
    assert (row["sequence_same"], row["sequence_pairs"]) == (1, 1)


def test_each_month_asked_for_has_its_own_window() -> None:
    contacts = [contact(1, date(2024, 2, 29), "a"), contact(2, date(2025, 1, 31), "b")]
    months = [Month(2024, 1), Month(2024, 2), Month(2025, 1), Month(2025, 2), Month(2026, 2)]
    rows = both_ways("continuity-12", {"contacts": contacts}, months)
    assert {row["day"]: (row["contacts"], row["clinicians"]) for row in rows} == {
        date(2024, 2, 29): (1, 1),
        date(2025, 1, 31): (2, 2),
        date(2025, 2, 28): (1, 1),
    }


def test_contacts_of_one_day_stand_in_the_order_of_their_id() -> None:
    day = date(2025, 8, 4)
    contacts = [contact(3, day, "b"), contact(1, day, "a"), contact(2, day, "a")]
    assert over_twelve_months(contacts)["sequence_same"] == 1
    contacts = [contact(2, day, "b"), contact(1, day, "a"), contact(3, day, "a")]
    assert over_twelve_months(contacts)["sequence_same"] == 0


def test_the_unit_is_that_of_most_contacts_and_the_first_by_id_of_equally_many() -> None:
    units = ("hc-2", "hc-1", "hc-2", "hc-10", "hc-10")
    contacts = [contact(number, date(2025, 8, number + 1), unit=unit) for number, unit in enumerate(units)]
    assert over_twelve_months(contacts)["unit"] == "hc-10"
    assert over_twelve_months(contacts[:3])["unit"] == "hc-2"


def test_age_and_sex_are_those_of_the_last_contact_of_the_window() -> None:
    contacts = [
        contact(1, date(2024, 12, 31), age_years=64, sex="women"),
        contact(2, date(2025, 8, 30), age_years=65, sex="men"),
        contact(3, date(2025, 9, 1), age_years=66, sex="women"),
    ]
    row = over_twelve_months(contacts)
    assert (row["age_years"], row["sex"]) == (65, "men")


def test_where_contacts_of_the_last_day_differ_the_highest_age_holds_and_what_is_known() -> None:
    day = date(2025, 8, 4)
    contacts = [
        contact(1, day, age_years=40, sex="women"),
        contact(2, day, age_years=41),
        contact(3, day, age_years=41, sex="men"),
        contact(4, day, age_years=41, sex="unknown"),
        contact(5, day, sex="women"),
        contact(6, date(2025, 8, 3), age_years=99, sex="women"),
    ]
    row = over_twelve_months(contacts)
    assert (row["age_years"], row["sex"]) == (41, "men")


def test_a_child_in_its_first_year_is_nought_years_and_not_of_unknown_age() -> None:
    assert over_twelve_months([contact(1, date(2025, 8, 4), age_years=0)])["age_years"] == 0


def test_a_person_of_two_care_providers_is_two_and_of_two_extracts_of_one_provider_one() -> None:
    contacts = [
        contact(1, date(2025, 8, 1)),
        contact(1, date(2025, 8, 1), extract="north-old"),
        contact(1, date(2025, 8, 1), extract="private", provider="private-care"),
    ]
    rows = both_ways("continuity-12", {"contacts": contacts}, [AUGUST])
    assert sorted(row["contacts"] for row in rows) == [1, 2]


@pytest.mark.parametrize("fact", ["continuity-12", "continuity-18"])
def test_whoever_leaves_the_sequence_alone_does_not_pay_for_it(fact: str) -> None:
    table = expression(fact)
    with duckdb.connect() as connection:
        connection.register("contacts", arrow_table("contacts", met("aab")))
        connection.register("asked_months", arrow_months([AUGUST]))

        def plan(*columns: str) -> str:
            asked = duckdb_sql(table.select(*columns))
            return str(connection.execute(f"EXPLAIN {asked}").fetchall()).upper()

        everything_else = [name for name in derived_facts()[fact].names if name != "sequence_same"]
        assert "WINDOW" in plan("unit", "sequence_same")
        assert "WINDOW" not in plan(*everything_else)


@pytest.mark.parametrize("fact", ["continuity-12", "continuity-18"])
def test_spark_is_told_the_same(fact: str) -> None:
    assert "asked_months" in spark_sql(expression(fact))
