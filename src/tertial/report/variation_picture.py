"""The control chart of an indicator with what it shows in words, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tertial.assess.estimates.results import Estimate
from tertial.assess.variation import (
    Assurance,
    ChartedPoint,
    ChartKind,
    Meaning,
    Phase,
    Variation,
    VariationIcon,
)
from tertial.assess.variation.words import ALL_SAME, OPEN_LONGER, broken
from tertial.domain.calendar import Month
from tertial.domain.indicators import ValueUnit
from tertial.language import _, spoken
from tertial.report.charts.levels import target_ends
from tertial.report.charts.xmr import ControlWords, control_chart
from tertial.report.estimate_words import NO_ESTIMATES, estimated_periods, estimated_text
from tertial.report.model import Picture
from tertial.report.numbers import day, figure_value, figure_words, level_words, month_year, period_name, with_unit
from tertial.report.typography import ended

HEIGHT = 200.0
_COARSE = 20
"""Limits closer than this many units of the last decimal are printed with one decimal more."""
_SKEWED = frozenset({ChartKind.G, ChartKind.T})
"""Charts whose centre line is no mean of the figures."""


def variation_picture(
    variation: Variation,
    *,
    title: str,
    unit: ValueUnit,
    decimals: int,
    estimates: Mapping[Month, Estimate] = NO_ESTIMATES,
    width: float = 480,
    height: float = HEIGHT,
) -> Picture | None:
    """The chart; None where no figure can be judged. `title` is the indicator's name, that the alt text begins with.

    `estimates` are of months where rows lack; they stand beside the figures and take no part in what is judged.

    Means and limits have the figures' decimals, and one more where the limits lie less than twenty units apart. Months
    before the first figure have no place.
    """
    if variation.latest is None:
        return None
    latest = variation.points[variation.latest]
    variation = _from_first_figure(variation, variation.latest, estimates)
    says = _Says(variation, unit, decimals)
    months = [None if point.period is None else point.month for point in variation.points]
    words = ControlWords(
        periods=[_when(point) for point in variation.points],
        latest=says.figure(latest.value or 0.0),
        mean=_("{middle} {level}").format(middle=says.middle, level=says.level(variation.phases[-1].limits.centre)),
        upper=_limit(variation, says, upper=True),
        lower=_limit(variation, says, upper=False),
        targets=[_("target {level}").format(level=says.target(level)) for level in target_ends(latest)],
        steps=[_step(phase) for phase in variation.phases[1:]],
        signals={
            Meaning.IMPROVING: _("improvement"),
            Meaning.CONCERNING: _("deterioration"),
            Meaning.NEITHER: _("change"),
        },
        left_out=_("uncertain"),
        variation=variation_word(variation),
        assurance=assurance_word(variation),
        axis=says.tick,
        alt=" ".join(
            filter(
                None,
                (
                    variation_text(variation, title=title, unit=unit, decimals=decimals),
                    estimated_text(estimates, months, unit, decimals),
                ),
            )
        ),
        estimated=estimated_periods(estimates, months),
    )
    return control_chart(variation, words, width=width, height=height)


def _from_first_figure(variation: Variation, latest: int, estimates: Mapping[Month, Estimate]) -> Variation:
    """The points from the first that has a figure, or an estimate, on."""
    points = variation.points
    first = next(at for at, point in enumerate(points) if point.value is not None or point.month in estimates)
    phases = tuple(replace(phase, first=phase.first - first, last=phase.last - first) for phase in variation.phases)
    return replace(variation, points=points[first:], phases=phases, latest=latest - first)


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


def variation_text(variation: Variation, *, title: str, unit: ValueUnit, decimals: int) -> str:
    """What the chart shows, whole: the figures' span, the latest, level and limits, signals, levels, target."""
    says = _Says(variation, unit, decimals)
    if variation.latest is None:
        return " ".join([ended(title), spoken(variation.variation_says)])
    latest, limits = variation.points[variation.latest], variation.phases[-1].limits
    parts = [
        _("{title}, control chart {first} to {last}.").format(
            title=title, first=_when(variation.points[0]), last=_when(variation.points[-1])
        ),
        _("Latest figure {figure} ({when}), {middle} {level}.").format(
            figure=says.figure(latest.value or 0.0),
            when=_when(latest),
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
    return _when(point)


def suggestion_text(variation: Variation, *, unit: ValueUnit, decimals: int) -> str:
    """The suggestion of a new level with its figures; empty where there is none."""
    suggestion = variation.suggestion
    if suggestion is None:
        return ""
    says = _Says(variation, unit, decimals)
    figures = _("The level was {old} and is {new} since.").format(
        old=says.level(suggestion.old_mean), new=says.level(suggestion.new_mean)
    )
    return f"{spoken(suggestion.says)} {figures}"


class _Says:
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
        return figure_words(value, self._unit, self._decimals)

    def level(self, value: float) -> str:
        """A mean or limit: with one decimal more than the figures where the limits lie close."""
        return with_unit(figure_value(value, self._finer), self._unit)

    def target(self, value: float) -> str:
        return level_words(value, self._unit)

    def tick(self, value: float) -> str:
        return self.target(value)


def _limit(variation: Variation, says: _Says, *, upper: bool) -> str:
    """The label of a limit; none for one without width or beyond what a figure can be."""
    limits = variation.phases[-1].limits
    level = limits.upper if upper else limits.lower
    if not limits.has_width or variation.held(level) != level:
        return ""
    return (_("upper limit {level}") if upper else _("lower limit {level}")).format(level=says.level(level))


def _step(phase: Phase) -> str:
    if phase.rebasing is None:
        return ""
    return _("new level: {reason}").format(reason=spoken(phase.rebasing.reason).rstrip("."))


def _signals(variation: Variation) -> list[str]:
    """The months that belong to a pattern, at most six named."""
    marked = [point for point in variation.points if point.part_of_signal]
    if not marked:
        return []
    named = ", ".join(dict.fromkeys(_when(point) for point in marked[-6:]))
    if len(marked) > 6:
        return [_("Signals in {count} points, the latest: {months}.").format(count=len(marked), months=named)]
    return [_("Signals: {months}.").format(months=named)]


def _when(point: ChartedPoint) -> str:
    return month_year(point.month) if point.period is None else period_name(point.period)
