"""Units of one kind side by side: what is usual in them, and what each source says, reckoned once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from tertial.assess.estimates.candidates import (
    LEAST_TELLING,
    MOST_PROXIES,
    Key,
    Lead,
    Usual,
    by_proxy,
    by_sisters,
    candidates,
    moved_together,
)
from tertial.assess.estimates.panel import panel_of, span
from tertial.assess.estimates.results import Source
from tertial.assess.estimates.series import Floats, ProxySeries, Shape, UnitSeries
from tertial.assess.estimates.trial import Tried, tried
from tertial.domain.calendar import Month

LEAST_SHARE = 0.5
"""A share whose mean is above this is reckoned by what is not counted: factors act on the rarer side."""


class Side:
    """One of the amounts that a figure is made of, at all of the units."""

    def __init__(self, usual: Usual) -> None:
        self.usual = usual
        self.candidates: dict[Lead, Mapping[Key, Floats]] = {}
        self.by_proxy: dict[tuple[Lead, str], Floats] = {}
        self.left: dict[tuple[Lead, bytes], Floats] = {}
        self.together: dict[str, float] = {}
        self.tried: dict[tuple[str, Month], Tried | None] = {}


class Alike:
    """Units of one shape with their proxies, around the months that are looked at."""

    def __init__(self, units: Sequence[UnitSeries], proxies: Sequence[ProxySeries], months: Sequence[Month]) -> None:
        self._units = units
        self._rows = {one.unit: row for row, one in enumerate(units)}
        self._reach = span([one.amounts for one in units], months)
        self._series: dict[str, dict[str, ProxySeries]] = {}
        for one in proxies:
            self._series.setdefault(one.name, {})[one.unit] = one
        self._proxies: dict[str, Usual] = {}

    def amounts(self, unit: str) -> tuple[Side, bool]:
        """The numerators, as a unit reckons them; and whether that is by what is not counted."""
        row = self._rows[unit]
        panel = self._side.usual.panel
        is_turned = panel.bounded and bool(panel.amount[row].sum() > LEAST_SHARE * panel.base[row].sum())
        return (self._turned if is_turned else self._side), is_turned

    @cached_property
    def _side(self) -> Side:
        bounded = self._units[0].shape is Shape.SHARE
        return Side(Usual.of(panel_of([one.amounts for one in self._units], self._reach, bounded=bounded)))

    @cached_property
    def _turned(self) -> Side:
        return Side(Usual.of(self._side.usual.panel.turned))

    @cached_property
    def bases(self) -> Side:
        """The denominators."""
        return Side(Usual.of(panel_of([one.bases for one in self._units], self._reach)))

    def tried(self, side: Side, unit: str, month: Month, lead: Lead) -> Tried | None:
        """What is said of a month of a unit; None where too little is known."""
        if (unit, month) not in side.tried:
            row, panel = self._rows[unit], side.usual.panel
            column = panel.column(month)
            if lead not in side.candidates:
                side.candidates[lead] = candidates(side.usual, lead)
            said = dict(side.candidates[lead])
            for name in self._telling(side, unit, row, column):
                if (lead, name) not in side.by_proxy:
                    seasonal = said[Source.SEASON, ""]
                    side.by_proxy[lead, name] = by_proxy(seasonal, lead, self._proxies[name])
                said[Source.PROXY, name] = side.by_proxy[lead, name]
            side.tried[unit, month] = tried(side.usual, said, lead, row, column, self._left(side, lead, column))
        return side.tried[unit, month]

    def _left(self, side: Side, lead: Lead, column: int) -> Floats | None:
        """What the sisters say by those alone that are known in a month; None where at most one unit lacks."""
        known = side.usual.panel.known
        if (~known[:, column] & known.any(axis=1)).sum() < 2 or not known[:, column].any():
            return None
        key = (lead, known[:, column].tobytes())
        if key not in side.left:
            seasonal = side.candidates[lead][Source.SEASON, ""]
            side.left[key] = by_sisters(seasonal, side.usual, known[:, column])
        return side.left[key]

    def _telling(self, side: Side, unit: str, row: int, column: int) -> list[str]:
        """The few proxies that are known in a month and have moved most as the unit and its sisters did."""
        found: list[tuple[float, str]] = []
        for name, series in self._series.items():
            if unit not in series:
                continue
            if name not in self._proxies:
                rows = [its.amounts if (its := series.get(one.unit)) is not None else None for one in self._units]
                self._proxies[name] = Usual.of(panel_of(rows, self._reach))
            if not self._proxies[name].panel.known[row, column]:
                continue
            if name not in side.together:
                side.together[name] = moved_together(side.usual, self._proxies[name])
            if side.together[name] >= LEAST_TELLING:
                found.append((-side.together[name], name))
        return [name for _together, name in sorted(found)[:MOST_PROXIES]]
