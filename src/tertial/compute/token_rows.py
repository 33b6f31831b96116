"""The tokens of rows that meet a condition, by unit, month and part of the people: from a feed, or a derived fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute import coded
from tertial.compute.coded import Groups
from tertial.compute.derived import offering
from tertial.compute.entries import MonthEntries, Numbers, Place, places_of
from tertial.compute.partitions import CodedRows, Known, PartitionPlan, countable, grouped_rows
from tertial.compute.questions import COUNT, MONTH, UNIT
from tertial.compute.sources import EventSource
from tertial.compute.table_names import CELLS
from tertial.compute.token_plan import TOKEN, TokenPlan
from tertial.compute.written import WrittenSql
from tertial.domain.calendar import Month
from tertial.domain.feeds.stored import PROVIDER
from tertial.store.person_codes import PERSON, PERSON_CODE, codes_of

WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class TokenPartition:
    """A plan over a feed with its SQL, made once and used for every month."""

    plan: TokenPlan
    partition: PartitionPlan
    wanted: str
    """Whether the rows of each cell meet the condition; empty where all do."""

    @classmethod
    def of(cls, plan: TokenPlan, written: WrittenSql) -> TokenPartition:
        """The plan of one indicator over a feed as it is."""
        (cuboid,) = plan.scope.cuboids
        where = plan.term.where
        wanted = "" if where is None else written.conditions(plan.scope, cuboid, {WANTED: where})
        return cls(plan, PartitionPlan.of(plan.scope, written), wanted)

    def chosen(self, connection: duckdb.DuckDBPyConnection, groups: Groups) -> Numbers | None:
        """Whether each row meets the condition; None where all do."""
        if not self.wanted:
            return None
        connection.register(CELLS, pa.table({**groups.keys, COUNT: coded.counts(groups)}))
        answers = connection.sql(self.wanted).to_arrow_table()[WANTED]
        found = pc.fill_null(answers, False).to_numpy(zero_copy_only=False)
        connection.unregister(CELLS)
        return None if found.all() else coded.chosen(groups, found)


def partition_entries(
    connection: duckdb.DuckDBPyConnection, source: EventSource, of: TokenPartition, month: Month, known: Known
) -> MonthEntries:
    """The entries of a month of a feed. Raises StoreError."""
    plan = of.plan
    (cuboid,) = plan.scope.cuboids
    token = PERSON_CODE if plan.of == PERSON else plan.of
    columns = tuple(dict.fromkeys((*of.partition.columns, token, PROVIDER)))
    rows = CodedRows(connection, countable(source.read(plan.scope.fact.sources[0], month, columns)), known)
    groups = grouped_rows(rows, of.partition, cuboid)
    chosen = of.chosen(connection, groups)
    there = rows.array(token).is_valid().to_numpy(zero_copy_only=False)
    if chosen is not None:
        there &= chosen
    columns_of_cells = {"unit": groups.keys[UNIT].to_pylist()} | {
        name: groups.keys[column].to_pylist() for name, column in plan.splits.items()
    }
    numbers: dict[Place, int] = {}
    at_cell = np.array(
        [numbers.setdefault(place, len(numbers)) for place in places_of(columns_of_cells, groups.count)], np.int64
    )
    at, codes = at_cell[groups.of_row], _told_by_provider(rows, token)
    if not there.all():
        at, codes = at[there], codes[there]
    return MonthEntries.of_rows(month, list(numbers), at, codes)


def _told_by_provider(rows: CodedRows, token: str) -> Numbers:
    """Codes that tell care providers apart: a person at two of them is nobody's to put together."""
    providers = rows.raw(PROVIDER)
    of_provider = token_codes(pc.fill_null(providers.values.cast(pa.string()), ""))
    codes = token_codes(rows.array(token))
    return codes ^ (of_provider[0] if len(of_provider) == 1 else of_provider[providers.codes])


def token_codes(tokens: pa.Array) -> Numbers:
    """The codes of a column that has them, or has tokens; 0 where there is none."""
    if pa.types.is_integer(tokens.type):
        found: Numbers = pc.fill_null(tokens, 0).to_numpy(zero_copy_only=False)
        return found
    named = coded.coded_values(tokens)
    return codes_of(pc.fill_null(named.values.cast(pa.string()), ""))[named.codes]


def derived_entries(
    connection: duckdb.DuckDBPyConnection,
    source: EventSource,
    plan: TokenPlan,
    months: Sequence[Month],
    written: WrittenSql,
) -> Iterator[MonthEntries]:
    """The entries of these months of a derived fact. Raises StoreError."""
    with offering(connection, source, plan.scope.fact, months):
        table = connection.sql(written.token_entries(plan)).to_arrow_table()
    for month in months:
        of_month = table.filter(pc.equal(table[MONTH], pa.scalar(month.first_day, pa.date32())))
        yield _entries(of_month, plan, month)


def _entries(table: pa.Table, plan: TokenPlan, month: Month) -> MonthEntries:
    columns = {"unit": table[UNIT].to_pylist()} | {name: table[name].to_pylist() for name in plan.splits}
    numbers: dict[Place, int] = {}
    at = np.array(
        [numbers.setdefault(place, len(numbers)) for place in places_of(columns, table.num_rows)], dtype="int64"
    )
    return MonthEntries.of_rows(month, list(numbers), at, _codes(table, TOKEN) ^ _codes(table, PROVIDER))


def _codes(table: pa.Table, name: str) -> Numbers:
    column = table[name].combine_chunks()
    return token_codes(column if isinstance(column, pa.Array) else pa.concat_arrays(column.chunks))
