"""Where drawn units count: three units below a top, one of which moves, in months and periods of 2024."""

from __future__ import annotations

from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import NodesOfUnits, View

MONTHS = tuple(Month(2024, 2).plus(step) for step in range(5))
PERIODS = (
    Period(PeriodKind.MONTH, MONTHS[0]),
    Period(PeriodKind.MONTH, MONTHS[2]),
    Period(PeriodKind.YTD, MONTHS[-1]),
    Period(PeriodKind.R12, MONTHS[-1]),
    Period(PeriodKind.TERTIAL, Month(2024, 4)),
)
UNITS = ("unit-1", "unit-2", "unit-3")


class MappedNodes:
    """Where units count, by a table."""

    ways = ((View.AS_IT_WAS, "line"), (View.AS_IT_IS, "line"))

    def __init__(self, nodes: NodesOfUnits) -> None:
        self._nodes = nodes

    def at(self, view: View, tree: str, unit: str, month: Month) -> tuple[str, ...]:
        return self._nodes.get((view, tree, unit, month), ())


def moving_units() -> dict[tuple[View, str, str, Month], tuple[str, ...]]:
    """Three units below a top; one of them moves to the second's place after a month, and as it is was always there."""
    nodes: dict[tuple[View, str, str, Month], tuple[str, ...]] = {}
    for period in PERIODS:
        for month in period.months:
            for view in View:
                nodes |= {(view, "line", unit, month): (unit, "top") for unit in UNITS}
                nodes[view, "line", "", month] = ("top",)
            if month > MONTHS[0]:
                nodes[View.AS_IT_WAS, "line", "unit-3", month] = ("unit-2", "top")
            nodes[View.AS_IT_IS, "line", "unit-3", month] = ("unit-2", "top")
    return nodes
