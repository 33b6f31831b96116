"""How an indicator's figures are written: with its decimals and its unit."""

from __future__ import annotations

from tertial.assess.comparison.wording import Unit, Wording
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.label import Label

_UNITS = {
    ValueUnit.MSEK: Unit(Label("mnkr", "MSEK"), Label("mnkr", "MSEK")),
    ValueUnit.SEK: Unit(Label("kr", "SEK"), Label("kr", "SEK")),
    ValueUnit.HOURS: Unit(Label("timme", "hour"), Label("timmar", "hours")),
    ValueUnit.DAYS: Unit(Label("dag", "day"), Label("dagar", "days")),
    ValueUnit.POSTS: Unit(Label("tjänst", "post"), Label("tjänster", "posts")),
    ValueUnit.BEDS: Unit(Label("vårdplats", "bed"), Label("vårdplatser", "beds")),
}


def wording_of(indicator: Indicator, factor: float = 1, *, past: bool = True) -> Wording:
    """`factor` makes figures the indicator's unit: 1 where they are in it, 100 for shares from 0 to 1."""
    return Wording(factor, indicator.decimals, indicator.is_share, _UNITS.get(indicator.value_unit), past)
