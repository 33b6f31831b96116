"""Where the work of each unit counts: dated tables made from validity, successors and memberships.

In the organisation as it was, a unit counts at itself and at what was above it that month. In the organisation as it
is, its work is carried by those who carry it today, at their places of today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from tertial.compute.standing_trees import ONE, Placing, StandingTrees, holds, whole_of
from tertial.domain.calendar import Month
from tertial.domain.cells import View
from tertial.domain.organisation import LINE, Organisation, Validity


@dataclass(frozen=True, slots=True)
class MappingTable:
    """Where units count in a tree, as arrays.

    The nodes of unit `u` in layout `l` stand from `starts[l * units + u]` up to the next start. `nodes` and `shares`
    are places in `node_ids` and `share_values`; the share at place 0 is 1.
    """

    starts: npt.NDArray[np.int64]
    nodes: npt.NDArray[np.int64]
    shares: npt.NDArray[np.int64]
    node_ids: tuple[str, ...]
    share_values: tuple[Fraction, ...]


class Places:
    """Where units count in each month, in one view of the organisation; `on` is the day that is today.

    Months in which every unit has the same place share a layout: `layouts` says which each month has.
    """

    def __init__(self, organisation: Organisation, months: Iterable[Month], *, view: View, on: date) -> None:
        self.organisation = organisation
        self.view = view
        self.on = on
        self.months = tuple(sorted(set(months)))
        self.whole = whole_of(organisation)
        self._standing: dict[tuple[str, bool], dict[str, npt.NDArray[np.bool_]]] = {}
        if view is View.AS_IT_IS:
            self._trees = [StandingTrees(organisation, on, on, carried=True)]
            self._number = dict.fromkeys(self.months, 0)
        else:
            self._trees, self._number = _layouts(organisation, self.months)

    @property
    def layouts(self) -> npt.NDArray[np.int64]:
        """The number of the layout of each month."""
        return np.array([self._number[month] for month in self.months], dtype=np.int64)

    def of(self, unit: str, month: Month, tree: str = LINE) -> Placing:
        """Where a unit's work of a month counts in a tree. Raises KeyError for a month that was not asked for."""
        return self._trees[self._number[month]].placing(unit, tree)

    def table(self, units: Sequence[str], tree: str, *, unclear: bool = False) -> MappingTable:
        """Where the units count, or where it is unclear whether they do, in every layout."""
        node_ids: dict[str, int] = {}
        share_values: dict[Fraction, int] = {ONE: 0}
        starts, nodes, shares = [0], [], []
        for trees in self._trees:
            for unit in units:
                placing = trees.placing(unit, tree)
                placed = dict.fromkeys(placing.unclear, ONE) if unclear else placing.counted
                for node, share in placed.items():
                    nodes.append(node_ids.setdefault(node, len(node_ids)))
                    shares.append(share_values.setdefault(share, len(share_values)))
                starts.append(len(nodes))
        return MappingTable(
            np.array(starts, dtype=np.int64),
            np.array(nodes, dtype=np.int64),
            np.array(shares, dtype=np.int64),
            tuple(node_ids),
            tuple(share_values),
        )

    def stands(self, node: str, tree: str) -> npt.NDArray[np.bool_]:
        """In which of the months a unit that counts at the node was valid."""
        return self._months_of(node, tree, divided=False)

    def is_divided(self, node: str, tree: str) -> npt.NDArray[np.bool_]:
        """In which of the months a unit was valid of which no more than a part counts at the node."""
        return self._months_of(node, tree, divided=True)

    def _months_of(self, node: str, tree: str, *, divided: bool) -> npt.NDArray[np.bool_]:
        if (tree, divided) not in self._standing:
            self._standing[tree, divided] = self._nodes_of_months(tree, divided=divided)
        return self._standing[tree, divided].get(node, np.zeros(len(self.months), dtype=np.bool_))

    def _nodes_of_months(self, tree: str, *, divided: bool) -> dict[str, npt.NDArray[np.bool_]]:
        found: dict[str, npt.NDArray[np.bool_]] = {}
        layouts = self.layouts
        firsts = np.array([month.first_day for month in self.months], dtype="datetime64[D]")
        lasts = np.array([month.last_day for month in self.months], dtype="datetime64[D]")
        for unit in self.organisation.units:
            first, last = unit.validity.first or date.min, unit.validity.last or date.max
            valid = (lasts >= np.datetime64(first)) & (firsts <= np.datetime64(last))
            for number in np.unique(layouts[valid]):
                then = valid & (layouts == number)
                placing = self._trees[number].placing(unit.id, tree)
                for node in placing.divided if divided else placing.counted:
                    found[node] = found[node] | then if node in found else then
        return found


def _layouts(organisation: Organisation, months: Sequence[Month]) -> tuple[list[StandingTrees], dict[Month, int]]:
    """The trees as they stood, once for all months in which every unit had the same place."""
    rows = Counter(unit.id for unit in organisation.units)
    moving = [unit for unit, count in rows.items() if count > 1]
    dated = [membership for membership in organisation.memberships if membership.validity != Validity()]
    known: dict[object, int] = {}
    trees: list[StandingTrees] = []
    numbers: dict[Month, int] = {}
    for month in months:
        first, last = month.first_day, month.last_day
        places = tuple(id(organisation.row_in(unit, first, last)) for unit in moving)
        held = tuple(holds(membership, organisation.row_in(membership.unit, first, last), last) for membership in dated)
        if (places, held) not in known:
            known[places, held] = len(trees)
            trees.append(StandingTrees(organisation, first, last, carried=False))
        numbers[month] = known[places, held]
    return trees, numbers
