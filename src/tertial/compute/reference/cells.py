"""The cells of indicators that are sums or histograms, a row at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tertial.compute.reference.evaluate import EXACT, holds, value_of
from tertial.compute.reference.fact_rows import FactRows, Placed
from tertial.compute.reference.rows import Row
from tertial.compute.reference.splits import split_of
from tertial.domain.calendar import Month
from tertial.domain.cells import Cell
from tertial.domain.expressions.tree import Expression
from tertial.domain.facts.contract import Fact
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Part, Rows, Spread, Sum
from tertial.domain.quantities import scale_of
from tertial.domain.results import Split


def reference_cells(
    indicators: Sequence[Indicator], events: Mapping[str, Sequence[Row]], months: Sequence[Month]
) -> list[Cell]:
    """The cells of the months, sorted; indicators whose measure makes none have none.

    `events` are the stored rows of each feed, those of earlier and later months too that facts look at. Raises
    TooManyRows for a feed of more rows than the slow engine takes.
    """
    rows = FactRows(events, months)
    return sorted(cell for indicator in indicators for cell in _cells(indicator, rows))


def _cells(indicator: Indicator, rows: FactRows) -> Iterator[Cell]:
    match indicator.measure:
        case Additive(numerator=numerator, denominator=None):
            yield from _gathered(indicator, Part.NUMERATOR, _summed(indicator, numerator, rows))
        case Additive(numerator=numerator, denominator=Sum() as denominator):
            above, below = _summed(indicator, numerator, rows), _summed(indicator, denominator, rows)
            if _of_the_same_rows(numerator.rows, denominator.rows):
                known = (numerator.add, denominator.add)
                above = (one for one in above if holds(denominator.rows.where, one.placed.row))
                above = (one for one in above if _all_known(known, one.placed.row))
                below = (one for one in below if _all_known(known, one.placed.row))
            yield from _gathered(indicator, Part.NUMERATOR, above)
            yield from _gathered(indicator, Part.DENOMINATOR, below)
        case Spread():
            yield from _gathered(indicator, Part.SPREAD, _spread(indicator, indicator.measure, rows))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A row that takes part, with what it adds; in a histogram with what it is gathered by."""

    placed: Placed
    split: Split
    amount: int = 1
    value: int | None = None
    over: int | None = None


def _summed(indicator: Indicator, part: Sum, rows: FactRows) -> Iterator[_Counted]:
    fact = part.rows.fact
    for placed in rows.of(part.rows):
        amount = 1 if part.add is None else whole_number(part.add, fact, placed.row)
        if amount is not None:
            yield _Counted(placed, split_of(indicator, fact, placed.row), amount)


def _spread(indicator: Indicator, spread: Spread, rows: FactRows) -> Iterator[_Counted]:
    fact = spread.rows.fact
    for placed in rows.of(spread.rows):
        value = whole_number(spread.value, fact, placed.row)
        over = None if spread.over is None else whole_number(spread.over, fact, placed.row)
        if value is None or (spread.over is not None and not over):
            continue
        yield _Counted(placed, split_of(indicator, fact, placed.row), 1, value, over)


def _gathered(indicator: Indicator, part: Part, counted: Iterator[_Counted]) -> Iterator[Cell]:
    alike: dict[tuple[str, Month, Split, int | None, int | None], list[int]] = defaultdict(list)
    for one in counted:
        alike[one.placed.unit, one.placed.month, one.split, one.value, one.over].append(one.amount)
    for (unit, month, split, value, over), amounts in alike.items():
        yield Cell(
            indicator=indicator.id,
            part=part,
            unit=unit,
            month=month,
            sex=split.sex,
            age_band=split.age_band,
            category=split.category,
            value=value,
            over=over,
            amount=sum(amounts),
            rows=len(amounts),
        )


def _of_the_same_rows(one: Rows, other: Rows) -> bool:
    return (one.fact.id, one.events, one.place) == (other.fact.id, other.events, other.place)


def _all_known(quantities: Sequence[Expression | None], row: Row) -> bool:
    return all(quantity is None or value_of(quantity, row) is not None for quantity in quantities)


def whole_number(quantity: Expression, fact: Fact, row: Row) -> int | None:
    """What a row has of a quantity, in the whole numbers that it is added up in; None where it is not known.

    Raises ValueError for an expression that is no quantity, or has more decimals than are kept.
    """
    value = value_of(quantity, row)
    if value is None:
        return None
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        raise ValueError(f"{value!r} is no quantity")
    scaled = EXACT.multiply(Decimal(value), scale_of(quantity, fact))
    if scaled != int(scaled):
        raise ValueError(f"{value} has more decimals than are kept")
    return int(scaled)
