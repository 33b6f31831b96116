"""Reads a table, or one SELECT over allowed tables, of a SQLite file; nothing in the file can be changed or run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from tertial.extracts.batches import WHOLE_FILE, Batch, Rejected, rejections, whole_file
from tertial.extracts.header import named
from tertial.extracts.reasons import Reason
from tertial.extracts.text_rows import batches
from tertial.extracts.xlsx_reader import text_of

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_REFUSED_FUNCTIONS = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_HEADER, _LARGEST_PAGE = 100, 65_536
"""Bytes, by SQLite's description of its file format; the largest page is written as 1."""
_PRIMARY = 0xFF
"""The low byte of SQLite's error codes is the kind of error."""


def read_sqlite(path: Path, select: str = "", tables: frozenset[str] = frozenset()) -> Iterator[Batch]:
    """Read what `select` gives, when it reads no other table than `tables`; without it the one allowed or only table.

    A row's line is its place in the answer, from 1. Raises OSError where the file cannot be reached.
    """
    if not _is_whole(path):
        yield whole_file(Reason.BROKEN_FILE)
        return
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            table = _table(connection, tables)
            if not select and table is None:
                yield whole_file(Reason.NO_TABLE)
                return
            connection.set_authorizer(_Guard(tables or frozenset({table} if table else ())))
            yield from _answer(connection, select or f'SELECT * FROM "{table}"')
    except (sqlite3.DatabaseError, sqlite3.Warning) as error:
        yield whole_file(_reason(error))


def _is_whole(path: Path) -> bool:
    """Whether the file is as long as it says: of one cut short SQLite reads what is missing of a page as nothing."""
    with path.open("rb") as stream:
        header = stream.read(_HEADER)
    if len(header) < _HEADER:
        return False
    size = path.stat().st_size
    page = int.from_bytes(header[16:18], "big")
    page = _LARGEST_PAGE if page == 1 else page
    changed, pages, counted_at = (int.from_bytes(header[at : at + 4], "big") for at in (24, 28, 92))
    # Old versions of SQLite left the count of pages as it was.
    return page > 0 and size % page == 0 and (changed != counted_at or size >= pages * page)


def _table(connection: sqlite3.Connection, allowed: frozenset[str]) -> str | None:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    names = {name.decode("utf-8", "replace") for (name,) in found if not name.startswith(b"sqlite_")}
    wanted = names & allowed if allowed else names
    only = wanted.pop() if len(wanted) == 1 else None
    return None if only is None or '"' in only else only


class _Guard:
    """Asked by SQLite, while it prepares a statement, about everything that the statement would do."""

    def __init__(self, tables: frozenset[str]) -> None:
        self._tables = tables

    def __call__(self, action: int, first: str | None, second: str | None, _base: str | None, inner: str | None) -> int:
        if action == sqlite3.SQLITE_READ:
            # A column read inside an allowed view, or of no table at all (count(*)), is part of what was allowed.
            seen = not first or first in self._tables or inner in self._tables
            return sqlite3.SQLITE_OK if seen else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _REFUSED_FUNCTIONS:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _answer(connection: sqlite3.Connection, statement: str) -> Iterator[Batch]:
    cursor = connection.execute(statement)
    header = named([column[0] for column in cursor.description or ()])
    yield rejections([Rejected(WHOLE_FILE, reason) for reason in header.reasons], header.names)
    yield from batches(
        header.names,
        ((line, _texts(row) if header.usable else header.reasons[0]) for line, row in enumerate(cursor, 1)),
    )


def _texts(row: Sequence[object]) -> Sequence[str] | Reason:
    texts = []
    for value in row:
        if value is None:
            texts.append("")
        elif isinstance(value, int | float):
            texts.append(text_of(value))
        elif isinstance(value, bytes):
            # Text and raw bytes look alike here; what is no UTF-8 is none of ours.
            try:
                text = value.decode("utf-8")
            except UnicodeDecodeError:
                return Reason.UNREADABLE_VALUE
            if "\0" in text:
                return Reason.NUL_BYTE
            texts.append(text)
    return texts


def _reason(error: sqlite3.DatabaseError | sqlite3.Warning) -> Reason:
    if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY in _DAMAGE:
        return Reason.BROKEN_FILE
    # A table of another name comes as SQLite's general error, told apart only by its words.
    return Reason.NO_TABLE if "no such table" in str(error) or "no such column" in str(error) else Reason.REFUSED_QUERY
