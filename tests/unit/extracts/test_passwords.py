"""A database's password is found by its variable's name, and seen nowhere."""

from __future__ import annotations

import sys

import pytest

from tertial.domain.extracts import Database, Query
from tertial.extracts.passwords import Password, PasswordProblem, password_of
from tertial.extracts.postgres_source import PostgresSource, read_postgres
from tertial.extracts.reasons import Reason, sentence

DATABASE = Database("journal", "db.region.example", "journal", "tertial", "JOURNAL_LOSENORD")


def test_the_password_is_in_the_variable_that_the_database_names() -> None:
    assert password_of(DATABASE, {"JOURNAL_LOSENORD": "hemligt å"}) == Password("hemligt å")


@pytest.mark.parametrize("environment", [{}, {"JOURNAL_LOSENORD": ""}, {"JOURNAL_LÖSENORD": "hemligt"}])
def test_a_missing_password_is_told_by_its_variable_and_database(environment: dict[str, str]) -> None:
    with pytest.raises(PasswordProblem) as problem:
        password_of(DATABASE, environment)
    said = str(problem.value)
    assert [word for word in ("JOURNAL_LOSENORD", "journal") if word not in said] == []
    assert "hemligt" not in said


def test_a_password_and_its_host_show_in_no_repr() -> None:
    source = PostgresSource(DATABASE, Query("journal", "SELECT 1", frozenset({"a"})), Password("hemligt"))
    shown = f"{source!r} {source.password!r} {source.password}"
    assert [word for word in ("hemligt", "region.example") if word in shown] == []


def test_without_the_extra_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    # None among the modules is how Python says that one cannot be imported.
    monkeypatch.setitem(sys.modules, "psycopg", None)
    source = PostgresSource(DATABASE, Query("journal", "SELECT 1", frozenset({"a"})), Password("hemligt"))
    (batch,) = read_postgres(source)
    assert [(one.line, one.reason) for one in batch.rejected] == [(0, Reason.NO_DRIVER)]
    assert "tertial[postgresql]" in sentence(Reason.NO_DRIVER)
