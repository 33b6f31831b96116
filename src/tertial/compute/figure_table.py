"""Many figures at once, as a table: whole kinds of indicators are reckoned for all nodes and periods together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Protocol

import pyarrow as pa

from tertial.compute.figure_frame import DECIMALS, FIGURES, Frame
from tertial.compute.figure_key import FigureKey
from tertial.compute.figure_percentiles import is_whole, percentile_table
from tertial.compute.figure_sums import FigureSums
from tertial.compute.first_stage import FirstStage, is_split
from tertial.compute.unique_index import UniqueIndex, unique_figures
from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.figures import ComputedFigure
from tertial.domain.measures import Additive, Spread, Unique
from tertial.domain.results import Split


class Answers(Protocol):
    """Where figures come from."""

    first_stage: FirstStage
    unique: UniqueIndex

    def asked(self, indicator: str, node: str, period: Period, split: Split, *, view: View, tree: str) -> FigureKey:
        """The key of a figure."""
        ...

    def answer(self, asked: FigureKey) -> ComputedFigure:
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
    frame = Frame(answers.first_stage, asked, periods)
    match measure:
        case Additive() if is_split(asked[0].indicator, split):
            return FigureSums(frame).table()
        case Unique():
            return unique_figures(frame, answers.unique)
        case Spread() if is_whole(frame):
            return percentile_table(frame)
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
