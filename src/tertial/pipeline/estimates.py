"""Estimates of a unit's figures where data lack or are wrong, of the period that is shown and of single months."""

from __future__ import annotations

from tertial.assess.estimates import reasons
from tertial.assess.estimates.panel import MEMORY
from tertial.assess.estimates.results import Estimate, FigureEstimates, NoEstimate
from tertial.domain.calendar import Period
from tertial.domain.indicators import Estimates, Indicator
from tertial.domain.label import Label
from tertial.domain.measures import rows_of_measure
from tertial.pipeline.estimate_gaps import Gaps
from tertial.pipeline.estimate_series import Judged
from tertial.pipeline.standpoint import Standpoint
from tertial.quality.grounds import figure_months
from tertial.quality.inherited import Inherited

CHARTED = 24
"""Single months so far back are estimated, for charts; those of the period that is shown however far back they are."""


class Estimating:
    """Estimates indicators at one unit, by what is known up to the last month that is judged."""

    def __init__(self, here: Standpoint) -> None:
        self._here = here
        self._months = here.inherits.months()[-MEMORY:]
        self._judged = Judged.of(here.inherits.judged, here.region.organisation)

    def of(self, indicator: Indicator, period: Period) -> FigureEstimates | None:
        """Of the period, and of single months until now; None where nothing is wrong with either."""
        shown = self._inherited(indicator, period)
        single = {month: self._inherited(indicator, Period.of_month(month)) for month in self._months[-CHARTED:]}
        charted = [month for month, one in single.items() if one.is_unreliable]
        if not shown.is_unreliable and not charted:
            return None
        why = _refused(indicator)
        if why is not None:
            return FigureEstimates(NoEstimate(self._here.unit, period, why)) if shown.is_unreliable else None
        known = set(self._months)
        wanted = [month for month in figure_months(indicator, period) if month in known] if shown.is_unreliable else []
        gaps = Gaps(self._here, self._judged, indicator, known=self._months, months=sorted({*wanted, *charted}))
        months = {month: gaps.over(Period.of_month(month), [month]) for month in charted}
        return FigureEstimates(
            gaps.over(period, wanted) if wanted else None,
            {month: one for month, one in months.items() if isinstance(one, Estimate)},
        )

    def _inherited(self, indicator: Indicator, period: Period) -> Inherited:
        return self._here.inherits.found(self._here.figure(indicator, period))


def _refused(indicator: Indicator) -> Label | None:
    """Why an indicator is never estimated."""
    measure = indicator.measure
    if measure is None or not indicator.is_estimated:
        return reasons.NOT_WANTED if indicator.estimates is Estimates.OFF else reasons.NO_SUMS
    if any(rows.place != rows.fact.unit for rows in rows_of_measure(measure)):
        return reasons.ELSEWHERE
    return None
