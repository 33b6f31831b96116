"""How many different persons there are at each node in each period: never a sum, so each is counted by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np

from tertial.compute.entries import MonthEntries, Numbers, Place, sorted_once
from tertial.compute.nodes import Nodes
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import UniqueCell, View
from tertial.domain.results import Sex


def unique_cells(
    indicator: str, entries: Iterable[MonthEntries], nodes: Nodes, periods: Sequence[Period]
) -> Iterator[UniqueCell]:
    """The counts of different tokens for everybody and for every part that has rows."""
    by_month = {one.month: one for one in entries}
    most = max((int(one.tokens.max(initial=0)) for one in by_month.values()), default=0) + 1
    for period in periods:
        months = [by_month[month] for month in period.months if month in by_month]
        for (view, tree), whole in product(nodes.ways, _wholes(months)):
            figures: dict[tuple[str, Sex, str, str], int] = {}
            found = [keys for one in months for keys in _figure_keys(one, (view, tree), nodes, whole, figures, most)]
            if not found:
                continue
            different = sorted_once(np.concatenate(found)) // most
            counts = np.bincount(different, minlength=len(figures))
            for (node, sex, age_band, category), place in figures.items():
                count = int(counts[place])
                if count:
                    yield UniqueCell(indicator, view, tree, node, period, sex, age_band, category, count)


Whole = tuple[bool, bool, bool]
"""Whether sexes, age bands and categories are taken together."""


def _wholes(months: Sequence[MonthEntries]) -> list[Whole]:
    """Every way to take what is told apart together or by itself."""
    places = [place for one in months for place in one.places]
    told = (
        any(place[1] is not Sex.ALL for place in places),
        any(place[2] for place in places),
        any(place[3] for place in places),
    )
    sexes, bands, categories = ((True, False) if one else (True,) for one in told)
    return list(product(sexes, bands, categories))


def _figure_keys(
    entries: MonthEntries,
    way: tuple[View, str],
    nodes: Nodes,
    whole: Whole,
    figures: dict[tuple[str, Sex, str, str], int],
    most: int,
) -> Iterator[Numbers]:
    """A number for each figure and token, once for each node that a unit counts at."""
    found: list[list[int]] = [_figures_of(place, way, entries.month, nodes, whole, figures) for place in entries.places]
    deepest = max(map(len, found), default=0)
    for level in range(deepest):
        figure = np.array([one[level] if level < len(one) else -1 for one in found], np.int64)[entries.at]
        there = figure >= 0
        yield figure[there] * most + entries.tokens[there]


def _figures_of(
    place: Place,
    way: tuple[View, str],
    month: Month,
    nodes: Nodes,
    whole: Whole,
    figures: dict[tuple[str, Sex, str, str], int],
) -> list[int]:
    unit, sex, age_band, category = place
    part = (
        Sex.ALL if whole[0] else sex,
        "" if whole[1] else age_band,
        "" if whole[2] else category,
    )
    return [figures.setdefault((node, *part), len(figures)) for node in nodes.at(*way, unit, month)]
