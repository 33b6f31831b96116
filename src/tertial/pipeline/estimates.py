"""Estimates of a unit's figures where rows lack, of the period that an indicator shows and of single months."""

from __future__ import annotations

from tertial.assess.estimates import reasons
from tertial.assess.estimates.panel import MEMORY
from tertial.assess.estimates.results import Estimate, FigureEstimates, NoEstimate
from tertial.compute.rollup import Results
from tertial.domain.calendar import Period, PeriodKind
from tertial.domain.indicators import Estimates, Indicator
from tertial.domain.label import Label
from tertial.domain.measures import Additive, rows_of_measure
from tertial.domain.region import Region
from tertial.pipeline.estimate_gaps import Gaps
from tertial.pipeline.estimate_series import SHAPES, Judged
from tertial.pipeline.inheritance import Inheritance
from tertial.quality.grounds import figure_months

CHARTED = 24
"""Single months so far back are estimated, for charts; those of the period that is shown however far back they are."""


class Estimating:
    """Estimates indicators at one unit, a node of `tree`, by what is known up to the last month that is judged."""

    def __init__(self, region: Region, results: Results, inherits: Inheritance, *, unit: str, tree: str) -> None:
        self._region = region
        self._results = results
        self._inherits = inherits
        self._unit = unit
        self._tree = tree
        self._months = inherits.months()[-MEMORY:]
        self._judged = Judged.of(inherits.judged, region.organisation)

    def of(self, indicator: Indicator, period: Period) -> FigureEstimates | None:
        """Of the period, and of single months until now; None where neither lacks rows."""
        in_period = self._lacks(indicator, period)
        charted = [
            month for month in self._months[-CHARTED:] if self._lacks(indicator, Period(PeriodKind.MONTH, month))
        ]
        if not in_period and not charted:
            return None
        why = _refused(indicator)
        if why is not None:
            return FigureEstimates(NoEstimate(self._unit, period, why)) if in_period else None
        wanted = (
            [month for month in figure_months(indicator, period) if month in set(self._months)] if in_period else []
        )
        gaps = Gaps(
            self._region,
            self._results,
            self._inherits,
            self._judged,
            indicator,
            unit=self._unit,
            tree=self._tree,
            known=self._months,
            months=sorted({*wanted, *charted}),
        )
        months = {month: gaps.over(Period(PeriodKind.MONTH, month), [month]) for month in charted}
        return FigureEstimates(
            gaps.over(period, wanted) if in_period else None,
            {month: one for month, one in months.items() if isinstance(one, Estimate)},
        )

    def _lacks(self, indicator: Indicator, period: Period) -> bool:
        return self._inherits.lacks_rows(self._results.figure(indicator.id, self._unit, period, tree=self._tree))


def _refused(indicator: Indicator) -> Label | None:
    """Why an indicator is never estimated."""
    measure = indicator.measure
    if indicator.estimates is Estimates.OFF:
        return reasons.NOT_WANTED
    if not isinstance(measure, Additive) or indicator.kind not in SHAPES:
        return reasons.NO_SUMS
    if any(rows.place != rows.fact.unit for rows in rows_of_measure(measure)):
        return reasons.ELSEWHERE
    return None
