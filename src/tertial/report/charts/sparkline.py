"""A line of the latest periods, small enough for a table cell."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.scale import Scale, checked, reach
from tertial.report.charts.strokes import runs
from tertial.report.model import Picture

MARGIN = 2.5
"""Room in points around the drawing, so that the dot is never cut."""
DOT = 1.8
LINE = 1.2
LONE_DOT = 1.0
"""Radius of a figure with no neighbour to draw a line to."""


def sparkline(
    values: Sequence[float | None],
    target: float | None,
    alt: str,
    width: float = 84,
    height: float = 18,
    limits: tuple[float, float] | None = None,
    limits_from: int = 0,
) -> Picture:
    """The figures as a line, the last one a dot, the target dashed; a gap where a period has no figure.

    `limits`, the lower and the upper, stand as a band behind, from the period at that place on.

    The picture says nothing that `alt` does not say in words. Raises ValueError for a figure that is not finite.
    """
    low, high = reach([*checked(values), *checked([target]), *checked(limits or ())])
    scale = Scale(low, high, MARGIN, height - MARGIN)
    step = (width - 2 * MARGIN) / max(len(values) - 1, 1)
    right = width - MARGIN
    places = [
        None if value is None else (right - (len(values) - 1 - index) * step, scale.place(value))
        for index, value in enumerate(values)
    ]
    parts = []
    if limits is not None:
        foot, top = (scale.place(end) for end in limits)
        left = max(right - (len(values) - 1 - limits_from) * step - step / 2, MARGIN)
        parts.append(svg.element("rect", x=left, y=top, width=right - left, height=foot - top, fill=tokens.BAND))
    if target is not None:
        level = scale.place(target)
        parts.append(
            svg.element(
                "line", x1=MARGIN, x2=right, y1=level, y2=level,
                stroke=tokens.MUTED, stroke_width=0.8, stroke_dasharray="3 2",
            )
        )  # fmt: skip
    last = next((place for place in reversed(places) if place is not None), None)
    for run in runs(places):
        if len(run) > 1:
            parts.append(svg.polyline(run, stroke=tokens.ACCENT, stroke_width=LINE, stroke_linecap="round"))
        elif run[0] != last:
            parts.append(svg.element("circle", cx=run[0][0], cy=run[0][1], r=LONE_DOT, fill=tokens.ACCENT))
    if last is not None:
        parts.append(svg.element("circle", cx=last[0], cy=last[1], r=DOT, fill=tokens.ACCENT))
    return Picture(svg.drawing(parts, width, height), width, height, alt)
