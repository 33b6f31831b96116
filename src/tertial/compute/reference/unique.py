"""How many different persons, or other tokens, the rows have: a set of them for each figure, and its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tertial.compute.reference.fact_rows import FactRows
from tertial.compute.reference.rows import Row
from tertial.compute.reference.splits import split_of
from tertial.compute.reference.values import perhaps
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import NodesOfUnits, UniqueCell, View
from tertial.domain.feeds.stored import PROVIDER
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Unique
from tertial.domain.results import Sex, Split


def reference_unique(
    indicators: Sequence[Indicator],
    events: Mapping[str, Sequence[Row]],
    places: NodesOfUnits,
    periods: Sequence[Period],
) -> list[UniqueCell]:
    """The counts of different tokens at each node, in each period and for each part of the people, sorted.

    Counts stand for everybody and for every part that has rows: a person whose rows tell two sexes in the period counts
    in both, and once among all. Raises TooManyRows for a feed of more rows than the slow engine takes.
    """
    rows = FactRows(events, [month for period in periods for month in period.months])
    ways = sorted({(view, tree) for view, tree, _unit, _month in places})
    found: list[UniqueCell] = []
    for indicator in indicators:
        if not isinstance(indicator.measure, Unique):
            continue
        tokens: dict[tuple[View, str, str, Period, Split], set[str]] = defaultdict(set)
        for token, unit, month, splits in _told(indicator, indicator.measure, rows):
            for view, tree in ways:
                for node in places.get((view, tree, unit, month), ()):
                    for period in {period for period in periods if period.contains(month)}:
                        for split in splits:
                            tokens[view, tree, node, period, split].add(token)
        found += [_cell(indicator, *key, len(different)) for key, different in tokens.items()]
    return sorted(found, key=in_order)


def in_order(cell: UniqueCell) -> tuple[str, ...]:
    """What cells are sorted by; periods have no order of their own."""
    return (
        cell.indicator,
        cell.view,
        cell.tree,
        cell.node,
        str(cell.period),
        cell.sex,
        cell.age_band,
        cell.category,
    )


def _told(indicator: Indicator, measure: Unique, rows: FactRows) -> Iterator[tuple[str, str, Month, set[Split]]]:
    """The known token of each row, with its unit and month and the parts of the people that it counts in.

    A token is its care provider's own: at another provider it is another person's.
    """
    for placed in rows.of(measure.rows):
        token = perhaps(placed.row, measure.of, str)
        if token is not None:
            own = split_of(indicator, measure.rows.fact, placed.row)
            yield f"{placed.row[PROVIDER]}/{token}", placed.unit, placed.month, _with_totals(own)


def _with_totals(split: Split) -> set[Split]:
    """The part, and all that it is a part of: every split by everything, by some of it and not at all."""
    each = product({Sex.ALL, split.sex}, {"", split.age_band}, {"", split.category})
    return {Split(sex, band, category) for sex, band, category in each}


def _cell(
    indicator: Indicator, view: View, tree: str, node: str, period: Period, split: Split, count: int
) -> UniqueCell:
    return UniqueCell(
        indicator=indicator.id,
        view=view,
        tree=tree,
        node=node,
        period=period,
        sex=split.sex,
        age_band=split.age_band,
        category=split.category,
        count=count,
    )
