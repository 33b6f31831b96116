"""One cuboid of a whole feed through Ibis: what its SQL costs beside the same by hand."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from benchmarks.care_units import MONTHS
from benchmarks.indicator_pack import pack
from benchmarks.rival_queries import CUBOID_OF, THREADS
from tertial.compute import connection as connections
from tertial.compute.derived import offering
from tertial.compute.plan import Scope, planned
from tertial.compute.sources import StateEvents
from tertial.compute.terms import terms_of
from tertial.compute.written import edition
from tertial.store.canonical import digest
from tertial.store.kept_texts import KeptTexts
from tertial.store.state import open_state


def cuboid(root: Path, *, kept: bool) -> pa.Table:
    """The cuboid of the indicators whose cuboid the rival writes by hand; its SQL is kept as the engine keeps it, or
    written each time. Raises StoreError.
    """
    indicators = pack()
    (scope,) = planned(terms_of(indicators[name] for name in CUBOID_OF))
    texts = KeptTexts(root, edition) if kept else KeptTexts()
    (sql,) = texts.texts(digest(b"the cuboid of a benchmark"), lambda: (_written(scope),))
    with (
        connections.wide(THREADS) as connection,
        offering(connection, StateEvents(open_state(root)), scope.fact, MONTHS),
    ):
        return connection.sql(sql).to_arrow_table()


def _written(scope: Scope) -> str:
    # Ibis is loaded by whoever has it write.
    from tertial.compute.logical import cuboid_rows, fact_rows, in_asked_months
    from tertial.compute.sql import duckdb_sql

    (found,) = scope.cuboids
    rows = in_asked_months(fact_rows(scope.fact, scope.events), scope.fact)
    return duckdb_sql(cuboid_rows(rows, scope, found, months=True))
