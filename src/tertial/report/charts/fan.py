"""A forecast fan: what has been as a line, what is ahead dashed within two bands, and the year's end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.estimated import NONE_ESTIMATED, EstimatedPeriods
from tertial.report.charts.frame import TARGET_LINE, axis, centres, edge_room, level, places
from tertial.report.charts.labels import GAP, SIZE, end_labels, period_labels, point_labels
from tertial.report.charts.line import LEAST_HEIGHT, LEAST_WIDTH
from tertial.report.charts.placement import ASCENT, LINE_HEIGHT, Box
from tertial.report.charts.points import ChartPoint, ChartTarget
from tertial.report.charts.scale import Scale
from tertial.report.charts.strokes import LOOKS, Look, Place, Stroke, drawn_stroke, end_words, runs
from tertial.report.charts.type_width import shortened, text_width
from tertial.report.model import Picture

WIDE, NARROW = tokens.BAND, "#cbdade"
"""The ground of the wider band and of the narrower one, darker so that they differ in grey."""

_AHEAD = Look(tokens.ACCENT, 1.4, "disc", "600")
_BAND_NAME = Look(tokens.MUTED, 0.5, "disc", None)
_TOP = 8.0
_RIGHT_SHARE = 0.36


Ends = tuple[float, float]
"""The lower and the upper end of a band."""


@dataclass(frozen=True, slots=True)
class FanPoint:
    """A period ahead: its label, the forecast, the forecast as printed, and the ends of its bands where it has any."""

    label: str
    value: float
    printed: str
    narrow: Ends | None = None
    wide: Ends | None = None


@dataclass(frozen=True, slots=True)
class FanWords:
    """The words at the right edge: for the forecast, for its narrower band and for the wider one."""

    forecast: str
    narrow: str
    wide: str


@dataclass(frozen=True, slots=True)
class YearsEnd:
    """The place among the periods ahead where the year ends, and what is said of it above the plot."""

    place: int
    words: str


def fan_chart(
    history: Sequence[ChartPoint],
    ahead: Sequence[FanPoint],
    *,
    words: FanWords,
    target: ChartTarget | None,
    years_end: YearsEnd | None,
    axis_label: Callable[[float], str],
    alt: str,
    estimated: EstimatedPeriods = NONE_ESTIMATED,
    again: int = 0,
    width: float = 480,
    height: float = 190,
) -> Picture:
    """What has been and what is ahead, each label standing where it belongs. `estimated` are periods that have been.

    `again` is how many of the last that have been are the first ahead too: their figures are not relied on, and stand
    beside what is foreseen. Labels too long for their place are cut with an ellipsis; `alt` says all. Raises ValueError
    for no figure that has been, no period ahead, a figure that is not finite, a year's end beyond the periods, more
    periods in both than there are, or a picture too small.
    """
    _check(history, ahead, years_end, width, height)
    if not 0 <= again < min(len(history), len(ahead)):
        raise ValueError(f"{again} periods cannot both have been and be ahead")
    bands = [band for point in ahead for band in (point.narrow, point.wide) if band is not None]
    figures = [
        *(point.value for point in history),
        *(point.value for point in ahead),
        *(end for band in bands for end in band),
        *estimated.levels,
    ]
    values = axis([*figures, None if target is None else target.value], axis_label, width)
    room = width * _RIGHT_SHARE
    said = [ChartPoint(point.label, point.value, point.printed) for point in ahead]
    named = [end_words(words.forecast, said), words.narrow, words.wide, *([] if target is None else [target.label])]
    plot = Box(
        left=values.room,
        top=_TOP + (0 if years_end is None else LINE_HEIGHT * SIZE + GAP),
        right=width - edge_room(named, room),
        bottom=height - LINE_HEIGHT * SIZE - GAP,
    )
    scale = values.scale(plot)
    across = centres(len(history) + len(ahead) - again, plot)
    past, future = across[: len(history)], across[len(history) - again :]
    been = Stroke("", history, places([point.value for point in history], past, scale), LOOKS[0])
    coming = Stroke(words.forecast, said, places([point.value for point in said], future, scale), _AHEAD)
    begin = been.places[len(history) - again - 1]
    aim = None if target is None else scale.place(target.value)
    half = (across[1] - across[0]) / 2
    gone = past[: len(estimated.figures)]
    parts = [
        *_band([point.wide for point in ahead], WIDE, begin, future, scale),
        *_band([point.narrow for point in ahead], NARROW, begin, future, scale),
        *estimated.grounds(gone, half, plot),
        *values.grid(plot),
        *period_labels([point.label for point in (*history, *said[again:])], across, width, height),
        *([] if aim is None else [level(aim, plot, **TARGET_LINE)]),
        *([] if years_end is None else _years_end(years_end, future[years_end.place], plot)),
        *_dashed(begin, coming),
        *drawn_stroke(been),
        *estimated.bars(gone, scale),
        *end_labels([coming, *_band_names(words, ahead[-1], future[-1], scale)], target, aim, plot, room),
        *point_labels([been], past, aim, plot),
    ]
    return Picture(svg.drawing(parts, width, height, SIZE), width, height, alt)


def _check(
    history: Sequence[ChartPoint], ahead: Sequence[FanPoint], years_end: YearsEnd | None, width: float, height: float
) -> None:
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise ValueError(f"a fan is at least {LEAST_WIDTH:g} by {LEAST_HEIGHT:g} points")
    if not any(point.value is not None for point in history):
        raise ValueError("a fan needs at least one figure that has been")
    if not ahead:
        raise ValueError("a fan needs at least one period ahead")
    if years_end is not None and not 0 <= years_end.place < len(ahead):
        raise ValueError(f"the year's end is not among the {len(ahead)} periods ahead")


def _band(
    ends: Sequence[Ends | None], fill: str, begin: Place | None, centres: Sequence[float], scale: Scale
) -> list[str]:
    """The band, which opens from the last figure that has been where that is the month before."""
    drawn = [(x, *end) for x, end in zip(centres, ends, strict=True) if end is not None]
    if not drawn:
        return []
    start = [begin] if begin is not None else []
    above = [(x, scale.place(high)) for x, _low, high in drawn]
    below = [(x, scale.place(low)) for x, low, _high in reversed(drawn)]
    outline = svg.path([*start, *above, *below])
    return [svg.element("polygon", points=outline, fill=fill, stroke=tokens.HAIRLINE, stroke_width=0.5)]


def _band_names(words: FanWords, last: FanPoint, x: float, scale: Scale) -> list[Stroke]:
    """The bands' names at their upper ends."""
    ends = [(words.wide, last.wide), (words.narrow, last.narrow)]
    return [
        Stroke(word, [ChartPoint(last.label, end[1], "")], [(x, scale.place(end[1]))], _BAND_NAME)
        for word, end in ends
        if end is not None
    ]


def _dashed(begin: Place | None, coming: Stroke) -> list[str]:
    """The forecast, dashed, from the last figure that has been where that is the month before."""
    places = [begin, *coming.places]
    look = coming.look
    return [
        svg.polyline(run, stroke=look.colour, stroke_width=look.width, stroke_dasharray="2 2.5", stroke_linecap="round")
        for run in runs(places)
        if len(run) > 1
    ]


def _years_end(end: YearsEnd, x: float, plot: Box) -> list[str]:
    """A hairline where the year ends, and its words above."""
    words = shortened(end.words, SIZE, plot.right)
    wide = text_width(words, SIZE)
    left = min(max(x - wide / 2, 0.0), plot.right - wide)
    top = plot.top - GAP / 2
    return [
        svg.element("line", x1=x, y1=top, x2=x, y2=plot.bottom, stroke=tokens.MUTED, stroke_width=0.6),
        svg.text(words, left, _TOP + ASCENT * SIZE - GAP / 2, fill=tokens.INK, font_weight="600"),
    ]
