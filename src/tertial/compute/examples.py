"""What the examples of a definition give, by the slow engine: one month, all units together, nobody told apart."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.evaluate import compared
from tertial.compute.reference.fact_rows import FactRows
from tertial.compute.reference.unique import reference_unique
from tertial.domain.calendar import Period
from tertial.domain.cells import Cell, View
from tertial.domain.examples import Example, ExampleUnit, Expected
from tertial.domain.figures import ComputedFigure, rounded
from tertial.domain.grounded_measures import grounded_indicator
from tertial.domain.histogram import Histogram
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import Additive, AmongReaching, Level, Part, Reaching, Spread, Unique
from tertial.domain.organisation import LINE, Organisation, Unit
from tertial.domain.reckoning import Reckoning, reckoning_of
from tertial.domain.results import WHOLE

MOST_DECIMALS = 6
ALL_UNITS = "all"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an example gives, as people write it: amounts in kronor, a share in per cent, at most six decimals.

    None for what the indicator does not have, and for a figure of which nothing is known.
    """

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None

    def agrees(self, expected: Expected) -> bool:
        """Whether it gives all that is expected; a figure expected with decimals agrees when it rounds to it."""
        return (
            (expected.numerator is None or self.numerator == expected.numerator)
            and (expected.denominator is None or self.denominator == expected.denominator)
            and (expected.value is None or _rounds_to(self.value, expected.value))
        )


def outcome_of(indicator: Indicator, example: Example, indicators: Mapping[str, Indicator] | None = None) -> Outcome:
    """What the rows of an example give.

    `indicators` has, by id, those that a second stage rests on. Raises KeyError for one that is missing, ValueError for
    one whose figures are reported.
    """
    run = _Run(example, indicators or {})
    counts = run.counts(run.ready(indicator), None)
    value = run.value(counts)
    return Outcome(
        _written(counts.numerator, counts.reckoning.scale),
        _written(counts.denominator, counts.reckoning.out_of_scale),
        None if value is None else _plain(value),
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """The whole numbers of a figure."""

    reckoning: Reckoning
    numerator: int | None = None
    denominator: int | None = None
    histogram: Histogram | None = None


Only = Container[str] | None
"""The units that are taken together; all of them where it is None."""


class _Run:
    """One example: its rows, its month and what it says of units."""

    def __init__(self, example: Example, indicators: Mapping[str, Indicator]) -> None:
        self._example = example
        self._period = Period.of_month(example.month)
        self._organisation = Organisation(
            tuple(Unit(id, Label(id, id), said.kind, provider=said.provider) for id, said in example.units.items())
        )
        self._indicators = indicators

    def ready(self, indicator: Indicator) -> Indicator:
        """The indicator with units for the kinds and providers that its conditions name."""
        return grounded_indicator(indicator, self._organisation)

    def _other(self, name: str) -> Indicator:
        return self.ready(self._indicators[name])

    def counts(self, indicator: Indicator, only: Only) -> _Counts:
        """The whole numbers of the indicator over some units."""
        how = reckoning_of(indicator)
        match indicator.measure:
            case Additive(numerator=above, denominator=below):
                cells = self._cells(indicator, only)
                upper = [cell.amount for cell in cells if cell.part is Part.NUMERATOR]
                if below is None:
                    # No row is a count of none; but a sum of nothing known is not known.
                    return _Counts(how, sum(upper) if upper or above.add is None else None)
                lower = [cell.amount for cell in cells if cell.part is Part.DENOMINATOR]
                return _Counts(how, sum(upper), sum(lower))
            case Spread():
                histogram: dict[tuple[int, int | None], int] = {}
                for cell in self._cells(indicator, only):
                    if cell.value is not None:
                        place = cell.value, cell.over
                        histogram[place] = histogram.get(place, 0) + cell.amount
                return _Counts(how, histogram=histogram)
            case Unique():
                return _Counts(how, self._different(indicator, only))
            case Reaching(level=level, kind=kind):
                reach = self._reach(level, kind, only)
                return _Counts(how, sum(reach.values()), len(reach))
            case AmongReaching(indicator=name, level=level, kind=kind):
                reach = self._reach(level, kind, only)
                return self.counts(self._other(name), {unit for unit, reached in reach.items() if reached})
            case None:  # refused by its reckoning; states it for the type checker
                raise ValueError(f"{indicator.id}: its figures are reported, not computed")

    def value(self, counts: _Counts) -> Fraction | None:
        """The figure; None where there is none."""
        empty = counts.numerator is None if counts.histogram is None else not counts.histogram
        if empty or (counts.reckoning.is_ratio and not counts.denominator):
            return None
        figure = ComputedFigure(
            indicator="example",
            node=ALL_UNITS,
            tree=LINE,
            view=View.AS_IT_WAS,
            period=self._period,
            split=WHOLE,
            numerator=counts.numerator,
            denominator=counts.denominator,
            reckoning=counts.reckoning,
            histogram=counts.histogram,
        )
        return figure.value()

    def _cells(self, indicator: Indicator, only: Only) -> list[Cell]:
        cells = reference_cells([indicator], self._example.rows, [self._example.month])
        return [cell for cell in cells if only is None or cell.unit in only]

    def _different(self, indicator: Indicator, only: Only) -> int:
        month = self._example.month
        units = [unit for unit in self._units(indicator) if only is None or unit in only]
        places = {(View.AS_IT_WAS, LINE, unit, month): (ALL_UNITS,) for unit in units}
        cells = reference_unique([indicator], self._example.rows, places, [self._period])
        return sum(cell.count for cell in cells if cell.split.is_whole)

    def _units(self, indicator: Indicator) -> set[str]:
        """The units where rows of the indicator count."""
        match indicator.measure:
            case Unique(rows=rows):
                found = FactRows(self._example.rows, [self._example.month]).of(rows)
                return {placed.unit for placed in found}
            case Reaching(level=level) | AmongReaching(level=level):
                return self._units(self._other(level.indicator))
            case _:
                return {cell.unit for cell in self._cells(indicator, None)}

    def _reach(self, level: Level, kind: str, only: Only) -> dict[str, bool]:
        """The units of the kind that have a figure, and whether it reaches the level."""
        judged = self._other(level.indicator)
        found: dict[str, bool] = {}
        for unit in self._units(judged):
            said = self._example.units.get(unit, ExampleUnit()).kind
            if not unit or said not in {"", kind} or not (only is None or unit in only):
                continue
            value = self.value(self.counts(judged, {unit}))
            if value is not None:
                found[unit] = compared(level.how, value, Fraction(level.level)) is True
        return found


def _rounds_to(value: Decimal | None, expected: Decimal) -> bool:
    if value is None or expected == expected.to_integral_value():
        return value == expected
    return rounded(Fraction(value), -int(expected.as_tuple().exponent)) == expected


def _written(amount: int | None, scale: int) -> Decimal | None:
    return None if amount is None else _plain(Fraction(amount, scale))


def _plain(value: Fraction) -> Decimal:
    """The number with at most six decimals, half rounded away from zero, and no zeros at its end."""
    found = rounded(value, MOST_DECIMALS)
    whole = found.to_integral_value()
    return whole if found == whole else found.normalize()
