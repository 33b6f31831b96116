"""A line chart over the periods: the data first, labelled where it stands, the target dashed and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tertial.report.charts import svg
from tertial.report.charts.frame import TARGET_LINE, Axis, axis, centres, edge_room, level, places
from tertial.report.charts.labels import GAP, SIZE, end_labels, period_labels, point_labels
from tertial.report.charts.placement import LINE_HEIGHT, Box
from tertial.report.charts.points import ChartPoint, ChartTarget, Series
from tertial.report.charts.strokes import LOOKS, Stroke, drawn_stroke, end_words
from tertial.report.model import Picture

LEAST_WIDTH, LEAST_HEIGHT = 160.0, 90.0
MOST_LINES = len(LOOKS)

_TOP = 8.0
_RIGHT_SHARE = 0.36
"""At most this share of the width goes to the labels at the line ends."""

_Named = Sequence[tuple[str, Sequence[ChartPoint]]]


def line_chart(
    points: Sequence[ChartPoint],
    *,
    target: ChartTarget | None,
    axis_label: Callable[[float], str],
    alt: str,
    series: Sequence[Series] = (),
    width: float = 480,
    height: float = 170,
) -> Picture:
    """The periods' figures as a line, with further lines for women and men, say, over the same periods.

    `points` may be empty when `series` is not. `axis_label` prints a tick of the axis in the language of the
    document. Labels too long for their place are cut with an ellipsis; `alt` says all. Raises ValueError for no
    figure at all, a figure that is not finite, lines of different length, more than four lines, or a picture
    too small to read.
    """
    named = [*([("", points)] if points else []), *((one.name, one.points) for one in series)]
    _check(named, width, height)
    values = [point.value for _, each in named for point in each]
    figures = axis([*values, None if target is None else target.value], axis_label, width)
    room = width * _RIGHT_SHARE
    plot = _plot(figures, named, target, width, height)
    scale = figures.scale(plot)
    periods = [point.label for point in named[0][1]]
    across = centres(len(periods), plot)
    strokes = [
        Stroke(name, each, places([point.value for point in each], across, scale), look)
        for (name, each), look in zip(named, LOOKS, strict=False)
    ]
    reached = None if target is None else scale.place(target.value)
    parts = [
        *figures.grid(plot),
        *period_labels(periods, across, width, height),
        *([] if reached is None else [level(reached, plot, **TARGET_LINE)]),
        *(part for stroke in reversed(strokes) for part in drawn_stroke(stroke)),
        *end_labels(strokes, target, reached, plot, room),
        *point_labels(strokes, across, reached, plot),
    ]
    return Picture(svg.drawing(parts, width, height, SIZE), width, height, alt)


def _check(named: _Named, width: float, height: float) -> None:
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise ValueError(f"a line chart is at least {LEAST_WIDTH:g} by {LEAST_HEIGHT:g} points")
    if len(named) > MOST_LINES:
        raise ValueError(f"a line chart holds at most {MOST_LINES} lines, not {len(named)}")
    if len({len(each) for _, each in named}) > 1:
        raise ValueError("all lines of a chart have the same periods")
    if not any(point.value is not None for _, each in named for point in each):
        raise ValueError("a line chart needs at least one figure")


def _plot(figures: Axis, named: _Named, target: ChartTarget | None, width: float, height: float) -> Box:
    """Where the lines stand: what the labels around leave."""
    ends = [end_words(name, each) for name, each in named]
    ends += [] if target is None else [target.label]
    return Box(
        left=figures.room,
        top=_TOP,
        right=width - edge_room(ends, width * _RIGHT_SHARE),
        bottom=height - LINE_HEIGHT * SIZE - GAP,
    )
