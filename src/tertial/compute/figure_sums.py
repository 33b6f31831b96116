"""Figures that are a sum or a ratio of sums, many at once: sums over units and months are matrices, not loops."""

from __future__ import annotations

from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.compute.figure_frame import Flags, Frame, Whole, ratios, times, whole_numbers
from tertial.compute.first_stage import is_sum_alone
from tertial.domain.indicators import OverTime
from tertial.domain.measures import Additive, Part


class FigureSums:
    """The figures of an indicator that is a sum or a ratio of sums."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._indicator = frame.indicator
        self._shares = frame.stage.tree_places(frame.view, frame.tree).table.share_values
        self._divisor = lcm(*(share.denominator for share in self._shares))
        self._sums = frame.stage.sums(frame.indicator.id, frame.view, frame.tree, frame.split)
        measure = frame.indicator.measure
        self._has_denominator = isinstance(measure, Additive) and measure.denominator is not None

    def table(self) -> pa.Table:
        """The table of figures."""
        frame = self._frame
        above = self._amounts(Part.NUMERATOR)
        below = self._amounts(Part.DENOMINATOR) if self._has_denominator else None
        rows = self._rows(Part.DENOMINATOR if self._has_denominator else Part.NUMERATOR)
        alone = is_sum_alone(self._indicator)
        stood, unclear = frame.stood(), frame.unclear()
        nothing = (above == 0) & (rows == 0) & ~stood
        # Counts are there where months are: of a unit that stood or has rows, and of which no split leaves them open.
        there: Flags = ~nothing & frame.covered & ~unclear
        lacking = np.zeros(frame.shape, np.bool_)
        if below is not None:
            lacking = below == 0
        elif alone:
            lacking = rows == 0
            there &= ~lacking
        return frame.table(
            self._values(above, below, there),
            frame.qualities(lacking=lacking, nothing=nothing, missing=unclear),
            np.where(there, rows, 0),
            self._divisor,
            numerator=whole_numbers(above, there),
            denominator=None if below is None else whole_numbers(below, there),
        )

    def _amounts(self, part: Part) -> Whole:
        """The sums of a part times the divisor."""
        if part not in self._sums:
            return np.zeros(self._frame.shape, dtype=np.int64)
        sums = [self._at_nodes(amounts) @ self._frame.months for amounts in self._sums[part].amounts]
        if len(sums) == 1:
            return times(sums[0], self._divisor)
        factors = [int(share * self._divisor) for share in self._shares]
        exact = [one.astype(object) * factor for one, factor in zip(sums, factors, strict=True)]
        return sum(exact[1:], exact[0])

    def _rows(self, part: Part) -> Whole:
        if part not in self._sums:
            return np.zeros(self._frame.shape, dtype=np.int64)
        rows: Whole = self._at_nodes(self._sums[part].rows) @ self._frame.months
        return rows

    def _at_nodes(self, amounts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """By node asked for and month; the last row, of zeros, stands for nodes at which nothing counts."""
        padded = np.concatenate([amounts, np.zeros((1, amounts.shape[1]), dtype=amounts.dtype)])
        return padded[self._frame.node_places]

    def _values(self, above: Whole, below: Whole | None, there: Flags) -> pa.Array:
        """Exact, and rounded half away from zero, as `ComputedFigure.rounded`."""
        how = self._frame.stage.reckoning(self._indicator)
        plain = self._divisor * how.scale * how.whole_unit
        if below is None:
            averaged = self._indicator.over_time is OverTime.MEAN
            months = [len(coverage.months) if averaged else 1 for coverage in self._frame.coverages]
            under = np.broadcast_to(np.array([plain * count for count in months]), above.shape)
            over = times(above, how.per)
        else:
            over, under = times(above, how.per * how.out_of_scale), times(below, how.scale * how.whole_unit)
        known = there & (under != 0)
        over, under = np.where(under < 0, -over, over), np.abs(under)
        return ratios(over.ravel(), under.ravel(), known.ravel())
