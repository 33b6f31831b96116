"""The fast engine: from events to the cells of every indicator that is a sum or a histogram."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path

import duckdb
import pyarrow as pa

from tertial.compute import connection as connections
from tertial.compute.derived import DerivedRows
from tertial.compute.entries import MonthEntries, in_common
from tertial.compute.melting import Answered, melted
from tertial.compute.nodes import Nodes
from tertial.compute.partitions import Known, PartitionQuestions, answers_of_months
from tertial.compute.plan import Scope, planned
from tertial.compute.sources import EventSource
from tertial.compute.terms import Term, terms_of
from tertial.compute.token_plan import TokenPlan
from tertial.compute.token_rows import TokenPartition, derived_entries, partition_entries
from tertial.compute.unique import Counting
from tertial.compute.written import WrittenSql
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import UniqueCell
from tertial.domain.facts.contract import EVER, Fact
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Unique
from tertial.store.snapshots.schema import UNIQUE, unique_cells_of

EVERY_MONTH = 12_000
MONTHS_AT_ONCE = 12
"""Months of a derived fact that are made together: what a stock has rows of for each month must fit in memory."""

FEW_ROWS = 2_000_000
"""Rows of a fact's feeds that are few: a derived fact makes some times as many of them."""

ANSWERED_AT_ONCE = 6
"""Months of a feed whose cells, many fewer than their rows, are asked together."""


class Engine:
    """Computes with so many cores; `spill` is a folder for what does not fit in memory, `written` has its SQL.

    `told` is called as work is done, with how many months of facts are done since the last time.
    """

    def __init__(
        self,
        source: EventSource,
        *,
        cores: int | None = None,
        spill: Path | None = None,
        written: WrittenSql | None = None,
        told: Callable[[int], None] = lambda _months: None,
    ) -> None:
        self.source = source
        self._cores = cores or os.cpu_count() or 1
        self._spill = spill
        self._written = written or WrittenSql()
        self._singles = connections.Lending(connections.single)
        self._wides = connections.Lending(lambda: connections.wide(self._cores, self._spill))
        self._at_wide = threading.Lock()
        self._told = told

    def facts_together(self, rows: int) -> bool:
        """Whether facts that are made from so many rows may be computed side by side: those of little work, which is
        mostly waiting and planning. Many rows keep every core busy, and are to have the memory to themselves.
        """
        return rows <= FEW_ROWS

    @contextmanager
    def _wide(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The one connection that may hold a whole feed, and write what does not fit in memory."""
        with self._at_wide, self._wides.lent() as connection:
            yield connection

    def months_together(self, fact: Fact) -> int:
        """How many months of a fact are best asked for at once: of a derived one some are made at a time anyway.

        What is kept of events from some months to the next would be read again if they were asked for in parts.
        """
        return EVERY_MONTH if fact.derived and self._written.gathers(fact) else at_once(fact)

    def cells(self, indicators: Iterable[Indicator], months: Sequence[Month]) -> pa.Table:
        """The cells of the indicators in these months, sorted. Raises StoreError, OverflowError."""
        return self.cells_of_terms(terms_of(indicators), months)

    def cells_of_terms(self, terms: Iterable[Term], months: Sequence[Month]) -> pa.Table:
        """The cells of some terms alone."""
        return melted(answered for scope in planned(terms) for answered in self.answers(scope, sorted(months)))

    def answers(self, scope: Scope, months: Sequence[Month]) -> list[Answered]:
        """The answers to the questions of one scope. Raises StoreError, OverflowError."""
        if scope.fact.derived:
            return list(self._derived(scope, months))
        loaded = set(self.source.months(scope.fact.sources[0]))
        return self._partitioned(scope, [month for month in months if month in loaded])

    def _partitioned(self, scope: Scope, months: Sequence[Month]) -> list[Answered]:
        asked = PartitionQuestions.of(scope, self._written)
        known: Known = {}

        def work(some: Sequence[Month]) -> list[pa.Table]:
            with self._singles.lent() as connection:
                found = answers_of_months(connection, self.source, asked, some, known)
            self._told(len(some))
            return found

        some_months = list(_shares(months, self._cores))
        with ThreadPoolExecutor(self._cores) as pool:
            contexts = [copy_context() for _some in some_months]
            found = list(pool.map(lambda pair: pair[0].run(work, pair[1]), zip(contexts, some_months, strict=True)))
        # Months may have been loaded without a row.
        answers = zip(*filter(None, found), strict=True)
        return [
            Answered(question, pa.concat_tables(tables))
            for question, tables in zip(asked.questions, answers, strict=False)
        ]

    def _derived(self, scope: Scope, months: Sequence[Month]) -> Iterator[Answered]:
        with self._wide() as connection:
            made = DerivedRows(connection, self.source, scope, self._written)
            for run in runs(months, at_once(scope.fact)):
                yield from made.answers(run)
                self._told(len(run))
            made.forget()

    def unique(self, indicators: Iterable[Indicator], nodes: Nodes, periods: Sequence[Period]) -> Iterator[UniqueCell]:
        """The counts of different tokens of the indicators that count such, in these periods.

        Raises StoreError.
        """
        return unique_cells_of(self.unique_table(indicators, nodes, periods))

    def unique_table(self, indicators: Iterable[Indicator], nodes: Nodes, periods: Sequence[Period]) -> pa.Table:
        """The same as the store keeps it."""
        tables = [UNIQUE.empty_table()]
        for indicator in indicators:
            if isinstance(indicator.measure, Unique):
                plan = TokenPlan.of_indicator(indicator, indicator.measure)
                tables += self._counted(plan, Counting(indicator.id, plan.splits.keys(), nodes), periods)
        return pa.concat_tables(tables).unify_dictionaries()

    def _counted(self, plan: TokenPlan, counting: Counting, periods: Sequence[Period]) -> Iterator[pa.Table]:
        """The counts of each period; entries are kept no longer than until the periods that need them are counted."""
        single = [period for period in periods if len(period.months) == 1]
        longer = [period for period in periods if len(period.months) > 1]
        needed = {month for period in longer for month in period.months}
        kept: dict[Month, MonthEntries] = {}

        def of_month(entries: MonthEntries) -> list[pa.Table]:
            if entries.month in needed:
                kept[entries.month] = entries
            return [counting.counted(period, [entries]) for period in single if period.first == entries.month]

        for tables in self._of_entries(plan, sorted(needed.union(*(period.months for period in single))), of_month):
            yield from tables
        common = {one.month: one for one in in_common(list(kept.values()))}
        with ThreadPoolExecutor(self._cores) as pool:
            yield from pool.map(
                lambda period: counting.counted(period, [common[month] for month in period.months if month in common]),
                longer,
            )

    def _of_entries(
        self, plan: TokenPlan, months: Sequence[Month], made_of: Callable[[MonthEntries], list[pa.Table]]
    ) -> Iterator[list[pa.Table]]:
        """What is made of the entries of each month that has any."""
        if plan.scope.fact.derived:
            with self._wide() as connection:
                for run in runs(months, at_once(plan.scope.fact)):
                    yield from map(made_of, derived_entries(connection, self.source, plan, run, self._written))
                    self._told(len(run))
            return
        loaded = set(self.source.months(plan.scope.fact.sources[0]))
        of = TokenPartition.of(plan, self._written)
        known: Known = {}

        def work(month: Month) -> list[pa.Table]:
            with self._singles.lent() as connection:
                found = made_of(partition_entries(connection, self.source, of, month, known))
            self._told(1)
            return found

        with ThreadPoolExecutor(self._cores) as pool:
            yield from pool.map(work, [month for month in months if month in loaded])


def _shares(months: Sequence[Month], cores: int) -> Iterator[Sequence[Month]]:
    """The months in shares, smaller towards the end, so that the cores are done at the same time."""
    done = 0
    while done < len(months):
        share = min(ANSWERED_AT_ONCE, max((len(months) - done) // (2 * cores), 1))
        yield months[done : done + share]
        done += share


def at_once(fact: Fact) -> int:
    """How many months of a derived fact are made together.

    A fact that reads everything before, whichever month is asked for, is made in one go; its rows are no more for that.
    """
    return EVERY_MONTH if fact.look_back == EVER and not fact.at_month_ends else MONTHS_AT_ONCE


def runs(months: Sequence[Month], longest: int = MONTHS_AT_ONCE) -> Iterator[list[Month]]:
    """The months in runs that follow each other, none longer than so many."""
    run: list[Month] = []
    for month in months:
        if run and (run[-1].plus(1) != month or len(run) == longest):
            yield run
            run = []
        run.append(month)
    if run:
        yield run
