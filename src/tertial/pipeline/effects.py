"""What the actions of a region changed: the months of the units that have them, and of those that have not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.effects.before_and_after import effect_of
from tertial.assess.effects.effect import Effect, Method, MonthFigure, Reason, Start
from tertial.assess.effects.of_results import months_of, months_together, scale_of
from tertial.assess.effects.places import LEAST_SISTERS, acting_units, breaks_of, comparison_units
from tertial.compute import second_stage
from tertial.domain.actions import Action
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator
from tertial.domain.measures import indicators_of_measure, rows_of_measure
from tertial.domain.region import Region
from tertial.domain.results import Quality
from tertial.pipeline.standpoint import Standpoint

MOST_BEFORE = 60
"""So many months before the start at most: a straight trend over more is seldom true."""


def effects_of(
    region: Region, computed: ComputedMonths | None, *, unit: str, as_of: Month, indicators: Iterable[str] | None = None
) -> dict[str, ActionEffect]:
    """The effect of each action that has a start, at a unit and those below it, by the action's id.

    `computed` are the months of a snapshot, None where nothing has been computed. `indicators` names those asked about,
    where not all are.
    """
    wanted = region.indicators.keys() if indicators is None else set(indicators)
    return {
        action.id: _effect(action, start, region, computed, unit=unit, as_of=as_of)
        for action in region.actions
        if (start := action.started) is not None and action.indicator in wanted
    }


def _effect(
    action: Action, started: Month, region: Region, computed: ComputedMonths | None, *, unit: str, as_of: Month
) -> ActionEffect:
    indicator = region.indicators[action.indicator]
    acting = acting_units(action, region, unit, as_of)
    start = Start(started, action.phase_in)
    first = start.begun.plus(-MOST_BEFORE)

    def months(units: Sequence[str]) -> tuple[MonthFigure, ...] | None:
        if indicator.measure is None:
            return _reported(region, indicator, units, first, as_of)
        return () if computed is None else computed.of(indicator, units, first, as_of)

    def without(reason: Reason) -> ActionEffect:
        blank = Effect(scale_of(indicator), Method.BEFORE, start, 0, 0, reason=reason)
        return ActionEffect(action, indicator, acting, blank)

    if not acting:
        return without(Reason.NOT_HERE)
    if _overlaps(indicator, region):
        return without(Reason.OVERLAPPING)
    figures, breaks = months(acting), breaks_of(action, region, acting, as_of)
    if figures is None:
        return without(Reason.NOT_ADDED_UP)
    others, named = comparison_units(action, region, acting, as_of), isinstance(action.compare_with, tuple)
    effect = None
    if others or named:
        beside = {one: months([one]) or () for one in others}
        effect = effect_of(figures, start, scale_of(indicator), comparison=beside, breaks=breaks)
    # Sisters that lack months are too few as well; of units that a person named it is told that they do.
    if effect is None or (not named and effect.comparison_units < LEAST_SISTERS):
        effect = effect_of(figures, start, scale_of(indicator), breaks=breaks)
    return ActionEffect(action, indicator, acting, effect, figures)


def _overlaps(indicator: Indicator, region: Region) -> bool:
    """Whether a month's figure gathers the events of several months."""
    measure = indicator.measure
    if measure is None:
        return False
    return any(rows.fact.window > 1 for rows in rows_of_measure(measure)) or any(
        _overlaps(region.indicators[name], region) for name in indicators_of_measure(measure)
    )


def _reported(
    region: Region, indicator: Indicator, units: Sequence[str], first: Month, last: Month
) -> tuple[MonthFigure, ...] | None:
    """The months between the two that somebody reports of the units, together; None where they do not add up."""
    values = [
        [
            value
            for (period, split), value in region.outcomes.series(indicator.id, unit).items()
            if split.is_whole and first <= period.last <= last
        ]
        for unit in units
    ]
    return months_of(values[0], indicator) if len(values) == 1 else months_together(values, indicator)


class ComputedMonths:
    """The months of the figures that a snapshot has of the named indicators, with the quality that they inherit."""

    def __init__(self, here: Standpoint, indicators: Collection[str]) -> None:
        self._here = here
        self._indicators = frozenset(indicators)

    def of(
        self, indicator: Indicator, units: Sequence[str], first: Month, last: Month
    ) -> tuple[MonthFigure, ...] | None:
        """The months between the two that have data, of the units together; None where persons would count twice."""
        if indicator.id not in self._indicators:
            return ()
        if len(units) > 1 and self._here.results.is_distinct(indicator.id):
            return None
        periods = self._here.results.periods(indicator.id, PeriodKind.MONTH)
        return tuple(self._month(indicator, units, period) for period in periods if first <= period.last <= last)

    def _month(self, indicator: Indicator, units: Sequence[str], period: Period) -> MonthFigure:
        keys = [
            self._here.results.asked(indicator.id, unit, period, tree=self._here.region.organisation.tree_of(unit))
            for unit in units
        ]
        held = [self._here.results.answer(key) for key in keys]
        figure = held[0] if len(held) == 1 else second_stage.together(keys[0], held, Quality.COMPLETE, ())
        value, (_numerator, denominator) = figure.value(), figure.shown_counts()
        return MonthFigure(
            period.last,
            None if value is None else float(value),
            None if denominator is None else float(denominator),
            all(_is_reliable(self._here.inherits.of(one)) for one in held),
        )


def _is_reliable(figure: ComputedFigure) -> bool:
    """Whether all there is to count was counted: a unit without cases in the month adds nothing to the others."""
    has_counts = figure.numerator is not None or figure.histogram is not None
    return has_counts and figure.quality in {Quality.COMPLETE, Quality.NOT_APPLICABLE}
