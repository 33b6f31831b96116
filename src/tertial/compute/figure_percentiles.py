"""Percentiles of many nodes and periods at once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from tertial.compute.figure_frame import Frame, Whole, ratios
from tertial.compute.first_stage import is_split
from tertial.compute.node_sums import NodeHistograms


def is_whole(frame: Frame) -> bool:
    """Whether the indicator is a percentile of whole rows: no unit counts at a node in part."""
    shares = frame.stage.tree_places(frame.view, frame.tree).table.share_values
    percent = frame.stage.reckoning(frame.indicator).percent
    return percent is not None and len(shares) == 1 and is_split(frame.indicator, frame.split)


def percentile_table(frame: Frame) -> pa.Table:
    """The figures of a percentile: the least value that so many per cent of the rows do not exceed.

    As `domain.histogram.percentile`, by whose definition rows are put in order once for all periods of a node.
    """
    how = frame.stage.reckoning(frame.indicator)
    histograms = frame.stage.histograms(frame.indicator.id, frame.view, frame.tree, frame.split)
    found = [_of_node(histograms, node, frame, how.percent or 0) for node in frame.node_places]
    values, counts, rows = (np.array(part).reshape(frame.shape) for part in zip(*found, strict=True))
    stood, unclear = frame.stood(), frame.unclear()
    nothing = (rows == 0) & ~stood
    there = ~nothing & frame.covered & ~unclear
    known = there & (counts > 0)
    under = np.full(frame.shape, how.scale * how.whole_unit)
    return frame.table(
        ratios((values * how.per).ravel(), under.ravel(), known.ravel()),
        frame.qualities(lacking=counts == 0, nothing=nothing, missing=unclear),
        np.where(there, rows, 0),
    )


def _of_node(histograms: NodeHistograms, node: int, frame: Frame, percent: int) -> tuple[Whole, Whole, Whole]:
    """The percentile, the count and the rows of each period of a node."""
    size = len(frame.periods)
    cells, period = histograms.cells(node, frame.positions)
    counts = histograms.counts[cells]
    order = np.lexsort((histograms.values[cells], period))
    ends = np.cumsum(np.bincount(period, minlength=size))
    seen = np.cumsum(counts[order])
    totals = np.diff(np.r_[0, np.r_[0, seen][ends]])
    before = np.r_[0, seen][ends] - totals
    period_there = period[order]
    is_below = (seen - before[period_there]) * 100 < totals[period_there] * percent
    starts = np.r_[0, ends[:-1]]
    at = starts + np.bincount(period_there[is_below], minlength=size)
    values = np.zeros(size, histograms.values.dtype)
    some = totals > 0
    values[some] = histograms.values[cells][order][at[some]]
    rows = np.bincount(period, weights=histograms.rows[cells], minlength=size).astype(np.int64)
    return values, totals, rows
