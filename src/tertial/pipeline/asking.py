"""The figure that somebody asks about, found in the region and in a snapshot."""

from __future__ import annotations

from pathlib import Path

from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, resolve
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Unique, indicators_of_measure
from tertial.domain.organisation import LINE
from tertial.domain.region import Region
from tertial.language import _
from tertial.pipeline.errand import unknown
from tertial.pipeline.explanation import Question, Subject
from tertial.pipeline.figures import results_of
from tertial.pipeline.input_error import InputError
from tertial.store.snapshots.snapshot import Snapshot
from tertial.store.state import State, open_state


def subject_of(region: Region, question: Question) -> Subject:
    """The figure that is asked about. Raises InputError for an indicator, unit or tree that is unknown."""
    indicator = region.indicators.get(question.indicator)
    if indicator is None:
        raise unknown(
            _("There is no indicator {indicator} in the folder.").format(indicator=question.indicator),
            question.indicator,
            region.indicators,
        )
    unit = question.unit or region.settings.unit
    known = region.organisation.ids
    if unit not in known:
        raise unknown(_("There is no unit {unit} in organisation.csv.").format(unit=unit), unit, known)
    tree = question.tree or region.organisation.tree_of(unit)
    trees = (LINE, *(name for name in region.organisation.trees if name != LINE))
    if tree not in trees:
        raise unknown(_("There is no tree {tree} in the organisation.").format(tree=tree), tree, trees)
    period = resolve(indicator.shown, question.when) if isinstance(question.when, Month) else question.when
    return Subject(region, indicator, unit, tree, period, question.view, question.sex)


def figures_of(subject: Subject, root: Path, number: int | None) -> tuple[Results, Snapshot]:
    """The figures of the indicator and those it rests on. Raises InputError where it has not been computed."""
    names = with_those_below(subject.indicator, subject.region)
    found = results_of(subject.region, root, number, only=names)
    if found is None:
        raise InputError(_("Nothing has been computed yet. Begin with tertial compute."))
    results, snapshot = found
    lacking = [name for name in names if name not in snapshot.manifest.basis.definitions]
    if lacking:
        raise InputError(
            _("Snapshot {snapshot} does not have the indicator {indicator}. Run tertial compute again.").format(
                snapshot=snapshot.id, indicator=lacking[0]
            )
        )
    return results, snapshot


def state_of(snapshot: Snapshot, root: Path) -> State:
    """The state of the events that a snapshot was computed from. Raises StoreError where it is pruned."""
    return open_state(root, snapshot.manifest.basis.state.number)


def counted_months(subject: Subject, results: Results, snapshot: Snapshot) -> tuple[Month, ...]:
    """The months whose rows are in the figure."""
    indicator, period = subject.indicator, subject.period
    if not isinstance(indicator.measure, Unique):
        return results.first_stage.coverages(indicator).of(period).months
    basis = snapshot.manifest.basis
    loaded = set(basis.inputs.feeds.get(indicator.measure.rows.fact.sources[0], {}))
    return tuple(
        month
        for month in period.months
        if month <= basis.through and (indicator.measure.rows.fact.derived or month in loaded)
    )


def with_those_below(indicator: Indicator, region: Region) -> list[str]:
    """The indicator, and those whose figures it is computed from."""
    found = [indicator.id]
    for name in () if indicator.measure is None else indicators_of_measure(indicator.measure):
        found += with_those_below(region.indicators[name], region)
    return list(dict.fromkeys(found))
