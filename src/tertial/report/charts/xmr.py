"""A control chart: the figures over the band between their limits, with what signals in colour and in shape.

The band is what chance alone gives. The two-sigma lines are not drawn. A new level is a step in band and mean with a
hairline and a note; the target is dashed and named. Both icons stand above, each with its word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tertial.assess.variation import Assurance, ChartedPoint, Meaning, Variation, VariationIcon
from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.estimated import NONE_ESTIMATED, EstimatedPeriods
from tertial.report.charts.frame import TARGET_LINE, axis, centres, edge_room
from tertial.report.charts.icons import ICON, assurance_icon, variation_icon
from tertial.report.charts.labels import GAP, SIZE, EdgeLabel, edge_labels, period_labels
from tertial.report.charts.levels import Level, drawable, target_ends, target_runs
from tertial.report.charts.placement import ASCENT, DESCENT, LINE_HEIGHT, Box
from tertial.report.charts.scale import Scale
from tertial.report.charts.signals import DOT, TONES, marker, stretch_words
from tertial.report.charts.strokes import Place, runs
from tertial.report.charts.type_width import shortened, text_width
from tertial.report.model import Picture

LEAST_WIDTH, LEAST_HEIGHT = 240.0, 130.0

_HEAD = ICON + 5
"""Room for the icons above the plot."""
_RIGHT_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class ControlWords:
    """What the chart says, formatted for the language. Empty texts are not drawn.

    `steps` holds a note for each level but the first; `signals` the word of each meaning. `estimated` are the points
    that stand beside figures which lack rows, none or as many as there are points.
    """

    periods: Sequence[str]
    latest: str
    mean: str
    upper: str
    lower: str
    targets: Sequence[str]
    steps: Sequence[str]
    signals: dict[Meaning, str]
    left_out: str
    variation: str
    assurance: str
    axis: Callable[[float], str]
    alt: str
    estimated: EstimatedPeriods = NONE_ESTIMATED


def control_chart(variation: Variation, words: ControlWords, *, width: float = 480, height: float = 200) -> Picture:
    """The chart of a judged series. Limits beyond the least or largest possible figure are cut off there.

    Raises ValueError where no point takes part, for another number of words than of points or levels, and for a
    picture too small to read.
    """
    _check(variation, words, width, height)
    points = variation.points
    figures = axis([*_levels(variation), *words.estimated.levels], words.axis, width)
    room = width * _RIGHT_SHARE
    edges = [words.latest, words.mean, words.upper, words.lower, *words.targets]
    plot = Box(
        left=figures.room,
        top=_HEAD + (LINE_HEIGHT * SIZE + 2 if words.steps else 4),
        right=width - edge_room(edges, room),
        bottom=height - LINE_HEIGHT * SIZE - GAP,
    )
    scale = figures.scale(plot)
    across = centres(len(points), plot)
    half = (across[1] - across[0]) / 2 if len(across) > 1 else GAP
    places = [
        None if point.value is None or not drawable(point) else (x, scale.place(point.value))
        for point, x in zip(points, across, strict=True)
    ]
    levels = [Level(variation, phase, across, half, plot, scale) for phase in range(len(variation.phases))]
    targets = target_runs(points, across, half, scale, plot)
    estimated = words.estimated if words.estimated.figures else EstimatedPeriods([None] * len(points), "")
    parts = [
        *(part for level in levels for part in level.band()),
        *estimated.grounds(across, half, plot),
        *figures.grid(plot),
        *period_labels(words.periods, across, width, height),
        *(part for level in levels for part in level.lines()),
        *_steps(levels, words.steps, plot),
        *(svg.polyline(run, **TARGET_LINE) for run in targets),
        *_figures(points, places),
        *estimated.bars(across, scale),
        *edge_labels(_edges(variation, words, places, scale, plot), plot, room),
        *stretch_words(
            points,
            places,
            targets,
            words.signals,
            words.left_out,
            plot,
            more=estimated.named_at(across, scale),
            filled=estimated.boxes(across, scale),
        ),
        *_icons(variation, words, width),
    ]
    return Picture(svg.drawing(parts, width, height, SIZE), width, height, words.alt)


def _check(variation: Variation, words: ControlWords, width: float, height: float) -> None:
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise ValueError(f"a control chart is at least {LEAST_WIDTH:g} by {LEAST_HEIGHT:g} points")
    if variation.latest is None:
        raise ValueError("a control chart needs at least one figure")
    if len(words.periods) != len(variation.points) or len(words.steps) != len(variation.phases) - 1:
        raise ValueError("each point has a label, and each level but the first a note")
    if len(words.estimated.figures) not in {0, len(variation.points)}:
        raise ValueError("each point is estimated or not")


def _levels(variation: Variation) -> list[float]:
    """Everything that the scale covers."""
    levels: list[float] = []
    for point in variation.points:
        levels += target_ends(point)
        if drawable(point) and point.value is not None:
            levels.append(point.value)
        if point.limits is not None:
            levels += [variation.held(end) for end in (point.limits.lower, point.limits.upper)]
    return [_short(level) for level in levels]


def _short(level: float) -> float:
    """A level with few digits, so that the axis has no more decimals than a reader needs."""
    return float(f"{level:.3g}")


def _steps(levels: Sequence[Level], notes: Sequence[str], plot: Box) -> list[str]:
    """A hairline where a level begins, with its note above the plot, each to the left of the next."""
    parts = []
    edge = plot.left
    starts = [level.left for level in levels[1:]]
    for x, note, following in zip(starts, notes, [*starts, plot.right][1:], strict=True):
        text = shortened(note, SIZE, plot.right - plot.left)
        left = min(max(x - 2, edge), plot.right - text_width(text, SIZE))
        if left < edge:
            text, left = shortened(note, SIZE, max(following - edge - GAP, 0)), edge
        edge = left + text_width(text, SIZE) + GAP
        parts.append(
            svg.element(
                "line", x1=x, y1=plot.top - 2, x2=x, y2=plot.bottom, stroke=tokens.INK, stroke_width=0.6,
                stroke_dasharray="1 1.5",
            )
        )  # fmt: skip
        parts.append(svg.text(text, left, plot.top - 4, fill=tokens.MUTED))
    return parts


def _figures(points: Sequence[ChartedPoint], places: Sequence[Place | None]) -> list[str]:
    """The line through the figures that take part, and every point: a dot, or the shape of its signal."""
    used = [place if point.limits is not None else None for point, place in zip(points, places, strict=True)]
    parts = [
        svg.polyline(run, stroke=tokens.ACCENT, stroke_width=1.1, stroke_linecap="round", stroke_opacity=0.6)
        for run in runs(used)
        if len(run) > 1
    ]
    for point, place in zip(points, places, strict=True):
        if place is None:
            continue
        if point.limits is None:
            parts.append(svg.element("circle", cx=place[0], cy=place[1], r=DOT, fill=tokens.PAPER, stroke=tokens.MUTED))
        else:
            parts.append(marker(place, point.meaning))
    return parts


def _edges(
    variation: Variation, words: ControlWords, places: Sequence[Place | None], scale: Scale, plot: Box
) -> list[EdgeLabel]:
    """The labels at the right edge: the latest figure, limits, mean and target."""
    if variation.latest is None:
        return []
    limits = variation.phases[-1].limits
    point = variation.points[variation.latest]
    latest = places[variation.latest]
    colour = tokens.ACCENT if point.meaning is None else TONES[point.meaning]
    labels = [] if latest is None else [EdgeLabel(words.latest, latest, colour, "600")]
    labels += [
        EdgeLabel(text, (plot.right, scale.place(variation.held(level))), tokens.MUTED)
        for text, level in ((words.upper, limits.upper), (words.mean, limits.centre), (words.lower, limits.lower))
        if text
    ]
    labels += [
        EdgeLabel(text, (plot.right, scale.place(level)), tokens.INK)
        for text, level in zip(words.targets, target_ends(point), strict=True)
    ]
    return labels


def _icons(variation: Variation, words: ControlWords, width: float) -> list[str]:
    """Both icons at the top, each with its word; without an icon its place is taken by the word alone."""
    parts: list[str] = []
    x = 0.0
    baseline = ICON / 2 + (ASCENT - DESCENT) * SIZE / 2
    for icon, text in ((variation.variation, words.variation), (variation.assurance, words.assurance)):
        if not text:
            continue
        if isinstance(icon, VariationIcon):
            parts.append(variation_icon(icon, x))
        elif isinstance(icon, Assurance):
            parts.append(assurance_icon(icon, variation.direction, x))
        left = x if icon is None else x + ICON + 4
        shown = shortened(text, SIZE, max(width - left, 0))
        parts.append(
            svg.text(
                shown,
                left,
                baseline,
                fill=tokens.INK if icon is not None else tokens.MUTED,
                font_weight="600" if icon is not None else None,
            )
        )
        x = left + text_width(shown, SIZE) + 3 * GAP
    return parts
