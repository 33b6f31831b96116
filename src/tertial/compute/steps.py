"""How many rows are left after each filter of a figure, by one pass over the rows of its fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa

from tertial.compute.derived import closure, offering
from tertial.compute.filters import Chain, Filter, FilterKind
from tertial.compute.ibis_expressions import ibis_value
from tertial.compute.logical import fact_rows, in_asked_months
from tertial.compute.node_sums import TreePlaces
from tertial.compute.persons import COUNTED
from tertial.compute.places import Places
from tertial.compute.questions import MONTH
from tertial.compute.sources import EventSource
from tertial.compute.sql import duckdb_sql, feed_table
from tertial.domain.calendar import Month
from tertial.domain.expressions.grounding import grounded
from tertial.domain.expressions.tree import Expression
from tertial.domain.feeds.stored import MARKS, PROVIDER
from tertial.domain.measures import Part
from tertial.domain.organisation import LINE

PASSED = "filters_passed"
"""The column that says how many filters a row has passed, one after the other, before one that it did not."""

_UNITS, _UNIT, _MONTH, _HERE = "units_of_node", "node_unit", "node_month", "node_here"
_ROWS, _DIFFERENT = "rows", "different"


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a tree, in one view of the organisation."""

    id: str
    tree: str
    places: Places

    @property
    def is_whole(self) -> bool:
        """Whether rows of no unit, and of units that nobody knows, count here."""
        return self.tree == LINE and self.id == self.places.whole

    def units(self, months: Sequence[Month]) -> pa.Table:
        """Every unit of the organisation and whether it counts here, month by month."""
        units = self.places.organisation.ids
        layouts = dict(zip(self.places.months, self.places.layouts.tolist(), strict=True))
        here = TreePlaces.of(self.places.table(units, self.tree), self.places.layouts, len(units)).units_at(self.id)
        return pa.table(
            {
                _UNIT: pa.array([unit for _month in months for unit in units], pa.string()),
                _MONTH: pa.array([month.first_day for month in months for _unit in units], pa.date32()),
                _HERE: pa.array([bool(one) for month in months for one in here[layouts[month]]], pa.bool_()),
            }
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A filter, none for all the rows that there are, and how many rows are left after it."""

    filter: Filter | None
    rows: int


@dataclass(frozen=True, slots=True)
class SourceSteps:
    """The rows of a feed that a derived fact is made from, in the months that it looks at; none where it has none."""

    feed: str
    months: tuple[Month, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A chain with its rows counted, in the months counted.

    `different` is how many persons, or others, the last rows are of, where such are counted.
    """

    chain: Chain
    months: tuple[Month, ...]
    sources: tuple[SourceSteps, ...]
    steps: tuple[Step, ...]
    different: int | None = None

    def rows(self, part: Part) -> int:
        """How many rows a part of the figure rests on. Raises KeyError for a part that is not of the chain."""
        return self.steps[self.chain.ends[part]].rows


def count_steps(
    connection: duckdb.DuckDBPyConnection, source: EventSource, chain: Chain, node: Node, months: Sequence[Month]
) -> Steps:
    """Count the rows of a chain in these months, which are in order and at least one. Raises StoreError."""
    fact = chain.fact
    with rows_offered(connection, source, chain, node, months) as rows:
        measures = {_ROWS: rows.count()}
        if chain.token:
            measures[_DIFFERENT] = _token(rows, chain).nunique()
        counted = _counted(connection, rows.group_by(PASSED).aggregate(**measures))
        sources = tuple(_source_steps(connection, source, chain, node, feed, months) for feed in fact.sources)
    last = counted.get(len(chain.filters), {})
    return Steps(
        chain=chain,
        months=tuple(months),
        sources=sources if fact.derived else (),
        steps=_left(chain.filters, counted),
        different=last.get(_DIFFERENT, 0) if chain.token else None,
    )


@contextmanager
def rows_offered(
    connection: duckdb.DuckDBPyConnection, source: EventSource, chain: Chain, node: Node, months: Sequence[Month]
) -> Iterator[ir.Table]:
    """The fact's rows of the months with how many filters each has passed; the connection finds them in the block.

    A feed's have all columns of the store. Raises StoreError.
    """
    with offering(connection, source, chain.fact, months):
        connection.register(_UNITS, node.units(months))
        try:
            yield _passed(chain, node)
        finally:
            connection.unregister(_UNITS)


def _passed(chain: Chain, node: Node) -> ir.Table:
    fact, organisation = chain.fact, node.places.organisation
    if fact.derived:
        events = chain.rows.events
        rows = fact_rows(fact, None if events is None else grounded(events, organisation))
    else:
        rows = feed_table(fact.sources[0])  # with the rows that may not be counted, to say how many they are
    dated = in_asked_months(rows, fact)
    units = ibis.table({_UNIT: dt.string, _MONTH: dt.date, _HERE: dt.boolean}, name=_UNITS)
    placed = dated.left_join(units, [dated[chain.rows.place] == units[_UNIT], dated[MONTH] == units[_MONTH]])
    return _numbered(placed, [_holds(one, placed, node) for one in chain.filters])


def _holds(one: Filter, rows: ir.Table, node: Node) -> ir.BooleanValue:
    match one.kind:
        case FilterKind.COUNTED:
            return _may_be_counted(rows)
        case FilterKind.AT_UNIT:
            return rows[_HERE].fill_null(node.is_whole)
        case _:
            return _condition(one.condition, rows, node)


def _condition(condition: Expression | None, rows: ir.Table, node: Node) -> ir.BooleanValue:
    if condition is None:
        raise ValueError("a filter of the definition has its condition")
    return ibis_value(grounded(condition, node.places.organisation), rows).fill_null(False)


def _may_be_counted(rows: ir.Table) -> ir.BooleanValue:
    return rows[MARKS].fill_null(0).isin(COUNTED)


def _numbered(rows: ir.Table, holds: Sequence[ir.BooleanValue]) -> ir.Table:
    branches = [(~one, place) for place, one in enumerate(holds)]
    return rows.mutate(**{PASSED: ibis.cases(*branches, else_=len(holds)).cast("int64")})


def _token(rows: ir.Table, chain: Chain) -> ir.StringValue:
    """What is told apart: care providers too, as in the figure."""
    return rows[PROVIDER].fill_null("") + "/" + rows[chain.token]


def _counted(connection: duckdb.DuckDBPyConnection, groups: ir.Table) -> dict[int, Mapping[str, int]]:
    table = connection.sql(duckdb_sql(groups)).to_arrow_table()
    return {row[PASSED]: row for row in table.to_pylist()}


def _left(filters: Sequence[Filter], counted: Mapping[int, Mapping[str, int]]) -> tuple[Step, ...]:
    """All the rows, then those that are left after each filter."""
    return tuple(
        Step(
            filters[place - 1] if place else None,
            sum(row[_ROWS] for passed, row in counted.items() if passed >= place),
        )
        for place in range(len(filters) + 1)
    )


def _source_steps(
    connection: duckdb.DuckDBPyConnection,
    source: EventSource,
    chain: Chain,
    node: Node,
    feed: str,
    months: Sequence[Month],
) -> SourceSteps:
    """Of the feed's rows that the months are made from: those that may be counted, and those that are chosen."""
    filters = (Filter(FilterKind.COUNTED), *chain.of_events)
    rows = feed_table(feed)
    numbered = _numbered(rows, [_holds(one, rows, node) for one in filters])
    counted = _counted(connection, numbered.group_by(PASSED).aggregate(**{_ROWS: numbered.count()}))
    looked_at = closure(chain.fact, months[0], months[-1], source.months(feed))
    return SourceSteps(feed, tuple(looked_at), _left(filters, counted))
