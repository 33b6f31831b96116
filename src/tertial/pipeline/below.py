"""The units below, each assessed by its own computed figures: of everybody, in the periods that statuses need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tertial.assess.assessment import RegionAssessment, UnitsBelow
from tertial.assess.case_figure import case_figure
from tertial.assess.comparison.figures import Figure
from tertial.assess.comparison.pairs import ComparedPair, UnitPair, compare_pairs
from tertial.assess.evidence import Evidence
from tertial.assess.insight import SEXES, Insight, insight_of
from tertial.assess.peer_units import levels_below
from tertial.assess.region import assess_region
from tertial.assess.standing_out import kind_below, to_be_drawn
from tertial.compute.outcomes import as_outcome
from tertial.domain.calendar import Period, resolve
from tertial.domain.indicators import Indicator, simple_targets
from tertial.domain.region import Region
from tertial.domain.results import AbsentFigure, ReportedValue, Sex, Split
from tertial.domain.targets import Against, BetterThan, ChangeTarget, Reference
from tertial.pipeline.computed_outcomes import with_computed
from tertial.pipeline.evidence import Gathering, measured
from tertial.pipeline.standpoint import Standpoint

DRAWN = 2
"""Of so many indicators every unit's months are judged: those at which most units stand out."""


class Below:
    """Assesses the units of one kind below a unit as of a month."""

    def __init__(self, here: Standpoint) -> None:
        self._here = here

    def of(self, insights: Mapping[str, Insight], source: str) -> UnitsBelow | None:
        """The units of the kind that most indicators are compared at; None where no units below are compared.

        `source` names the snapshot. Raises InputError where a figure is both reported and computed.
        """
        kind = kind_below(insights.values())
        if not kind:
            return None
        levels = levels_below(
            self._here.region.organisation, self._here.unit, self._here.tree, self._here.as_of.last_day
        )
        units = dict(levels).get(kind, ())
        region = self._given(insights, units, source)
        assessed = tuple(assess_region(region, as_of=self._here.as_of, unit=unit, insights={}) for unit in units)
        drawn = [one.indicator for one in to_be_drawn(insights.values(), kind, DRAWN, least=self._least)]
        judged = {one.id: list(self._judged(one, region, assessed)) for one in drawn}
        return UnitsBelow(
            kind,
            assessed,
            {
                name: {one.unit: one.variation for one in found if one.variation is not None}
                for name, found in judged.items()
            },
            dict(self._pairs(insights)),
            {name: {one.unit: one.months_of_few(self._least) for one in found} for name, found in judged.items()},
        )

    @property
    def _least(self) -> int:
        """Figures of single units that rest on fewer are not shown."""
        return self._here.region.settings.disclosure_minimum or 0

    def _pairs(self, insights: Mapping[str, Insight]) -> Iterator[tuple[str, tuple[ComparedPair, ...]]]:
        """Women and men at each unit that is compared, where they differ at the unit above."""
        for name, insight in insights.items():
            if not insight.sexes_differ or insight.peers is None or insight.peers.own:
                continue
            indicator = insight.indicator
            pairs = [
                UnitPair(one.unit, *(self._of_sex(indicator, one.unit, insight.period, sex) for sex in SEXES))
                for one in insight.peers.units
            ]
            yield name, compare_pairs(pairs)

    def _of_sex(self, indicator: Indicator, unit: str, period: Period, sex: Sex) -> Figure | None:
        figure = self._here.of_unit(indicator, unit, period, Split(sex))
        return case_figure(indicator, measured(self._here.inherits.of(figure))) if figure.has_value else None

    def _given(self, insights: Mapping[str, Insight], units: Sequence[str], source: str) -> Region:
        """The region with the figures of the units."""
        values: list[ReportedValue] = []
        absent: list[AbsentFigure] = []
        computed = [one.indicator for one in insights.values() if one.indicator.measure is not None]
        for indicator in computed:
            for period in self._periods(indicator):
                for unit in units:
                    figure = self._here.inherits.of(self._here.of_unit(indicator, unit, period))
                    outcome = as_outcome(figure, decimals=indicator.decimals, source=source)
                    if isinstance(outcome, AbsentFigure):
                        absent.append(outcome)
                    else:
                        values.append(outcome)
        return with_computed(self._here.region, values, absent)

    def _periods(self, indicator: Indicator) -> tuple[Period, ...]:
        """The one that is shown, the same a year before, and those that a target may hold it against."""
        shown = resolve(indicator.shown, self._here.as_of)
        wanted = dict.fromkeys((shown, *self._references(indicator, shown, Against.SAME_PERIOD_LAST_YEAR)))
        for dated in indicator.targets.dated:
            for target in simple_targets(dated.target):
                match target:
                    case BetterThan(reference=against) | ChangeTarget(against=against):
                        wanted |= dict.fromkeys(self._references(indicator, shown, against))
                    case _:
                        pass
        return tuple(wanted)

    def _references(self, indicator: Indicator, shown: Period, against: Reference) -> Iterator[Period]:
        known = self._here.results.periods(indicator.id, indicator.shown)
        match against:
            case Against.SAME_PERIOD_LAST_YEAR:
                yield from (period for period in known if period == shown.year_before())
            case Against.PREVIOUS:
                yield from (period for period in known if period.last < shown.last)
            case Period():
                yield from (period for period in known if period == against)
            case Against.BASELINE:
                return

    def _judged(self, indicator: Indicator, region: Region, assessed: Sequence[RegionAssessment]) -> Iterator[Insight]:
        """The months of each unit, judged."""
        for one in assessed:
            evidence = Evidence(Gathering(self._here.at(one.unit)).months(indicator), {})
            yield insight_of(
                indicator, region, one.of(indicator.id), unit=one.unit, as_of=self._here.as_of, evidence=evidence
            )
