"""A line chart over the periods: the data first, labelled where it stands, the target dashed and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.frame import centres as places_of
from tertial.report.charts.frame import grid
from tertial.report.charts.frame import level as level_line
from tertial.report.charts.labels import GAP, SIZE, end_labels, period_labels, point_labels
from tertial.report.charts.placement import LINE_HEIGHT, Box
from tertial.report.charts.points import ChartPoint, ChartTarget, Series
from tertial.report.charts.scale import Scale, checked, round_ticks
from tertial.report.charts.strokes import LOOKS, Stroke, drawn_stroke, end_words
from tertial.report.charts.type_width import shortened, text_width
from tertial.report.model import Picture

LEAST_WIDTH, LEAST_HEIGHT = 160.0, 90.0
MOST_LINES = len(LOOKS)

_TOP = 8.0
_LEFT_SHARE, _RIGHT_SHARE = 0.22, 0.36
"""At most these shares of the width go to the axis labels and to the labels at the line ends."""

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
    ticks = round_ticks(
        [
            *checked(point.value for _, each in named for point in each),
            *checked([] if target is None else [target.value]),
        ]
    )
    tick_labels = [shortened(axis_label(tick), SIZE, width * _LEFT_SHARE) for tick in ticks]
    room = width * _RIGHT_SHARE
    plot = _plot(tick_labels, named, target, width, height)
    scale = Scale(ticks[0], ticks[-1], plot.top, plot.bottom)
    periods = [point.label for point in named[0][1]]
    centres = places_of(len(periods), plot)
    strokes = [
        Stroke(name, each, _places(each, centres, scale), look)
        for (name, each), look in zip(named, LOOKS, strict=False)
    ]
    level = None if target is None else scale.place(target.value)
    parts = [
        *grid(ticks, tick_labels, scale, plot),
        *period_labels(periods, centres, width, height),
        *([] if level is None else [_target_line(level, plot)]),
        *(part for stroke in reversed(strokes) for part in drawn_stroke(stroke)),
        *end_labels(strokes, target, level, plot, room),
        *point_labels(strokes, centres, level, plot),
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


def _plot(tick_labels: Sequence[str], named: _Named, target: ChartTarget | None, width: float, height: float) -> Box:
    """Where the lines stand: what the labels around leave."""
    ends = [end_words(name, each) for name, each in named]
    ends += [] if target is None else [target.label]
    room = width * _RIGHT_SHARE
    return Box(
        left=max(text_width(label, SIZE) for label in tick_labels) + GAP,
        top=_TOP,
        right=width - max(text_width(shortened(end, SIZE, room), SIZE) for end in ends) - GAP - 1,
        bottom=height - LINE_HEIGHT * SIZE - GAP,
    )


def _places(points: Sequence[ChartPoint], centres: Sequence[float], scale: Scale) -> list[tuple[float, float] | None]:
    return [
        None if point.value is None else (x, scale.place(point.value)) for point, x in zip(points, centres, strict=True)
    ]


def _target_line(y: float, plot: Box) -> str:
    return level_line(y, plot, stroke=tokens.INK, stroke_width=0.9, stroke_dasharray="4 3")
