"""Little charts of an indicator at many units, the worst first, with what they show in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.variation import ChartedPoint, Meaning, Variation
from tertial.domain.calendar import Month
from tertial.domain.indicators import Direction, ValueUnit
from tertial.domain.label import Label
from tertial.language import _, spoken
from tertial.report.charts.levels import drawable, target_ends
from tertial.report.charts.small_multiples import MOST_UNITS, UnitPoint, UnitSeries, small_multiples
from tertial.report.model import Picture
from tertial.report.numbers import DASH, figure_words, level_words
from tertial.report.variation_words import point_name


@dataclass(frozen=True, slots=True)
class UnitVariation:
    """A unit's name and its series, judged. `few` are months that rest on fewer than the region shows."""

    name: Label
    variation: Variation
    few: frozenset[Month] = frozenset()

    @property
    def latest(self) -> ChartedPoint | None:
        """The latest point that takes part; None where none does, or where it rests on too few to be shown."""
        at = self.variation.latest
        return None if at is None or self.is_few else self.variation.points[at]

    @property
    def is_few(self) -> bool:
        """Whether the latest figure rests on too few to be shown."""
        at = self.variation.latest
        return at is not None and self.variation.points[at].month in self.few


def unit_pictures(units: Sequence[UnitVariation], *, title: str, unit: ValueUnit, decimals: int) -> tuple[Picture, ...]:
    """A chart for each unit on one scale, in as few pictures as fit on pages; none where no unit has a figure.

    `title` is the indicator's name, that each alternative text begins with. Of more than sixty units the sixty worst
    are drawn. A month that rests on too few has neither figure nor limits.
    """
    ordered = worst_first(units)[:MOST_UNITS]
    if all(one.latest is None for one in ordered):
        return ()
    points = [point for one in ordered for point in one.variation.points]
    begins = min(point.month for point in points if point.value is not None)
    months = sorted({point.month for point in points if point.month >= begins})
    names = {point.month: point_name(point) for point in points}
    shown = [_series(one, months, unit, decimals) for one in ordered]
    said = {id(series): _said(one, series) for one, series in zip(ordered, shown, strict=True)}
    ends = same_target(ordered)
    target = _("Target {level}.").format(level=target_words(ends, unit)) if ends else ""
    return small_multiples(
        shown,
        periods=[names[month] for month in months],
        axis_label=lambda tick: level_words(tick, unit),
        alts=lambda some: _alt(title, [said[id(series)] for series in some], target),
    )


def worst_first(units: Sequence[UnitVariation]) -> list[UnitVariation]:
    """By the latest figure, the one furthest from good first; units without a figure last, by name.

    One whose figure rests on too few stands among those: its place would tell of it.

    Where a range shall be kept, the furthest outside it is worst; where no way is good, the lowest stands first.
    """

    def badness(one: UnitVariation) -> tuple[bool, float, str]:
        name = spoken(one.name)
        point = one.latest
        if point is None:
            return (True, 0.0, name)
        value = point.value or 0.0
        match one.variation.direction:
            case Direction.DECREASE:
                return (False, -value, name)
            case Direction.WITHIN:
                ends = target_ends(point)
                return (False, min(value - ends[0], ends[-1] - value) if ends else value, name)
            case _:
                return (False, value, name)

    return sorted(units, key=badness)


def _series(one: UnitVariation, months: Sequence[Month], unit: ValueUnit, decimals: int) -> UnitSeries:
    variation = one.variation
    by_month = {point.month: point for point in variation.points}
    points = [_point(None if month in one.few else by_month.get(month), variation) for month in months]
    return UnitSeries(
        spoken(one.name),
        points,
        _printed(one, unit, decimals),
        () if variation.latest is None else target_ends(variation.points[variation.latest]),
        has_latest=one.latest is not None,
    )


def _printed(one: UnitVariation, unit: ValueUnit, decimals: int) -> str:
    if one.is_few:
        return _("too few")
    return DASH if one.latest is None else figure_words(one.latest.value or 0.0, unit, decimals)


def _point(point: ChartedPoint | None, variation: Variation) -> UnitPoint:
    if point is None or point.value is None or not drawable(point):
        return UnitPoint(None)
    if point.limits is None:
        return UnitPoint(point.value, left_out=True)
    lower, upper = variation.held(point.limits.lower), variation.held(point.limits.upper)
    return UnitPoint(point.value, lower, upper, point.meaning)


def _said(one: UnitVariation, series: UnitSeries) -> str:
    """A unit in the alternative text: its name, its latest figure and what that signals."""
    variation = one.variation
    if variation.latest is None:
        return _("{unit} no figures").format(unit=series.name)
    word = {
        None: "",
        Meaning.IMPROVING: _("improvement"),
        Meaning.CONCERNING: _("deterioration"),
        Meaning.NEITHER: _("change"),
    }[None if one.latest is None else one.latest.meaning]
    return f"{series.name} {series.printed} ({word})" if word else f"{series.name} {series.printed}"


def _alt(title: str, said: Sequence[str], target: str) -> str:
    """What a picture shows, unit by unit, and the target where all have the same."""
    words = _("{title}, a small chart for each unit, the worst first: {units}.")
    return " ".join(filter(None, [words.format(title=title, units="; ".join(said)), target]))


def same_target(units: Sequence[UnitVariation]) -> tuple[float, ...]:
    """The target of all units at their latest figures; nothing where they have several, or none."""
    latest = [one.variation.points[one.variation.latest] for one in units if one.variation.latest is not None]
    found = {ends for point in latest if (ends := target_ends(point))}
    return found.pop() if len(found) == 1 else ()


def target_words(ends: Sequence[float], unit: ValueUnit) -> str:
    """A target's level, or both ends of its range."""
    return " – ".join(level_words(end, unit) for end in ends)
