"""What the figures of an indicator rest on: months of feeds, as far as its facts look back and ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tertial.domain.calendar import Month, Period
from tertial.domain.facts.contract import EVER, Fact
from tertial.domain.feeds.contract import Delivery
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.indicators import Indicator, OverTime
from tertial.domain.measures import indicators_of_measure, rows_of_measure
from tertial.quality.inherited import Ground
from tertial.quality.work_list import columns_read

LONGEST_LOOK_BACK = 12
"""Months looked back where every earlier month matters: what was lost before that is taken to be old."""


def grounds_of(
    indicator: Indicator, indicators: Mapping[str, Indicator], period: Period, through: Month
) -> tuple[Ground, ...]:
    """The grounds of an indicator's figure in a period, up to the last month that was computed.

    An indicator that rests on others has theirs.
    """
    return tuple(dict.fromkeys(_grounds(indicator, indicators, period, through)))


def figure_months(indicator: Indicator, period: Period) -> tuple[Month, ...]:
    """The months that a figure of the period is made of: the last one of what stands at a period's end."""
    return (period.last,) if indicator.over_time is OverTime.LAST else period.months


def feeds_read(indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """The feeds that the facts of any of the indicators are made from."""
    return frozenset(
        feed
        for indicator in indicators.values()
        if indicator.measure is not None
        for rows in rows_of_measure(indicator.measure)
        for feed in rows.fact.sources
    )


def _grounds(
    indicator: Indicator, indicators: Mapping[str, Indicator], period: Period, through: Month
) -> Iterator[Ground]:
    measure = indicator.measure
    if measure is None:
        return
    wanted = tuple(month for month in figure_months(indicator, period) if month <= through)
    for rows in rows_of_measure(measure) if wanted else ():
        columns = None if rows.fact.derived else columns_read(indicator, measure)
        months = frozenset(_months(rows.fact, wanted[0], wanted[-1], through))
        for place, feed in enumerate(rows.fact.sources):
            # What is in force in a month is told by that month alone, however far back it began.
            in_full = all_feeds()[feed].delivery is Delivery.FULL
            yield Ground(feed, frozenset(wanted) if in_full else months, columns, is_main=place == 0)
    for name in indicators_of_measure(measure):
        yield from _grounds(indicators[name], indicators, period, through)


def _months(fact: Fact, first: Month, last: Month, through: Month) -> tuple[Month, ...]:
    """The months that rows of these depend on."""
    begin = first.plus(-(LONGEST_LOOK_BACK if fact.look_back == EVER else fact.look_back))
    return begin.through(min(last.plus(fact.look_ahead), through))
