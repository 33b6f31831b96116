"""What holds of every month and period."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.calendar import FIRST_YEAR, LAST_YEAR, Month, Period, PeriodKind, resolve
from tertial.domain.clock import completed_age, day_bounds, hours_in_day, local_date

months = st.builds(Month, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12))
kinds = st.sampled_from(PeriodKind)
periods = st.builds(resolve, kinds, st.builds(Month, st.integers(FIRST_YEAR + 1, LAST_YEAR), st.integers(1, 12)))
days = st.dates(min_value=Month(1980, 1).first_day, max_value=Month(2037, 12).last_day)


@given(months)
def test_a_month_is_read_back_as_it_was_written(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(periods)
def test_a_period_is_read_back_as_it_was_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}(-(T|YTD|R12-)?[0-9]{1,2})?", fullmatch=True))
def test_any_text_is_a_period_written_the_one_way_or_refused(text: str) -> None:
    try:
        written = str(Period.parse(text))
    except ValueError:
        written = text
    assert written == text


@given(months, st.integers(-600, 600))
def test_going_forth_and_back_leads_home(month: Month, steps: int) -> None:
    assert month.plus(steps).plus(-steps) == month
    assert (month.plus(steps) > month) == (steps > 0)


@given(months)
def test_the_next_month_begins_the_day_after_the_last(month: Month) -> None:
    assert month.last_day + timedelta(days=1) == month.plus(1).first_day


@given(kinds, months)
def test_what_is_shown_as_of_a_month_is_the_latest_of_its_kind(kind: PeriodKind, as_of: Month) -> None:
    period = resolve(kind, as_of)
    assert period.kind is kind
    if kind is PeriodKind.TERTIAL:
        assert period.last <= as_of < period.last.plus(4)
    else:
        assert period.contains(as_of)
    assert (period.last <= as_of) or kind is PeriodKind.YEAR


@given(periods)
def test_a_year_before_is_as_long_comparable_and_twelve_months_away(period: Period) -> None:
    before = period.year_before()
    assert before.month_count == period.month_count
    assert before.comparable(period)
    assert before.last.plus(12) == period.last


@given(periods)
def test_the_months_of_a_period_follow_each_other(period: Period) -> None:
    found = period.months
    assert (found[0], found[-1], len(found)) == (period.first, period.last, period.month_count)
    assert all(later == earlier.plus(1) for earlier, later in pairwise(found))
    assert all(period.contains(month) for month in found)


@given(periods, periods)
def test_overlap_is_mutual_and_means_a_month_in_common(one: Period, other: Period) -> None:
    assert one.overlaps(other) is other.overlaps(one) is bool(set(one.months) & set(other.months))


@given(days, st.floats(0, 0.999999))
def test_every_instant_of_a_day_has_its_date(day: date, part: float) -> None:
    start, end = day_bounds(day)
    assert local_date(start + (end - start) * part) == day
    assert hours_in_day(day) in {23, 24, 25}


@given(days, days, days)
def test_nobody_grows_younger_and_the_years_bound_the_age(one: date, other: date, third: date) -> None:
    birth, before, after = sorted((one, other, third))
    age = completed_age(birth, after)
    assert completed_age(birth, before) <= age
    assert age <= after.year - birth.year <= age + 1
