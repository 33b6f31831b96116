"""What a control chart shows, in words and in the language in force: its alternative text and its labels' figures."""

from __future__ import annotations

from tertial.assess.variation import Assurance, ChartedPoint, ChartKind, Variation, VariationIcon
from tertial.assess.variation.words import ALL_SAME, OPEN_LONGER, broken
from tertial.domain.indicators import ValueUnit
from tertial.language import _, spoken
from tertial.report.charts.levels import target_ends
from tertial.report.numbers import day, figure_value, figure_words, level_words, month_year, period_name, with_unit
from tertial.report.typography import ended

_COARSE = 20
"""Limits closer than this many units of the last decimal are printed with one decimal more."""
_NAMED = 6
"""So many months that belong to a pattern are named."""
_SKEWED = frozenset({ChartKind.G, ChartKind.T})
"""Charts whose centre line is no mean of the figures."""


def why_no_icon(variation: Variation) -> str:
    """Why there is no first icon, in as few words as a narrow column has room for."""
    if variation.latest is None:
        return _("no figures")
    return _("all the same") if variation.variation_says == ALL_SAME else _("too few")


def variation_word(variation: Variation) -> str:
    """The word beside the first icon; without an icon, that there is none."""
    match variation.variation:
        case None:
            if variation.latest is None:
                return _("no figures")
            return (
                _("all figures the same") if variation.variation_says == ALL_SAME else _("too few figures for an icon")
            )
        case VariationIcon.COMMON:
            return _("stable level")
        case VariationIcon.IMPROVING_HIGH | VariationIcon.IMPROVING_LOW:
            return _("improvement")
        case VariationIcon.CONCERNING_HIGH | VariationIcon.CONCERNING_LOW:
            return _("deterioration")
        case VariationIcon.NEITHER_HIGH | VariationIcon.NEITHER_LOW:
            return _("change")


def assurance_word(variation: Variation) -> str:
    """The word beside the second icon; empty without an icon, for the first then says why or there is no target."""
    match variation.assurance:
        case None:
            return ""
        case Assurance.PASSES:
            return _("the target is met every time")
        case Assurance.FAILS:
            return _("the target is not met without change")
        case Assurance.HIT_OR_MISS:
            return _("the target is met at times")


def variation_words(variation: Variation, *, title: str, unit: ValueUnit, decimals: int) -> str:
    """What the chart shows, whole: the figures' span, the latest, level and limits, signals, levels, target."""
    says = ChartFigures(variation, unit, decimals)
    if variation.latest is None:
        return " ".join([ended(title), spoken(variation.variation_says)])
    latest, limits = variation.points[variation.latest], variation.phases[-1].limits
    parts = [
        _("{title}, control chart {first} to {last}.").format(
            title=title, first=point_name(variation.points[0]), last=point_name(variation.points[-1])
        ),
        _("Latest figure {figure} ({when}), {middle} {level}.").format(
            figure=says.figure(latest.value or 0.0),
            when=point_name(latest),
            middle=says.middle,
            level=says.level(limits.centre),
        ),
    ]
    if limits.has_width:
        low, high = variation.held(limits.lower), variation.held(limits.upper)
        parts.append(
            _("By chance alone figures vary between {low} and {high}.").format(
                low=says.level(low), high=says.level(high)
            )
        )
        if (low, high) != (limits.lower, limits.upper):
            parts.append(_("The limits are cut off where no figure can be."))
    if variation.phases[-1].trial:
        parts.append(_("The limits are preliminary: they rest on {count} figures.").format(
            count=variation.phases[-1].baseline
        ))  # fmt: skip
    if variation.choice.rare:
        parts.append(spoken(variation.choice.why))
    parts.append(spoken(variation.variation_says))
    if variation.is_open_longer:
        parts.append(spoken(OPEN_LONGER))
    parts += _signals(variation)
    parts += new_levels(variation)
    if variation.broken_from is not None:
        parts.append(spoken(broken(variation.broken_from)))
    ends = target_ends(latest)
    if ends:
        parts.append(_("Target {level}.").format(level=" – ".join(says.target(level) for level in ends)))
        if variation.assurance_says != variation.variation_says:
            parts.append(spoken(variation.assurance_says))
    return " ".join(parts)


def new_levels(variation: Variation) -> list[str]:
    """Each decision that a level is another from a month on: why, when and who decided."""
    return [
        _("New level from {month}: {reason} Decided {day} by {who}.").format(
            month=month_year(phase.rebasing.first),
            reason=ended(spoken(phase.rebasing.reason)),
            day=day(phase.rebasing.decided_on),
            who=spoken(phase.rebasing.by).rstrip("."),
        )
        for phase in variation.phases
        if phase.rebasing is not None
    ]


def unit_drawn(variation: Variation, unit: ValueUnit, decimals: int) -> tuple[ValueUnit, int]:
    """The unit and the decimals of the points: the indicator's own, or whole days where they lie between events."""
    return (ValueUnit.DAYS, 0) if variation.is_of_days else (unit, decimals)


def point_name(point: ChartedPoint) -> str:
    """The period that a point stands for; of an event its month and never its day, which could point somebody out."""
    return month_year(point.month) if point.period is None else period_name(point.period)


def suggestion_text(variation: Variation, *, unit: ValueUnit, decimals: int) -> str:
    """The suggestion of a new level with its figures; empty where there is none."""
    suggestion = variation.suggestion
    if suggestion is None:
        return ""
    says = ChartFigures(variation, unit, decimals)
    figures = _("The level was {old} and is {new} since.").format(
        old=says.level(suggestion.old_mean), new=says.level(suggestion.new_mean)
    )
    return f"{spoken(suggestion.says)} {figures}"


class ChartFigures:
    """Formats figures, levels and targets of one indicator."""

    def __init__(self, variation: Variation, unit: ValueUnit, decimals: int) -> None:
        self._unit, self._decimals = unit_drawn(variation, unit, decimals)
        self._finer = self._decimals
        if variation.phases:
            limits = variation.phases[-1].limits
            narrow = 0 < limits.upper - limits.lower < _COARSE * 10.0**-self._decimals
            self._finer += narrow
        self.middle = _("mean") if variation.choice.kind not in _SKEWED else _("centre line")

    def figure(self, value: float) -> str:
        """A point's figure."""
        return figure_words(value, self._unit, self._decimals)

    def level(self, value: float) -> str:
        """A mean or limit: with one decimal more than the figures where the limits lie close."""
        return with_unit(figure_value(value, self._finer), self._unit)

    def target(self, value: float) -> str:
        """A target, or a tick of the axis, with the decimals that it has."""
        return level_words(value, self._unit)


def _signals(variation: Variation) -> list[str]:
    """The months that belong to a pattern, the latest by name."""
    marked = [point for point in variation.points if point.part_of_signal]
    if not marked:
        return []
    named = ", ".join(dict.fromkeys(point_name(point) for point in marked[-_NAMED:]))
    if len(marked) > _NAMED:
        return [_("Signals in {count} points, the latest: {months}.").format(count=len(marked), months=named)]
    return [_("Signals: {months}.").format(months=named)]
