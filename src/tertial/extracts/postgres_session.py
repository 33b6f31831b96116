"""A session of a PostgreSQL database in which nothing can be written, and the reasons that its errors stand for.

All that is set holds for the one transaction only, so that it also works, and leaves nothing behind, where a pooler
lends its connections. That transaction cannot be made to write once it has begun.

An error of psycopg may repeat values of rows, and holds the password in its connection. None is let out.
"""

from __future__ import annotations

import re
from typing import Any

import psycopg

from tertial.extracts.postgres_source import PostgresSource
from tertial.extracts.reasons import Reason

Connection = psycopg.Connection[tuple[Any, ...]]

_SETTINGS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "iso_8601",
    "extra_float_digits": "1",
    "debug_pretty_print": "off",
}
_ANSWERED = re.compile(r"failed: [^\s:]+:  ")
"""How libpq tells of an error that the server gave, in whatever language: two spaces after its severity."""
_ENCRYPTION = re.compile(r"\b(?:SSL|TLS|certificate)\b", re.IGNORECASE)

_REASONS = {
    "25006": Reason.REFUSED_QUERY,
    "25P03": Reason.QUERY_TIMEOUT,
    "25P04": Reason.QUERY_TIMEOUT,
    "3F000": Reason.NO_TABLE,
    "42501": Reason.FORBIDDEN_TABLE,
    "42602": Reason.NO_TABLE,
    "42703": Reason.NO_TABLE,
    "42P01": Reason.NO_TABLE,
    "55P03": Reason.QUERY_TIMEOUT,
    "57014": Reason.QUERY_TIMEOUT,
}
_REASONS_OF_CLASSES = {
    "08": Reason.BROKEN_CONNECTION,
    "0A": Reason.WRONG_QUERY,
    "42": Reason.WRONG_QUERY,
    "57": Reason.BROKEN_CONNECTION,
}


def connect(source: PostgresSource) -> Connection:
    """Connect, and begin nothing yet. Raises psycopg.Error."""
    database, patience = source.database, source.patience
    connection = psycopg.connect(
        host=database.host,
        port=database.port,
        dbname=database.name,
        user=database.user,
        password=source.password.reveal(),
        sslmode=database.tls,
        connect_timeout=patience.connection,
        application_name="tertial",
        client_encoding="UTF8",
        # A server that is gone without a word is noticed in about a minute, not in hours.
        keepalives_idle=30,
        keepalives_interval=10,
        keepalives_count=3,
        tcp_user_timeout=60_000,
        # A pooler may lend the next statement another connection.
        prepare_threshold=None,
    )
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return connection


def begin(connection: Connection, source: PostgresSource) -> None:
    """Begin the transaction: read only, as of one moment, with limits on time. Raises psycopg.Error."""
    # First of all, so that the functions below are PostgreSQL's own.
    connection.execute("SET LOCAL search_path = public")
    patience = {
        "lock_timeout": f"{source.patience.lock}s",
        "statement_timeout": f"{source.patience.answer}s",
        "idle_in_transaction_session_timeout": f"{source.patience.answer}s",
    }
    for name, value in {**_SETTINGS, **patience}.items():
        set_locally(connection, name, value)


def set_locally(connection: Connection, name: str, value: str) -> None:
    """Set one of the session's settings until the transaction's end. Raises psycopg.Error."""
    connection.execute("SELECT pg_catalog.set_config(%s, %s, true)", (name, value))


def reason_of(error: psycopg.Error) -> Reason:
    """The reason that stands for an error, once connected."""
    return reason_of_state(error.sqlstate)


def reason_of_state(state: str | None) -> Reason:
    """The reason that stands for a SQLSTATE; without one the server had no time to say anything."""
    if state is None:
        return Reason.BROKEN_CONNECTION
    return _REASONS.get(state) or _REASONS_OF_CLASSES.get(state[:2], Reason.FAILED_QUERY)


def reason_of_no_connection(error: psycopg.Error) -> Reason:
    """The reason that stands for an error while connecting, for which libpq has words only."""
    words = str(error)
    if _ANSWERED.search(words):
        return Reason.REFUSED_LOGIN
    return Reason.UNTRUSTED_DATABASE if _ENCRYPTION.search(words) else Reason.NO_DATABASE
