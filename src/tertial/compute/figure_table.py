"""Many figures at once, as a table: sums over units and months are matrices, not loops."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute.asked import Asked
from tertial.compute.first_stage import FirstStage, is_split, is_sum_alone
from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.figures import ComputedFigure, rounded_ratio
from tertial.domain.indicators import OverTime
from tertial.domain.measures import Additive, Part
from tertial.domain.results import Quality, Split

Objects = npt.NDArray[np.object_]
"""Whole numbers without end."""

DECIMALS = 6
"""Decimals of the values of a table, more than any indicator is shown with."""

VALUES = pa.decimal128(38, DECIMALS)
STEP = Decimal(1).scaleb(-DECIMALS)

SMALL = 1 << 60
"""Numbers below this can be doubled, and another added, in 64 bits."""

FIGURES = pa.schema(
    [
        pa.field("indicator", pa.dictionary(pa.int32(), pa.string())),
        pa.field("node", pa.dictionary(pa.int32(), pa.string())),
        pa.field("period", pa.dictionary(pa.int32(), pa.string())),
        pa.field("numerator", pa.int64()),
        pa.field("denominator", pa.int64()),
        pa.field("divisor", pa.int64()),
        pa.field("rows", pa.int64()),
        pa.field("value", VALUES),
        pa.field("quality", pa.dictionary(pa.int32(), pa.string())),
    ]
)
"""Numerator and denominator are whole numbers in their scales, over `divisor`, which is 1 but for split units' shares.

`value` is what `ComputedFigure.rounded` gives with six decimals. Histograms have no numerator and denominator.
"""


class Answers(Protocol):
    """Where figures come from."""

    first_stage: FirstStage

    def asked(self, indicator: str, node: str, period: Period, split: Split, *, view: View, tree: str) -> Asked:
        """The key of a figure."""
        ...

    def answer(self, asked: Asked) -> ComputedFigure:
        """The figure that is asked for."""
        ...


def figure_table(
    answers: Answers,
    indicator: str,
    nodes: Sequence[str],
    periods: Sequence[Period],
    split: Split,
    *,
    view: View,
    tree: str,
) -> pa.Table:
    """The figures of one indicator: node by node, each with its periods in the order given.

    Raises ValueError for an indicator, a node or a tree that is unknown.
    """
    if not nodes or not periods:
        return FIGURES.empty_table()
    asked = [answers.asked(indicator, node, periods[0], split, view=view, tree=tree) for node in nodes]
    measure = asked[0].indicator.measure
    if isinstance(measure, Additive) and is_split(asked[0].indicator, split):
        return _Sums(answers.first_stage, asked, periods).table()
    figures = [
        answers.answer(answers.asked(indicator, node, period, split, view=view, tree=tree))
        for node in nodes
        for period in periods
    ]
    return _listed(figures)


def _listed(figures: Sequence[ComputedFigure]) -> pa.Table:
    """Figures one by one."""
    divisors = [
        lcm(*(part.denominator for part in (one.numerator, one.denominator) if part is not None)) for one in figures
    ]
    columns = {
        "indicator": [one.indicator for one in figures],
        "node": [one.node for one in figures],
        "period": [str(one.period) for one in figures],
        "numerator": [_over(one.numerator, by) for one, by in zip(figures, divisors, strict=True)],
        "denominator": [_over(one.denominator, by) for one, by in zip(figures, divisors, strict=True)],
        "divisor": divisors,
        "rows": [one.rows for one in figures],
        "value": [one.rounded(DECIMALS) for one in figures],
        "quality": [one.quality.value for one in figures],
    }
    return pa.table(
        {name: pa.array(values, _plain(FIGURES.field(name).type)) for name, values in columns.items()}
    ).cast(FIGURES)


def _over(amount: int | Fraction | None, divisor: int) -> int | None:
    return None if amount is None else int(amount * divisor)


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_dictionary(kind) else kind


class _Sums:
    """The figures of an indicator that is a sum or a ratio of sums: nodes by periods, all at once."""

    def __init__(self, stage: FirstStage, asked: Sequence[Asked], periods: Sequence[Period]) -> None:
        self._stage = stage
        self._asked = asked
        self._periods = periods
        one = asked[0]
        self._indicator = one.indicator
        self._reckoning = stage.reckoning(one.indicator)
        self._coverages = [stage.coverages(one.indicator).of(period) for period in periods]
        self._positions = [stage.positions(coverage) for coverage in self._coverages]
        places = stage.tree_places(one.view, one.tree)
        self._node_places = [places.node_places.get(each.node, -1) for each in asked]
        self._months = np.zeros((places.months.shape[1], len(periods)), dtype=np.int64)
        for place, months in enumerate(self._positions):
            self._months[months, place] = 1
        self._shares = places.table.share_values
        self._divisor = lcm(*(share.denominator for share in self._shares))
        self._sums = stage.sums(one.indicator.id, one.view, one.tree, one.split)
        measure = one.indicator.measure
        self._has_denominator = isinstance(measure, Additive) and measure.denominator is not None

    def table(self) -> pa.Table:
        """The table of figures."""
        above = self._amounts(Part.NUMERATOR)
        below = self._amounts(Part.DENOMINATOR) if self._has_denominator else None
        rows = self._rows(Part.DENOMINATOR if self._has_denominator else Part.NUMERATOR)
        there = self._there(above, rows)
        nodes, periods = there.shape
        columns = {
            "indicator": _names([self._indicator.id], np.zeros(nodes * periods, dtype=np.int32)),
            "node": _names([one.node for one in self._asked], np.repeat(np.arange(nodes), periods)),
            "period": _names([str(one) for one in self._periods], np.tile(np.arange(periods), nodes)),
            "numerator": _whole_numbers(above, there),
            "denominator": pa.nulls(nodes * periods, pa.int64()) if below is None else _whole_numbers(below, there),
            "divisor": pa.array(np.full(nodes * periods, self._divisor)),
            "rows": pa.array(np.where(there, rows, 0).ravel()),
            "value": self._values(above, below, there),
            "quality": _names(list(Quality), self._qualities(above, below, rows).ravel()),
        }
        return pa.table(columns, schema=FIGURES)

    def _amounts(self, part: Part) -> Objects:
        """The sums of a part times the divisor."""
        total = np.zeros((len(self._asked), len(self._periods)), dtype=object)
        if part in self._sums:
            for share, amounts in zip(self._shares, self._sums[part].amounts, strict=True):
                factor = int(share * self._divisor)
                total = total + (self._at_nodes(amounts) @ self._months).astype(object) * factor
        return total

    def _rows(self, part: Part) -> npt.NDArray[np.int64]:
        if part not in self._sums:
            return np.zeros((len(self._asked), len(self._periods)), dtype=np.int64)
        rows: npt.NDArray[np.int64] = self._at_nodes(self._sums[part].rows) @ self._months
        return rows

    def _at_nodes(self, amounts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """By node asked for and month; the last row, of zeros, stands for nodes at which nothing counts."""
        padded = np.concatenate([amounts, np.zeros((1, amounts.shape[1]), dtype=amounts.dtype)])
        return padded[self._node_places]

    def _there(self, above: Objects, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Where there are counts: months of data, a unit that stood or has rows, and no split that leaves them open."""
        there: npt.NDArray[np.bool_] = (above != 0) | (rows != 0) | self._stood()
        unclear = self._unclear()
        there[:, [not coverage.months for coverage in self._coverages]] = False
        there[unclear] = False
        if is_sum_alone(self._indicator):
            there &= rows != 0
        return there

    def _stood(self) -> npt.NDArray[np.bool_]:
        places = self._stage.places(self._asked[0].view)
        months = np.array([places.stands(one.node, one.tree) for one in self._asked], dtype=np.int64)
        stood: npt.NDArray[np.bool_] = (months @ self._months) > 0
        return stood

    def _unclear(self) -> npt.NDArray[np.bool_]:
        found = np.zeros((len(self._asked), len(self._periods)), dtype=np.bool_)
        nodes = self._stage.tree_places(self._asked[0].view, self._asked[0].tree, unclear=True).node_places
        for place, one in enumerate(self._asked):
            if one.node in nodes:
                found[place] = [bool(self._stage.unclear_splits(one, months)) for months in self._positions]
        return found

    def _qualities(self, above: Objects, below: Objects | None, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The quality of each figure, as its place among all; the same rules as for one figure."""
        order = list(Quality)
        missing, rightly = order.index(Quality.MISSING), order.index(Quality.NOT_APPLICABLE)
        of_period = np.array([order.index(coverage.quality) for coverage in self._coverages])
        found = np.broadcast_to(of_period, above.shape).copy()
        without = np.where(of_period == order.index(Quality.PARTIAL), missing, rightly)
        if below is not None:
            found = np.where(below == 0, without, found)
        elif is_sum_alone(self._indicator):
            found = np.where(rows == 0, without, found)
        nothing = (above == 0) & (rows == 0) & ~self._stood()
        found[nothing] = rightly
        found[self._unclear() | (of_period == missing)] = missing
        return found

    def _values(self, above: Objects, below: Objects | None, there: npt.NDArray[np.bool_]) -> pa.Array:
        """Exact, and rounded half away from zero, as `ComputedFigure.rounded`."""
        how = self._reckoning
        plain = self._divisor * how.scale * how.whole_unit
        if below is None:
            averaged = self._indicator.over_time is OverTime.MEAN
            months = [len(coverage.months) if averaged else 1 for coverage in self._coverages]
            under = np.broadcast_to(np.array([plain * count for count in months], dtype=object), above.shape)
            over = above * how.per
        else:
            over, under = above * (how.per * how.out_of_scale), below * (how.scale * how.whole_unit)
        known = there & (under != 0)
        over, under = np.where(under < 0, -over, over), np.abs(under)
        return _ratios(over.ravel(), under.ravel(), known.ravel())


def _ratios(over: Objects, under: Objects, known: npt.NDArray[np.bool_]) -> pa.Array:
    """The ratios that are known, rounded half away from zero; what they are divided by is not below zero."""
    if len(over) and max(abs(over).max() * 10**DECIMALS, under.max()) < SMALL:
        numerators, denominators = over.astype(np.int64), np.where(known, under, 1).astype(np.int64)
        # As `domain.figures.rounded_ratio`, all at once.
        rounded = (2 * np.abs(numerators) * 10**DECIMALS + denominators) // (2 * denominators)
        whole = pa.array(np.where(numerators < 0, -rounded, rounded), mask=~known)
        return pc.multiply(whole.cast(pa.decimal128(19, 0)), pa.scalar(STEP, pa.decimal128(7, DECIMALS))).cast(VALUES)
    values = [
        rounded_ratio(one, other, DECIMALS) if is_known else None
        for one, other, is_known in zip(over, under, known, strict=True)
    ]
    return pa.array(values, VALUES)


def _names(words: Sequence[str], places: npt.NDArray[Any]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array([str(word) for word in words]))


def _whole_numbers(numbers: Objects, there: npt.NDArray[np.bool_]) -> pa.Array:
    """Raises OverflowError where a number does not fit."""
    return pa.array(numbers.ravel().tolist(), pa.int64(), mask=~there.ravel())
