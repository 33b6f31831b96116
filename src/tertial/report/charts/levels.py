"""The levels of a control chart: band and mean of each phase, in steps, and the way of a target that moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.variation import ChartedPoint, Variation
from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.placement import Box
from tertial.report.charts.scale import Scale
from tertial.report.charts.strokes import Place


@dataclass(frozen=True, slots=True)
class Level:
    """One level's band and mean, in steps where the limits follow the denominators."""

    variation: Variation
    phase: int
    across: Sequence[float]
    half: float
    plot: Box
    scale: Scale

    def band(self) -> list[str]:
        """The band between the limits, and their fine edges."""
        rows = self._rows()
        if not any(upper > lower for _left, _right, lower, upper, _centre in rows):
            return []
        top = [(x, self._place(upper)) for left, right, _lower, upper, _centre in rows for x in (left, right)]
        foot = [(x, self._place(lower)) for left, right, lower, _upper, _centre in rows for x in (left, right)]
        edge: dict[str, svg.Attribute] = {"stroke": tokens.MUTED, "stroke_width": 0.4, "stroke_opacity": 0.55}
        return [
            svg.element("polygon", points=svg.path([*top, *reversed(foot)]), fill=tokens.BAND),
            svg.polyline(top, **edge),
            svg.polyline(foot, **edge),
        ]

    def lines(self) -> list[str]:
        """The mean."""
        way = [(x, self._place(centre)) for left, right, *_limits, centre in self._rows() for x in (left, right)]
        return [svg.polyline(way, stroke=tokens.MUTED, stroke_width=1)]

    @property
    def left(self) -> float:
        """Where the level begins."""
        return self._rows()[0][0]

    def _place(self, value: float) -> float:
        return self.scale.place(self.variation.held(value))

    def _rows(self) -> list[tuple[float, float, float, float, float]]:
        """From, to, lower, upper and centre of each point that has limits, without holes between."""
        phase = self.variation.phases[self.phase]
        held = [
            (at, limits)
            for at in range(phase.first, phase.last + 1)
            if (limits := self.variation.points[at].limits) is not None
        ]
        rows = []
        for place, (at, limits) in enumerate(held):
            # A level begins where the one before ended, a month ends where the next begins.
            before = self.variation.phases[self.phase - 1].last if self.phase else None
            left = self.across[at] - self.half if place or before is None else self.across[before] + self.half
            right = self.across[held[place + 1][0] if place + 1 < len(held) else at]
            right += -self.half if place + 1 < len(held) else self.half
            rows.append(
                (max(left, self.plot.left), min(right, self.plot.right), limits.lower, limits.upper, limits.centre)
            )
        return rows


def drawable(point: ChartedPoint) -> bool:
    """A figure that takes part, or an unreliable one: what is missing, infinite or enormous has no place."""
    return point.limits is not None or (point.value is not None and point.note is not None)


def target_ends(point: ChartedPoint) -> tuple[float, ...]:
    """The level, or both ends of the range, that the point is held against."""
    if point.target is None:
        return ()
    return point.target if isinstance(point.target, tuple) else (point.target,)


def target_runs(
    points: Sequence[ChartedPoint], across: Sequence[float], half: float, scale: Scale, plot: Box
) -> list[list[Place]]:
    """The way of the target, or of both ends of its range, in steps where it moves; broken where there is none."""
    found: list[list[Place]] = []
    for end in range(max(len(target_ends(point)) for point in points)):
        run: list[Place] = []
        for point, x in zip(points, across, strict=True):
            ends = target_ends(point)
            if end < len(ends):
                y = scale.place(ends[end])
                run += [(max(x - half, plot.left), y), (min(x + half, plot.right), y)]
            if run and (end >= len(ends) or x == across[-1]):
                found.append(run)
                run = []
    return found
