"""Nodes by periods: what the figures of one indicator at many nodes in many periods have in common, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute.figure_key import FigureKey
from tertial.compute.first_stage import FirstStage
from tertial.domain.calendar import Period
from tertial.domain.figures import rounded_ratio
from tertial.domain.results import Quality

Whole = npt.NDArray[Any]
"""Whole numbers, or Python's own without end."""
Flags = npt.NDArray[np.bool_]

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


class Frame:
    """One indicator at nodes, in periods: a row a node and a column a period."""

    def __init__(self, stage: FirstStage, asked: Sequence[FigureKey], periods: Sequence[Period]) -> None:
        self.stage = stage
        self.asked = asked
        self.periods = periods
        self.indicator = asked[0].indicator
        self.view, self.tree, self.split = asked[0].view, asked[0].tree, asked[0].split
        coverages = stage.coverages(self.indicator)
        self.coverages = [coverages.of(period) for period in periods]
        self.positions = [stage.positions(coverage) for coverage in self.coverages]
        self.covered: Flags = np.array([bool(coverage.months) for coverage in self.coverages], np.bool_)
        places = stage.tree_places(self.view, self.tree)
        self.node_places = [places.node_places.get(each.node, -1) for each in asked]
        self.months = np.zeros((places.months.shape[1], len(periods)), np.int64)
        for place, months in enumerate(self.positions):
            self.months[months, place] = 1

    @property
    def shape(self) -> tuple[int, int]:
        """How many nodes and periods there are."""
        return len(self.asked), len(self.periods)

    def stood(self) -> Flags:
        """Where a unit that counts at the node was valid."""
        places = self.stage.places(self.view)
        return self._in_any_month([places.stands(one.node, one.tree) for one in self.asked])

    def divided(self) -> Flags:
        """Where no more than a part of a unit counts at the node."""
        places = self.stage.places(self.view)
        return self._in_any_month([places.is_divided(one.node, one.tree) for one in self.asked])

    def _in_any_month(self, months: Sequence[Flags]) -> Flags:
        found: Flags = (np.array(months, np.int64) @ self.months) > 0
        return found

    def unclear(self) -> Flags:
        """Where the split of a unit leaves open how much counts at the node."""
        found = np.zeros(self.shape, np.bool_)
        nodes = self.stage.tree_places(self.view, self.tree, unclear=True).node_places
        for place, one in enumerate(self.asked):
            if one.node in nodes:
                found[place] = [bool(self.stage.unclear_splits(one, months)) for months in self.positions]
        return found

    def qualities(self, *, lacking: Flags, nothing: Flags, missing: Flags) -> Whole:
        """The quality of each figure, as its place among all; the same rules as for one figure.

        `lacking` says where there is no value, `nothing` where there are not even units that could have one, `missing`
        where there should be one.
        """
        order = list(Quality)
        is_missing, rightly = order.index(Quality.MISSING), order.index(Quality.NOT_APPLICABLE)
        of_period = np.array([order.index(coverage.quality) for coverage in self.coverages])
        without = np.where(of_period == order.index(Quality.PARTIAL), is_missing, rightly)
        found: Whole = np.where(lacking, without, of_period)
        found[nothing] = rightly
        found[missing | (of_period == is_missing)] = is_missing
        return found

    def table(
        self, values: pa.Array, qualities: Whole, rows: Whole, divisor: int = 1, **parts: pa.Array | None
    ) -> pa.Table:
        """The table of figures, node by node; a part, `numerator` or `denominator`, that is not given is unknown."""
        nodes, periods = self.shape
        unknown = pa.nulls(nodes * periods, pa.int64())
        columns: Mapping[str, pa.Array] = {
            "indicator": _names([self.indicator.id], np.zeros(nodes * periods, np.int32)),
            "node": _names([one.node for one in self.asked], np.repeat(np.arange(nodes), periods)),
            "period": _names([str(one) for one in self.periods], np.tile(np.arange(periods), nodes)),
            "numerator": unknown,
            "denominator": unknown,
            "divisor": pa.array(np.full(nodes * periods, divisor)),
            "rows": pa.array(rows.ravel()),
            "value": values,
            "quality": _names(list(Quality), qualities.ravel()),
        } | {name: part for name, part in parts.items() if part is not None}
        return pa.table(columns, schema=FIGURES)


def times(numbers: Whole, factor: int) -> Whole:
    """Numbers times a factor: in Python's own where the machine's might be too small."""
    if numbers.dtype != object and int(np.abs(numbers).max(initial=0)) * abs(factor) >= SMALL:
        numbers = numbers.astype(object)
    product: Whole = numbers * factor
    return product


def ratios(over: Whole, under: Whole, known: Flags) -> pa.Array:
    """The ratios that are known, rounded half away from zero; what they are divided by is not below zero."""
    if len(over) and max(int(abs(over).max()) * 10**DECIMALS, int(under.max())) < SMALL:
        numerators, denominators = over.astype(np.int64), np.where(known, under, 1).astype(np.int64)
        # As `domain.figures.rounded_ratio`, all at once.
        rounded = (2 * np.abs(numerators) * 10**DECIMALS + denominators) // (2 * denominators)
        whole = pa.array(np.where(numerators < 0, -rounded, rounded), mask=~known)
        return pc.multiply(whole.cast(pa.decimal128(19, 0)), pa.scalar(STEP, pa.decimal128(7, DECIMALS))).cast(VALUES)
    values = [
        rounded_ratio(one, other, DECIMALS) if is_known else None
        for one, other, is_known in zip(over.tolist(), under.tolist(), known, strict=True)
    ]
    return pa.array(values, VALUES)


def _names(words: Sequence[str], places: npt.NDArray[Any]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array([str(word) for word in words]))


def whole_numbers(numbers: Whole, there: Flags) -> pa.Array:
    """Raises OverflowError where a number does not fit."""
    flat = numbers.ravel()
    return pa.array(flat.tolist() if numbers.dtype == object else flat, pa.int64(), mask=~there.ravel())
