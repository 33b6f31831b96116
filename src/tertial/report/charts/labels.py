"""The words in a line chart: at the line ends, at the first figure, at noted points, and the periods beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.placement import (
    ASCENT,
    DESCENT,
    LINE_HEIGHT,
    Box,
    free_place,
    period_boxes,
    spread,
)
from tertial.report.charts.points import ChartTarget
from tertial.report.charts.strokes import MARKER_REACH, Place, Stroke, end_words, runs
from tertial.report.charts.type_width import shortened, text_width

SIZE = tokens.CAPTION_POINTS
GAP = 6.0
"""Between a label at the edge and the plot, in points."""

HALO: dict[str, svg.Attribute] = {
    "stroke": tokens.PAPER,
    "stroke_width": 2.5,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}
"""A paper edge around a text inside the plot, so that lines beneath do not strike it through."""

_LEADER_FROM = 3.0
"""A label further than this from its line's end gets a hairline that leads to it."""
_NOTE_SHARE = 0.6
"""A label inside the plot takes at most this share of its width."""


@dataclass(frozen=True, slots=True)
class EdgeLabel:
    """A text at the right edge, and the end of the line that it names."""

    text: str
    end: Place
    colour: str
    weight: str | None = None


def period_labels(labels: Sequence[str], centres: Sequence[float], width: float, height: float) -> list[str]:
    """The periods beneath the plot, thinned out until none covers another."""
    fitted = [shortened(label, SIZE, width) for label in labels]
    boxes = period_boxes(fitted, centres, SIZE, width, baseline=height - DESCENT * SIZE)
    return [_in_box(fitted[index], box, fill=tokens.MUTED) for index, box in boxes.items()]


def end_labels(
    strokes: Sequence[Stroke],
    target: ChartTarget | None,
    level: float | None,
    plot: Box,
    room: float,
) -> list[str]:
    """The names and last figures at the right edge, in at most `room` points, moved apart where they would touch."""
    ends = [
        EdgeLabel(
            end_words(stroke.name, stroke.points),
            stroke.drawn()[-1][1],
            stroke.look.colour,
            stroke.look.weight,
        )
        for stroke in strokes
        if stroke.drawn()
    ]
    if target is not None and level is not None:
        ends.append(EdgeLabel(target.label, (plot.right, level), tokens.INK))
    return edge_labels(ends, plot, room)


def edge_labels(ends: Sequence[EdgeLabel], plot: Box, room: float) -> list[str]:
    """Texts at the right edge, moved apart where they would touch; a hairline leads from far ones to their lines."""
    half = LINE_HEIGHT * SIZE / 2
    places = spread([end.end[1] for end in ends], 2 * half + 0.1, half, plot.bottom)
    left = plot.right + GAP
    parts = []
    for end, y in zip(ends, places, strict=True):
        x_end, y_end = end.end
        if abs(y - y_end) > _LEADER_FROM or left - x_end > 3 * GAP:
            start = x_end if x_end >= plot.right else x_end + MARKER_REACH + 1
            parts.append(
                svg.element(
                    "line",
                    x1=start,
                    y1=y_end,
                    x2=left - 1.5,
                    y2=y,
                    stroke=tokens.MUTED,
                    stroke_width=0.5,
                )
            )
        text = shortened(end.text, SIZE, room)
        parts.append(svg.text(text, left, y - half + ASCENT * SIZE, fill=end.colour, font_weight=end.weight))
    return parts


def point_labels(strokes: Sequence[Stroke], centres: Sequence[float], level: float | None, plot: Box) -> list[str]:
    """The main line's first figure and the points' notes, each wherever it covers no other label and no marker.

    What is absent has its note at the foot of the plot. A label without a free place is left out.
    """
    obstacles = [run for stroke in strokes for run in runs(stroke.places)]
    if level is not None:
        obstacles.append([(plot.left, level), (plot.right, level)])
    taken = [around(place) for stroke in strokes for _, place in stroke.drawn()]
    parts = []
    for words, place, colour in _wanted(strokes, centres, plot):
        text = shortened(words, SIZE, (plot.right - plot.left) * _NOTE_SHARE)
        box = free_place(beside(text, place, plot), plot, taken, obstacles)
        if box is None:
            continue
        taken.append(box)
        parts.append(_in_box(text, box, fill=colour, **HALO))
    return parts


def _wanted(strokes: Sequence[Stroke], centres: Sequence[float], plot: Box) -> list[tuple[str, Place, str]]:
    wanted = []
    first = strokes[0].drawn()
    if len(first) > 1:
        wanted.append((first[0][0].printed, first[0][1], strokes[0].look.colour))
    for stroke in strokes:
        for point, place, x in zip(stroke.points, stroke.places, centres, strict=True):
            wanted.append((point.note, place or (x, plot.bottom), tokens.MUTED))
    return [each for each in wanted if each[0]]


def around(place: Place) -> Box:
    """The box that a marker fills."""
    x, y = place
    return Box(x - MARKER_REACH, y - MARKER_REACH, x + MARKER_REACH, y + MARKER_REACH)


def beside(text: str, place: Place, plot: Box) -> list[Box]:
    """The places to try for a label of a point, the best first: above, below, further off, beside."""
    wide, high = text_width(text, SIZE), LINE_HEIGHT * SIZE
    x, y = place
    near, far = MARKER_REACH + 1, MARKER_REACH + 7
    tops = (y - high - near, y + near, y - high - far, y + far, y - 2 * high - far, y + high + far)
    sides = (x - wide / 2, x - GAP, x - wide + GAP)
    lefts = [min(max(side, plot.left), plot.right - wide) for side in sides]
    places = [(left, top) for left in lefts for top in tops]
    places += [(side, y - high / 2) for side in (x + near, x - near - wide)]
    return [Box(left, top, left + wide, top + high) for left, top in places]


def _in_box(text: str, box: Box, /, **attributes: svg.Attribute) -> str:
    centre = (box.left + box.right) / 2
    return svg.text(text, centre, box.bottom - DESCENT * SIZE, text_anchor="middle", **attributes)
