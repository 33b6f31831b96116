"""Reads what one SELECT of a PostgreSQL database gives, as the server streams it (COPY), row by row into batches."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute as pc

from tertial.extracts.batches import WHOLE_FILE, Batch, Rejected, rejections, whole_file
from tertial.extracts.csv_cells import cells, sorted_out
from tertial.extracts.postgres_session import Connection, begin, connect, reason_of, reason_of_no_connection
from tertial.extracts.postgres_source import PostgresSource
from tertial.extracts.postgres_statement import Statement, StatementRefused, prepared
from tertial.extracts.reasons import Reason
from tertial.extracts.sifting import LONGEST_LINE
from tertial.extracts.text_rows import ROWS

BLOCK = 8 << 20
"""Bytes of a batch, about, where its rows do not fill it before."""


def answer(source: PostgresSource) -> Iterator[Batch]:
    """The answer's batches, counted into the source; `read_postgres` says more. Lets no error of psycopg out."""
    try:
        connection = connect(source)
    except psycopg.Error as error:
        failure: Reason | None = reason_of_no_connection(error)
    else:
        failure = None
        # Closing ends the transaction too; a rollback on a broken connection would only make noise.
        with closing(connection):
            try:
                begin(connection, source)
                yield from _read(connection, prepared(connection, source.query.select, source.query.tables), source)
            except StatementRefused as refused:
                failure = refused.reason
            except psycopg.Error as error:
                failure = reason_of(error)
    if failure is not None:
        yield whole_file(failure)


def _read(connection: Connection, statement: Statement, source: PostgresSource) -> Iterator[Batch]:
    header = statement.header
    reasons = [*header.reasons, *([Reason.UNREADABLE_COLUMN] if statement.left_out else [])]
    yield rejections([Rejected(WHOLE_FILE, reason) for reason in reasons], header.names)
    if not header.usable:
        return
    source.count_in(_header_line(header.names))
    first = 1
    for rows in _blocks(connection, statement):
        data = b"".join(rows)
        source.count_in(data)
        lines = np.arange(first, first + len(rows))
        first += len(rows)
        rejected = []
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        if lengths.max() > LONGEST_LINE:
            short = lengths <= LONGEST_LINE
            rejected = [Rejected(int(line), Reason.LONG_LINE) for line in lines[~short]]
            lines = lines[short]
            data = b"".join(row for row in rows if len(row) <= LONGEST_LINE)
        yield _batch(statement, data, pa.array(lines), rejected)


def _blocks(connection: Connection, statement: Statement) -> Iterator[list[bytes | bytearray | memoryview]]:
    """The rows, many at a time: each piece that the server sends is one, with its line feed."""
    rows: list[bytes | bytearray | memoryview] = []
    size = 0
    with connection.cursor() as cursor, cursor.copy(statement.copy) as copy:
        for row in copy:
            rows.append(row)
            size += len(row)
            if len(rows) == ROWS or size >= BLOCK:
                yield rows
                rows, size = [], 0
    if rows:
        yield rows


def _batch(statement: Statement, data: bytes, lines: pa.Array, long: list[Rejected]) -> Batch:
    names = statement.header.names
    found = cells(data, [*names, ""] if statement.filled else names, ",")
    table, lines, rejected = sorted_out(found, lines)
    columns = [
        pc.replace_substring(table.column(place), "+00", "Z") if place in statement.instants else table.column(place)
        for place in range(len(names))
    ]
    every = sorted([*long, *rejected], key=lambda one: one.line)
    return Batch(names, pa.table(columns, names=list(names)), lines, tuple(every))


def _header_line(names: tuple[str, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(names)
    return line.getvalue().encode()
