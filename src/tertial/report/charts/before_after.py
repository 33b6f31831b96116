"""Before and after an action: the outcome, the level before carried on as if nothing was done, and the level since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.frame import axis, centres, edge_room, places
from tertial.report.charts.labels import GAP, SIZE, end_labels, period_labels
from tertial.report.charts.placement import LINE_HEIGHT, Box
from tertial.report.charts.points import ChartPoint
from tertial.report.charts.strokes import Look, Place, Stroke, end_words, runs
from tertial.report.charts.type_width import shortened, text_width
from tertial.report.model import Picture

LEAST_WIDTH, LEAST_HEIGHT = 240.0, 110.0
_TOP = LINE_HEIGHT * SIZE + 4
"""Room above the plot for the word at the start."""
_RIGHT_SHARE = 0.36

_OUTCOME = Look(tokens.ACCENT, 0.9, "disc", "600")
_EXPECTED = Look(tokens.INK, 1.3, "", None)
_FITTED = Look(tokens.INK, 2.2, "", "600")
_COMPARED = Look(tokens.MUTED, 0.8, "", None)


@dataclass(frozen=True, slots=True)
class MonthOfAction:
    """A month of the picture: its label and what is known of it.

    `left_out` months show their figure hollow: they take no part in what was fitted.
    """

    label: str
    outcome: float | None
    expected: float | None = None
    fitted: float | None = None
    compared: float | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class LineNames:
    """What stands at the lines' ends, with the figures there where they help, and at the start of the action."""

    outcome: str
    expected: str
    fitted: str
    compared: str
    start: str


def before_after_chart(
    months: Sequence[MonthOfAction],
    *,
    begun: int,
    start: int,
    names: LineNames,
    axis_label: Callable[[float], str],
    alt: str,
    width: float = 480,
    height: float = 190,
) -> Picture:
    """The months with the start marked; `begun` and `start` are the places of the first month that is not before the
    action and of the first in which it works in full, between which a band stands.

    The expected level is drawn fine before the start and dashed after it. Raises ValueError for a start outside the
    months, no figure at all, a figure that is not finite, or a picture too small to read.
    """
    if not 0 < begun <= start < len(months):
        raise ValueError("the action starts within the months shown")
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise ValueError(f"a picture of {width} × {height} points is too small to read")
    lines = _lines(months, names, start)
    figures = axis((point.value for _name, points, _look in lines for point in points), axis_label, width)
    room = width * _RIGHT_SHARE
    plot = Box(
        left=figures.room,
        top=_TOP,
        right=width - edge_room((end_words(name, points) for name, points, _look in lines), room),
        bottom=height - LINE_HEIGHT * SIZE - GAP,
    )
    scale = figures.scale(plot)
    across = centres(len(months), plot)
    strokes = [
        Stroke(name, points, places([point.value for point in points], across, scale), look)
        for name, points, look in lines
    ]
    parts = [
        *figures.grid(plot),
        *_start(across, begun, start, shortened(names.start, SIZE, plot.right - plot.left), plot),
        *_drawn(strokes, months, across, start),
        *end_labels([stroke for stroke in strokes if stroke.name], None, None, plot, room),
        *period_labels([month.label for month in months], across, width, height),
    ]
    return Picture(svg.drawing(parts, width, height, SIZE), width, height, alt)


_Line = tuple[str, list[ChartPoint], Look]


def _lines(months: Sequence[MonthOfAction], names: LineNames, start: int) -> list[_Line]:
    """The lines from the back to the front; the one without a name is the expected level before the start."""
    before = [month.expected if place < start else None for place, month in enumerate(months)]
    after = [month.expected if place >= start else None for place, month in enumerate(months)]
    lines = [
        (names.compared, [month.compared for month in months], _COMPARED),
        ("", before, _EXPECTED),
        (names.expected, after, _EXPECTED),
        (names.fitted, [month.fitted for month in months], _FITTED),
        (names.outcome, [month.outcome for month in months], _OUTCOME),
    ]
    return [
        (name, [ChartPoint(month.label, value, "") for month, value in zip(months, values, strict=True)], look)
        for name, values, look in lines
        if any(value is not None for value in values)
    ]


def _drawn(
    strokes: Sequence[Stroke], months: Sequence[MonthOfAction], across: Sequence[float], start: int
) -> list[str]:
    parts: list[str] = []
    for stroke in strokes:
        look = stroke.look
        if look is _OUTCOME:
            parts += [
                svg.polyline(run, stroke=look.colour, stroke_width=look.width, stroke_opacity=0.45)
                for run in runs(stroke.places)
                if len(run) > 1
            ]
            parts += [
                _mark(place, hollow=month.left_out)
                for month, place in zip(months, stroke.places, strict=True)
                if place is not None
            ]
            continue
        # What is fitted runs on over months left out: they have no figure of their own in it.
        through = [place for place in stroke.places if place is not None]
        dashed = look is _EXPECTED and through[0][0] >= across[start]
        parts.append(
            svg.polyline(
                through,
                stroke=look.colour,
                stroke_width=look.width,
                stroke_dasharray="4 3" if dashed else None,
                stroke_linecap="round",
            )
        )
    return parts


def _mark(place: Place, *, hollow: bool) -> str:
    x, y = place
    if hollow:
        return svg.element("circle", cx=x, cy=y, r=2, fill=tokens.PAPER, stroke=tokens.ACCENT, stroke_width=1)
    return svg.element("circle", cx=x, cy=y, r=2, fill=tokens.ACCENT)


def _start(across: Sequence[float], begun: int, start: int, words: str, plot: Box) -> list[str]:
    """The line between the last month before and the first after, and the band of months in between."""
    half = (across[1] - across[0]) / 2
    first, full = across[begun] - half, across[start] - half
    parts = []
    if full > first:
        parts.append(
            svg.element(
                "rect", x=first, y=plot.top, width=full - first, height=plot.bottom - plot.top, fill=tokens.BAND
            )
        )
    parts.append(
        svg.element("line", x1=full, y1=plot.top - 3, x2=full, y2=plot.bottom, stroke=tokens.MUTED, stroke_width=0.8)
    )
    wide = text_width(words, SIZE)
    at = min(max(full - wide / 2, plot.left), plot.right - wide)
    parts.append(svg.text(words, at, plot.top - 6, fill=tokens.MUTED))
    return parts
