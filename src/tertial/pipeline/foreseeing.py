"""The forecast of one indicator at a unit: the one that the unit's report has, made together with its others'."""

from __future__ import annotations

from pathlib import Path

from tertial.assess.evidence import Evidence
from tertial.assess.forecasting import sentences
from tertial.assess.forecasting.results import Forecast
from tertial.assess.foreseen import forecasts_of, reported_forecasts_of
from tertial.domain.label import Label
from tertial.domain.results import AbsentFigure, ReportedValue, Sex
from tertial.pipeline.evidence import Gathering
from tertial.pipeline.explanation import Subject
from tertial.pipeline.figures import UnitFigures, outcomes_of, results_of
from tertial.pipeline.inheritance import Inheritance
from tertial.pipeline.standpoint import Standpoint
from tertial.pipeline.step import Step
from tertial.store.snapshots.snapshot import Snapshot


def forecast_of(subject: Subject, root: Path, snapshot: Snapshot, step: Step) -> Forecast | Label:
    """The forecast as of the last month of the period, or why there is none. Raises InputError as `results_of` does.

    Methods and intervals rest on all indicators of the unit, so all of them are forecast, and one is told.
    """
    indicator, region, unit, as_of = subject.indicator, subject.region, subject.unit, subject.period.last
    if subject.sex is not Sex.ALL:
        return sentences.OF_EVERYBODY
    names = [
        name
        for name, one in region.indicators.items()
        if one.measure is not None and name in snapshot.manifest.basis.definitions
    ]
    found = results_of(region, root, snapshot.manifest.number, only=names)
    if found is None:
        return sentences.why_none(indicator)
    results, _snapshot = found
    inherits = Inheritance(region, root, snapshot, names, as_of, step)
    here = Standpoint(region, results, inherits, unit, subject.tree, as_of)
    gathering = Gathering(here)
    evidence = {
        name: Evidence(gathering.months(one), {}, year=gathering.year(one))
        for name, one in ((name, region.indicators[name]) for name in names)
    }
    # What the year's target is held against, a baseline or an earlier year, is the indicator's own figures.
    own = list(outcomes_of(here.at(unit), indicator, snapshot.manifest.id))
    figures = UnitFigures(
        snapshot.manifest.id,
        tuple(one for one in own if isinstance(one, ReportedValue)),
        tuple(one for one in own if isinstance(one, AbsentFigure)),
        None,
    )
    forecasts = forecasts_of(figures.given_to(region), evidence, unit=unit, as_of=as_of)
    return forecasts.get(indicator.id) or sentences.why_none(indicator)


def reported_forecast_of(subject: Subject) -> Forecast | Label:
    """That of an indicator whose figures are reported, made together with the others that are, or why there is none."""
    indicator, region = subject.indicator, subject.region
    if subject.sex is not Sex.ALL:
        return sentences.OF_EVERYBODY
    forecasts = reported_forecasts_of(region, unit=subject.unit, as_of=subject.period.last)
    return forecasts.get(indicator.id) or sentences.why_none(indicator)
