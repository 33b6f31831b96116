"""A figure with the counted cases behind it: what chance can be reckoned of."""

from __future__ import annotations

from tertial.assess.comparison.figures import Figure, Mean, Rate, Share
from tertial.assess.evidence import Measured
from tertial.assess.variation.indicator_series import scale_of
from tertial.domain.indicators import Indicator, Kind
from tertial.domain.measures import Additive, Spread, Sum


def case_figure(indicator: Indicator, measured: Measured | None) -> Figure | None:
    """The figure with what chance does to it; None where no counted cases are behind it."""
    if measured is None or measured.value is None or not counts_cases(indicator):
        return None
    if measured.moments is not None:
        return Mean(measured.moments)
    part, whole = measured.numerator, measured.denominator
    if part is None or not whole or part < 0 or whole < 0:
        return None
    if indicator.kind is Kind.RATE:
        return Rate(part, whole)
    return Share(part, whole) if indicator.is_share and part <= whole else None


def counts_cases(indicator: Indicator) -> bool:
    """Whether figures are made of counted cases, or of single values whose spread is known."""
    match indicator.measure:
        case None:
            return indicator.is_share
        case Additive(numerator=Sum(add=None), denominator=Sum(add=None)):
            return indicator.kind in {Kind.SHARE, Kind.RATE}
        case Spread(percent=None):
            return True
        case _:
            return False


def factor_of(indicator: Indicator) -> float:
    """What figures per one are multiplied with; means are in the indicator's unit already."""
    return 1.0 if isinstance(indicator.measure, Spread) else scale_of(indicator)
