"""What stands around any chart over periods: the grid with its figures, and where the periods stand."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.labels import GAP, SIZE
from tertial.report.charts.placement import Box
from tertial.report.charts.scale import Scale


def centres(count: int, plot: Box) -> list[float]:
    """Where so many periods stand: evenly, one alone in the middle."""
    if count == 1:
        return [(plot.left + plot.right) / 2]
    left, right = plot.left + GAP, plot.right - GAP
    return [left + (right - left) * index / (count - 1) for index in range(count)]


def grid(ticks: Sequence[float], labels: Sequence[str], scale: Scale, plot: Box) -> list[str]:
    """A hairline for each tick with its figure to the left."""
    parts = []
    for tick, label in zip(ticks, labels, strict=True):
        y = scale.place(tick)
        parts.append(level(y, plot, stroke=tokens.HAIRLINE, stroke_width=0.6))
        parts.append(svg.text(label, plot.left - GAP, y + 0.32 * SIZE, text_anchor="end", fill=tokens.MUTED))
    return parts


def level(y: float, plot: Box, /, **attributes: svg.Attribute) -> str:
    """A line across the plot."""
    return svg.element("line", x1=plot.left, y1=y, x2=plot.right, y2=y, **attributes)
