"""The figures of one indicator, unit and split over time, and what a figure is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tertial.domain.calendar import Period
from tertial.domain.indicators import Indicator, Kind, OverTime, ValueUnit, reference_value
from tertial.domain.results import ReportedValue, Split
from tertial.domain.targets import Against, Baseline, Reference, baseline_for

_NEVER_SUMMED = frozenset({Kind.MEDIAN, Kind.PERCENTILE, Kind.UNITS_REACHING})
"""Figures that are found anew for each period, and are no larger for a longer one."""
COUNTED = frozenset({ValueUnit.COUNT, ValueUnit.POSTS, ValueUnit.BEDS})
"""Units whose figure is the count itself; a denominator says out of how many, as in 2 of 3."""


def adds_up(indicator: Indicator) -> bool:
    """Whether months of the indicator add up to longer periods, so that a longer period has a larger figure."""
    kind = indicator.reported_as or indicator.kind
    return indicator.over_time is OverTime.SUM and not indicator.is_ratio and kind not in _NEVER_SUMMED


def figure_of(value: ReportedValue, indicator: Indicator) -> Decimal | None:
    """The figure to show and assess, or None for the bare numerator of a share, which is no figure yet."""
    if indicator.is_share and value.value is None and value.denominator is None:
        return None
    if value.value is None and value.numerator is not None and indicator.value_unit in COUNTED:
        return Decimal(value.numerator)
    return value.figure(share=indicator.is_share, decimals=indicator.decimals)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures by period. Baselines fill the periods that no outcome is reported for."""

    indicator: Indicator
    points: Mapping[Period, Decimal]
    baseline: tuple[Period, Decimal] | None

    @classmethod
    def of(
        cls,
        indicator: Indicator,
        split: Split,
        outcomes: Mapping[tuple[Period, Split], ReportedValue],
        baselines: tuple[Baseline, ...],
    ) -> Series:
        """The series of one split."""
        points: dict[Period, Decimal] = {}
        for baseline in baselines:
            level = _level(baseline, indicator) if baseline.split == split else None
            if level is not None:
                points[baseline.period] = level
        for (period, place), value in outcomes.items():
            figure = figure_of(value, indicator) if place == split else None
            if figure is not None:
                points[period] = figure
        start = baseline_for(baselines, split)
        level = None if start is None else _level(start, indicator)
        return cls(indicator, points, None if start is None or level is None else (start.period, level))

    def history(self, period: Period) -> tuple[tuple[Period, Decimal], ...]:
        """The comparable periods up to and including one, in order."""
        past = [
            (other, figure)
            for other, figure in self.points.items()
            if other.last <= period.last and period.comparable(other)
        ]
        return tuple(sorted(past, key=lambda point: point[0].last))

    def before(self, period: Period) -> tuple[Period, Decimal] | None:
        """The last earlier measurement.

        Of a measure whose months add up only a comparable period counts; of any other the latest figure that
        ends earlier, and of two that end together the one of the same kind.
        """
        earlier = [
            (other, figure)
            for other, figure in self.points.items()
            if other.last < period.last and (period.comparable(other) or not adds_up(self.indicator))
        ]
        return max(earlier, key=lambda point: (point[0].last, point[0].kind is period.kind), default=None)

    def reference(self, wanted: Reference, period: Period) -> tuple[Period, Decimal] | None:
        """The period and figure that a change or an improvement is measured against, or None where it is missing."""
        match wanted:
            case Against.BASELINE:
                return self.baseline
            case Against.PREVIOUS:
                return self.before(period)
            case Against.SAME_PERIOD_LAST_YEAR:
                return self._at(period.year_before())
            case Period():
                return self._at(wanted)

    def _at(self, period: Period) -> tuple[Period, Decimal] | None:
        figure = self.points.get(period)
        return None if figure is None else (period, figure)


def _level(baseline: Baseline, indicator: Indicator) -> Decimal | None:
    """A baseline's figure; one computed from counts is rounded as an outcome would be."""
    if baseline.value is None and baseline.numerator is not None and indicator.value_unit in COUNTED:
        return Decimal(baseline.numerator)
    level = reference_value(baseline, share=indicator.is_share)
    if level is None or baseline.value is not None or baseline.denominator is None:
        return level
    return level.quantize(Decimal(1).scaleb(-indicator.decimals), rounding=ROUND_HALF_UP)
