"""Whether the months of a reported figure make the same of the year so far as what is reported of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tertial.assess.figure_wording import wording_of
from tertial.assess.forecasting.results import YearEnd
from tertial.assess.series import figure_of
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Indicator, OverTime
from tertial.domain.label import Label
from tertial.domain.period_words import months_words, period_words
from tertial.domain.results import WHOLE, ReportedValue, Split


def reported_otherwise(
    indicator: Indicator, end: YearEnd | None, values: Mapping[tuple[Period, Split], ReportedValue], as_of: Month
) -> Label | None:
    """That the year so far is reported as another figure than its months make; None where the two agree.

    `values` are the unit's reported figures. Each printed figure may be half of its last decimal off.
    """
    period = Period(PeriodKind.YTD, as_of)
    reported = values.get((period, WHOLE))
    stated = None if reported is None else figure_of(reported, indicator)
    is_comparable = indicator.measure is None and indicator.over_time is OverTime.SUM
    if not is_comparable or stated is None or end is None or end.so_far is None or end.months_left != 12 - as_of.number:
        return None
    rounded = 1 if indicator.is_ratio else (period.month_count + 1) / 2
    if abs(end.so_far - float(stated)) <= rounded * float(_last_decimal(stated, indicator)):
        return None
    wording, when = wording_of(indicator), period_words(period)
    made, told = wording.figure(wording.rounded(end.so_far)), wording.figure(stated)
    come, whole = when, Label("perioden", "the period")
    if end.since is not None:
        come, whole = months_words(end.since.through(as_of)), when
    return Label(
        f"Prognosen bygger på månaderna, som ger {made.sv} för {come.sv}; rapporterat för {whole.sv} är {told.sv}.",
        f"The forecast rests on the months, which give {made.en} for {come.en}; reported for {whole.en} is {told.en}.",
    )


def _last_decimal(figure: Decimal, indicator: Indicator) -> Decimal:
    """One in the last decimal that the figure or the indicator has, the larger of the two."""
    exponent = figure.as_tuple().exponent
    decimals = indicator.decimals if isinstance(exponent, str) else min(-exponent, indicator.decimals)
    return Decimal(1).scaleb(-max(decimals, 0))
