"""Figures of single units that rest on so few persons or events that the region does not show them."""

from __future__ import annotations

from tertial.assess.case_figure import counts_cases
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.measures import Spread


def rests_on_few(indicator: Indicator, numerator: int | None, denominator: int | None, least: int) -> bool:
    """Whether a figure tells of fewer than `least` persons or events; never where `least` is nought.

    Counted are those with what is counted, those without it and all of them; of a mean of single values all of them.
    Amounts of hours or kronor tell of nobody.
    """
    if not counts_cases(indicator) and indicator.value_unit is not ValueUnit.COUNT:
        return False
    counts = [denominator]
    if not isinstance(indicator.measure, Spread):
        counts.append(numerator)
        if numerator is not None and denominator is not None and numerator <= denominator:
            counts.append(denominator - numerator)
    return any(count is not None and count < least for count in counts)
