"""Periods that are estimated: their ground is hatched, and the interval stands as a bar with the figure across it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.marks import hatched
from tertial.report.charts.placement import Box
from tertial.report.charts.scale import Scale
from tertial.report.charts.strokes import Place

REACH = 2.6
"""How far the lines at an interval's ends reach to either side."""
_BAR: dict[str, svg.Attribute] = {"stroke": tokens.INK, "stroke_width": 0.8}


@dataclass(frozen=True, slots=True)
class EstimatedFigure:
    """A figure with the ends of its interval."""

    value: float
    ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class EstimatedPeriods:
    """The estimated ones of a chart's periods, None where there is nothing to estimate, and the word for them."""

    figures: Sequence[EstimatedFigure | None]
    word: str

    @property
    def levels(self) -> Iterator[float]:
        """What the scale covers."""
        for one in self.figures:
            if one is not None:
                yield from (one.value, *one.ends)

    def grounds(self, across: Sequence[float], half: float, plot: Box) -> list[str]:
        """The hatched ground, whole behind months that follow each other."""
        return [
            hatched(Box(max(left - half, plot.left), plot.top, min(right + half, plot.right), plot.bottom), apart=5)
            for left, right in self._runs(across)
        ]

    def bars(self, across: Sequence[float], scale: Scale) -> list[str]:
        """A diamond at each figure, on the bar of its interval."""
        parts = []
        for one, x in zip(self.figures, across, strict=True):
            if one is None:
                continue
            y = scale.place(one.value)
            ends = [scale.place(end) for end in one.ends]
            parts.append(svg.element("line", x1=x, y1=ends[0], x2=x, y2=ends[1], **_BAR))
            parts += [svg.element("line", x1=x - REACH, y1=end, x2=x + REACH, y2=end, **_BAR) for end in ends]
            corners = [(x, y - REACH), (x + REACH, y), (x, y + REACH), (x - REACH, y)]
            parts.append(svg.element("polygon", points=svg.path(corners), fill=tokens.PAPER, **_BAR))
        return parts

    def boxes(self, across: Sequence[float], scale: Scale) -> list[Box]:
        """What the bars fill."""
        boxes = []
        for one, x in zip(self.figures, across, strict=True):
            if one is not None:
                y = scale.place(one.value)
                reached = [y - REACH, y + REACH, *(scale.place(end) for end in one.ends)]
                boxes.append(Box(x - REACH, min(reached), x + REACH, max(reached)))
        return boxes

    def named_at(self, across: Sequence[float], scale: Scale) -> list[tuple[str, str, Place]]:
        """The word, its colour and the latest estimated figure, where it is to stand."""
        drawn = [(x, scale.place(one.value)) for one, x in zip(self.figures, across, strict=True) if one is not None]
        return [(self.word, tokens.INK, drawn[-1])] if drawn and self.word else []

    def _runs(self, across: Sequence[float]) -> Iterator[tuple[float, float]]:
        start: float | None = None
        end = 0.0
        for one, x in zip((*self.figures, None), (*across, 0.0), strict=True):
            if one is not None:
                start, end = (x if start is None else start), x
            elif start is not None:
                yield start, end
                start = None


NONE_ESTIMATED = EstimatedPeriods((), "")
