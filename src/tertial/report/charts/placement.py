"""Where labels stand so that none covers another: boxes, labels at the line ends, period labels, free places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tertial.report.charts.type_width import text_width

ASCENT = 0.9
"""Height of a line of text above its baseline in em, with room for the ring of Å."""
DESCENT = 0.25
LINE_HEIGHT = ASCENT + DESCENT
_PERIOD_GAP = 1.0
"""Least distance between two period labels in em."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; y counts downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of_text(cls, text: str, size: float, left: float, baseline: float) -> Box:
        """The box that a line of text fills."""
        right = left + text_width(text, size)
        return cls(left, baseline - ASCENT * size, right, baseline + DESCENT * size)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether this box stands wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def crossed_by(self, line: Sequence[tuple[float, float]]) -> bool:
        """Whether a line through the points runs through the box."""
        return any(self._crossed(*ends) for ends in pairwise(line))

    def _crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        # Liang and Barsky: the share of the segment that lies within both pairs of sides.
        enter, leave = 0.0, 1.0
        for before, after, low, high in (
            (start[0], end[0], self.left, self.right),
            (start[1], end[1], self.top, self.bottom),
        ):
            way = after - before
            if way == 0:
                if not low <= before <= high:
                    return False
                continue
            near, far = sorted(((low - before) / way, (high - before) / way))
            enter, leave = max(enter, near), min(leave, far)
        return enter <= leave


def spread(wanted: Sequence[float], distance: float, top: float, bottom: float) -> list[float]:
    """Places as near the wanted ones as they can stand at least `distance` apart between `top` and `bottom`.

    Raises ValueError when they do not fit.
    """
    if (len(wanted) - 1) * distance > bottom - top:
        raise ValueError(f"{len(wanted)} labels do not fit over each other")
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    groups: list[tuple[float, list[int]]] = []
    for index in order:
        members = [index]
        place = min(max(wanted[index], top), bottom)
        while groups and groups[-1][0] + len(groups[-1][1]) * distance > place:
            members = [*groups.pop()[1], *members]
            ideal = sum(wanted[member] - rank * distance for rank, member in enumerate(members)) / len(members)
            place = min(max(ideal, top), bottom - (len(members) - 1) * distance)
        groups.append((place, members))
    places = dict.fromkeys(range(len(wanted)), 0.0)
    for place, members in groups:
        for rank, member in enumerate(members):
            places[member] = place + rank * distance
    return [places[index] for index in range(len(wanted))]


def period_boxes(
    labels: Sequence[str], centres: Sequence[float], size: float, width: float, baseline: float
) -> dict[int, Box]:
    """Which period labels to print, and where: all, or every second, third … until none covers another.

    The last period always has its label; the first too when a spacing little wider reaches both.
    """
    last = len(labels) - 1
    for spacing in range(1, len(labels) + 1):
        boxes = _period_boxes(labels, centres, size, width, baseline, spacing)
        if not _apart(boxes, size):
            continue
        for wider in range(spacing, min(2 * spacing, last) + 1):
            even = _period_boxes(labels, centres, size, width, baseline, wider)
            if last % wider == 0 and _apart(even, size):
                return even
        return boxes
    return {}


def _period_boxes(
    labels: Sequence[str],
    centres: Sequence[float],
    size: float,
    width: float,
    baseline: float,
    spacing: int,
) -> dict[int, Box]:
    boxes = {}
    for index in range((len(labels) - 1) % spacing, len(labels), spacing):
        wide = text_width(labels[index], size)
        left = max(min(centres[index] - wide / 2, width - wide), 0.0)
        if labels[index]:
            boxes[index] = Box.of_text(labels[index], size, left, baseline)
    return boxes


def _apart(boxes: dict[int, Box], size: float) -> bool:
    return all(before.right + _PERIOD_GAP * size <= after.left for before, after in pairwise(boxes.values()))


def free_place(
    candidates: Iterable[Box], room: Box, taken: Sequence[Box], lines: Sequence[Sequence[tuple[float, float]]]
) -> Box | None:
    """The first candidate in the room that covers no label, best one that no line crosses; None if there is none."""
    open_places = [box for box in candidates if box.inside(room) and not any(box.overlaps(other) for other in taken)]
    clear = (box for box in open_places if not any(box.crossed_by(line) for line in lines))
    return next(clear, open_places[0] if open_places else None)
