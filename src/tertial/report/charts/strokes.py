"""The lines of a chart and their markers: told apart by shape and weight, so that they differ in grey too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.points import ChartPoint

MOST_POINTS_WITH_MARKERS = 36
"""With more periods than this only ends, lone figures and points with a note are marked."""
MARKER_REACH = 2.6
"""How far any marker reaches from its point."""

Place = tuple[float, float]
"""A point of the picture; y counts downwards."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a line and the label at its end look."""

    colour: str
    width: float
    marker: str
    weight: str | None


LOOKS = (
    Look(tokens.ACCENT, 1.8, "disc", "600"),
    Look(tokens.INK, 1.1, "square", None),
    Look(tokens.MUTED, 1.1, "triangle", None),
    Look(tokens.ACCENT, 0.8, "diamond", None),
)
"""The looks in the order that lines take them; the label at the end names each line."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the chart: its name (empty for the main line), its points and where they stand."""

    name: str
    points: Sequence[ChartPoint]
    places: Sequence[Place | None]
    look: Look

    def drawn(self) -> list[tuple[ChartPoint, Place]]:
        """The points that have a figure, with their places."""
        return [(point, place) for point, place in zip(self.points, self.places, strict=True) if place is not None]


def end_words(name: str, points: Sequence[ChartPoint]) -> str:
    """What stands at a line's end: its name and the last figure as printed; empty when it has no figure."""
    printed = next((point.printed for point in reversed(points) if point.value is not None), None)
    return "" if printed is None else f"{name} {printed}".strip(" ")


def runs(places: Sequence[Place | None]) -> Iterator[list[Place]]:
    """The unbroken stretches of places, in order."""
    run: list[Place] = []
    for place in (*places, None):
        if place is not None:
            run.append(place)
        elif run:
            yield run
            run = []


def drawn_stroke(stroke: Stroke) -> list[str]:
    """The line, broken where a figure is absent, and its markers; a point with a note is hollow."""
    look, drawn = stroke.look, stroke.drawn()
    parts, marked = [], {drawn[0][1], drawn[-1][1]} if drawn else set()
    for run in runs(stroke.places):
        if len(run) > 1:
            parts.append(svg.polyline(run, stroke=look.colour, stroke_width=look.width, stroke_linecap="round"))
        else:
            marked.add(run[0])
    few = len(stroke.points) <= MOST_POINTS_WITH_MARKERS
    parts += [
        _marker(place, look, hollow=bool(point.note)) for point, place in drawn if few or point.note or place in marked
    ]
    return parts


def _marker(place: Place, look: Look, *, hollow: bool) -> str:
    x, y = place
    paint: dict[str, svg.Attribute] = {"fill": look.colour}
    if hollow:
        paint = {"fill": tokens.PAPER, "stroke": look.colour, "stroke_width": 1.1}
    if look.marker == "disc":
        return svg.element("circle", cx=x, cy=y, r=2.2, **paint)
    if look.marker == "square":
        return svg.element("rect", x=x - 1.9, y=y - 1.9, width=3.8, height=3.8, **paint)
    corners = {
        "triangle": [(x, y - 2.6), (x + 2.4, y + 1.8), (x - 2.4, y + 1.8)],
        "diamond": [(x, y - 2.6), (x + 2.6, y), (x, y + 2.6), (x - 2.6, y)],
    }[look.marker]
    return svg.element("polygon", points=svg.path(corners), **paint)
