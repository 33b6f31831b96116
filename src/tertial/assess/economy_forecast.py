"""The plain forecast of the economy: the deviation so far carried on at the same pace to the year's end."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tertial.assess.assessment import EconomyForecast
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.economy import NET, Economy, Item

MONTHS_IN_YEAR = 12


def twelfth_rule(deviation: Decimal, months: int) -> Decimal:
    """The year's deviation by the 1/12 rule: what it was a month so far, twelve times.

    Given with one more decimal than the deviation, rounded half up: -335 after eight months makes -502.5.
    """
    exponent = deviation.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    year = deviation * MONTHS_IN_YEAR / months
    return year.quantize(Decimal(1).scaleb(-decimals - 1), rounding=ROUND_HALF_UP)


def economy_forecast(economy: Economy, *, unit: str, as_of: Month) -> EconomyForecast | None:
    """The unit's forecast, or None where its net deviation for the year to date is not reported."""
    so_far = economy.find(unit, NET, Period(PeriodKind.YTD, as_of), Item.DEVIATION)
    if so_far is None:
        return None
    announced = economy.find(unit, NET, Period(PeriodKind.YEAR, Month(as_of.year, 12)), Item.FORECAST)
    return EconomyForecast(
        unit=unit,
        period=as_of,
        result=so_far.amount,
        twelfth=twelfth_rule(so_far.amount, as_of.number),
        announced=None if announced is None else announced.amount,
        announced_note=None if announced is None else announced.note,
    )
