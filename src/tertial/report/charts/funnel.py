"""A funnel: each unit by its size and its figure, and the bands within which chance holds units of each size.

Units within the bands are small and quiet, those outside are drawn out and named; the target is dashed. Units whose
figures are uncertain are crosses. Shape and weight tell them apart, so that the picture reads the same in grey.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from statistics import median

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.frame import TARGET_LINE, axis, edge_room, level
from tertial.report.charts.labels import GAP, HALO, SIZE, EdgeLabel, around, beside, edge_labels
from tertial.report.charts.placement import LINE_HEIGHT, Box, free_place, period_boxes
from tertial.report.charts.points import ChartTarget
from tertial.report.charts.scale import Scale, checked
from tertial.report.charts.type_width import shortened
from tertial.report.model import Picture

LEAST_WIDTH, LEAST_HEIGHT = 240.0, 150.0
UNEVEN = 8.0
"""Where the largest unit is so many times the middle one, sizes stand on a root scale: else all others huddle."""

_TOP = 8.0
_NEAR = 10.0
"""A name stands at most so far from its unit."""
_CROSS = 1.9
_RIGHT_SHARE, _NAME_SHARE = 0.3, 0.4


class Standing(IntEnum):
    """How far out a unit stands; `ASIDE` is one whose figure is uncertain, which says nothing of it."""

    ASIDE = -1
    WITHIN = 0
    BEYOND_INNER = 1
    BEYOND_OUTER = 2


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """A unit: its name, how much there is to go by (above 0), its figure and where it stands."""

    name: str
    size: float
    value: float
    standing: Standing = Standing.WITHIN


@dataclass(frozen=True, slots=True)
class FunnelEdge:
    """The limits at one size, from the lowest to the highest."""

    size: float
    outer_low: float
    inner_low: float
    inner_high: float
    outer_high: float


@dataclass(frozen=True, slots=True)
class FunnelWords:
    """The names of the inner and the outer band (95 %, 99,8 %) and what sizes count, such as antal besökare."""

    inner: str
    outer: str
    sizes: str


def funnel_chart(
    units: Sequence[FunnelUnit],
    edges: Sequence[FunnelEdge],
    *,
    centre: ChartTarget,
    target: ChartTarget | None,
    words: FunnelWords,
    axis_label: Callable[[float], str],
    size_label: Callable[[float], str],
    alt: str,
    width: float = 480,
    height: float = 230,
) -> Picture:
    """The units in their funnel; `edges` go from the smallest size to the largest, and `centre` is all units together.

    A name without a free place is left out: `alt`, or the table beside, has all. Raises ValueError for no unit or
    fewer than two edges, a figure that is not finite, a size not above nought, or a picture too small to read.
    """
    _check(units, edges, width, height)
    middle = [centre.value] if target is None else [centre.value, target.value]
    # At the smallest units the bands leave the picture: it shows the figures, the inner band of a unit of middle size
    # and both bands where they are named, at the largest.
    usual = next((edge for edge in edges if edge.size >= median(unit.size for unit in units)), edges[-1])
    bands = [usual.inner_low, usual.inner_high, edges[-1].outer_low, edges[-1].outer_high]
    figures = axis([*(unit.value for unit in units), *middle, *bands], axis_label, width)
    room = width * _RIGHT_SHARE
    ends = [words.inner, words.outer, centre.label, *([] if target is None else [target.label])]
    plot = Box(
        left=figures.room,
        top=_TOP,
        right=width - edge_room(ends, room),
        bottom=height - 2 * LINE_HEIGHT * SIZE - GAP,
    )
    scale = figures.scale(plot)
    largest = max(*(unit.size for unit in units), edges[-1].size)
    even = largest <= UNEVEN * median(unit.size for unit in units)
    across = _across(largest, plot, even=even)
    levels = [scale.place(value) for value in middle]
    parts = [
        _band(edges, lambda edge: (edge.outer_low, edge.outer_high), across, scale, fill=tokens.BAND),
        _band(
            edges, lambda edge: (edge.inner_low, edge.inner_high), across, scale, fill=tokens.HAIRLINE, fill_opacity=0.7
        ),
        *figures.grid(plot),
        *_sizes(largest, words.sizes, size_label, across, plot, width, height, even=even),
        level(levels[0], plot, stroke=tokens.INK, stroke_width=0.7),
        *(level(reached, plot, **TARGET_LINE) for reached in levels[1:]),
    ]
    placed = sorted(
        ((unit, (across(unit.size), scale.place(unit.value))) for unit in units), key=lambda one: one[0].standing
    )
    parts += [_marker(unit, place) for unit, place in placed]
    parts += edge_labels(_ends(edges[-1], words, centre, target, scale, plot), plot, room)
    parts += _names(placed, levels, plot)
    return Picture(svg.drawing(parts, width, height, SIZE), width, height, alt)


_Placed = Sequence[tuple[FunnelUnit, tuple[float, float]]]


def _check(units: Sequence[FunnelUnit], edges: Sequence[FunnelEdge], width: float, height: float) -> None:
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise ValueError(f"a funnel is at least {LEAST_WIDTH:g} by {LEAST_HEIGHT:g} points")
    if not units or len(edges) < 2:
        raise ValueError("a funnel needs a unit and the limits of two sizes")
    sizes = checked([*(unit.size for unit in units), *(edge.size for edge in edges)])
    if min(sizes) <= 0:
        raise ValueError("the size of a unit is above nought")


def _across(largest: float, plot: Box, *, even: bool) -> Callable[[float], float]:
    """Where a size stands, from nought: evenly or by its root."""
    wide, power = plot.right - plot.left, 1.0 if even else 0.5
    return lambda size: plot.left + wide * (size / largest) ** power


def _band(
    edges: Sequence[FunnelEdge],
    limits: Callable[[FunnelEdge], tuple[float, float]],
    across: Callable[[float], float],
    scale: Scale,
    /,
    **paint: svg.Attribute,
) -> str:
    upper = [(across(edge.size), scale.place(limits(edge)[1])) for edge in edges]
    lower = [(across(edge.size), scale.place(limits(edge)[0])) for edge in edges]
    return svg.element("polygon", points=svg.path([*upper, *reversed(lower)]), **paint)


def _sizes(
    largest: float,
    name: str,
    label: Callable[[float], str],
    across: Callable[[float], float],
    plot: Box,
    width: float,
    height: float,
    *,
    even: bool,
) -> list[str]:
    """Round sizes beneath the plot, and below them what they count."""
    ticks = _size_ticks(largest, even=even)
    labels = [shortened(label(tick), SIZE, width) for tick in ticks]
    baseline = height - (LINE_HEIGHT + 0.25) * SIZE
    boxes = period_boxes(labels, [across(tick) for tick in ticks], SIZE, width, baseline=baseline)
    parts = [
        svg.text(labels[index], (box.left + box.right) / 2, baseline, text_anchor="middle", fill=tokens.MUTED)
        for index, box in boxes.items()
    ]
    parts += [
        svg.element(
            "line",
            x1=across(ticks[index]),
            x2=across(ticks[index]),
            y1=plot.bottom,
            y2=plot.bottom + 3,
            stroke=tokens.MUTED,
            stroke_width=0.6,
        )
        for index in boxes
    ]
    words = shortened(name, SIZE, plot.right - plot.left)
    parts.append(
        svg.text(words, (plot.left + plot.right) / 2, height - 0.25 * SIZE, text_anchor="middle", fill=tokens.MUTED)
    )
    return parts


def _size_ticks(largest: float, *, even: bool) -> list[float]:
    """Three to seven even round sizes; on a root scale 1, 2, 5, 10 … of the two highest tens."""
    power = 10.0 ** math.floor(math.log10(largest))
    if not even:
        return [step * ten for ten in (power / 10, power) for step in (1, 2, 5) if step * ten <= largest]
    step = next(step for step in (2 * power, power, power / 2, power / 5) if largest >= 3 * step)
    return [step * index for index in range(1, int(largest / step) + 1)]


def _ends(
    last: FunnelEdge, words: FunnelWords, centre: ChartTarget, target: ChartTarget | None, scale: Scale, plot: Box
) -> list[EdgeLabel]:
    found = [
        EdgeLabel(words.outer, (plot.right, scale.place(last.outer_high)), tokens.MUTED),
        EdgeLabel(words.inner, (plot.right, scale.place(last.inner_high)), tokens.MUTED),
        EdgeLabel(centre.label, (plot.right, scale.place(centre.value)), tokens.INK),
    ]
    if target is not None:
        found.append(EdgeLabel(target.label, (plot.right, scale.place(target.value)), tokens.INK))
    return found


def _marker(unit: FunnelUnit, place: tuple[float, float]) -> str:
    x, y = place
    match unit.standing:
        case Standing.ASIDE:
            paint: dict[str, svg.Attribute] = {"stroke": tokens.MUTED, "stroke_width": 0.8}
            return "".join(
                svg.element("line", x1=x - _CROSS, y1=y - turn, x2=x + _CROSS, y2=y + turn, **paint)
                for turn in (_CROSS, -_CROSS)
            )
        case Standing.WITHIN:
            return svg.element("circle", cx=x, cy=y, r=1.7, fill=tokens.MUTED)
        case Standing.BEYOND_INNER:
            return svg.element("circle", cx=x, cy=y, r=2.3, fill=tokens.PAPER, stroke=tokens.ACCENT, stroke_width=1.1)
        case Standing.BEYOND_OUTER:
            return svg.element("circle", cx=x, cy=y, r=2.6, fill=tokens.ACCENT)


def _names(placed: _Placed, levels: Sequence[float], plot: Box) -> list[str]:
    """The names of the units outside, those furthest out first."""
    taken = [around(place) for _, place in placed]
    lines = [[(plot.left, y), (plot.right, y)] for y in levels]
    outside = [one for one in placed if one[0].standing > Standing.WITHIN and one[0].name]
    outside.sort(key=lambda one: (-one[0].standing, -abs(one[1][1] - levels[0]), one[0].name))
    parts = []
    for unit, place in outside:
        text = shortened(unit.name, SIZE, (plot.right - plot.left) * _NAME_SHARE)
        # A name far from its unit is another unit's: a line through it is the lesser evil.
        near = [box for box in beside(text, place, plot) if _distance(box, place) <= _NEAR]
        box = free_place(near, plot, taken, lines)
        if box is None:
            continue
        taken.append(box)
        parts.append(
            svg.text(
                text,
                box.left,
                box.bottom - (LINE_HEIGHT - 0.9) * SIZE,
                fill=tokens.ACCENT if unit.standing is Standing.BEYOND_OUTER else tokens.INK,
                **HALO,
            )
        )
    return parts


def _distance(box: Box, place: tuple[float, float]) -> float:
    x, y = place
    return math.hypot(max(box.left - x, 0.0, x - box.right), max(box.top - y, 0.0, y - box.bottom))
