"""Errors of a database become reasons; what they say in words is not kept."""

from __future__ import annotations

import psycopg
import pytest

from tertial.extracts.postgres_session import reason_of, reason_of_no_connection, reason_of_state
from tertial.extracts.postgres_source import Patience
from tertial.extracts.reasons import Reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ('connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  no such role', Reason.REFUSED_LOGIN),
        ('connection to server at "db", port 5432 failed: FATALT:  lösenordet stämmer inte', Reason.REFUSED_LOGIN),
        ('connection to server at "db", port 5432 failed: Connection refused\n\tIs it running?', Reason.NO_DATABASE),
        ("failed to resolve host 'db': [Errno -2] Name or service not known", Reason.NO_DATABASE),
        ("connection timeout expired", Reason.NO_DATABASE),
        ("connection failed: SSL error: certificate verify failed", Reason.UNTRUSTED_DATABASE),
        ('connection failed: root certificate file "root.crt" does not exist', Reason.UNTRUSTED_DATABASE),
        ("connection failed: server does not support SSL, but SSL was required", Reason.UNTRUSTED_DATABASE),
    ],
)
def test_a_connection_that_fails_is_told_apart_by_libpq_s_own_words(words: str, reason: Reason) -> None:
    assert reason_of_no_connection(psycopg.OperationalError(words)) == reason


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (None, Reason.BROKEN_CONNECTION),
        ("08006", Reason.BROKEN_CONNECTION),
        ("57P01", Reason.BROKEN_CONNECTION),
        ("57014", Reason.QUERY_TIMEOUT),
        ("55P03", Reason.QUERY_TIMEOUT),
        ("42P01", Reason.NO_TABLE),
        ("42703", Reason.NO_TABLE),
        ("42501", Reason.FORBIDDEN_TABLE),
        ("42601", Reason.WRONG_QUERY),
        ("0A000", Reason.WRONG_QUERY),
        ("25006", Reason.REFUSED_QUERY),
        ("22012", Reason.FAILED_QUERY),
        ("53200", Reason.FAILED_QUERY),
        ("XX000", Reason.FAILED_QUERY),
    ],
)
def test_a_state_of_the_server_stands_for_a_reason(state: str | None, reason: Reason) -> None:
    assert reason_of_state(state) == reason


def test_an_error_of_a_known_kind_is_told_by_its_state() -> None:
    assert reason_of(psycopg.errors.UndefinedTable("hemligt")) == Reason.NO_TABLE
    assert reason_of(psycopg.OperationalError("hemligt")) == Reason.BROKEN_CONNECTION


@pytest.mark.parametrize("patience", [{"connection": 0}, {"lock": 0}, {"answer": -1}])
def test_patience_without_end_is_refused(patience: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a second is the least"):
        Patience(**patience)
