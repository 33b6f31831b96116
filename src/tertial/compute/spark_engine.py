"""The fast engine on Spark: the same logical plan as SQL text, the same cells. Only answers leave the executors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tertial.compute.derived import asked_months, closure, needed_columns
from tertial.compute.engine import EVERY_MONTH, MONTHS_AT_ONCE
from tertial.compute.logical import (
    answer,
    cuboid_rows,
    cuboid_table,
    fact_rows,
    in_asked_months,
    wanted_rows,
)
from tertial.compute.logical_unique import entries_table, token_counts, token_entries
from tertial.compute.melting import Answered, melted
from tertial.compute.nodes import Nodes
from tertial.compute.plan import Scope, planned
from tertial.compute.questions import MONTH, UNIT, questions
from tertial.compute.sources import EventFiles
from tertial.compute.spark_session import MUST_BE, explaining
from tertial.compute.sql import spark_sql
from tertial.compute.table_names import CELLS, MADE, MONTHS, table_name
from tertial.compute.terms import Term, terms_of
from tertial.compute.token_places import TokenPlaces, period_months
from tertial.compute.token_plan import ENTRIES, PERIODS, PLACES, TokenPlan
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import UniqueCell
from tertial.domain.facts.contract import Fact
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import StoredKind, stored_columns
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Unique
from tertial.store.snapshots.schema import unique_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PERIODS_AT_ONCE = 24
"""Periods whose different tokens are counted together: each entry is shuffled once for every period that it is in."""

_SQL_TYPES = {
    StoredKind.TEXT: "STRING",
    StoredKind.NAME: "STRING",
    StoredKind.TOKEN: "STRING",
    StoredKind.INTEGER: "BIGINT",
    StoredKind.DECIMAL: "DECIMAL(18, 6)",
    StoredKind.AMOUNT: "BIGINT",
    StoredKind.DATE: "DATE",
    StoredKind.INSTANT: "TIMESTAMP",
    StoredKind.YES_NO: "BOOLEAN",
}


class SparkEngine:
    """Computes in a session of Spark, over files that every machine of it reads under the same paths.

    `told` is called as work is done, with how many months of facts are done since the last time.
    """

    def __init__(
        self, source: EventFiles, session: SparkSession, *, told: Callable[[int], None] = lambda _months: None
    ) -> None:
        self.source = source
        self._session = session
        self._told = told
        for name, value in MUST_BE.items():
            session.conf.set(name, value)

    def facts_together(self, _rows: int) -> bool:
        """Never: facts go by the same names in the session."""
        return False

    def months_together(self, fact: Fact) -> int:
        """How many months of a fact are best asked for at once: all of a derived one, whose windows reach far back."""
        return EVERY_MONTH if fact.derived else MONTHS_AT_ONCE

    def cells(self, indicators: Iterable[Indicator], months: Sequence[Month]) -> pa.Table:
        """The cells of the indicators in these months, sorted. Raises StoreError, OverflowError."""
        return self.cells_of_terms(terms_of(indicators), months)

    def cells_of_terms(self, terms: Iterable[Term], months: Sequence[Month]) -> pa.Table:
        """The cells of some terms alone. Raises StoreError, OverflowError."""
        with explaining():
            return melted(answered for scope in planned(terms) for answered in self._answers(scope, sorted(months)))

    def unique(self, indicators: Iterable[Indicator], nodes: Nodes, periods: Sequence[Period]) -> Iterator[UniqueCell]:
        """The counts of different tokens of the indicators that count such, in these periods.

        Raises StoreError.
        """
        months = sorted({month for period in periods for month in period.months})
        for indicator in indicators:
            if isinstance(indicator.measure, Unique):
                plan = TokenPlan.of_indicator(indicator, indicator.measure)
                with explaining():
                    yield from self._unique(plan, nodes, months, periods)

    def unique_table(self, indicators: Iterable[Indicator], nodes: Nodes, periods: Sequence[Period]) -> pa.Table:
        """The same as the store keeps it. Raises StoreError."""
        return unique_table(self.unique(indicators, nodes, periods))

    def _answers(self, scope: Scope, months: Sequence[Month]) -> Iterator[Answered]:
        asked = self._months_with_rows(scope.fact, months)
        if not asked:
            return
        with self.offered(scope.fact, asked):
            columns = needed_columns(scope)
            rows = in_asked_months(fact_rows(scope.fact, scope.events, columns), scope.fact)
            if scope.fact.derived:
                made = wanted_rows(rows, scope).select(MONTH, *columns)
                with self._ready(MADE, made, kept=len(scope.cuboids) > 1):
                    yield from self._of_cuboids(ibis.table(made.schema(), name=MADE), scope)
            else:
                yield from self._of_cuboids(rows, scope)
        self._told(len(asked))

    def _of_cuboids(self, rows: ir.Table, scope: Scope) -> Iterator[Answered]:
        for cuboid in scope.cuboids:
            asked = list(questions(cuboid))
            with self._ready(CELLS, cuboid_rows(rows, scope, cuboid, months=True), kept=len(asked) > 1):
                cells = cuboid_table(scope, cuboid, CELLS, months=True)
                for question in asked:
                    yield Answered(question, self.collected(answer(question, cells, months=True)))

    def _months_with_rows(self, fact: Fact, months: Sequence[Month]) -> list[Month]:
        if fact.derived:
            return list(months)
        loaded = set(self.source.months(fact.sources[0]))
        return [month for month in months if month in loaded]

    def _unique(
        self, plan: TokenPlan, nodes: Nodes, months: Sequence[Month], periods: Sequence[Period]
    ) -> Iterator[UniqueCell]:
        asked = self._months_with_rows(plan.scope.fact, months)
        if not asked:
            return
        with self.offered(plan.scope.fact, asked), self._ready(ENTRIES, token_entries(plan), kept=True):
            counting = self.collected(entries_table(plan).select(UNIT, MONTH).distinct())
            places = TokenPlaces.of(counting, nodes)
            with self._table(PLACES, places.table):
                for first in range(0, len(periods), PERIODS_AT_ONCE):
                    some = periods[first : first + PERIODS_AT_ONCE]
                    with self._table(PERIODS, period_months(some)):
                        counted = self.collected(token_counts(plan))
                    yield from places.cells(plan.term.term.indicator, some, counted)
        self._told(len(asked))

    @contextmanager
    def offered(self, fact: Fact, months: Sequence[Month]) -> Iterator[None]:
        """Let SQL find the rows that those of these months are made from, and the months."""
        for feed in fact.sources:
            held = closure(fact, months[0], months[-1], self.source.months(feed))
            self._view(feed, self.source.files(feed, held))
        try:
            with self._table(MONTHS, asked_months(months)):
                yield
        finally:
            for feed in fact.sources:
                self._session.catalog.dropTempView(table_name(feed))

    def _view(self, feed: str, files: Sequence[Path]) -> None:
        """The rows of files as a view; what older files lack is NULL, since it is said what there should be."""
        columns = stored_columns(all_feeds()[feed])
        if files:
            schema = ", ".join(f"`{column.name}` {_SQL_TYPES[column.kind]}" for column in columns)
            rows = self._session.read.schema(schema).parquet(*map(str, files))
        else:
            rows = self._session.range(0).selectExpr(
                *(f"CAST(NULL AS {_SQL_TYPES[column.kind]}) AS `{column.name}`" for column in columns)
            )
        rows.createOrReplaceTempView(table_name(feed))

    @contextmanager
    def _ready(self, name: str, rows: ir.Table, *, kept: bool) -> Iterator[None]:
        """A view of the rows; `kept` where they are made, on the executors, if they are asked for several times."""
        frame = self._frame(rows)
        if kept:
            frame.persist()
        frame.createOrReplaceTempView(name)
        try:
            yield
        finally:
            self._session.catalog.dropTempView(name)
            if kept:
                frame.unpersist()

    @contextmanager
    def _table(self, name: str, table: pa.Table) -> Iterator[None]:
        """A small table of the program's own as a view."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)
        try:
            yield
        finally:
            self._session.catalog.dropTempView(name)

    def _frame(self, rows: ir.Table) -> DataFrame:
        return self._session.sql(spark_sql(rows))

    def collected(self, rows: ir.Table) -> pa.Table:
        """The rows, brought here; the only way out of the executors."""
        table: pa.Table = self._frame(rows).toArrow()
        return table
