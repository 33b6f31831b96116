"""Small multiples: one little chart a unit on the same scale, so that units are compared at a glance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tertial.assess.variation import Meaning
from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.frame import TARGET_LINE, Axis, axis, level, places
from tertial.report.charts.labels import GAP, SIZE
from tertial.report.charts.placement import ASCENT, LINE_HEIGHT, Box
from tertial.report.charts.scale import checked
from tertial.report.charts.signals import DOT, SIGNAL_REACH, TONES, marker
from tertial.report.charts.strokes import runs
from tertial.report.charts.type_width import shortened, text_width
from tertial.report.model import Picture

LEAST_WIDTH = 240.0
MOST_UNITS = 60
ROWS_A_PICTURE = 5
"""About half a page: two pictures fill one, and what is left of a page takes one more."""

_LEAST_PANEL, _BETWEEN = 96.0, 14.0
"""Least width of a little chart, and what is between two."""
_PLOT_HEIGHT, _ROW_GAP = 40.0, 12.0
_HEAD = LINE_HEIGHT * SIZE + SIGNAL_REACH
_MOST_COLUMNS, _FEWER_COLUMNS = 4, 3
_LATEST_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class UnitPoint:
    """A period at a unit: the figure, the limits that chance keeps it within, and what it signals, if anything.

    A figure that is `left_out` takes no part: it stands hollow beside the line.
    """

    value: float | None
    lower: float | None = None
    upper: float | None = None
    meaning: Meaning | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class UnitSeries:
    """A unit with its periods, the level or both ends of the range to reach, and the latest figure as printed.

    Without `has_latest` no figure is printed, but a dash or why there is none.
    """

    name: str
    points: Sequence[UnitPoint]
    printed: str
    targets: tuple[float, ...] = ()
    has_latest: bool = True


def small_multiples(
    units: Sequence[UnitSeries],
    *,
    periods: Sequence[str],
    axis_label: Callable[[float], str],
    alts: Callable[[Sequence[UnitSeries]], str],
    width: float = 480,
) -> tuple[Picture, ...]:
    """The units in the order given, row by row, in as many pictures as make at most five rows each.

    `periods` are the labels of the points, the first and last of which stand beneath; `alts` says in words what a
    picture with these units shows. Targets are dashed. Raises ValueError for no unit or more than sixty,
    points that are not as many as the periods, no figure at all, or a picture too narrow to read.
    """
    _check(units, periods, width)
    figures = axis(_figures(units), axis_label, width)
    columns = _columns(units, width - figures.room)
    rows = [units[at : at + columns] for at in range(0, len(units), columns)]
    pictures = -(-len(rows) // ROWS_A_PICTURE)
    each, more = divmod(len(rows), pictures)
    found, at = [], 0
    for place in range(pictures):
        taken = rows[at : at + each + (place < more)]
        at += len(taken)
        alt = alts([unit for row in taken for unit in row])
        found.append(_picture(taken, columns, periods, figures, alt, width))
    return tuple(found)


def _check(units: Sequence[UnitSeries], periods: Sequence[str], width: float) -> None:
    if width < LEAST_WIDTH:
        raise ValueError(f"small multiples are at least {LEAST_WIDTH:g} points wide")
    if not 1 <= len(units) <= MOST_UNITS:
        raise ValueError(f"small multiples show 1 to {MOST_UNITS} units, not {len(units)}")
    if any(len(unit.points) != len(periods) for unit in units):
        raise ValueError("all units have the same periods")


def _columns(units: Sequence[UnitSeries], room: float) -> int:
    """As many as have room, four at most; three where four would cut names."""
    most = min(_MOST_COLUMNS, len(units), int((room + _BETWEEN) // (_LEAST_PANEL + _BETWEEN)))
    wide = _wide(most, room)
    needed = max(text_width(unit.name, SIZE) + GAP + _printed_width(unit, wide) for unit in units)
    return most if needed <= wide else min(most, _FEWER_COLUMNS)


def _wide(columns: int, room: float) -> float:
    """How wide a little chart is."""
    return (room - (columns - 1) * _BETWEEN) / columns


def _printed_width(unit: UnitSeries, wide: float) -> float:
    return text_width(shortened(unit.printed, SIZE, wide * _LATEST_SHARE), SIZE)


def _figures(units: Sequence[UnitSeries]) -> list[float | None]:
    points = [point for unit in units for point in unit.points]
    limits = checked(end for point in points for end in (point.lower, point.upper))
    # Limits have long tails of decimals; the axis needs none of them.
    targets = [level for unit in units for level in unit.targets]
    return [*targets, *(point.value for point in points), *(float(f"{end:.3g}") for end in limits)]


def _picture(
    rows: Sequence[Sequence[UnitSeries]],
    columns: int,
    periods: Sequence[str],
    figures: Axis,
    alt: str,
    width: float,
) -> Picture:
    deep = _HEAD + _PLOT_HEIGHT + _ROW_GAP
    wide = _wide(columns, width - figures.room)
    height = len(rows) * deep - _ROW_GAP + GAP + len(_ends(periods, 0, wide, 0)) * LINE_HEIGHT * SIZE
    parts: list[str] = []
    for row, units in enumerate(rows):
        for column, unit in enumerate(units):
            left, top = figures.room + column * (wide + _BETWEEN), row * deep + _HEAD
            plot = Box(left, top, left + wide, top + _PLOT_HEIGHT)
            parts += _panel(unit, figures, plot, labelled=column == 0)
    # The last row may be shorter than the one above: periods stand under each column's own last chart.
    for column in range(min(columns, len(rows[0]))):
        lowest = max(row for row, units in enumerate(rows) if column < len(units))
        top = lowest * deep + _HEAD + _PLOT_HEIGHT + GAP
        left = figures.room + column * (wide + _BETWEEN)
        parts += [text for line in _ends(periods, left, wide, top) for text in line]
    return Picture(svg.drawing(parts, width, height, SIZE), width, height, alt)


def _panel(unit: UnitSeries, figures: Axis, plot: Box, *, labelled: bool) -> list[str]:
    scale = figures.scale(plot)
    ends = [figures.ticks[0], figures.ticks[-1]]
    bare = Axis(ends, [figures.labels[0], figures.labels[-1]] if labelled else ["", ""])
    across = _across(len(unit.points), plot)
    parts = [*_band(unit, across, figures, plot), *bare.grid(plot)]
    parts += [level(scale.place(target), plot, **TARGET_LINE) for target in unit.targets]
    stand = places([None if point.left_out else point.value for point in unit.points], across, scale)
    parts += [
        svg.polyline(run, stroke=tokens.ACCENT, stroke_width=1.1, stroke_linecap="round")
        for run in runs(stand)
        if len(run) > 1
    ]
    drawn = [(point, place) for point, place in zip(unit.points, stand, strict=True) if place is not None]
    lonely = {run[0] for run in runs(stand) if len(run) == 1}
    parts += [
        marker(place, point.meaning)
        for point, place in drawn
        if point.meaning is not None or place in lonely or place == drawn[-1][1]
    ]
    beside = [point.value if point.left_out else None for point in unit.points]
    parts += [
        svg.element("circle", cx=place[0], cy=place[1], r=DOT, fill=tokens.PAPER, stroke=tokens.MUTED)
        for place in places(beside, across, scale)
        if place is not None
    ]
    return [*parts, *_head(unit, plot)]


def _head(unit: UnitSeries, plot: Box) -> list[str]:
    """The name above, and at its right the latest figure in the colour of what it signals."""
    wide = plot.right - plot.left
    baseline = plot.top - _HEAD + ASCENT * SIZE
    printed = shortened(unit.printed, SIZE, wide * _LATEST_SHARE)
    name = shortened(unit.name, SIZE, wide - text_width(printed, SIZE) - GAP)
    drawn = (point for point in reversed(unit.points) if point.value is not None and not point.left_out)
    last = next(drawn, None) if unit.has_latest else None
    colour = tokens.MUTED if last is None else tokens.ACCENT if last.meaning is None else TONES[last.meaning]
    return [
        svg.text(name, plot.left, baseline, fill=tokens.INK),
        svg.text(printed, plot.right, baseline, text_anchor="end", fill=colour, font_weight="600"),
    ]


def _band(unit: UnitSeries, across: Sequence[float], figures: Axis, plot: Box) -> list[str]:
    """What chance gives, broken where a period has no limits."""
    scale = figures.scale(plot)
    parts, run = [], []
    for point, x in [*zip(unit.points, across, strict=True), (UnitPoint(None), 0.0)]:
        if point.lower is not None and point.upper is not None:
            run.append((x, scale.place(point.lower), scale.place(point.upper)))
        elif run:
            corners = [(x, low) for x, low, _high in run] + [(x, high) for x, _low, high in reversed(run)]
            if len(run) > 1:
                parts.append(svg.element("polygon", points=svg.path(corners), fill=tokens.BAND))
            run = []
    return parts


def _across(count: int, plot: Box) -> list[float]:
    left, right = plot.left + DOT, plot.right - SIGNAL_REACH
    if count == 1:
        return [(left + right) / 2]
    return [left + (right - left) * index / (count - 1) for index in range(count)]


def _ends(periods: Sequence[str], left: float, wide: float, top: float) -> list[list[str]]:
    """The first and the last period beneath a chart, line by line: the last on a line of its own where both have no
    room on one.
    """
    first, last = (shortened(period, SIZE, wide) for period in (periods[0], periods[-1]))
    baseline = top + ASCENT * SIZE
    ends = [svg.text(first, left, baseline, fill=tokens.MUTED)] if len(periods) > 1 else []
    apart = bool(ends) and text_width(first, SIZE) + text_width(last, SIZE) + GAP > wide
    below = baseline + (LINE_HEIGHT * SIZE if apart else 0)
    final = svg.text(last, left + wide, below, text_anchor="end", fill=tokens.MUTED)
    return [ends, [final]] if apart else [[*ends, final]]
