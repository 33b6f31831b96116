"""Writes the SQL of the engine of one machine, by Ibis; `WrittenSql` asks for it, and keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import ibis
import ibis.expr.types as ir

from tertial.compute.derived import fewest, needed_columns
from tertial.compute.facts.windows import MONTH_NUMBER
from tertial.compute.ibis_expressions import ibis_value
from tertial.compute.logical import (
    answer,
    cuboid_rows,
    cuboid_table,
    fact_rows,
    fact_sources,
    in_asked_months,
    key_value,
    maker,
    quantity,
    wanted_rows,
)
from tertial.compute.logical_unique import token_entries
from tertial.compute.plan import Added, Cuboid, Key, Scope
from tertial.compute.questions import MONTH, questions
from tertial.compute.sql import duckdb_sql, feed_table, months_table
from tertial.compute.table_names import CELLS, GATHERED, MADE, ROWS
from tertial.compute.token_plan import TokenPlan
from tertial.domain.expressions.tree import Expression
from tertial.domain.facts.contract import Fact


def values(fact: Fact, columns: Iterable[str], keys: Iterable[Key | Added]) -> str:
    """What these keys, or quantities, of a feed come to in each row, which has these columns."""
    kinds = feed_table(fact.sources[0]).schema()
    rows = ibis.table({name: kinds[name] for name in columns}, name=ROWS)
    return duckdb_sql(
        rows.select(
            **{
                key.name: quantity(key.expression, fact, rows) if isinstance(key, Added) else key_value(key, fact, rows)
                for key in keys
            }
        )
    )


def conditions(scope: Scope, cuboid: Cuboid, asked: Mapping[str, Expression]) -> str:
    """Whether each cell of a cuboid meets these conditions, by the names of the columns of the answer."""
    cells = cuboid_table(scope, cuboid, CELLS, months=False)
    return duckdb_sql(cells.select(**{name: ibis_value(where, cells) for name, where in asked.items()}))


def statements(scope: Scope, *, from_kept: bool) -> Iterator[str]:
    """What answers a scope over a derived fact: the rows, where several cuboids are made from them, else nothing; then
    each cuboid and after it its questions.
    """
    if from_kept:
        made = maker(scope.fact).rows_of(
            ibis.table(_gathered(scope).schema(), name=GATHERED), months_table(), fewest(scope)
        )
    else:
        made = fact_rows(scope.fact, scope.events, needed_columns(scope))
    rows = wanted_rows(in_asked_months(made, scope.fact), scope)
    if len(scope.cuboids) > 1:
        needed = rows.select(MONTH, *needed_columns(scope))
        yield duckdb_sql(needed)
        rows = ibis.table(needed.schema(), name=MADE)
    else:
        yield ""
    for cuboid in scope.cuboids:
        yield duckdb_sql(cuboid_rows(rows, scope, cuboid, months=True))
        cells = cuboid_table(scope, cuboid, CELLS, months=True)
        for question in questions(cuboid):
            yield duckdb_sql(answer(question, cells, months=True))


def gathers(fact: Fact) -> bool:
    """Whether what is kept of the events for some months serves the months that follow."""
    return hasattr(maker(fact), "gathered")


def _gathered(scope: Scope) -> ir.Table:
    kept: ir.Table = maker(scope.fact).gathered(fact_sources(scope.fact, scope.events))
    return kept


def gathering(scope: Scope, first: int | None) -> str:
    """What is to be kept of the events: new ones, and of those kept already the ones from a month's number on."""
    new = _gathered(scope)
    if first is not None:
        kept = ibis.table(new.schema(), name=GATHERED)
        new = kept.filter(kept[MONTH_NUMBER] >= first).union(new)
    return duckdb_sql(new)


def tokens(plan: TokenPlan) -> str:
    """The different tokens of each unit, month and part of the people."""
    return duckdb_sql(token_entries(plan))
