"""The rule for feeds delivered in full, on stocks by unit and month."""

from __future__ import annotations

from tertial.domain.calendar import Month
from tertial.domain.stocks import Stock
from tertial.domain.volumes import Volume
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.stocks import FEWEST_ROWS, judge_stocks
from tertial.quality.verdicts import Kind

FIRST = Month(2024, 1)


def stock(state: int, rows: dict[str, list[int]], **more: dict[str, Month]) -> Stock:
    """What a delivery says of units' rows in the months from the first on."""
    months = tuple(FIRST.plus(place) for place in range(max(map(len, rows.values()))))
    units = {
        unit: {month: Volume(count) for month, count in zip(months, each, strict=False) if count}
        for unit, each in rows.items()
    }
    return Stock("listing", state, months, units, more.get("until", {}))


def judged(*stocks: Stock) -> FeedQuality:
    found = judge_stocks(stocks, stocks[-1].months[-1], (), lambda _unit, _month: True)
    assert found is not None
    return found


def kinds(found: FeedQuality, unit: str = "hc") -> list[Kind]:
    return [verdict.kind for verdict in found.verdicts if verdict.unit == unit]


def test_a_first_delivery_that_grows_and_shrinks_a_little_is_whole() -> None:
    found = judged(stock(1, {"hc": [100, 300, 700, 1200, 1250, 1190, 1100]}))
    assert kinds(found) == [Kind.NOT_JUDGED, *[Kind.WHOLE] * 6]


def test_a_stock_that_falls_by_a_third_between_two_months_is_told_for_a_year_and_then_taken_as_it_is() -> None:
    found = judged(stock(1, {"hc": [1000] * 4 + [650] * 15}))
    assert kinds(found) == [
        Kind.NOT_JUDGED,
        *[Kind.WHOLE] * 3,
        *[Kind.ROWS_LOST] * 12,
        Kind.NOT_JUDGED,
        *[Kind.WHOLE] * 2,
    ]


def test_one_row_in_ten_gone_is_found_against_the_same_day_and_lasts_over_the_new_month() -> None:
    found = judged(stock(1, {"hc": [1000] * 6}), stock(2, {"hc": [900] * 7}))
    assert kinds(found) == [Kind.ROWS_LOST] * 7
    (finding,) = found.findings
    assert (finding.first, finding.lasts) == (FIRST, True)


def test_a_loss_that_the_next_delivery_has_too_is_not_learned() -> None:
    whole, short = {"hc": [1000] * 6}, {"hc": [800] * 7}
    found = judged(stock(1, whole), stock(2, short), stock(3, {"hc": [800] * 8}))
    assert set(kinds(found)) == {Kind.ROWS_LOST}


def test_late_registrations_are_no_loss() -> None:
    found = judged(stock(1, {"hc": [1000] * 6}), stock(2, {"hc": [1000, 1000, 995, 990, 985, 975, 972]}))
    assert set(kinds(found)) == {Kind.NOT_JUDGED, Kind.WHOLE} or set(kinds(found)) == {Kind.WHOLE}


def test_rows_that_came_twice_are_too_many_in_new_months_too() -> None:
    found = judged(stock(1, {"hc": [500] * 6}), stock(2, {"hc": [1000] * 7}))
    assert kinds(found) == [Kind.TOO_MANY] * 7


def test_of_few_rows_nothing_is_said_but_that_none_are_left() -> None:
    found = judged(stock(1, {"a": [12] * 6, "b": [12] * 6}), stock(2, {"a": [7] * 7, "b": [0] * 7}))
    assert set(kinds(found, "a")) == {Kind.NOT_JUDGED}
    assert set(kinds(found, "b")) == {Kind.STOPPED}


def test_a_unit_whose_own_extract_has_not_come_is_not_judged_after_that() -> None:
    found = judged(stock(1, {"hc": [100] * 6}, until={"hc": FIRST.plus(3)}))
    assert [verdict.month for verdict in found.verdicts][-1] == FIRST.plus(3)


def test_codes_that_changed_are_told_of_all_the_months_that_the_delivery_tells() -> None:
    def coded(state: int, months: int, code: str) -> Stock:
        every = tuple(FIRST.plus(place) for place in range(months))
        rows = FEWEST_ROWS
        volumes = {month: Volume(rows, {}, {"source": {code: rows}}) for month in every}
        return Stock("named-doctors", state, every, {"hc": volumes}, {})

    found = judged(coded(1, 5, "register"), coded(2, 6, "survey"))
    assert [(one.kind, one.share) for one in found.columns] == [(Kind.CODES_CHANGED, 1.0)] * 6
