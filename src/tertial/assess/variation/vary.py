"""From figures to a control chart with icons, reasons and, at most, a suggestion: the one way in.

`vary` takes figures of months (or tertials, or years), `vary_events` the days of rare events. Neither raises for any
figures: constant, missing, infinite and enormous ones get an answer with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tertial.assess.variation import baselines, words
from tertial.assess.variation.assurance import Assurance, assurance
from tertial.assess.variation.chart import ChartedPoint, Choice, Phase, Suggestion, Variation
from tertial.assess.variation.choice import choose, choose_for_events
from tertial.assess.variation.icons import VariationIcon, Way, meaning_of, variation_icon
from tertial.assess.variation.levels import level_limits
from tertial.assess.variation.patterns import patterns
from tertial.assess.variation.points import Events, Left, Point, Series, Target, figure
from tertial.assess.variation.rules import DEFAULT, Rules
from tertial.assess.variation.signals import Signal
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing

_LOW, _HIGH = Way.LOW, Way.HIGH


@dataclass(slots=True)
class _Used:
    """A point that takes part: its place in the chart, its figure, what it came as, whether a gap comes before it."""

    at: int
    value: float
    month: Month
    period: Period | None = None
    day: date | None = None
    target: Target | None = None
    point: Point | None = None
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the levels of a chart have in common."""

    choice: Choice
    direction: Direction
    scale: float
    rules: Rules
    unit: words.Unit
    why_no_target: Label = words.NO_TARGET


def vary(series: Series, rebasings: Sequence[Rebasing] = (), rules: Rules = DEFAULT) -> Variation:
    """Judge a series. `rebasings` are those of its indicator and unit (`domain.rebasing.rebasings_of`)."""
    charted: list[ChartedPoint | None] = []
    used: list[_Used] = []
    targets = series.targets
    expected: int | None = None
    for at, point in enumerate(series.points):
        value, left = figure(point, series.scale)
        if left is None and point.note is not None and not rules.use_unreliable:
            left = Left.UNRELIABLE
        period = point.period
        last = period.last
        target = targets.get(last) if targets else None
        if left is not None or value is None:
            charted.append(ChartedPoint(value, period, left=left, note=point.note, target=target))
            continue
        charted.append(None)
        place = last.ordinal
        gap = expected is not None and place != expected
        used.append(_Used(at, value, last, period, None, target, point, gap))
        expected = place + period.month_count
    kind = series.points[0].period.kind if series.points else PeriodKind.MONTH
    taking_part = [each.point for each in used if each.point is not None]
    asked = _Asked(
        choose(taking_part, series.nature, rules), series.direction, series.scale, rules, words.unit_of(kind),
        series.why_no_target or words.NO_TARGET,
    )  # fmt: skip
    made = _judge(charted, used, rebasings, asked)
    return replace(made, floor=series.floor, ceiling=series.ceiling)


def vary_events(
    events: Events,
    direction: Direction = Direction.DECREASE,
    rebasings: Sequence[Rebasing] = (),
    rules: Rules = DEFAULT,
) -> Variation:
    """Judge the gaps between rare events. `direction` is that of the events: fewer of them make longer gaps.

    The time before the first event is no whole gap, nor is the time since the last: that is `open_gap`.
    """
    choice = choose_for_events(events)
    if events.cases is None:
        gaps = [(after, float((after - before).days)) for before, after in pairwise(events.days)]
    else:
        gaps = list(zip(events.days, map(float, events.cases), strict=True))
    used = [_Used(at, gap, Month(day.year, day.month), day=day) for at, (day, gap) in enumerate(gaps)]
    longer = {Direction.INCREASE: Direction.DECREASE, Direction.DECREASE: Direction.INCREASE}
    asked = _Asked(choice, longer.get(direction, direction), 1.0, rules, words.Unit.EVENT)
    since = (events.watched_to - events.days[-1]).days if events.days and events.cases is None else None
    return replace(_judge([None] * len(used), used, rebasings, asked), floor=0.0, open_gap=since)


def _judge(
    charted: list[ChartedPoint | None], used: Sequence[_Used], rebasings: Sequence[Rebasing], asked: _Asked
) -> Variation:
    if not used:
        points = tuple(point for point in charted if point is not None)
        none = words.NO_FIGURES
        return Variation(asked.choice, asked.direction, points, (), None, None, none, None, none)
    phases: list[Phase] = []
    suggested: Suggestion | None = None
    for first, last, rebasing in baselines.stretches([each.month for each in used], rebasings):
        phase, suggested = _level(charted, used[first : last + 1], rebasing, asked)
        phases.append(phase)
    points = tuple(point for point in charted if point is not None)
    latest = points[used[-1].at]
    icon, says = _variation(phases[-1], latest, used, asked)
    answer, assured = _assurance(phases[-1], latest.target, asked)
    return Variation(
        choice=asked.choice,
        direction=asked.direction,
        points=points,
        phases=tuple(phases),
        latest=used[-1].at,
        variation=icon,
        variation_says=says,
        assurance=answer,
        assurance_says=assured,
        suggestion=suggested,
    )


def _level(
    charted: list[ChartedPoint | None], used: Sequence[_Used], rebasing: Rebasing | None, asked: _Asked
) -> tuple[Phase, Suggestion | None]:
    """One level: its points get limits and signals in their places."""
    rules = asked.rules
    values = [each.value for each in used]
    breaks = frozenset(at for at, each in enumerate(used) if at and each.after_gap) if rules.gaps_break else frozenset()
    count = baselines.baseline(len(used), rules)
    points = [each.point for each in used if each.point is not None]
    limits = level_limits(asked.choice, values, points, count, asked.scale, rules, breaks)
    found = patterns(values, limits, rules, breaks)
    for at, each in enumerate(used):
        signal = found.signals[at]
        way = None if signal is None else _HIGH if found.ways[at] > 0 else _LOW
        charted[each.at] = ChartedPoint(
            each.value,
            each.period,
            each.day,
            limits[at],
            None,
            None if each.point is None else each.point.note,
            each.target,
            found.detected[at],
            signal is not None,
            signal,
            way,
            None if way is None else meaning_of(way, asked.direction),
        )
    suggested = baselines.suggestion(
        found.sides, [each.month for each in used], values, limits[-1].centre, rules, asked.unit
    )
    phase = Phase(
        first=used[0].at,
        last=used[-1].at,
        points=len(used),
        baseline=count,
        limits=limits[-1],
        trial=count < rules.limits_from,
        rebasing=rebasing,
    )
    return phase, suggested


def _variation(
    phase: Phase, latest: ChartedPoint, used: Sequence[_Used], asked: _Asked
) -> tuple[VariationIcon | None, Label]:
    rules = asked.rules
    if phase.points < rules.icon_from:
        return None, _too_few(phase, asked)
    if all(each.value == used[-1].value for each in used):
        return None, words.ALL_SAME
    icon = variation_icon(latest.signal, latest.way, asked.direction)
    if latest.signal is None or latest.way is None:
        return icon, words.STABLE
    length = rules.trend_length if latest.signal is Signal.TREND else rules.run_length
    return icon, words.signalled(latest.signal, latest.way, length, asked.unit)


def _assurance(phase: Phase, target: Target | None, asked: _Asked) -> tuple[Assurance | None, Label]:
    if target is None:
        return None, asked.why_no_target
    if phase.points < asked.rules.icon_from:
        return None, _too_few(phase, asked)
    answer = assurance(phase.limits, target, asked.direction)
    return answer, words.NO_DIRECTION if answer is None else words.assured(answer)


def _too_few(phase: Phase, asked: _Asked) -> Label:
    since = None if phase.rebasing is None else phase.rebasing.first
    return words.too_few(phase.points, asked.rules.icon_from, asked.unit, since)
