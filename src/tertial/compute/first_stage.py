"""Figures that are taken from cells: sums and histograms over the units of a node and the months of a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.compute import absence
from tertial.compute.cell_index import CellIndex, IndicatorCells, Numbers
from tertial.compute.coverage import Coverage, Coverages, Loaded, LoadedMonths, coverage_follows_from
from tertial.compute.figure_key import Counts, FigureKey
from tertial.compute.node_sums import NodeHistograms, NodeSums, TreePlaces, node_sums
from tertial.compute.places import Places
from tertial.compute.terms import Splits
from tertial.domain.calendar import Month
from tertial.domain.cells import View
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator, OverTime
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Part, Spread, rows_of_measure
from tertial.domain.organisation import LINE, Organisation
from tertial.domain.reckoning import Reckoning, reckoning_of
from tertial.domain.results import Quality, Sex, Split

LONGEST = 240
"""Months back from the last that figures may reach, where no cell is older."""
MOST_BYTES = 1 << 28
"""About how much room the sums that are kept for the next question may take."""


class FirstStage:
    """All figures that cells give, with what is kept between questions.

    `loaded` says which months of each feed are in the store, `through` the last month that is computed and `on` the
    day that is today.
    """

    def __init__(
        self, cells: pa.Table, organisation: Organisation, loaded: Loaded | LoadedMonths, through: Month, on: date
    ) -> None:
        self.index = CellIndex(cells)
        self.organisation = organisation
        self.loaded = loaded if isinstance(loaded, LoadedMonths) else LoadedMonths(loaded)
        self.through = through
        self._first = self._first_month()
        last = max(through.ordinal, (self.index.months or (0, 0))[1])
        months = [Month.from_ordinal(number) for number in range(self._first, last + 1)]
        self._views = {view: Places(organisation, months, view=view, on=on) for view in View}
        self._known_units = np.array([organisation.find(unit) is not None for unit in self.index.units], dtype=np.bool_)
        kept = MOST_BYTES // (64 * len(months) * max(len(organisation.ids), 1))
        self.cells = lru_cache(max(kept, 16))(self.index.of)
        self.sums = lru_cache(max(kept, 64))(self._sums)
        self.histograms = lru_cache(16)(self._node_histograms)
        self._coverages: dict[str, Coverages] = {}
        self._alike: dict[tuple[object, ...], Coverages] = {}
        self._reckonings: dict[str, Reckoning] = {}
        self._tables: dict[tuple[View, str, bool], TreePlaces] = {}

    def _first_month(self) -> int:
        """The first month that has cells or, within reason, is loaded."""
        longest = self.through.ordinal - LONGEST + 1
        months = [max(longest, min(found).ordinal) for found in self.loaded.feeds.values() if found]
        if self.index.months is not None:
            months.append(self.index.months[0])
        return min([self.through.ordinal, *months])

    def places(self, view: View) -> Places:
        """Where units count in a view."""
        return self._views[view]

    def tree_places(self, view: View, tree: str, *, unclear: bool = False) -> TreePlaces:
        """Where the units of the cells count in a tree, or where it is unclear whether they do."""
        key = view, tree, unclear
        if key not in self._tables:
            places = self._views[view]
            table = places.table(self.index.units, tree, unclear=unclear)
            self._tables[key] = TreePlaces.of(table, places.layouts, len(self.index.units))
        return self._tables[key]

    def coverages(self, indicator: Indicator) -> Coverages:
        """Which months the indicator's figures cover."""
        if indicator.id not in self._coverages:
            follows_from = coverage_follows_from(indicator)
            if follows_from not in self._alike:
                self._alike[follows_from] = Coverages(indicator, self.loaded, self.through)
            self._coverages[indicator.id] = self._alike[follows_from]
        return self._coverages[indicator.id]

    def reckoning(self, indicator: Indicator) -> Reckoning:
        """How the indicator's figures are reckoned."""
        if indicator.id not in self._reckonings:
            self._reckonings[indicator.id] = reckoning_of(indicator)
        return self._reckonings[indicator.id]

    def positions(self, coverage: Coverage) -> Numbers:
        """The places of a coverage's months among the months of sums."""
        numbers = [month.ordinal - self._first for month in coverage.months]
        return np.array([number for number in numbers if number >= 0], dtype=np.int64)

    def _sums(self, indicator: str, view: View, tree: str, split: Split) -> Mapping[Part, NodeSums]:
        cells = self.cells(indicator)
        return node_sums(cells, cells.within(split), self.tree_places(view, tree), self._first)

    def _node_histograms(self, indicator: str, view: View, tree: str, split: Split) -> NodeHistograms:
        cells = self.cells(indicator)
        return NodeHistograms(cells, cells.within(split), self.tree_places(view, tree), self._first)

    def figure(self, asked: FigureKey) -> ComputedFigure:
        """The figure of an indicator that is a sum or a histogram."""
        coverage = self.coverages(asked.indicator).of(asked.period)
        if not coverage.months:
            return asked.missing(*coverage.reasons)
        if not is_split(asked.indicator, asked.split):
            return asked.not_applicable(absence.NOT_SPLIT)
        months = self.positions(coverage)
        splits = self.unclear_splits(asked, months)
        if splits:
            return asked.missing(*(absence.not_comparable(name) for name in splits))
        if isinstance(asked.indicator.measure, Spread):
            counts = self._spread(asked, months)
        else:
            counts = self._additive(asked, coverage, months)
        return self._answer(asked, coverage, months, counts)

    def _additive(self, asked: FigureKey, coverage: Coverage, months: Numbers) -> Counts:
        sums = self.sums(asked.indicator.id, asked.view, asked.tree, asked.split)
        node = self.tree_places(asked.view, asked.tree).node_places.get(asked.node)
        above, below = sums.get(Part.NUMERATOR), sums.get(Part.DENOMINATOR)
        measure = asked.indicator.measure
        has_denominator = isinstance(measure, Additive) and measure.denominator is not None
        averaged = asked.indicator.over_time is OverTime.MEAN and not has_denominator
        base = below if has_denominator else above
        numerator = 0 if above is None or node is None else above.amount(node, months)
        rows = 0 if base is None or node is None else base.row_count(node, months)
        return Counts(
            numerator=None if not rows and is_sum_alone(asked.indicator) else numerator,
            denominator=None
            if not has_denominator
            else 0
            if below is None or node is None
            else below.amount(node, months),
            rows=rows,
            months=len(coverage.months) if averaged else 1,
            reckoning=self.reckoning(asked.indicator),
        )

    def _spread(self, asked: FigureKey, months: Numbers) -> Counts:
        node = self.tree_places(asked.view, asked.tree).node_places.get(asked.node)
        histograms = self.histograms(asked.indicator.id, asked.view, asked.tree, asked.split)
        histogram, rows = ({}, 0) if node is None else histograms.of(node, months.tolist())
        return Counts(histogram=histogram, rows=rows, reckoning=self.reckoning(asked.indicator))

    def _answer(self, asked: FigureKey, coverage: Coverage, months: Numbers, counts: Counts) -> ComputedFigure:
        """The figure with its reasons, or why there is none."""
        is_ratio, histogram = counts["reckoning"].is_ratio, counts.get("histogram")
        if histogram is not None:
            empty = not any(histogram.values())
        else:
            empty = counts["numerator"] is None or (is_ratio and not counts["denominator"])
        if not counts["rows"] and not counts.get("numerator") and not self.stood(asked, months):
            return asked.not_applicable(self.why_not_there(asked))
        if not empty:
            return asked.figure(coverage.quality, [*coverage.reasons, *self._notes(asked, months)], **counts)
        reason = absence.ZERO_DENOMINATOR if counts["rows"] else absence.no_cases(asked.period)
        if coverage.quality is Quality.PARTIAL:
            return asked.figure(Quality.MISSING, [*coverage.reasons, reason], **counts)
        return asked.figure(Quality.NOT_APPLICABLE, [*coverage.empty, reason], **counts)

    def stood(self, asked: FigureKey, months: Numbers) -> bool:
        """Whether any unit that counts at the node was valid in the months."""
        return bool(self._views[asked.view].stands(asked.node, asked.tree)[months].any())

    def why_not_there(self, asked: FigureKey) -> Label:
        """Why a node has nothing: it is in another tree, its work is carried by others, or it did not exist."""
        places = self._views[asked.view]
        parts = self.organisation.carriers(asked.node, places.on)
        carriers = dict.fromkeys(unit for part in parts for unit in part.units)
        if asked.view is View.AS_IT_IS and asked.node not in carriers:
            return absence.is_carried(self.name(asked.node), [self.name(unit) for unit in carriers])
        if not places.stands(asked.node, asked.tree).any() and places.stands(asked.node, LINE).any():
            return absence.not_in_tree(self.name(asked.node))
        return absence.did_not_exist(self.name(asked.node), asked.period)

    def name(self, unit: str) -> Label:
        """The unit's latest name. Raises KeyError for a unit that the organisation does not have."""
        row = self.organisation.find(unit)
        if row is None:
            raise KeyError(unit)
        return row.name

    def unclear_splits(self, asked: FigureKey, months: Numbers) -> list[Label]:
        """The units whose split leaves open how much of the figure's rows count at the node."""
        unclear = self.tree_places(asked.view, asked.tree, unclear=True)
        if asked.node not in unclear.node_places:
            return []
        cells, chosen = self._cells_of(asked, months)
        layouts = self._views[asked.view].layouts[cells.months[chosen] - self._first]
        units = cells.units[chosen]
        found = np.unique(units[unclear.units_at(asked.node)[layouts, units]])
        month = self._views[asked.view].months[-1]
        names = [
            self._views[asked.view].of(self.index.units[unit], month, asked.tree).unclear.get(asked.node)
            for unit in found.tolist()
        ]
        return [self.name(name) for name in dict.fromkeys(names) if name]

    def _cells_of(self, asked: FigureKey, months: Numbers) -> tuple[IndicatorCells, npt.NDArray[np.bool_]]:
        """The indicator's cells, and which of them are of the split and the months."""
        cells = self.cells(asked.indicator.id)
        return cells, cells.within(asked.split) & np.isin(cells.months - self._first, months)

    def _notes(self, asked: FigureKey, months: Numbers) -> list[Label]:
        """That rows of no known unit are in the whole."""
        if asked.tree != LINE or asked.node != self._views[asked.view].whole or self._known_units.all():
            return []
        cells, chosen = self._cells_of(asked, months)
        chosen &= ~self._known_units[cells.units]
        parts = [int(cells.rows[chosen & (cells.parts == part)].sum()) for part in np.unique(cells.parts)]
        return [absence.no_known_unit(max(parts))] if any(parts) else []

    def splits(self, asked: FigureKey) -> set[Split]:
        """Every split of which the node has cells in the period: the whole, and each part alone and together."""
        months = self.positions(self.coverages(asked.indicator).of(asked.period))
        cells, chosen = self._cells_of(asked, months)
        layouts = self._views[asked.view].layouts[cells.months[chosen] - self._first]
        there = self.tree_places(asked.view, asked.tree).units_at(asked.node)[layouts, cells.units[chosen]]
        found: set[Split] = set()
        for place in np.unique(cells.splits[chosen][there]).tolist():
            one = cells.split_values[place]
            wider = product({one.sex, Sex.ALL}, {one.age_band, ""}, {one.category, ""})
            found.update(Split(*parts) for parts in wider)
        return found


def is_sum_alone(indicator: Indicator) -> bool:
    """Whether the figure is what a quantity adds up to: of no rows that is not known, while a count of none is zero."""
    measure = indicator.measure
    return isinstance(measure, Additive) and measure.denominator is None and measure.numerator.add is not None


def is_split(indicator: Indicator, split: Split) -> bool:
    """Whether the indicator's cells tell apart what the split does, in every part of its measure."""
    if split.is_whole or indicator.measure is None:
        return True
    by = [Splits.of(indicator, rows.fact) for rows in rows_of_measure(indicator.measure)]
    return all(
        (one.sex or split.sex is Sex.ALL)
        and (one.cuts is not None or not split.age_band)
        and (bool(one.category) or not split.category)
        for one in by
    )
