"""Months, periods and what is due when."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.calendar import FollowUp, Month, Period, PeriodKind, is_due, resolve
from tertial.domain.label import Label

DA04 = FollowUp("DA04", 4, Label("Delår april"))
DA08 = FollowUp("DA08", 8, Label("Delår augusti"))
YEAR = FollowUp("YEAR", 12, Label("Helår"))


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "2025-8", "25-08", "2025-08-01", "1899-12", "2200-01", "", "augusti",
             "\N{FULLWIDTH DIGIT TWO}025-08", "2025-08\n"]
)  # fmt: skip
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|year"):
        Month.parse(text)


@pytest.mark.parametrize("number", [0, 13])
def test_a_month_outside_the_year_cannot_be_built(number: int) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        Month(2025, number)


@pytest.mark.parametrize("year", [0, 10_000])
def test_a_year_that_dates_do_not_reach_cannot_be_built(year: int) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        Month(year, 1)


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2025-02", date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 28)),
        ("2025-12", date(2025, 12, 31)),
        ("2199-12", date(2199, 12, 31)),
    ],
)
def test_a_month_ends_on_its_last_day(month: str, last: date) -> None:
    assert Month.parse(month).last_day == last


def test_a_month_begins_on_its_first_day() -> None:
    assert Month(2025, 8).first_day == date(2025, 8, 1)


@pytest.mark.parametrize(
    ("months", "result"), [(0, "2025-08"), (4, "2025-12"), (5, "2026-01"), (-8, "2024-12"), (-20, "2023-12")]
)
def test_months_are_counted_over_the_turn_of_the_year(months: int, result: str) -> None:
    assert str(Month(2025, 8).plus(months)) == result


@pytest.mark.parametrize(("month", "number"), [("2025-08", 24307), ("2024-12", 24299), ("2025-01", 24300)])
def test_months_are_numbered_since_january_of_year_0(month: str, number: int) -> None:
    assert Month.parse(month).ordinal == number
    assert Month.from_ordinal(number) == Month.parse(month)


@pytest.mark.parametrize("number", [-1, 0, 11, 10_000 * 12])
def test_a_number_of_no_month_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        Month.from_ordinal(number)


def test_the_first_and_the_last_month_of_all_have_numbers() -> None:
    assert [Month.from_ordinal(number) for number in (12, 10_000 * 12 - 1)] == [Month(1, 1), Month(9999, 12)]


def test_months_run_through_the_last_one() -> None:
    assert [str(month) for month in Month(2024, 11).through(Month(2025, 2))] == [
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
    ]


def test_no_month_runs_through_an_earlier_one() -> None:
    assert Month(2025, 8).through(Month(2025, 8)) == (Month(2025, 8),)
    assert Month(2025, 8).through(Month(2025, 7)) == ()


def test_a_month_is_a_period_of_its_own() -> None:
    assert Period.of_month(Month(2025, 8)) == Period.parse("2025-08")
    assert Period.of_month(Month(2025, 8)).months == (Month(2025, 8),)


def test_months_stand_in_order_of_time() -> None:
    assert sorted([Month(2025, 2), Month(2024, 12), Month(2025, 1)]) == [
        Month(2024, 12),
        Month(2025, 1),
        Month(2025, 2),
    ]


def test_a_year_has_three_tertials() -> None:
    assert [Month(2025, number).tertial for number in range(1, 13)] == [1] * 4 + [2] * 4 + [3] * 4


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "count"),
    [
        ("2025-08", PeriodKind.MONTH, "2025-08", "2025-08", 1),
        ("2025-T1", PeriodKind.TERTIAL, "2025-01", "2025-04", 4),
        ("2025-T2", PeriodKind.TERTIAL, "2025-05", "2025-08", 4),
        ("2025-T3", PeriodKind.TERTIAL, "2025-09", "2025-12", 4),
        ("2025-YTD08", PeriodKind.YTD, "2025-01", "2025-08", 8),
        ("2025-YTD01", PeriodKind.YTD, "2025-01", "2025-01", 1),
        ("2025-R12-08", PeriodKind.R12, "2024-09", "2025-08", 12),
        ("1900-R12-01", PeriodKind.R12, "1899-02", "1900-01", 12),
        ("2025", PeriodKind.YEAR, "2025-01", "2025-12", 12),
    ],
)
def test_each_written_form_is_read_and_written_back(
    text: str, kind: PeriodKind, first: str, last: str, count: int
) -> None:
    period = Period.parse(text)
    assert (str(period), period.kind, str(period.first), str(period.last)) == (text, kind, first, last)
    assert (period.month_count, len(period.months), period.months[-1]) == (count, count, period.last)


@pytest.mark.parametrize(
    "text", ["2025-T4", "2025-T0", "2025-YTD13", "2025-YTD8", "2025-R12", "2025-R12-00", "R12", "25", "1899", "2200-T1",
             "2025 T2", "2025-08-31", "\N{FULLWIDTH DIGIT TWO}025"]
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|month|year"):
        Period.parse(text)


@pytest.mark.parametrize(("kind", "number"), [(PeriodKind.TERTIAL, 7), (PeriodKind.YEAR, 8)])
def test_a_period_that_ends_in_the_wrong_month_cannot_be_built(kind: PeriodKind, number: int) -> None:
    with pytest.raises(ValueError, match="ends in"):
        Period(kind, Month(2025, number))


@pytest.mark.parametrize(
    ("as_of", "shown", "period"),
    [
        ("2025-08", PeriodKind.MONTH, "2025-08"),
        ("2025-08", PeriodKind.TERTIAL, "2025-T2"),
        ("2025-11", PeriodKind.TERTIAL, "2025-T2"),
        ("2025-12", PeriodKind.TERTIAL, "2025-T3"),
        ("2025-03", PeriodKind.TERTIAL, "2024-T3"),
        ("2025-08", PeriodKind.YTD, "2025-YTD08"),
        ("2025-08", PeriodKind.R12, "2025-R12-08"),
        ("2025-08", PeriodKind.YEAR, "2025"),
    ],
)
def test_an_indicator_shows_its_own_kind_of_period_as_of_a_month(as_of: str, shown: PeriodKind, period: str) -> None:
    assert str(resolve(shown, Month.parse(as_of))) == period


@pytest.mark.parametrize(
    ("period", "before"),
    [("2025-YTD08", "2024-YTD08"), ("2025-T1", "2024-T1"), ("2025-R12-08", "2024-R12-08"), ("1900", "1899")],
)
def test_a_change_is_measured_against_the_same_period_a_year_earlier(period: str, before: str) -> None:
    assert str(Period.parse(period).year_before()) == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2025-YTD08", "2024-YTD08", True),
        ("2025-YTD08", "2025-YTD04", False),
        ("2025-T2", "2025-T1", True),
        ("2025-R12-08", "2025-R12-04", True),
        ("2025", "2025-R12-12", False),
    ],
)
def test_only_figures_of_the_same_kind_of_period_make_a_series(one: str, other: str, same: bool) -> None:
    assert Period.parse(one).comparable(Period.parse(other)) is same


def test_periods_overlap_when_they_share_a_month() -> None:
    tertial = Period.parse("2025-T2")
    assert tertial.overlaps(Period.parse("2025-08"))
    assert Period.parse("2025-R12-08").overlaps(Period.parse("2024-T3"))
    assert not tertial.overlaps(Period.parse("2025-09"))
    assert not tertial.overlaps(Period.parse("2025-YTD04"))


def test_a_period_contains_its_first_and_last_month() -> None:
    tertial = Period.parse("2025-T2")
    found = [tertial.contains(Month(2025, number)) for number in (4, 5, 8, 9)]
    assert found == [False, True, True, False]


def test_a_measure_followed_yearly_is_not_due_in_august() -> None:
    assert not is_due([YEAR], Month(2025, 8))
    assert is_due([YEAR], Month(2025, 12))


def test_a_measure_followed_each_tertial_is_due_in_august_and_not_in_july() -> None:
    followed = [DA04, DA08, YEAR]
    assert [is_due(followed, Month(2025, number)) for number in (4, 7, 8, 12)] == [True, False, True, True]


def test_a_measure_followed_on_no_stated_dates_is_always_due() -> None:
    assert is_due([], Month(2025, 7))


@pytest.mark.parametrize("month", [0, 13])
def test_a_follow_up_in_a_month_that_does_not_exist_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        FollowUp("DA", month, Label("Delår"))


@pytest.mark.parametrize("months", [-25, -12, -1, 0, 1, 12, 25])
def test_a_month_that_is_so_much_later_says_how_much(months: int) -> None:
    august = Month(2025, 8)
    assert august.plus(months).since(august) == months
