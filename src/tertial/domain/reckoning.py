"""How the whole numbers that an indicator is counted in become the number that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.measures import Additive, Spread, Sum
from tertial.domain.quantities import written_scale

KRONOR_IN_MSEK = 1_000_000
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The scales of a figure, and whether it is a ratio.

    `scale` and `out_of_scale` say how many of what is counted make one of what is meant: 100 öre a krona, 1 000 000
    millionths. A figure is the numerator over the denominator, times `per`, where `is_ratio`; else the numerator
    alone, and a denominator says out of how many it is. Of a spread it is the percentile `percent`, or the mean of its
    values or ratios. `whole_unit` divides once more, for figures in millions of kronor. Raises ValueError for a scale
    below one.
    """

    scale: int = 1
    out_of_scale: int = 1
    per: int = 1
    is_ratio: bool = False
    percent: int | None = None
    whole_unit: int = 1

    def __post_init__(self) -> None:
        if min(self.scale, self.out_of_scale, self.per, self.whole_unit) < 1:
            raise ValueError("scales are whole numbers above zero")


COUNTED = Reckoning()
"""A plain count."""


def reckoning_of(indicator: Indicator) -> Reckoning:
    """How an indicator's figure is reckoned; a share is per hundred.

    Of a second stage it is how many units reach the level, and in per cent their share of all; one that sums another
    indicator's figures is reckoned as that one. Raises ValueError for an indicator whose figures are reported.
    """
    measure = indicator.measure
    if measure is None:
        raise ValueError(f"{indicator.id}: its figures are reported, not computed")
    whole_unit = KRONOR_IN_MSEK if indicator.value_unit is ValueUnit.MSEK else 1
    hundred = HUNDRED if indicator.is_share else 1
    match measure:
        case Additive(numerator=numerator, denominator=None):
            return Reckoning(_scale(numerator), whole_unit=whole_unit)
        case Additive(numerator=numerator, denominator=Sum() as denominator, per=per):
            per = hundred if per == 1 else per
            return Reckoning(_scale(numerator), _scale(denominator), per, is_ratio=True, whole_unit=whole_unit)
        case Spread(rows=rows, value=value, over=over, percent=percent):
            scale = written_scale(value, rows.fact)
            out_of_scale = 1 if over is None else written_scale(over, rows.fact)
            return Reckoning(scale, out_of_scale, hundred, percent=percent, whole_unit=whole_unit)
        case _:
            return Reckoning(per=hundred, is_ratio=indicator.is_share, whole_unit=whole_unit)


def _scale(part: Sum) -> int:
    return written_scale(part.add, part.rows.fact)
