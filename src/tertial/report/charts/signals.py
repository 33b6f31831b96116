"""The points of a control chart: a disc for chance, another shape, colour and word for each kind of signal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.assess.variation import ChartedPoint, Meaning
from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.labels import HALO, SIZE
from tertial.report.charts.placement import ASCENT, LINE_HEIGHT, Box, free_place
from tertial.report.charts.strokes import Place
from tertial.report.charts.type_width import text_width

DOT = 1.7
SIGNAL_REACH = 3.2
"""How far the mark of a signal reaches from its point."""

TONES = {
    Meaning.IMPROVING: tokens.TONES["met"],
    Meaning.CONCERNING: tokens.TONES["not_met"],
    Meaning.NEITHER: tokens.INK,
}


def marker(place: Place, meaning: Meaning | None) -> str:
    """A disc; a square for an improvement, a diamond for concern, a triangle where neither way is good."""
    x, y = place
    if meaning is None:
        return svg.element("circle", cx=x, cy=y, r=DOT, fill=tokens.ACCENT)
    fill: dict[str, svg.Attribute] = {"fill": TONES[meaning], "stroke": tokens.PAPER, "stroke_width": 0.5}
    reach = SIGNAL_REACH
    if meaning is Meaning.IMPROVING:
        side = 0.8 * reach
        return svg.element("rect", x=x - side, y=y - side, width=2 * side, height=2 * side, **fill)
    corners = {
        Meaning.CONCERNING: [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)],
        Meaning.NEITHER: [(x, y - reach), (x + reach, y + 0.7 * reach), (x - reach, y + 0.7 * reach)],
    }[meaning]
    return svg.element("polygon", points=svg.path(corners), **fill)


def stretch_words(
    points: Sequence[ChartedPoint],
    places: Sequence[Place | None],
    targets: Sequence[Sequence[Place]],
    words: Mapping[Meaning, str],
    left_out: str,
    plot: Box,
    more: Sequence[tuple[str, str, Place]] = (),
    filled: Sequence[Box] = (),
) -> list[str]:
    """The word of each kind of signal at its latest stretch, and of figures left out, where it covers nothing else.

    `more` are further words with their colours and points, and `filled` what else no word may cover.
    """
    drawn = [place for place in places if place is not None]
    taken = [Box(x - SIGNAL_REACH, y - SIGNAL_REACH, x + SIGNAL_REACH, y + SIGNAL_REACH) for x, y in drawn]
    taken += filled
    parts = []
    for text, colour, place in (*_stretches(points, places, words, left_out), *more):
        wide, high = text_width(text, SIZE), LINE_HEIGHT * SIZE
        x, y = place
        left = min(max(x - wide / 2, plot.left + 2), plot.right - wide - 2)
        tops = (
            y - high - SIGNAL_REACH - 1,
            y + SIGNAL_REACH + 1,
            y - 2 * high,
            y + high + 2,
            y - 3 * high,
            y + 2 * high,
        )
        boxes = [Box(at, top, at + wide, top + high) for top in tops for at in (left, x + 6, x - wide - 6)]
        box = free_place(boxes, plot, taken, [drawn, *targets])
        if box is None:
            continue
        taken.append(box)
        parts.append(svg.text(text, box.left, box.top + ASCENT * SIZE, fill=colour, **HALO))
    return parts


def _stretches(
    points: Sequence[ChartedPoint], places: Sequence[Place | None], words: Mapping[Meaning, str], left_out: str
) -> list[tuple[str, str, Place]]:
    """The word, the colour and the middle point of the latest run of points of each meaning."""
    found: dict[str, tuple[str, str, Place]] = {}
    start = 0
    kinds = [
        "" if place is None else "left" if point.limits is None else point.meaning or ""
        for point, place in zip(points, places, strict=True)
    ]
    for at in range(1, len(kinds) + 1):
        if at < len(kinds) and kinds[at] == kinds[start]:
            continue
        kind, middle = kinds[start], places[(start + at - 1) // 2]
        start = at
        if middle is None or kind == "":
            continue
        if isinstance(kind, Meaning):
            found[kind] = (words[kind], TONES[kind], middle)
        else:
            found[kind] = (left_out, tokens.MUTED, middle)
    return [each for each in found.values() if each[0]]
