"""A figure that is asked for: of which indicator, where, when and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.figures import Amount, ComputedFigure
from tertial.domain.histogram import Histogram
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.organisation import LINE
from tertial.domain.reckoning import Reckoning
from tertial.domain.results import WHOLE, Quality, Split


class Counts(TypedDict, total=False):
    """What a figure is made of, as far as it has it."""

    numerator: Amount | None
    denominator: Amount | None
    reckoning: Reckoning
    histogram: Histogram | None
    months: int
    rows: int


@dataclass(frozen=True, slots=True)
class FigureKey:
    """The key of a figure."""

    indicator: Indicator
    node: str
    period: Period
    split: Split = WHOLE
    view: View = View.AS_IT_WAS
    tree: str = LINE

    def figure(self, quality: Quality, reasons: Sequence[Label], **counts: Unpack[Counts]) -> ComputedFigure:
        """The answer."""
        return ComputedFigure(
            self.indicator.id,
            self.node,
            self.tree,
            self.view,
            self.period,
            self.split,
            quality,
            reasons=tuple(dict.fromkeys(reasons)),
            **counts,
        )

    def missing(self, *reasons: Label) -> ComputedFigure:
        """That there should be a figure and is none."""
        return self.figure(Quality.MISSING, reasons)

    def not_applicable(self, *reasons: Label) -> ComputedFigure:
        """That there is rightly no figure."""
        return self.figure(Quality.NOT_APPLICABLE, reasons)
