"""Whether the frames make the total: the check that a reader of the economy does first."""

from __future__ import annotations

from tertial.assess.assessment import FrameSum
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.economy import NET, AmountUnit, Economy, Item


def frame_sum(economy: Economy, *, unit: str, as_of: Month) -> FrameSum | None:
    """The frames' net deviations for the year to date beside the unit's; None without the total or without frames."""
    period = Period(PeriodKind.YTD, as_of)
    total = economy.find(unit, NET, period, Item.DEVIATION)
    parts = tuple(
        (line.frame, line.amount)
        for line in economy.of_period(period)
        if (line.account, line.item, line.unit) == (NET, Item.DEVIATION, AmountUnit.MSEK) and line.frame != unit
    )
    return FrameSum(parts, total.amount) if total is not None and parts else None
