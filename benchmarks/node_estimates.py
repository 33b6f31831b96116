"""Estimates as a user meets them, of months and longer periods at units and nodes, held against a whole region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import isclose
from pathlib import Path

from benchmarks.breaks import Mechanism
from benchmarks.intervals import holds, percent
from tertial.assess.estimates.results import Estimate
from tertial.assess.estimates.series import Counts
from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, Period, PeriodKind, resolve
from tertial.domain.indicators import Indicator
from tertial.domain.region import Region
from tertial.pipeline.estimate_series import SHAPES, Judged, counts_of
from tertial.pipeline.estimates import Estimating
from tertial.pipeline.figures import results_of
from tertial.pipeline.folder import read
from tertial.pipeline.inheritance import Inheritance
from tertial.pipeline.standpoint import Standpoint
from tertial.pipeline.step import silent
from tertial.quality.grounds import figure_months, grounds_of
from tertial.store.snapshots.snapshot import Snapshot

AS_OF = (Month(2025, 8), Month(2025, 12))
MOST_RESIDENTS = 20_000
"""Larger regions are not looked at: nodes of a small one have events enough."""
EITHER = "all"
BY_LOOKING, HELD_OUT = "may be looked at", "held out"
FOUND, NOT_FOUND = "as it was", "other than it was"

_TOP = (
    "Of the regions of {residents} residents, what `tertial assess` says as of {months}: of the period that each "
    "indicator shows (year to date, the third of a year, rolling 12 months) and of its single months, at units and at "
    "nodes, which have units below them. What lacks is estimated, what is known stays as it is. No interval can hold "
    "what nobody knows, so figures whose known part is as in the region without the change are told apart from those "
    "where it is not, since a fault has not been found there. Mechanisms are those that hit the months and units that "
    "are estimated."
)


@dataclass
class NodeScore:
    """How many figures were estimated, and where the truth lay."""

    figures: int = 0
    refused: int = 0
    above: int = 0
    below: int = 0

    @property
    def shares(self) -> str:
        """How often the interval held, and on which side the truth lay where it did not, as cells of a table."""
        held = self.figures - self.above - self.below
        return " | ".join(percent(one, self.figures) for one in (held, self.above, self.below))


Group = tuple[str, str, str, str]
"""Months or longer periods, of units or nodes, what is known, and mechanisms."""


@dataclass
class NodeScores:
    """The scores of all groups."""

    by_group: dict[Group, NodeScore] = field(default_factory=lambda: defaultdict(NodeScore))

    def add(self, period: str, where: str, known: str, mechanism: str, *, true: float, said: Estimate) -> None:
        """One figure held against the truth."""
        missed = not holds(true, said.low, said.high)
        for of_known in (EITHER, known):
            for of_mechanism in (EITHER, mechanism):
                one = self.by_group[period, where, of_known, of_mechanism]
                one.figures += 1
                one.above += missed and true > said.value
                one.below += missed and true < said.value

    @property
    def lines(self) -> Iterator[str]:
        """A table, a row for each group."""
        columns = ["of", "at", "what is known", "mechanisms"]
        columns += ["figures", "no estimate", "held", "truth above", "truth below"]
        yield f"| {' | '.join(columns)} |"
        yield "|" + " --- |" * len(columns)
        for group, one in sorted(self.by_group.items()):
            # What is not estimated is no figure of which it could be told what is known.
            refused = str(one.refused) if group[2:] == (EITHER, EITHER) else "–"
            yield f"| {' | '.join(group)} | {one.figures} | {refused} | {one.shares} |"


@dataclass(frozen=True)
class Computed:
    """A region's folder, opened."""

    folder: Path
    region: Region
    results: Results
    snapshot: Snapshot

    @classmethod
    def of(cls, folder: Path) -> Computed:
        """What is computed of it. Raises ValueError where nothing is."""
        region = read(folder)
        opened = results_of(region, folder / region.extracts.store)
        if opened is None:
            raise ValueError(f"{folder}: nothing is computed")
        return cls(folder, region, *opened)

    def counts(self, indicator: Indicator, unit: str, months: Sequence[Month]) -> Mapping[Month, Counts]:
        """What is counted at a unit or node; nothing where there is none."""
        if self.region.organisation.find(unit) is None:
            return {}
        tree = self.region.organisation.tree_of(unit)
        return counts_of(self.results, indicator, [unit], months, tree=tree).get(unit, {})


def hold_nodes(scores: NodeScores, damaged: Path, whole: Path, mechanisms: Sequence[Mechanism]) -> None:
    """Estimate all figures of a damaged region, and hold them against the whole one."""
    here, there = Computed.of(damaged), Computed.of(whole)
    indicators = [
        one
        for name, one in here.region.indicators.items()
        if one.is_estimated and one.kind in SHAPES and name in here.snapshot.manifest.basis.definitions
    ]
    organisation = here.region.organisation
    parents = {row.parent for row in organisation.units}
    seen: set[tuple[str, str, Period]] = set()
    for as_of in AS_OF:
        names = [one.id for one in indicators]
        root = damaged / here.region.extracts.store
        inherits = Inheritance(here.region, root, here.snapshot, names, as_of, silent)
        wrong = {unit for _feed, unit in Judged.of(inherits.judged, organisation).wrong}
        for row in organisation.units:
            tree, where = organisation.tree_of(row.id), "nodes" if row.id in parents else "units"
            # Where nothing is wrong nothing is estimated.
            if wrong.isdisjoint(inherits.units_at(row.id, as_of, tree)):
                continue
            estimating = Estimating(Standpoint(here.region, here.results, inherits, row.id, tree, as_of))
            for one in indicators:
                found = estimating.of(one, resolve(one.shown, as_of))
                if found is None:
                    continue
                if found.shown is not None and found.estimate is None:
                    scores.by_group[_length(found.shown.period), where, EITHER, EITHER].refused += 1
                for said in chain([found.estimate] if found.estimate else [], found.months.values()):
                    if (row.id, one.id, said.period) not in seen:
                        seen.add((row.id, one.id, said.period))
                        _hold(scores, one, said, where, here, there, mechanisms)


def _hold(
    scores: NodeScores,
    indicator: Indicator,
    said: Estimate,
    where: str,
    here: Computed,
    there: Computed,
    mechanisms: Sequence[Mechanism],
) -> None:
    # What is not final yet is no truth.
    is_final = said.period.last.plus(indicator.final_after) <= AS_OF[-1]
    if there.region.organisation.find(said.unit) is None or not is_final:
        return
    tree = there.region.organisation.tree_of(said.unit)
    true = there.results.figure(indicator.id, said.unit, said.period, tree=tree).value()
    if true is None:
        return
    known = FOUND if _is_known(indicator, said, here, there) else NOT_FOUND
    held_out = any(one.held_out for one in mechanisms if _hits(one, indicator, said, here))
    mechanism = HELD_OUT if held_out else BY_LOOKING
    scores.add(_length(said.period), where, known, mechanism, true=float(true), said=said)


def _is_known(indicator: Indicator, said: Estimate, here: Computed, there: Computed) -> bool:
    """Whether all months and units that are not estimated are counted as in the whole region."""
    months = figure_months(indicator, said.period)
    one, other = (_rest(indicator, said, months, region) for region in (here, there))
    return all(isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-6) for ours, theirs in zip(one, other, strict=True))


def _rest(indicator: Indicator, said: Estimate, months: Sequence[Month], region: Computed) -> tuple[float, float]:
    of_all = region.counts(indicator, said.unit, months).values()
    of_parts = [region.counts(indicator, unit, [month]).get(month) for unit, month in said.replaces.parts]
    above = sum(one.numerator for one in of_all) - sum(one.numerator for one in of_parts if one)
    base = sum(one.denominator or 0.0 for one in of_all) - sum(one.denominator or 0.0 for one in of_parts if one)
    return above, base


def _hits(mechanism: Mechanism, indicator: Indicator, said: Estimate, here: Computed) -> bool:
    """Whether it hit a feed that a month and unit which is estimated rests on."""
    return any(
        mechanism.hits((ground.feed, unit, at))
        for unit, month in said.replaces.parts
        for ground in grounds_of(indicator, here.region.indicators, Period.of_month(month), AS_OF[-1])
        for at in ground.months
    )


def _length(period: Period) -> str:
    return "months" if period.kind is PeriodKind.MONTH else "longer periods"


def node_lines(scores: NodeScores, residents: int) -> list[str]:
    """What is printed."""
    about = _TOP.format(residents=residents, months=" and ".join(map(str, AS_OF)))
    return [about, "", *scores.lines]
