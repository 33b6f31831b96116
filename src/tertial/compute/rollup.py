"""From cells to figures: rolled up over units and time, for whoever asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import pyarrow as pa

from tertial.compute import absence, second_stage
from tertial.compute.coverage import Loaded, LoadedMonths
from tertial.compute.figure_key import FigureKey
from tertial.compute.figure_table import figure_table
from tertial.compute.first_stage import FirstStage
from tertial.compute.unique_index import UniqueIndex, is_none_of_more
from tertial.domain.calendar import Month, Period, PeriodKind, resolve
from tertial.domain.cells import View
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator
from tertial.domain.measures import AmongReaching, Reaching, Unique, indicators_of_measure
from tertial.domain.organisation import LINE, Organisation
from tertial.domain.reckoning import COUNTED
from tertial.domain.results import WHOLE, Sex, Split

_SEXES = tuple(Sex)
OLDEST = 1000
"""Where a band without a first year, of unknown ages, stands among the others."""


class Results:
    """The figures of all indicators that are computed.

    `cells` and `unique` are tables as the store keeps them. `loaded` says for each feed which months of events are in
    the store, `through` is the last month that was computed, and `on` the day that is today for the organisation as it
    is: the last of that month where nothing else is said. Raises ValueError where months of a stock would be added up.
    """

    def __init__(
        self,
        cells: pa.Table,
        unique: pa.Table,
        indicators: Mapping[str, Indicator],
        organisation: Organisation,
        loaded: Loaded | LoadedMonths,
        through: Month,
        *,
        on: date | None = None,
    ) -> None:
        self._indicators = {id: one for id, one in indicators.items() if one.measure is not None}
        self._organisation = organisation
        self.unique = UniqueIndex(unique)
        self._on = on or through.last_day
        self.first_stage = FirstStage(cells, organisation, loaded, through, self._on)
        self._through = through
        self._answered = lru_cache(1 << 14)(self._figure)
        for indicator in self._indicators.values():
            self.first_stage.coverages(indicator)

    def asked(
        self,
        indicator: str,
        node: str,
        period: Period,
        split: Split = WHOLE,
        *,
        view: View = View.AS_IT_WAS,
        tree: str = LINE,
    ) -> FigureKey:
        """The key of a figure. Raises ValueError for an indicator, node or tree that is unknown, or not computed."""
        if indicator not in self._indicators:
            raise ValueError(f"the indicator {indicator} is unknown, or its figures are reported")
        if self._organisation.find(node) is None:
            raise ValueError(f"the unit {node} is unknown")
        if tree != LINE and tree not in self._organisation.trees:
            raise ValueError(f"the tree {tree} is unknown")
        return FigureKey(self._indicators[indicator], node, period, split, view, tree)

    def figure(
        self,
        indicator: str,
        node: str,
        period: Period,
        split: Split = WHOLE,
        *,
        view: View = View.AS_IT_WAS,
        tree: str = LINE,
    ) -> ComputedFigure:
        """The figure of an indicator at a node in a period. Raises ValueError as `asked`."""
        return self.answer(self.asked(indicator, node, period, split, view=view, tree=tree))

    def answer(self, asked: FigureKey) -> ComputedFigure:
        """The figure that is asked for."""
        return self._answered(asked.indicator.id, asked.node, asked.period, asked.split, asked.view, asked.tree)

    def _figure(self, indicator: str, node: str, period: Period, split: Split, view: View, tree: str) -> ComputedFigure:
        asked = FigureKey(self._indicators[indicator], node, period, split, view, tree)
        measure = asked.indicator.measure
        match measure:
            case Reaching():
                return second_stage.reaching(asked, measure, self)
            case AmongReaching():
                return second_stage.among_reaching(asked, measure, self)
            case Unique():
                return self._distinct(asked)
            case _:
                return self.first_stage.figure(asked)

    def _distinct(self, asked: FigureKey) -> ComputedFigure:
        """What was counted for just this node and period, or that nothing was."""
        coverage = self.first_stage.coverages(asked.indicator).of(asked.period)
        if not coverage.months:
            return asked.missing(*coverage.reasons)
        months = self.first_stage.positions(coverage)
        if self.first_stage.places(asked.view).is_divided(asked.node, asked.tree)[months].any():
            return asked.missing(absence.PERSONS_HAVE_NO_SHARES)
        count = self.unique.count(
            asked.indicator.id, asked.node, asked.period, asked.split, view=asked.view, tree=asked.tree
        )
        if count is None:
            if not self.first_stage.stood(asked, months):
                return asked.not_applicable(self.first_stage.why_not_there(asked))
            if not is_none_of_more(self.unique, self.first_stage, asked, months):
                return asked.missing(absence.NOT_ADDED_UP)
            count = 0
        return asked.figure(coverage.quality, coverage.reasons, numerator=count, rows=count, reckoning=COUNTED)

    def units_of_kind(self, kind: str, asked: FigureKey) -> tuple[str, ...]:
        """The units of a kind that count at the node and were valid at the period's end, in the order of the file.

        In the organisation as it is, those that are valid today.
        """
        places = self.first_stage.places(asked.view)
        last = min(max(asked.period.last, places.months[0]), places.months[-1])
        day = self._on if asked.view is View.AS_IT_IS else last.last_day
        found = []
        for unit in self._organisation.ids:
            row = self._organisation.find(unit, day)
            if row is None or row.kind != kind or not row.validity.covers(day):
                continue
            if places.of(unit, last, asked.tree).counted.get(asked.node) == 1:
                found.append(unit)
        return tuple(found)

    def is_distinct(self, indicator: str) -> bool:
        """Whether an indicator counts different persons, or adds up one that does."""
        match self._indicators[indicator].measure:
            case Unique():
                return True
            case AmongReaching(indicator=below):
                return self.is_distinct(below)
            case _:
                return False

    def of_unit(self, indicator: str, unit: str, asked: FigureKey) -> ComputedFigure:
        """A unit's own figure, in the tree whose node it is."""
        row = self._organisation.find(unit)
        trees = self._organisation.trees
        is_node = row is not None and row.kind not in trees.get(LINE, ()) and row.kind in trees.get(asked.tree, ())
        tree = asked.tree if is_node else LINE
        return self.figure(indicator, unit, asked.period, asked.split, view=asked.view, tree=tree)

    def series(
        self,
        indicator: str,
        node: str,
        kind: PeriodKind,
        split: Split = WHOLE,
        *,
        view: View = View.AS_IT_WAS,
        tree: str = LINE,
    ) -> tuple[ComputedFigure, ...]:
        """The figures of all periods of a kind that have any month of data, in order.

        Twelve rolling months begin no earlier than the first month that is loaded. Raises ValueError as `asked`.
        """
        return tuple(
            self.figure(indicator, node, period, split, view=view, tree=tree)
            for period in self.periods(indicator, kind)
        )

    def periods(self, indicator: str, kind: PeriodKind) -> tuple[Period, ...]:
        """All periods of a kind that have any month of data of the indicator."""
        months = self.first_stage.places(View.AS_IT_WAS).months
        found = [month for month in months if self._covers(indicator, Period.of_month(month))]
        periods = dict.fromkeys(resolve(kind, month) for month in found)
        return tuple(
            period
            for period in periods
            if self._covers(indicator, period) and (kind is not PeriodKind.R12 or period.first >= found[0])
        )

    def _covers(self, indicator: str, period: Period) -> bool:
        """Whether there is any month of data for the period, of all that the indicator rests on."""
        one = self._indicators[indicator]
        below = () if one.measure is None else indicators_of_measure(one.measure)
        if below:
            return all(self._covers(name, period) for name in below)
        return bool(self.first_stage.coverages(one).of(period).months)

    def splits(
        self, indicator: str, node: str, period: Period, *, view: View = View.AS_IT_WAS, tree: str = LINE
    ) -> tuple[Split, ...]:
        """The splits that there are cells of: the whole first, then by sex, age and category.

        Raises ValueError as `asked`.
        """
        asked = self.asked(indicator, node, period, view=view, tree=tree)
        return tuple(sorted({WHOLE, *self._splits(asked)}, key=_order))

    def _splits(self, asked: FigureKey) -> set[Split]:
        measure = asked.indicator.measure
        below = () if measure is None else indicators_of_measure(measure)
        if isinstance(measure, Unique):
            return self.unique.splits(asked.indicator.id, asked.node, asked.period, view=asked.view, tree=asked.tree)
        if not below:
            return self.first_stage.splits(asked)
        by = asked.indicator.by
        found = self._splits(self.asked(below[0], asked.node, asked.period, view=asked.view, tree=asked.tree))
        return {
            split
            for split in found
            if (split.sex is Sex.ALL or "sex" in by)
            and (not split.age_band or "age_band" in by)
            and (not split.category or asked.indicator.category)
        }

    def table(
        self,
        indicators: Sequence[str],
        nodes: Sequence[str],
        periods: Sequence[Period],
        split: Split = WHOLE,
        *,
        view: View = View.AS_IT_WAS,
        tree: str = LINE,
    ) -> pa.Table:
        """The figures of indicators at nodes in periods as one table. Raises ValueError as `asked`."""
        return pa.concat_tables(
            [figure_table(self, name, nodes, periods, split, view=view, tree=tree) for name in indicators]
        )


def _order(split: Split) -> tuple[int, str, str, int]:
    """Wholes before parts, ages by their first year, sexes within each."""
    years = re.match(r"\d+", split.age_band)
    age = int(years[0]) if years else OLDEST if split.age_band else -1
    return (age, split.age_band, split.category, _SEXES.index(split.sex))
