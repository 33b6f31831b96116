"""One SELECT, looked at by the server before it is run, and refused where it would use more than has been allowed.

The server gets it as one message that can hold one statement only, analyses it (without planning: planning may run
functions) and answers with the tree of `postgres_tree`. The tables in it must be those allowed. The functions must be
PostgreSQL's own and only compute: those marked volatile are refused (files, other databases, locks, sleep, settings,
sequences, random numbers, SQL given as text), and of the others those that read what their arguments name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg import errors, pq

from tertial.extracts.header import Header, named
from tertial.extracts.postgres_session import Connection, reason_of_state, set_locally
from tertial.extracts.postgres_tree import Use, use_of
from tertial.extracts.reasons import Reason

_TABLES = """
SELECT c.oid::pg_catalog.int8, n.nspname::pg_catalog.text
FROM pg_catalog.unnest(%s::pg_catalog.text[]) AS allowed (name)
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = pg_catalog.to_regclass(allowed.name)
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
"""
_REFUSED_FUNCTIONS = """
SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc AS p
WHERE (
    p.oid::pg_catalog.int8 = ANY (%s::pg_catalog.int8[])
    OR p.oid IN (
        SELECT o.oprcode::pg_catalog.oid FROM pg_catalog.pg_operator AS o
        WHERE o.oid::pg_catalog.int8 = ANY (%s::pg_catalog.int8[])
    )
) AND (
    p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace
    OR p.provolatile = 'v'
    OR p.proname::pg_catalog.text ~ '^(pg_|has_|inet_|txid_|to_reg|current_setting|row_security)|_to_xml|xmlschema'
)
"""
_KINDS = """
SELECT oid::pg_catalog.int8, typname::pg_catalog.text, typcategory::pg_catalog.text FROM pg_catalog.pg_type
WHERE oid::pg_catalog.int8 = ANY (%s::pg_catalog.int8[])
"""

_SEVERAL_VALUES = frozenset("ACGPR")
"""PostgreSQL's categories of arrays, composites, geometry, pseudo-types and ranges."""
_NO_SINGLE_TEXT = frozenset({"bytea", "json", "jsonb", "xml"})
_BOOLEAN = "B"
_INSTANT = "timestamptz"


class StatementRefused(Exception):  # noqa: N818 - no error of the program
    """The statement is not run."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Statement:
    """What may be run, what its columns are called, and which of them are points in time (in UTC).

    Columns of lists, structures and bytes are left out.
    """

    copy: bytes
    header: Header
    left_out: bool
    instants: tuple[int, ...]
    filled: bool
    """Whether a last column was added, empty, because a row of one NULL would be an empty line."""


def prepared(connection: Connection, select: str, tables: frozenset[str]) -> Statement:
    """Look at a SELECT. Raises StatementRefused and psycopg.Error."""
    text = select.strip().removesuffix(";").encode()
    if b"\0" in text:
        # The protocol's texts end at one, ours and what the server sees would differ.
        raise StatementRefused(Reason.REFUSED_QUERY)
    allowed = _allowed(connection, tables)
    with _trees(connection) as trees:
        # Unnamed: a name would stay behind in a pooler's connection.
        _check(connection.pgconn.prepare(b"", text))
        described = _check(connection.pgconn.describe_prepared(b""))
    if described.nparams:
        raise StatementRefused(Reason.WRONG_QUERY)
    _refuse(connection, use_of(trees), allowed)
    return _statement(connection, text, described)


def _allowed(connection: Connection, tables: frozenset[str]) -> frozenset[int]:
    """The tables' object ids; from here on only their schemas, and PostgreSQL's own, are looked in for names."""
    found = connection.execute(_TABLES, (sorted(tables),)).fetchall()
    if any(table is None for table, _schema in found):
        raise StatementRefused(Reason.NO_TABLE)
    schemas = sorted({schema for _table, schema in found} - {"pg_catalog"})
    quoted = ['"{}"'.format(schema.replace('"', '""')) for schema in schemas]
    set_locally(connection, "search_path", ", ".join(["pg_catalog", *quoted, "pg_temp"]))
    return frozenset(table for table, _schema in found)


@contextmanager
def _trees(connection: Connection) -> Iterator[list[str]]:
    """The trees of what is analysed meanwhile; the server tells of them as it tells of notices."""
    trees: list[str] = []

    def keep(notice: errors.Diagnostic) -> None:
        detail = notice.message_detail or ""
        if detail.startswith("{QUERY"):
            trees.append(detail)

    set_locally(connection, "client_min_messages", "log")
    set_locally(connection, "debug_print_parse", "on")
    connection.add_notice_handler(keep)
    yield trees
    connection.remove_notice_handler(keep)
    set_locally(connection, "debug_print_parse", "off")
    set_locally(connection, "client_min_messages", "error")


def _refuse(connection: Connection, use: Use, allowed: frozenset[int]) -> None:
    if not use.only_reads or not use.tables <= allowed:
        raise StatementRefused(Reason.REFUSED_QUERY)
    found = connection.execute(_REFUSED_FUNCTIONS, (sorted(use.functions), sorted(use.operators))).fetchone()
    if found != (0,):
        raise StatementRefused(Reason.REFUSED_FUNCTION)


def _statement(connection: Connection, text: bytes, described: pq.abc.PGresult) -> Statement:
    every = [(described.fname(place) or b"", described.ftype(place)) for place in range(described.nfields)]
    found = connection.execute(_KINDS, (sorted({oid for _name, oid in every}),)).fetchall()
    kinds = {oid: (name, category) for oid, name, category in found}
    columns = [
        (place, name.decode(), *kinds[oid])
        for place, (name, oid) in enumerate(every)
        if kinds[oid][0] not in _NO_SINGLE_TEXT and kinds[oid][1] not in _SEVERAL_VALUES
    ]
    # PostgreSQL writes t and f in an answer, and true and false in a text.
    wanted = [f"c{place}" + "::text" * (category == _BOOLEAN) for place, _name, _kind, category in columns]
    filled = len(wanted) == 1
    aliases = ", ".join(f"c{place}" for place in range(len(every)))
    outer = ", ".join([*wanted, *(["''"] if filled else [])]).encode()
    return Statement(
        # On lines of its own: what was looked at may end in a comment.
        b"COPY (SELECT %b FROM (\n%b\n) AS answer (%b)) TO STDOUT (FORMAT csv, ENCODING 'UTF8')"
        % (outer, text, aliases.encode()),
        named([name for _place, name, _kind, _category in columns]),
        left_out=len(columns) < len(every),
        instants=tuple(place for place, (_place, _name, kind, _category) in enumerate(columns) if kind == _INSTANT),
        filled=filled,
    )


def _check(result: pq.abc.PGresult) -> pq.abc.PGresult:
    if result.status == pq.ExecStatus.COMMAND_OK:
        return result
    state = result.error_field(pq.DiagnosticField.SQLSTATE)
    raise StatementRefused(reason_of_state(state.decode() if state else None))
