"""Hours of sick leave of all lengths, and the cost of all staff."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tertial.compute.sql import spark_sql
from tests.facts_both_ways import both_ways, expression, stored


def test_sick_leave_of_every_length_adds_up_and_that_of_60_days_or_more_too() -> None:
    group = stored(
        "staff-absence",
        month=date(2025, 5, 1),
        profession="nurse",
        sex="women",
        age_band="from_50",
        employees=13,
        scheduled_hours=Decimal("1820.000000"),
        sick_hours_1_14=Decimal("46.500000"),
        sick_hours_15_59=Decimal("0.000001"),
        sick_hours_60_180=Decimal("80.000000"),
        sick_hours_over_180=Decimal("4.250000"),
    )
    (row,) = both_ways("sick-leave", {"staff-absence": [group]})
    assert (row["sick_hours"], row["sick_hours_60"]) == (Decimal("130.750001"), Decimal("84.25"))
    assert (row["unit"], row["employees"], row["age_band"]) == ("unit-1", 13, "from_50")


def test_the_cost_of_staff_is_that_of_agency_staff_and_own_staff_in_whole_ore() -> None:
    costs = [
        stored("agency-costs", month=date(2025, 5, 1), agency_cost=31_250_000, own_staff_cost=184_021_050),
        # A credit note can be larger than the month's bills.
        stored("agency-costs", month=date(2025, 6, 1), agency_cost=-100, own_staff_cost=1),
    ]
    rows = both_ways("agency-shares", {"agency-costs": costs})
    assert [row["staff_cost"] for row in rows] == [215_271_050, -99]


def test_spark_is_told_the_same() -> None:
    assert "staff_absence" in spark_sql(expression("sick-leave"))
    assert "agency_costs" in spark_sql(expression("agency-shares"))
