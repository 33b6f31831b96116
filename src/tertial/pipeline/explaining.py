"""Why a figure is what it is: from the definition in words to the loads that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tertial.assess import reasons
from tertial.assess.age_standardised import age_standardised
from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.estimates.results import Said
from tertial.assess.indicators import rows_of
from tertial.assess.insight import Insight, insight_of
from tertial.assess.reported_evidence import reported_ages
from tertial.compute import second_stage
from tertial.compute.connection import looking
from tertial.compute.definition_hash import definition_hash
from tertial.compute.derived import closure
from tertial.compute.figure_key import FigureKey
from tertial.compute.filters import chains_of
from tertial.compute.first_stage import is_split
from tertial.compute.persons import SourcesRefused, check_measure, loads_of
from tertial.compute.rollup import Results
from tertial.compute.sources import StateEvents
from tertial.compute.steps import Node, Steps, count_steps
from tertial.domain.calendar import Month, Period, resolve
from tertial.domain.cells import View
from tertial.domain.facts.registry import all_facts
from tertial.domain.figures import ComputedFigure
from tertial.domain.grounded_measures import grounded_indicator
from tertial.domain.label import Label
from tertial.domain.measures import AmongReaching, Reaching, indicators_of_measure
from tertial.domain.organisation import LINE, Organisation, Validity
from tertial.domain.results import WHOLE, Quality, Sex, Split
from tertial.language import _, current_language
from tertial.pipeline.asking import counted_months, figures_of, state_of, subject_of, with_those_below
from tertial.pipeline.effects import ComputedMonths, effects_of
from tertial.pipeline.errand import Errand, refusals
from tertial.pipeline.estimates import Estimating
from tertial.pipeline.evidence import Gathering
from tertial.pipeline.explanation import (
    Before,
    Computed,
    Explanation,
    Question,
    Reported,
    Rests,
    Subject,
    UnitAgainstLevel,
)
from tertial.pipeline.figures import results_of
from tertial.pipeline.folder import read
from tertial.pipeline.foreseeing import forecast_of, reported_forecast_of
from tertial.pipeline.inheritance import Inheritance
from tertial.pipeline.rare_events import RareEvents
from tertial.pipeline.standpoint import Standpoint
from tertial.quality.grounds import figure_months
from tertial.store.errors import StoreError
from tertial.store.snapshots.comparing import compare
from tertial.store.snapshots.snapshot import Snapshot, open_snapshots

MONTHS = 12
"""So many single months are told, or those of the period where they are more."""
OTHERS = 12
"""So many reported figures of other periods are told."""


def explain(errand: Errand, question: Question) -> Explanation:
    """All that a figure follows from.

    Raises InputError for a broken folder, for an indicator, unit or tree that is unknown, and where the indicator has
    not been computed.
    """
    errand.step(_("Reads {folder}").format(folder=errand.folder))
    region = read(errand.folder)
    subject = subject_of(region, question)
    if subject.indicator.measure is None:
        return _reported(subject)
    root = errand.root_of(region.extracts)
    errand.step(_("Reads the snapshot"))
    results, snapshot = figures_of(subject, root, question.snapshot)
    with refusals():
        return _Explaining(subject, results, snapshot, root, errand).computed()


def _reported(subject: Subject) -> Reported:
    indicator, region, period = subject.indicator, subject.region, subject.period
    series = region.outcomes.series(indicator.id, subject.unit)
    values = [
        value for (when, split), value in series.items() if when == period and subject.sex in {Sex.ALL, split.sex}
    ]
    others = [value for (when, split), value in series.items() if when != period and split.is_whole]
    others.sort(key=lambda value: (value.period.last, value.period.month_count), reverse=True)
    effects = effects_of(region, None, unit=subject.unit, as_of=period.last, indicators=[indicator.id])
    why_none = None if values else _why_none(subject)
    forecast = reported_forecast_of(subject)
    ages = reported_ages(indicator, region, unit=subject.unit, period=period)
    standardised = age_standardised(indicator, region, ages, unit=subject.unit)
    rows = rows_of(indicator, region, goal="", unit=subject.unit, as_of=period.last)
    insight = insight_of(indicator, region, rows, unit=subject.unit, as_of=period.last)
    return Reported(
        subject=subject,
        values=tuple(values),
        others=tuple(others[:OTHERS]),
        why_none=why_none,
        insight=insight,
        forecast=forecast,
        effects=effects,
        ages=standardised,
    )


def _why_none(subject: Subject) -> Label:
    indicator, period = subject.indicator, subject.period
    if resolve(indicator.shown, period.last) == period:
        (row, *_rest) = rows_of(indicator, subject.region, goal="", unit=subject.unit, as_of=period.last)
        if row.value is None and row.note is not None:
            return row.note
    return reasons.missing(period)


class _Explaining:
    """One figure of one snapshot."""

    def __init__(self, subject: Subject, results: Results, snapshot: Snapshot, root: Path, errand: Errand) -> None:
        self._subject = subject
        self._results = results
        self._snapshot = snapshot
        self._root = root
        self._errand = errand
        self._basis = snapshot.manifest.basis
        self._asked = _asked(subject, results)
        names = with_those_below(subject.indicator, subject.region)
        as_of = subject.period.last
        self._inherits = Inheritance(subject.region, root, snapshot, names, as_of, errand.step)
        self._here = Standpoint(subject.region, results, self._inherits, subject.unit, subject.tree, as_of)

    def computed(self) -> Computed:
        """Everything. Raises StoreError."""
        subject = self._subject
        figure = self._results.answer(self._asked)
        self._errand.step(_("Counts rows"))
        steps, why_none = self._steps(figure)
        self._errand.step(_("Forecasts the year"))
        forecast = forecast_of(subject, self._root, self._snapshot, self._errand.step)
        self._errand.step(_("Compares with the snapshot before"))
        return Computed(
            subject=subject,
            snapshot=self._snapshot.manifest,
            figure=self._inherits.of(figure),
            splits=tuple(self._splits()),
            months=tuple(self._months()),
            units=tuple(self._units()),
            steps=steps,
            why_no_steps=why_none,
            reach=tuple(self._reach()),
            rests=self._rests(),
            changes=tuple(
                reasons.changed(change)
                for change in subject.region.changes
                if change.affects(subject.indicator.id, subject.period.last)
            ),
            before=self._before(),
            insight=self._insight(),
            forecast=forecast,
            effects=self._effects(),
            estimate=self._estimate(),
        )

    def _effects(self) -> dict[str, ActionEffect]:
        """As of the last month of the period, of everybody."""
        subject, name = self._subject, self._subject.indicator.id
        months = ComputedMonths(self._here, [name])
        return effects_of(subject.region, months, unit=subject.unit, as_of=subject.period.last, indicators=[name])

    def _insight(self) -> Insight:
        """As of the last month of the period; units beside it are looked at before those below."""
        subject = self._subject
        indicator, region, unit, as_of = subject.indicator, subject.region, subject.unit, subject.period.last
        rows = rows_of(indicator, region, goal="", unit=unit, as_of=as_of)
        gathering = Gathering(self._here, RareEvents(self._root, self._snapshot))
        found = gathering.of(indicator, sisters_first=True)
        return insight_of(indicator, region, rows, unit=unit, as_of=as_of, evidence=found)

    def _estimate(self) -> Said | None:
        """By all feeds that the region's indicators read, as when the region is assessed."""
        subject, region = self._subject, self._subject.region
        if self._asked.split != WHOLE or subject.view is not View.AS_IT_WAS:
            return None
        if not self._inherits.found(self._results.answer(self._asked)).is_unreliable:
            return None
        computed = [name for name in self._basis.definitions if name in region.indicators]
        inherits = Inheritance(region, self._root, self._snapshot, computed, subject.period.last, self._errand.step)
        found = Estimating(replace(self._here, inherits=inherits)).of(subject.indicator, subject.period)
        return None if found is None else found.shown

    def _splits(self) -> Iterator[ComputedFigure]:
        subject, sex = self._subject, self._subject.sex
        found = self._results.splits(
            subject.indicator.id, subject.unit, subject.period, view=subject.view, tree=subject.tree
        )
        for split in found:
            if split != self._asked.split and sex in {Sex.ALL, split.sex}:
                yield self._figure(subject.period, split)

    def _figure(self, period: Period, split: Split) -> ComputedFigure:
        subject = self._subject
        return self._inherits.of(
            self._results.figure(
                subject.indicator.id, subject.unit, period, split, view=subject.view, tree=subject.tree
            )
        )

    def _months(self) -> Iterator[ComputedFigure]:
        """The last months, those of the period among them; before the period from the first that has a figure on."""
        period, through = self._subject.period, self._basis.through
        last = min(period.last, through) if period.first <= through else period.last
        months = {last.plus(-back) for back in range(MONTHS)} | {month for month in period.months if month <= last}
        has_begun = False
        for month in sorted(months):
            figure = self._figure(Period.of_month(month), self._asked.split)
            has_begun = has_begun or period.contains(month) or figure.quality is not Quality.MISSING
            if has_begun:
                yield figure

    def _units(self) -> Iterator[ComputedFigure]:
        """The units directly below, and those that once were and have rows in the period."""
        subject, through = self._subject, self._basis.through
        there = units_below(subject, through)
        for unit in units_below(subject, None):
            figure = self._results.of_unit(subject.indicator.id, unit, self._asked)
            if unit in there or figure.rows:
                yield self._inherits.of(figure)

    def _steps(self, figure: ComputedFigure) -> tuple[tuple[Steps, ...], str]:
        """The steps, or why there are none: counts or events that are not there, persons that may not be joined."""
        indicator = self._subject.indicator
        language = current_language()
        if indicator.measure is not None and indicators_of_measure(indicator.measure):
            return (), _("The figure is made of the figures of units, not of rows: explain those.")
        months = counted_months(self._subject, self._results, self._snapshot)
        has_counts = figure.numerator is not None or figure.histogram is not None
        if not has_counts or not months or not is_split(indicator, self._asked.split):
            return (), " ".join(reason.in_language(language) for reason in figure.reasons)
        node = Node(self._subject.unit, self._subject.tree, self._results.first_stage.places(self._subject.view))
        try:
            state = state_of(self._snapshot, self._root)
            if indicator.measure is not None:
                check_measure(loads_of(state), indicator.measure, self._errand.today)
            source = StateEvents(state)
            with looking(self._root) as connection:
                chains = chains_of(indicator, self._subject.sex)
                return tuple(count_steps(connection, source, chain, node, months) for chain in chains), ""
        except (StoreError, SourcesRefused) as error:
            return (), _("The rows cannot be counted again: {why}").format(why=error)

    def _reach(self) -> Iterator[UnitAgainstLevel]:
        measure, results, asked = self._subject.indicator.measure, self._results, self._asked
        if not isinstance(measure, Reaching | AmongReaching):
            return
        for unit in results.units_of_kind(measure.kind, asked):
            of_level = results.of_unit(measure.level.indicator, unit, asked)
            value = of_level.value()
            reaches = None if value is None else second_stage.reaches(value, measure.level)
            added = None
            if isinstance(measure, AmongReaching) and reaches:
                added = results.of_unit(measure.indicator, unit, asked)
            yield UnitAgainstLevel(unit, of_level, reaches, added)

    def _rests(self) -> Rests:
        indicator, period = self._subject.indicator, self._subject.period
        lineage = self._snapshot.lineage(indicator.id)
        wanted = tuple(month for month in figure_months(indicator, period) if month <= self._basis.through)
        months: dict[str, set[Month]] = {}
        for fact in (all_facts()[name] for name in lineage.definition.facts if wanted):
            for feed in fact.sources:
                loaded = sorted(lineage.feeds.get(feed, ()))
                months.setdefault(feed, set()).update(closure(fact, wanted[0], wanted[-1], loaded))
        loads = [
            entry
            for entry in lineage.loads
            if any(set(touched) & months.get(feed, set()) for feed, touched in entry.record.touched.items())
        ]
        return Rests(
            definition=lineage.definition,
            definition_now=definition_hash(grounded_indicator(indicator, self._subject.region.organisation)),
            months={feed: tuple(sorted(found)) for feed, found in sorted(months.items())},
            loads=tuple(reversed(loads)),
        )

    def _before(self) -> Before | None:
        """The newest snapshot before this one that is kept."""
        earlier = [one for one in open_snapshots(self._root).list() if one.number < self._snapshot.number]
        if not earlier:
            return None
        subject, old = self._subject, earlier[-1]
        changed = compare(old, self._snapshot).changed
        names = with_those_below(subject.indicator, subject.region)
        found = results_of(subject.region, self._root, old.number, only=names)
        figure = None
        if found is not None and all(name in old.manifest.basis.definitions for name in names):
            figure = found[0].answer(self._asked)
        return Before(
            old.manifest, figure, next((one for one in changed if one.indicator == subject.indicator.id), None)
        )


def _asked(subject: Subject, results: Results) -> FigureKey:
    return results.asked(
        subject.indicator.id, subject.unit, subject.period, Split(subject.sex), view=subject.view, tree=subject.tree
    )


def units_below(subject: Subject, through: Month | None) -> tuple[str, ...]:
    """The units directly below the unit some day of the period, in the order of the file; as it is, on the last day.

    Whenever they were, where no last month is stated.
    """
    days = Validity(subject.period.first.first_day, subject.period.last.last_day)
    if through is None:
        days = Validity()
    elif subject.view is View.AS_IT_IS:
        days = Validity(through.last_day, through.last_day)
    found = set(_directly_below(subject.region.organisation, subject.unit, subject.tree, days))
    return tuple(unit for unit in subject.region.organisation.ids if unit in found)


def _directly_below(organisation: Organisation, node: str, tree: str, days: Validity) -> Iterable[str]:
    kinds = organisation.trees.get(tree, ())
    for row in organisation.units:
        if row.parent == node and row.validity.overlaps(days) and (tree == LINE or row.kind in kinds):
            yield row.id
    for membership in organisation.memberships:
        if tree != LINE and (membership.tree, membership.node) == (tree, node) and membership.validity.overlaps(days):
            yield membership.unit
