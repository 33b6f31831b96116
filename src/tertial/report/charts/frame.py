"""What stands around a chart: ticks with their figures, the grid, where periods and figures stand, the target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.labels import GAP, SIZE
from tertial.report.charts.placement import Box
from tertial.report.charts.scale import Scale, checked, round_ticks
from tertial.report.charts.strokes import Place
from tertial.report.charts.type_width import shortened, text_width

MOST_TICK_SHARE = 0.22
"""At most this share of the width goes to the figures of the axis."""
TARGET_LINE: dict[str, svg.Attribute] = {"stroke": tokens.INK, "stroke_width": 0.9, "stroke_dasharray": "4 3"}
"""How a target is drawn in every chart."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Round ticks that cover the figures, each with its label."""

    ticks: Sequence[float]
    labels: Sequence[str]

    @property
    def room(self) -> float:
        """What the labels take to the left of the plot."""
        return max(text_width(label, SIZE) for label in self.labels) + GAP

    def scale(self, plot: Box) -> Scale:
        """From figures to heights in the plot."""
        return Scale(self.ticks[0], self.ticks[-1], plot.top, plot.bottom)

    def grid(self, plot: Box) -> list[str]:
        """A hairline for each tick with its figure to the left."""
        parts, scale = [], self.scale(plot)
        for tick, label in zip(self.ticks, self.labels, strict=True):
            y = scale.place(tick)
            parts.append(level(y, plot, stroke=tokens.HAIRLINE, stroke_width=0.6))
            if label:
                parts.append(svg.text(label, plot.left - GAP, y + 0.32 * SIZE, text_anchor="end", fill=tokens.MUTED))
        return parts


def axis(figures: Iterable[float | None], label: Callable[[float], str], width: float) -> Axis:
    """The axis of a picture so wide. Raises ValueError for no figure, or one that is not finite."""
    ticks = round_ticks(checked(figures))
    return Axis(ticks, [shortened(label(tick), SIZE, width * MOST_TICK_SHARE) for tick in ticks])


def edge_room(labels: Iterable[str], most: float) -> float:
    """What the labels at the right edge take, each cut to `most`."""
    return max(text_width(shortened(label, SIZE, most), SIZE) for label in labels) + GAP + 1


def centres(count: int, plot: Box) -> list[float]:
    """Where so many periods stand: evenly, one alone in the middle."""
    if count == 1:
        return [(plot.left + plot.right) / 2]
    left, right = plot.left + GAP, plot.right - GAP
    return [left + (right - left) * index / (count - 1) for index in range(count)]


def places(values: Sequence[float | None], across: Sequence[float], scale: Scale) -> list[Place | None]:
    """Where the periods' figures stand; None where there is no figure."""
    return [None if value is None else (x, scale.place(value)) for value, x in zip(values, across, strict=True)]


def level(y: float, plot: Box, /, **attributes: svg.Attribute) -> str:
    """A line across the plot."""
    return svg.element("line", x1=plot.left, y1=y, x2=plot.right, y2=y, **attributes)
