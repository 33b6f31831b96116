"""Figures of the same thing by other definitions or from other sources: side by side, never put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tertial.assess.assessment import RegionAssessment
from tertial.assess.series import figure_of
from tertial.domain.calendar import Period, resolve
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label, lowered
from tertial.domain.results import WHOLE, Quality, ReportedValue
from tertial.domain.same_things import same_things


@dataclass(frozen=True, slots=True)
class Told:
    """What one of them says of everybody: its latest figure up to the report's month, where it is from, or why none.

    `source` is empty where nobody states one.
    """

    indicator: Indicator
    period: Period
    value: Decimal | None
    quality: Quality
    source: str
    note: Label | None

    @property
    def is_computed(self) -> bool:
        """Whether the figure is computed from events; else somebody reports it."""
        return self.indicator.measure is not None

    @property
    def definition(self) -> Label:
        """What is counted, and out of what where that is said; else the indicator's title."""
        counted, out_of = self.indicator.counted, self.indicator.out_of
        if counted is None or out_of is None:
            return counted or self.indicator.title
        en = f"{counted.en}, out of {lowered(out_of.en)}" if counted.en and out_of.en else ""
        return Label(f"{counted.sv}, av {lowered(out_of.sv)}", en)


def groups_of(assessment: RegionAssessment) -> tuple[tuple[Told, ...], ...]:
    """The groups of indicators of which one says that it is the same as another, in the order of the assessment."""
    indicators = assessment.region.indicators
    order = list(dict.fromkeys(row.indicator.id for row in assessment.indicators))
    found: list[tuple[Told, ...]] = []
    grouped: set[str] = set()
    for name in order:
        group = set() if name in grouped else same_things([name], indicators)
        if len(group) > 1:
            grouped |= group
            found.append(tuple(_told(assessment, indicators[one]) for one in order if one in group))
    return tuple(found)


def _told(assessment: RegionAssessment, indicator: Indicator) -> Told:
    row = next((one for one in assessment.of(indicator.id) if one.split == WHOLE), None)
    for period, value in _latest_first(assessment, indicator):
        figure = figure_of(value, indicator)
        if figure is not None:
            of_row = row is not None and row.period == period
            quality, note = (row.quality, row.note) if row is not None and of_row else (value.quality, value.note)
            return Told(indicator, period, figure, quality, value.source, note)
    period = resolve(indicator.shown, assessment.as_of) if row is None else row.period
    quality = Quality.MISSING if row is None else row.quality
    return Told(indicator, period, None, quality, "", None if row is None else row.note)


def _latest_first(assessment: RegionAssessment, indicator: Indicator) -> Iterator[tuple[Period, ReportedValue]]:
    """The figures of everybody up to the month, those that end last first; the period that is shown before others."""
    shown = resolve(indicator.shown, assessment.as_of)
    series = assessment.region.outcomes.series(indicator.id, assessment.unit)
    whole = [(period, value) for (period, split), value in series.items() if split == WHOLE]
    until = [one for one in whole if one[0].last <= shown.last]
    yield from sorted(until, key=lambda one: (one[0].last, one[0] == shown, one[0].month_count), reverse=True)
