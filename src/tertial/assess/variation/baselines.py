"""Where one level ends and the next begins, which points a level is reckoned from, and when to suggest a new one.

Limits are never moved by the program: a person decides, with a date and a reason (`rebasing.yaml`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.variation import limits, words
from tertial.assess.variation.chart import Suggestion
from tertial.assess.variation.icons import Way
from tertial.assess.variation.rules import Rules
from tertial.domain.calendar import Month
from tertial.domain.rebasing import Rebasing


def stretches(months: Sequence[Month], rebasings: Sequence[Rebasing]) -> list[tuple[int, int, Rebasing | None]]:
    """The places of the first and last point of each level, with the decision that began it.

    `months` are the first months of the points, in order. A decision from before the first point or after the last
    begins nothing; of two that begin at the same point the later one stands.
    """
    starts: dict[int, Rebasing | None] = {0: None}
    for rebasing in sorted(rebasings, key=lambda each: each.first):
        at = next((place for place, month in enumerate(months) if month >= rebasing.first), None)
        if at:
            starts[at] = rebasing
    places = sorted(starts)
    ends = [*(place - 1 for place in places[1:]), len(months) - 1]
    return [(first, last, starts[first]) for first, last in zip(places, ends, strict=True)]


def baseline(used: int, rules: Rules) -> int:
    """How many of a level's used points its limits are reckoned from: the first ones, which then stand."""
    return used if rules.baseline_points is None else min(used, rules.baseline_points)


def suggestion(
    sides: Sequence[int],
    months: Sequence[Month],
    values: Sequence[float],
    centre: float,
    rules: Rules,
    unit: words.Unit,
) -> Suggestion | None:
    """A new level, where the latest points have all lain on one side for a whole run and earlier ones have not.

    It begins where, within that run and a run's length before its end, it parts the level's figures best: a chance
    point on the same side just before the step is left to the old level. `old_mean` is the present centre line.
    """
    run = 0
    while run < len(sides) and sides[-1 - run] == sides[-1] != 0:
        run += 1
    if run < rules.run_length or run == len(sides):
        return None
    way = Way.HIGH if sides[-1] > 0 else Way.LOW
    first = _parting(values, len(values) - run, len(values) - rules.run_length)
    since = limits.mean_of(values[first:])
    points = len(values) - first
    says = words.suggests(months[first], points, way, unit)
    return Suggestion(months[first], points, centre, since, says)


def _parting(values: Sequence[float], earliest: int, latest: int) -> int:
    """The place between two that parts figures before from those since with the least left over (least squares)."""
    best, gain = earliest, -1.0
    whole, before = sum(values), sum(values[:earliest])
    for at in range(earliest, latest + 1):
        early, late = before / at, (whole - before) / (len(values) - at)
        parted = at * (len(values) - at) * (early - late) ** 2
        if parted > gain:
            best, gain = at, parted
        before += values[at]
    return best
