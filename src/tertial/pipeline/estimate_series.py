"""What estimates are made from: the months of units that are sound, what came of those that lack, and what arrives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import Any

import pyarrow.compute as pc

from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.assess.variation.indicator_series import scale_of
from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import Indicator
from tertial.domain.indicators import Kind as IndicatorKind
from tertial.domain.measures import Additive, Sum
from tertial.domain.organisation import LINE, Organisation
from tertial.domain.reckoning import Reckoning, reckoning_of
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.inherited import Ground
from tertial.quality.verdicts import LACKING, SOUND, ColumnVerdict, Kind, Verdict
from tertial.quality.work_list import columns_of_part

SHAPES = {
    IndicatorKind.COUNT: Shape.COUNT,
    IndicatorKind.SHARE: Shape.SHARE,
    IndicatorKind.RATE: Shape.RATIO,
    IndicatorKind.MEAN: Shape.RATIO,
}
"""The kinds of indicators whose months are sums."""

_COLUMNS = ["node", "period", "numerator", "denominator", "divisor"]

Wrong = Mapping[tuple[str, str], Sequence[Verdict | ColumnVerdict]]
"""What is wrong, by feed and unit."""
Grounds = Mapping[Month, Sequence[Ground]]
"""What a month's figure rests on."""


@dataclass(frozen=True, slots=True)
class UnitMonths:
    """An indicator's months at a unit: those that are sound, those that are not, and the verdicts that say so."""

    series: UnitSeries
    lacking: Mapping[Month, Coverage]
    verdicts: Mapping[Month, tuple[Verdict | ColumnVerdict, ...]]


class Judged:
    """What is said of feeds, found by unit: what is wrong, and what came as it should.

    `kinds` has the kind of every unit that has rows.
    """

    def __init__(self, feeds: Sequence[FeedQuality], kinds: Mapping[str, str]) -> None:
        self._feeds = feeds
        self.kinds = kinds
        self.wrong: dict[tuple[str, str], list[Verdict | ColumnVerdict]] = defaultdict(list)
        """By feed and unit."""
        for feed in feeds:
            said: list[Verdict | ColumnVerdict] = [*feed.verdicts, *feed.columns]
            for one in said:
                if one.kind not in SOUND:
                    self.wrong[one.feed, one.unit].append(one)
        self.wrong_by_now = {place: list(said) for place, said in self.wrong.items()}
        """The same with months held to be whole until later ones were found to lack rows together with them."""
        for feed in feeds:
            for one in _lacking_together(feed.verdicts):
                self.wrong_by_now[one.feed, one.unit].append(one)

    @classmethod
    def of(cls, feeds: Sequence[FeedQuality], organisation: Organisation) -> Judged:
        """The feeds, with the units that the organisation has."""
        units = sorted({unit for feed in feeds for unit in feed.units})
        return cls(feeds, {unit: row.kind for unit in units if (row := organisation.find(unit)) is not None})

    @cached_property
    def proxies(self) -> Mapping[str, Sequence[ProxySeries]]:
        """The rows that came as they should, by kind of unit."""
        proxies: dict[str, list[ProxySeries]] = defaultdict(list)
        for feed in self._feeds:
            sound: dict[str, dict[Month, float]] = defaultdict(dict)
            for one in feed.verdicts:
                if one.kind in SOUND:
                    sound[one.unit][one.month] = float(one.rows)
            for unit, rows in sound.items():
                if unit in self.kinds:
                    proxies[self.kinds[unit]].append(ProxySeries(unit, feed.feed, rows))
        return proxies

    def units(self, feed: str) -> frozenset[str]:
        """The units that have rows in a feed."""
        return frozenset(next((one.units for one in self._feeds if one.feed == feed), ()))

    def verdicts(self, feed: str) -> Sequence[Verdict]:
        """All that is said of the rows of a feed."""
        return next((one.verdicts for one in self._feeds if one.feed == feed), ())

    def is_wrong(self, unit: str, grounds: Sequence[Ground]) -> bool:
        """Whether anything is wrong at the unit with what a figure rests on."""
        return any(True for _one in _said(unit, grounds, self.wrong_by_now))


def _lacking_together(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Months of a small unit that one verdict finds to lack rows together with its own: those that fewer came of.

    A stop of a small unit is found when several months have passed; that says the same of the first of them as of the
    last. To take those as known would leave what they lack out of the figure.
    """
    sound = {(one.unit, one.month): one for one in verdicts if one.kind in SOUND}
    for later in verdicts:
        if later.kind not in LACKING or later.judged is None:
            continue
        for back in range(1, later.judged.months):
            one = sound.get((later.unit, later.month.plus(-back)))
            if one is not None and one.expected is not None and one.rows < one.expected.rows:
                del sound[one.unit, one.month]
                yield replace(one, kind=Kind.ROWS_LOST)


def counts_of(
    results: Results, indicator: Indicator, units: Sequence[str], months: Sequence[Month], *, tree: str = LINE
) -> dict[str, dict[Month, Counts]]:
    """What is counted of an indicator, by unit and month; months of which nothing is known are left out."""
    how = reckoning_of(indicator)
    periods = [Period.of_month(month) for month in months]
    rows = results.table([indicator.id], units, periods, tree=tree).select(_COLUMNS)
    # Most units have nothing of most indicators: what is null is left out before it becomes Python's.
    rows = rows.filter(pc.is_valid(rows["numerator"]))
    written = {str(month): month for month in months}
    found: dict[str, dict[Month, Counts]] = defaultdict(dict)
    for unit, month, *counted in zip(*(rows[column].to_pylist() for column in _COLUMNS), strict=True):
        counts = _counts(counted, how)
        if counts is not None:
            found[unit][written[month]] = counts
    return found


def _counts(counted: Sequence[Any], how: Reckoning) -> Counts | None:
    above, below, divisor = counted
    if how.is_ratio and below is None:
        return None
    numerator = above / divisor / (how.scale * how.whole_unit)
    return Counts(numerator, below / divisor / how.out_of_scale) if how.is_ratio else Counts(numerator)


def unit_months(
    indicator: Indicator, unit: str, grounds: Grounds, wrong: Wrong, came: Mapping[Month, Counts], *, through: Month
) -> UnitMonths:
    """What is known of a unit's months. Raises ValueError for an indicator whose months are no sums.

    What is not final by `through`, the last month that was computed, is not taken as known: those counted have not had
    their time.
    """
    measure = indicator.measure
    if indicator.kind not in SHAPES or not isinstance(measure, Additive):
        raise ValueError(f"{indicator.id}: its months cannot be added up")
    final = through.plus(-indicator.final_after)
    sound = {month: counts for month, counts in came.items() if month <= final}
    lacking: dict[Month, Coverage] = {}
    verdicts: dict[Month, tuple[Verdict | ColumnVerdict, ...]] = {}
    for month, every in grounds.items():
        said = list(dict.fromkeys(_said(unit, every, wrong)))
        if said:
            sound.pop(month, None)
            main = next(ground.feed for ground in every if ground.is_main)
            lacking[month] = _coverage(said, main, measure, came.get(month))
            verdicts[month] = tuple(said)
    same = isinstance(measure.denominator, Sum) and measure.numerator.rows.fact == measure.denominator.rows.fact
    series = UnitSeries(unit, SHAPES[indicator.kind], sound, scale_of(indicator), same_rows=same)
    return UnitMonths(series, lacking, verdicts)


def _said(unit: str, grounds: Sequence[Ground], wrong: Wrong) -> Iterator[Verdict | ColumnVerdict]:
    """What is wrong with the rows, and with the columns that are read, of what a figure rests on."""
    for ground in grounds:
        for one in wrong.get((ground.feed, unit), ()):
            if one.month not in ground.months:
                continue
            if isinstance(one, Verdict) or ground.columns is None or one.column in ground.columns:
                yield one


def _coverage(said: Sequence[Verdict | ColumnVerdict], main: str, measure: Additive, came: Counts | None) -> Coverage:
    """What came tells something only where rows of the feed that is counted lack, and nothing else is wrong."""
    whole = _denominator(said, measure, came)
    only = said[0]
    if len(said) > 1 or not isinstance(only, Verdict) or only.kind not in LACKING or only.feed != main:
        return Coverage(0.0, whole=whole)
    partial = None if measure.numerator.rows.fact.derived or not only.rows else came
    if only.expected is None or not (only.expected.rows > 0 and isfinite(only.expected.rows)):
        return Coverage(only.rows, None, 0.0, partial, whole)
    return Coverage(only.rows, only.expected.rows, only.expected.deviation, partial, whole)


def _denominator(said: Sequence[Verdict | ColumnVerdict], measure: Additive, came: Counts | None) -> float | None:
    """The denominator that came, where nothing that is wrong is read by it."""
    part = measure.denominator
    if came is None or part is None:
        return None
    # Of two columns that are added up a row counts only where both are known.
    parts = [part] if part.add is None or measure.numerator.add is None else [part, measure.numerator]
    return None if any(_reads(part, one) for part in parts for one in said) else came.denominator


def _reads(part: Sum, one: Verdict | ColumnVerdict) -> bool:
    fact = part.rows.fact
    if one.feed not in fact.sources:
        return False
    return isinstance(one, Verdict) or fact.derived or one.column in columns_of_part(part)
