"""The rows behind a figure at one care unit: those that may be shown, and how many there are besides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from tertial.compute.filters import Chain
from tertial.compute.persons import ALL_BITS
from tertial.compute.sources import StateEvents
from tertial.compute.sql import duckdb_sql
from tertial.compute.steps import PASSED, Node, rows_offered
from tertial.domain.calendar import Month
from tertial.domain.expressions.tree import Expression, columns_of
from tertial.domain.facts.contract import ValueType
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import EXTRACT, MARKS
from tertial.domain.measures import Part
from tertial.domain.row_marks import Mark, handling
from tertial.store.state import State

MOST_ROWS = 200
"""So many rows are shown at most, whoever asks."""

SHOWN_MARKS = tuple(
    bits for bits in range(ALL_BITS + 1) if handling(mark for mark in Mark if bits & mark.bit).in_row_views
)
"""What the column of marks holds in rows that may be shown."""

_LOOKED_AT, _PROTECTED, _KIND = "looked_at", "protected_persons", "kind_of_row"
_SHOWN, _ELSEWHERE, _MARKED, _NOBODY = "shown", "elsewhere", "marked", "nobody"


@dataclass(frozen=True, slots=True)
class RowView:
    """Rows as they may be shown, in the order of their days, and how many are not among them, by why.

    A row has the columns of `columns`, tokens whole. Its repr shows no row.
    """

    person: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, object], ...]
    more: int
    """Rows that could be shown and are too many."""
    elsewhere: int
    """Rows of the figure that are another care unit's, or came from a source that does not declare the unit."""
    marked: int
    """Rows that a mark takes out of row views, and those of persons with protected identity in any row."""
    nobody: int
    """Rows that name no person, of which no access could be logged."""

    def __repr__(self) -> str:
        return f"RowView({len(self.rows)} rows)"

    @property
    def tokens(self) -> tuple[str, ...]:
        """The persons in the rows, each once."""
        return tuple(dict.fromkeys(str(row[self.person]) for row in self.rows))


def view_rows(
    connection: duckdb.DuckDBPyConnection,
    state: State,
    chain: Chain,
    part: Part,
    node: Node,
    months: Sequence[Month],
    extracts: Collection[str],
) -> RowView:
    """The rows of a part of a figure, from a feed of persons, that are of the node's own unit and of these extracts.

    Raises ValueError for rows that are no feed's or of nobody, StoreError where the store cannot be read.
    """
    fact = chain.fact
    if fact.derived or not fact.person:
        raise ValueError(f"{fact.id}: rows are shown of feeds of persons alone")
    columns = shown_columns(chain)
    kept = sorted({*columns, chain.rows.place, EXTRACT, MARKS})
    with rows_offered(connection, StateEvents(state, tokens=True), chain, node, months) as rows:
        of_part = rows.filter(rows[PASSED] >= chain.ends[part]).select(*kept)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_LOOKED_AT} AS {duckdb_sql(of_part)}")
    _find_protected(connection, state, fact.person)
    is_here = f'"{fact.unit}" = $unit AND "{chain.rows.place}" = $unit AND "{EXTRACT}" IN (SELECT unnest($extracts))'
    marks = ", ".join(map(str, SHOWN_MARKS))
    kind = f"""CASE
        WHEN NOT coalesce({is_here}, false) THEN '{_ELSEWHERE}'
        WHEN "{fact.person}" IS NULL THEN '{_NOBODY}'
        WHEN coalesce("{MARKS}", 0) NOT IN ({marks}) THEN '{_MARKED}'
        WHEN "{fact.person}" IN (SELECT token FROM {_PROTECTED}) THEN '{_MARKED}'
        ELSE '{_SHOWN}' END"""
    given = {"unit": node.id, "extracts": sorted(extracts)}
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_LOOKED_AT}_by_kind AS SELECT *, {kind} AS {_KIND} FROM {_LOOKED_AT}", given
    )
    counts = dict(connection.execute(f"SELECT {_KIND}, count(*) FROM {_LOOKED_AT}_by_kind GROUP BY {_KIND}").fetchall())
    names = ", ".join(f'"{name}"' for name in columns)
    shown = connection.sql(
        f"SELECT {names} FROM {_LOOKED_AT}_by_kind WHERE {_KIND} = '{_SHOWN}' "
        f'ORDER BY "{fact.day}", {names} LIMIT {MOST_ROWS}'
    )
    found = tuple(shown.to_arrow_table().to_pylist())
    return RowView(
        person=fact.person,
        columns=columns,
        rows=found,
        more=counts.get(_SHOWN, 0) - len(found),
        elsewhere=counts.get(_ELSEWHERE, 0),
        marked=counts.get(_MARKED, 0),
        nobody=counts.get(_NOBODY, 0),
    )


def shown_columns(chain: Chain) -> tuple[str, ...]:
    """The person, the day, the unit and what the definition asks of a row; no token of a clinician or an event."""
    fact = chain.fact
    asked = frozenset[str]().union(*(_columns(one.condition) for one in chain.filters))
    used = [name for name in fact.names if name in asked and fact.column(name).type is not ValueType.TOKEN]
    return tuple(dict.fromkeys((fact.person, fact.day, fact.unit, *used)))


def _columns(condition: Expression | None) -> frozenset[str]:
    return frozenset() if condition is None else columns_of(condition)


def _find_protected(connection: duckdb.DuckDBPyConnection, state: State, person: str) -> None:
    """The persons looked at who have protected identity by any row of any feed, whichever unit it is of."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_PROTECTED} (token VARCHAR)")
    for feed in state.feeds:
        contract = all_feeds().get(feed)
        if contract is None or contract.person is None or not state.rows(feed):
            continue
        rows = state.scan(connection, feed)
        if MARKS in rows.columns:
            name = contract.person.name
            rows.filter(
                f'"{MARKS}" & {Mark.PROTECTED_IDENTITY.bit} <> 0 AND "{name}" IN (SELECT "{person}" FROM {_LOOKED_AT})'
            ).project(f'"{name}"').distinct().insert_into(_PROTECTED)
