"""The tokens of rows that meet a condition, by unit, month and part of the people: from a feed, or a derived fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute import coded
from tertial.compute.derived import offering
from tertial.compute.entries import Numbers, Pairs, Place, different_pairs, places_of
from tertial.compute.logical import CELLS, COUNT, MONTH, UNIT, cuboid_table
from tertial.compute.logical_unique import TOKEN, TokenPlan, token_entries
from tertial.compute.partitions import CodedRows, Known, PartitionPlan, countable, grouped_rows
from tertial.compute.sources import EventSource
from tertial.compute.sql import duckdb_sql
from tertial.domain.calendar import Month
from tertial.domain.feeds.stored import PROVIDER

WANTED = "wanted"


def partition_pairs(
    connection: duckdb.DuckDBPyConnection, source: EventSource, plan: TokenPlan, month: Month, known: Known
) -> Pairs:
    """The pairs of a month of a feed. Raises StoreError."""
    partition = PartitionPlan.of(plan.scope)
    (cuboid,) = plan.scope.cuboids
    columns = tuple(dict.fromkeys((*partition.columns, plan.of, PROVIDER)))
    rows = CodedRows(connection, countable(source.read(plan.scope.fact.sources[0], month, columns)), known)
    groups = grouped_rows(rows, partition, cuboid)
    cells = cuboid_table(plan.scope, cuboid, CELLS, months=False)
    connection.register(CELLS, pa.table({**groups.keys, COUNT: coded.counts(groups)}))
    sql = duckdb_sql(cells.select(plan.wanted(cells).name(WANTED)))
    wanted = coded.chosen(groups, connection.sql(sql).to_arrow_table()[WANTED].to_numpy(zero_copy_only=False))
    connection.unregister(CELLS)
    codes, dictionary = _named_with_provider(rows, plan.of)
    there = wanted & rows.array(plan.of).is_valid().to_numpy(zero_copy_only=False)
    columns_of_cells = {"unit": groups.keys[UNIT].to_pylist()} | {
        name: groups.keys[column].to_pylist() for name, column in plan.splits.items()
    }
    places = places_of(columns_of_cells, groups.count)
    numbers: dict[Place, int] = {}
    at_cell = np.array([numbers.setdefault(place, len(numbers)) for place in places])
    at, found = different_pairs(at_cell[groups.of_row[there]], codes[there], len(dictionary))
    return Pairs(month, list(numbers), at, found, dictionary)


def _named_with_provider(rows: CodedRows, of: str) -> tuple[Numbers, pa.Array]:
    """Tokens that tell care providers apart: a person at two of them is nobody's to put together."""
    providers, tokens = rows.raw(PROVIDER), coded.coded_values(rows.array(of))
    names = [
        pc.binary_join_element_wise(provider or "", pc.fill_null(tokens.values, ""), "/")
        for provider in providers.values.to_pylist()
    ]
    # A month may have no row that may be counted, and then no provider.
    dictionary = pa.concat_arrays(names) if names else pa.array([], pa.string())
    return providers.codes.astype(np.int64) * tokens.size + tokens.codes, dictionary


def derived_pairs(
    connection: duckdb.DuckDBPyConnection, source: EventSource, plan: TokenPlan, months: Sequence[Month]
) -> Iterator[Pairs]:
    """The pairs of these months of a derived fact. Raises StoreError."""
    with offering(connection, source, plan.scope.fact, months):
        table = connection.sql(duckdb_sql(token_entries(plan))).to_arrow_table()
    for month in months:
        of_month = table.filter(pc.equal(table[MONTH], pa.scalar(month.first_day, pa.date32())))
        yield _pairs(of_month, plan, month)


def _pairs(table: pa.Table, plan: TokenPlan, month: Month) -> Pairs:
    columns = {"unit": table[UNIT].to_pylist()} | {name: table[name].to_pylist() for name in plan.splits}
    numbers: dict[Place, int] = {}
    at = np.array(
        [numbers.setdefault(place, len(numbers)) for place in places_of(columns, table.num_rows)], dtype="int64"
    )
    encoded = table[TOKEN].combine_chunks().dictionary_encode()
    encoded = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    return Pairs(month, list(numbers), at, encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary)
