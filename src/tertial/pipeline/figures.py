"""A region with the figures of its snapshot beside those that are reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tertial.assess.assessment import UnitsBelow
from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.estimates.results import FigureEstimates
from tertial.assess.forecasting.results import Forecast
from tertial.assess.foreseen import forecasts_of, reported_forecasts_of
from tertial.assess.insight import Insight
from tertial.assess.region import insights_of
from tertial.compute.computing import results_inputs
from tertial.compute.outcomes import as_outcome
from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, Period, resolve
from tertial.domain.indicators import Indicator
from tertial.domain.region import Region
from tertial.domain.results import AbsentFigure, ReportedValue, Sex
from tertial.language import _
from tertial.pipeline.below import Below
from tertial.pipeline.computed_outcomes import with_computed
from tertial.pipeline.effects import ComputedMonths, effects_of
from tertial.pipeline.errand import refusals
from tertial.pipeline.estimates import Estimating
from tertial.pipeline.evidence import Gathering
from tertial.pipeline.inheritance import Inheritance
from tertial.pipeline.rare_events import RareEvents
from tertial.pipeline.standpoint import Standpoint
from tertial.pipeline.step import Step, silent
from tertial.quality.region_quality import RegionQuality
from tertial.store.snapshots.snapshot import Snapshot, open_snapshots


def results_of(
    region: Region, root: Path, number: int | None = None, *, only: Collection[str] | None = None
) -> tuple[Results, Snapshot] | None:
    """The figures of a snapshot, the one in force where none is named; None where nothing has been computed yet.

    Figures are those of the definitions that the folder has now: an indicator whose definition came after the snapshot
    has no cells in it. `only` names the indicators wanted, with those that they rest on. Raises InputError where the
    snapshot cannot be read.
    """
    with refusals():
        found = open_snapshots(root)
        snapshot = found.current if number is None else found.open(number)
        if snapshot is None:
            return None
        basis = snapshot.manifest.basis
        wanted = [id for id in basis.definitions if only is None or id in only]
        computed = {id: region.indicators[id] for id in wanted if id in region.indicators}
        cells, unique = (snapshot.cells(), snapshot.unique()) if only is None else snapshot.tables_of(sorted(computed))
        results = Results(
            cells,
            unique,
            {id: indicator for id, indicator in computed.items() if indicator.measure is not None},
            region.organisation,
            results_inputs(basis.inputs),
            basis.through,
        )
    return results, snapshot


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit's computed figures as of a month, and those before; and the quality that they inherit.

    `insights` say what they mean, `forecasts` how the year will end, and `below` how units below stand, where that was
    asked for. They are in no language yet.
    """

    snapshot: str
    """The id of the snapshot that they are from, which every figure names."""
    values: tuple[ReportedValue, ...]
    absent: tuple[AbsentFigure, ...]
    quality: RegionQuality | None
    insights: Mapping[str, Insight] = field(default_factory=dict)
    forecasts: Mapping[str, Forecast] = field(default_factory=dict)
    below: UnitsBelow | None = None
    effects: Mapping[str, ActionEffect] = field(default_factory=dict)
    """What actions changed, by their ids."""
    estimates: Mapping[str, FigureEstimates] = field(default_factory=dict)
    """What figures that lack rows or are wrong would probably have been: never among the values."""

    def given_to(self, region: Region) -> Region:
        """The region with the figures, in today's language. Raises InputError where one is reported too."""
        source = _("snapshot {id}").format(id=self.snapshot)
        values = [replace(value, source=source) for value in self.values]
        return with_computed(region, values, self.absent)


def unit_figures(
    region: Region, root: Path, *, unit: str, as_of: Month, with_below: bool = False, step: Step = silent
) -> UnitFigures | None:
    """The figures of a unit; None where nothing has been computed. Raises InputError.

    `with_below` asks for the units below too.
    """
    found = results_of(region, root)
    if found is None:
        return None
    results, snapshot = found
    # A hash of the whole manifest.
    source = snapshot.manifest.id
    computed = [
        indicator.id
        for indicator in region.indicators.values()
        if indicator.measure is not None and indicator.id in snapshot.manifest.basis.definitions
    ]
    inherits = Inheritance(region, root, snapshot, computed, as_of, step)
    here = Standpoint(region, results, inherits, unit, region.organisation.tree_of(unit), as_of)
    values: list[ReportedValue] = []
    absent: list[AbsentFigure] = []
    for name in computed:
        for outcome in outcomes_of(here, region.indicators[name], source):
            if isinstance(outcome, AbsentFigure):
                absent.append(outcome)
            else:
                values.append(outcome)
    gathering = Gathering(here, RareEvents(root, snapshot))
    evidence = {name: gathering.of(region.indicators[name]) for name in computed}
    estimating = Estimating(here)
    estimates = {
        name: one
        for name in computed
        if (one := estimating.of(region.indicators[name], resolve(region.indicators[name].shown, as_of))) is not None
    }
    figures = UnitFigures(source, tuple(values), tuple(absent), inherits.quality, estimates=estimates)
    given = figures.given_to(region)
    step(_("Forecasts {count} indicators").format(count=len(evidence)))
    forecasts = {
        **forecasts_of(given, evidence, unit=unit, as_of=as_of),
        **reported_forecasts_of(region, unit=unit, as_of=as_of),
    }
    insights = insights_of(given, evidence, unit=unit, as_of=as_of)
    below = None
    if with_below:
        step(_("Assesses the units below"))
        below = Below(here).of(insights, source)
    effects = effects_of(region, ComputedMonths(here, computed), unit=unit, as_of=as_of)
    return replace(figures, insights=insights, forecasts=forecasts, effects=effects, below=below)


def outcomes_of(here: Standpoint, indicator: Indicator, source: str) -> Iterator[ReportedValue | AbsentFigure]:
    """An indicator's figures at a unit, in the period it shows and those of its kind before, as they are reported."""
    shown = resolve(indicator.shown, here.as_of)
    periods: dict[Period, None] = {
        period: None for period in here.results.periods(indicator.id, indicator.shown) if period.last <= shown.last
    }
    for period in {**periods, shown: None}:
        for split in here.results.splits(indicator.id, here.unit, period, tree=here.tree):
            # Age bands are what rates are standardised by; a report of them all would be one of little else.
            if split.age_band or (split.category and split.sex is not Sex.ALL):
                continue
            figure = here.inherits.of(here.figure(indicator, period, split))
            outcome = as_outcome(figure, decimals=indicator.decimals, source=source)
            if period == shown or isinstance(outcome, ReportedValue):
                yield outcome
