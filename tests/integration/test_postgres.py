"""Reading a real PostgreSQL server: what comes out, what is refused, and what a failure leaves behind."""

from __future__ import annotations

import hashlib
import logging
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest

from tertial.domain.extracts import Database, Query
from tertial.extracts.batches import Batch, tally
from tertial.extracts.passwords import Password
from tertial.extracts.postgres_source import Patience, PostgresSource, read_postgres
from tertial.extracts.reasons import Reason
from tests.integration.postgres_server import DATABASE, OWNER, READER, Server, programs, running

IN_CI = os.environ.get("CI") == "true"

pytestmark = [
    # The server is asked which port is free by a socket of our own.
    pytest.mark.enable_socket,
    pytest.mark.skipif(programs() is None and not IN_CI, reason="there is no PostgreSQL server here"),
]

SCHEMA = """
CREATE SCHEMA vard;
CREATE TABLE vard.kontakter (id int PRIMARY KEY, enhet text, dag date, tid timestamptz, ny bool, kostnad numeric(12,2));
INSERT INTO vard.kontakter VALUES
  (1, 'Backens HC', '2025-08-04', '2025-08-04 10:00+02', true, 1234.50),
  (2, 'Ålidhems HC', '2025-08-05', '2025-08-05 23:30:00.25+02', false, NULL),
  (3, E'två\\nrader, "citat"; och\\tflik', NULL, NULL, NULL, -0.05);
CREATE TABLE vard.namn (id int, namn text);
INSERT INTO vard.namn VALUES (1, 'Hemlig Person');
CREATE VIEW vard.vy AS SELECT k.id, upper(n.namn) AS namn FROM vard.kontakter k JOIN vard.namn n USING (id);
CREATE TABLE vard.spar (id int);
CREATE FUNCTION vard.skriver() RETURNS int LANGUAGE sql AS 'INSERT INTO vard.spar VALUES (1) RETURNING id';
CREATE FUNCTION vard.laser() RETURNS text IMMUTABLE LANGUAGE plpgsql AS
  'BEGIN RETURN (SELECT namn FROM vard.namn LIMIT 1); END';
CREATE FUNCTION vard.smyg(vard.kontakter) RETURNS text LANGUAGE sql AS 'SELECT namn FROM vard.namn LIMIT 1';
CREATE FUNCTION vard.lika(int, text) RETURNS bool LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM vard.namn)';
CREATE OPERATOR vard.=== (LEFTARG = int, RIGHTARG = text, FUNCTION = vard.lika);
CREATE SEQUENCE vard.rad;
CREATE VIEW vard.skrivande AS SELECT vard.skriver() AS id;
CREATE TABLE public.oppen (id int);
CREATE TABLE "Vård Ö" (åtgärd text);
CREATE TABLE vard.forbjuden (id int);
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as server:
        server.run(
            *(statement for statement in SCHEMA.split(";\n") if statement.strip()),
            f"CREATE ROLE {READER} LOGIN PASSWORD '{server.reader}'",
            f"GRANT USAGE ON SCHEMA vard TO {READER}",
            # More than a reader should have: what keeps the tables as they are must be ours.
            f"GRANT ALL ON ALL TABLES IN SCHEMA vard, public TO {READER}",
            f"GRANT ALL ON ALL SEQUENCES IN SCHEMA vard TO {READER}",
            f"REVOKE ALL ON vard.forbjuden FROM {READER}",
        )
        yield server


@pytest.fixture
def source(server: Server) -> Callable[..., PostgresSource]:
    def made(
        select: str, *tables: str, database: Database | None = None, patience: Patience | None = None
    ) -> PostgresSource:
        query = Query("journal", select, frozenset(tables or {"vard.kontakter"}))
        return PostgresSource(database or server.database(), query, Password(server.reader), patience or Patience())

    return made


def rows(batches: list[Batch]) -> list[tuple[int, list[str]]]:
    return [
        (line, list(row.values()))
        for batch in batches
        for line, row in zip(batch.lines.to_pylist(), batch.table.to_pylist(), strict=True)
    ]


def reasons(batches: list[Batch]) -> list[tuple[int, Reason]]:
    return [(one.line, one.reason) for batch in batches for one in batch.rejected]


def refused(source: PostgresSource) -> Reason:
    """Why nothing was read."""
    (batch,) = read_postgres(source)
    ((line, reason),) = reasons([batch])
    assert (line, source.size, batch.accepted) == (0, 0, 0)
    return reason


def test_values_come_as_texts_under_their_place_in_the_answer(source: Callable[..., PostgresSource]) -> None:
    found = list(read_postgres(source("SELECT * FROM vard.kontakter ORDER BY id")))
    assert found[0].names == ("id", "enhet", "dag", "tid", "ny", "kostnad")
    assert found[0].accepted == 0
    assert rows(found) == [
        (1, ["1", "Backens HC", "2025-08-04", "2025-08-04 08:00:00Z", "true", "1234.50"]),
        (2, ["2", "Ålidhems HC", "2025-08-05", "2025-08-05 21:30:00.25Z", "false", ""]),
        (3, ["3", 'två\nrader, "citat"; och\tflik', "", "", "", "-0.05"]),
    ]
    assert reasons(found) == []


def test_the_source_knows_the_hash_and_size_of_what_came(source: Callable[..., PostgresSource]) -> None:
    one = source("SELECT id, enhet FROM vard.kontakter WHERE id < 3 ORDER BY id")
    list(read_postgres(one))
    file = "id,enhet\n1,Backens HC\n2,Ålidhems HC\n".encode()
    assert (one.name, one.size, one.sha256) == ("journal", len(file), hashlib.sha256(file).hexdigest())
    list(read_postgres(one))
    assert (one.size, one.sha256) == (len(file), hashlib.sha256(file).hexdigest())


def test_an_answer_in_another_order_has_another_hash_and_an_equal_one_the_same(
    source: Callable[..., PostgresSource],
) -> None:
    one, same, other = (source(f"SELECT id FROM kontakter ORDER BY id {way}") for way in ("ASC", "ASC", "DESC"))
    for read in (one, same, other):
        list(read_postgres(read))
    assert (one.sha256 == same.sha256, one.sha256 == other.sha256, one.size) == (True, False, other.size)


def test_a_single_column_may_be_null_throughout(source: Callable[..., PostgresSource]) -> None:
    found = list(read_postgres(source("SELECT dag FROM vard.kontakter ORDER BY id")))
    assert rows(found) == [(1, ["2025-08-04"]), (2, ["2025-08-05"]), (3, [""])]
    assert found[1].names == ("dag",)


def test_lists_structures_and_bytes_are_left_out_and_told_of(source: Callable[..., PostgresSource]) -> None:
    select = (
        "SELECT ARRAY[1] AS a, k AS b, 'x'::bytea AS c, '{}'::jsonb AS d, id, int4range(1, 2) AS e FROM kontakter k"
    )
    found = list(read_postgres(source(select)))
    assert reasons(found) == [(0, Reason.UNREADABLE_COLUMN)]
    assert [row for _line, row in rows(found)] == [["1"], ["2"], ["3"]]


def test_columns_with_one_name_are_told_apart(source: Callable[..., PostgresSource]) -> None:
    found = list(read_postgres(source("SELECT id, 'å' AS id FROM kontakter WHERE id = 1")))
    assert found[0].names == ("id#1", "id#2")
    assert reasons(found) == [(0, Reason.DUPLICATE_HEADER)]
    assert rows(found) == [(1, ["1", "å"])]


def test_a_cell_or_row_too_long_is_rejected_under_its_place(source: Callable[..., PostgresSource]) -> None:
    text = "CASE id WHEN 1 THEN repeat('x', 70000) WHEN 2 THEN repeat('x', 1200000) ELSE 'kort' END"
    found = list(read_postgres(source(f"SELECT id, {text} FROM kontakter ORDER BY id")))
    assert reasons(found) == [(1, Reason.LONG_CELL), (2, Reason.LONG_LINE)]
    assert rows(found) == [(3, ["3", "kort"])]


def test_an_empty_answer_has_its_header(source: Callable[..., PostgresSource]) -> None:
    found = list(read_postgres(source("SELECT id FROM kontakter WHERE false")))
    assert (found[0].names, tally(found).read) == (("id",), 0)


@pytest.mark.parametrize(
    ("select", "table"),
    [
        ("SELECT id FROM kontakter;", "vard.kontakter"),
        ("SELECT id FROM kontakter -- alla", "vard.kontakter"),
        ("TABLE vard.kontakter", "vard.kontakter"),
        ("WITH k AS (SELECT * FROM kontakter) SELECT id, count(*) OVER () FROM k", "vard.kontakter"),
        ("SELECT enhet, count(*) FROM kontakter WHERE dag >= date '2025-08-01' GROUP BY enhet", "vard.kontakter"),
        ("SELECT extract(year FROM tid), to_char(tid, 'YYYY'), age(tid), tid > now() FROM kontakter", "vard.kontakter"),
        (
            "SELECT lower(enhet) ~ 'hc' AS a, kostnad::int AS b FROM kontakter WHERE id = ANY (ARRAY[1, 2])",
            "vard.kontakter",
        ),
        ("SELECT id, namn FROM vard.vy", "vard.vy"),
        ("SELECT id FROM oppen", "oppen"),
        ('SELECT "åtgärd" FROM "Vård Ö"', '"Vård Ö"'),
    ],
)
def test_one_select_over_what_is_allowed_is_read(
    source: Callable[..., PostgresSource], select: str, table: str
) -> None:
    assert reasons(list(read_postgres(source(select, table)))) == []


@pytest.mark.parametrize(
    ("select", "reason"),
    [
        ("SELECT * FROM vard.namn", Reason.REFUSED_QUERY),
        ("SELECT k.id, n.namn FROM kontakter k JOIN namn n USING (id)", Reason.REFUSED_QUERY),
        ("SELECT (SELECT namn FROM namn LIMIT 1) FROM kontakter", Reason.REFUSED_QUERY),
        ("WITH n AS (SELECT * FROM namn) SELECT id FROM kontakter", Reason.REFUSED_QUERY),
        ("SELECT id FROM kontakter UNION ALL SELECT id FROM vy", Reason.REFUSED_QUERY),
        ("SELECT id FROM kontakter WHERE false AND EXISTS (SELECT FROM namn)", Reason.REFUSED_QUERY),
        ("SELECT passwd FROM pg_shadow", Reason.REFUSED_QUERY),
        ("SELECT most_common_vals FROM pg_stats", Reason.REFUSED_QUERY),
        ("SELECT query FROM pg_stat_activity", Reason.REFUSED_QUERY),
        ("SELECT * FROM information_schema.tables", Reason.REFUSED_QUERY),
        ("SELECT id FROM kontakter FOR UPDATE", Reason.REFUSED_QUERY),
        ("SELECT id FROM kontakter FOR SHARE SKIP LOCKED", Reason.REFUSED_QUERY),
        ("SELECT * INTO kopia FROM kontakter", Reason.REFUSED_QUERY),
        ("WITH d AS (DELETE FROM kontakter RETURNING id) SELECT id FROM d", Reason.REFUSED_QUERY),
        ("WITH i AS (INSERT INTO kontakter (id) VALUES (9) RETURNING id) SELECT id FROM i", Reason.REFUSED_QUERY),
        ("WITH u AS (UPDATE kontakter SET id = id RETURNING id) SELECT id FROM u", Reason.REFUSED_QUERY),
        ("DELETE FROM kontakter", Reason.REFUSED_QUERY),
        ("DROP TABLE vard.kontakter", Reason.REFUSED_QUERY),
        ("TRUNCATE vard.kontakter", Reason.REFUSED_QUERY),
        ("COPY vard.kontakter TO PROGRAM 'id'", Reason.REFUSED_QUERY),
        ("EXPLAIN ANALYZE SELECT 1", Reason.REFUSED_QUERY),
        ("DO 'BEGIN END'", Reason.REFUSED_QUERY),
        ("SET default_transaction_read_only = off", Reason.REFUSED_QUERY),
        ("COMMIT", Reason.REFUSED_QUERY),
        ("NOTIFY alla", Reason.REFUSED_QUERY),
        ("SELECT id FROM kontakter\0; DROP TABLE vard.kontakter", Reason.REFUSED_QUERY),
        ("SELECT id FROM kontakter; DROP TABLE vard.kontakter", Reason.WRONG_QUERY),
        ("SELECT 1) TO STDOUT; DROP TABLE vard.kontakter; --", Reason.WRONG_QUERY),
        ("SELECT 1) AS answer (c0)) TO STDOUT --", Reason.WRONG_QUERY),
        ("SELECT id FROM kontakter /* ej slut", Reason.WRONG_QUERY),
        ("SELEKT 1", Reason.WRONG_QUERY),
        ("SELECT $1::int", Reason.WRONG_QUERY),
        (" ;", Reason.REFUSED_QUERY),
        ("SELECT ingen FROM kontakter", Reason.NO_TABLE),
        ("SELECT 1 FROM ingen", Reason.NO_TABLE),
        ("SELECT 1 FROM oppen", Reason.NO_TABLE),
        ("SELECT vard.skriver()", Reason.REFUSED_FUNCTION),
        ("SELECT id FROM kontakter WHERE vard.laser() <> ''", Reason.REFUSED_FUNCTION),
        ("SELECT * FROM vard.laser()", Reason.REFUSED_FUNCTION),
        ("SELECT k.smyg FROM kontakter k", Reason.REFUSED_FUNCTION),
        ("SELECT id FROM kontakter WHERE id OPERATOR(vard.===) 'x'", Reason.REFUSED_FUNCTION),
        ("SELECT id FROM kontakter WHERE id === 'x'::text", Reason.REFUSED_FUNCTION),
        ("SELECT id FROM kontakter ORDER BY nextval('vard.rad')", Reason.REFUSED_FUNCTION),
        ("SELECT pg_sleep(60)", Reason.REFUSED_FUNCTION),
        ("SELECT pg_read_file('/etc/passwd')", Reason.REFUSED_FUNCTION),
        ("SELECT pg_ls_dir('.')", Reason.REFUSED_FUNCTION),
        ("SELECT lo_import('/etc/passwd')", Reason.REFUSED_FUNCTION),
        ("SELECT set_config('statement_timeout', '0', false)", Reason.REFUSED_FUNCTION),
        ("SELECT current_setting('data_directory')", Reason.REFUSED_FUNCTION),
        ("SELECT pg_terminate_backend(1)", Reason.REFUSED_FUNCTION),
        ("SELECT pg_advisory_lock(1)", Reason.REFUSED_FUNCTION),
        ("SELECT pg_notify('alla', 'hej')", Reason.REFUSED_FUNCTION),
        ("SELECT query_to_xml('SELECT * FROM vard.namn', true, true, '')", Reason.REFUSED_FUNCTION),
        ("SELECT table_to_xml('vard.namn', true, true, '')", Reason.REFUSED_FUNCTION),
        ("SELECT * FROM ts_stat('SELECT to_tsvector(namn) FROM vard.namn')", Reason.REFUSED_FUNCTION),
        ("SELECT random() FROM kontakter", Reason.REFUSED_FUNCTION),
    ],
)
def test_anything_else_is_refused_before_it_runs(
    server: Server, source: Callable[..., PostgresSource], select: str, reason: Reason
) -> None:
    assert refused(source(select, "vard.kontakter")) == reason
    assert server.run("SELECT (SELECT count(*) FROM vard.kontakter), (SELECT count(*) FROM vard.spar)") == [(3, 0)]
    assert server.run("SELECT is_called FROM vard.rad") == [(False,)]


def test_an_allowed_view_that_writes_is_stopped_by_the_transaction(
    server: Server, source: Callable[..., PostgresSource]
) -> None:
    found = list(read_postgres(source("SELECT id FROM vard.skrivande", "vard.skrivande")))
    assert reasons(found) == [(0, Reason.REFUSED_QUERY)]
    assert server.run("SELECT count(*) FROM vard.spar") == [(0,)]


@pytest.mark.parametrize(
    "table", ["vard.ingen", "ingen.kontakter", "kontakter", "vard kontakter", 'vard."kontakter', "a.b.c.d"]
)
def test_an_allowed_table_that_is_not_there_is_said_so(source: Callable[..., PostgresSource], table: str) -> None:
    assert refused(source("SELECT 1", table)) in {Reason.NO_TABLE, Reason.WRONG_QUERY}


def test_a_table_that_the_user_may_not_read_is_said_so(source: Callable[..., PostgresSource]) -> None:
    found = list(read_postgres(source("SELECT id FROM vard.forbjuden", "vard.forbjuden")))
    assert (reasons(found), rows(found)) == ([(0, Reason.FORBIDDEN_TABLE)], [])


def test_a_value_that_cannot_be_computed_ends_the_answer(source: Callable[..., PostgresSource]) -> None:
    found = list(read_postgres(source("SELECT enhet::int FROM kontakter")))
    assert (reasons(found), rows(found)) == ([(0, Reason.FAILED_QUERY)], [])


def test_the_server_sees_tertial_and_is_left_without_a_session(
    server: Server, source: Callable[..., PostgresSource]
) -> None:
    reading = read_postgres(source("SELECT g FROM generate_series(1, 2000000) AS g"))
    next(reading), next(reading)
    asked = f"SELECT application_name FROM pg_stat_activity WHERE usename = '{READER}'"
    assert server.run(asked) == [("tertial",)]
    reading.close()  # type: ignore[attr-defined] # a generator
    deadline = time.monotonic() + 60
    while server.run(asked) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.run(asked) == []


def test_a_million_rows_take_the_memory_of_a_few_batches(source: Callable[..., PostgresSource]) -> None:
    select = "SELECT g AS id, repeat('x', 200) AS text FROM generate_series(1, {count}) AS g"
    assert tally(read_postgres(source(select.format(count=150_000)))).accepted == 150_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    one = source(select.format(count=1_000_000))
    assert tally(read_postgres(one)).accepted == 1_000_000
    assert one.size > 200_000_000
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < one.size / 4


def test_a_wrong_password_is_said_without_it(server: Server, source: Callable[..., PostgresSource]) -> None:
    one = source("SELECT 1")
    one.password = Password(f"{server.reader}x")
    assert refused(one) == Reason.REFUSED_LOGIN


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": "ingen"}, Reason.REFUSED_LOGIN),
        ({"user": "ingen"}, Reason.REFUSED_LOGIN),
        ({"host": "/nowhere"}, Reason.NO_DATABASE),
        ({"host": "127.0.0.1", "port": 1}, Reason.NO_DATABASE),
        ({"host": "127.0.0.1", "tls": "verify-full"}, Reason.UNTRUSTED_DATABASE),
        ({"host": "127.0.0.1", "tls": "require"}, Reason.UNTRUSTED_DATABASE),
    ],
)
def test_why_there_is_no_connection_is_said(
    server: Server, source: Callable[..., PostgresSource], changed: dict[str, str | int], reason: Reason
) -> None:
    assert refused(source("SELECT 1", database=replace(server.database(), **changed))) == reason  # type: ignore[arg-type]


@pytest.mark.parametrize("stop", ["pg_terminate_backend", "pg_cancel_backend"])
def test_an_answer_cut_short_ends_with_why(server: Server, source: Callable[..., PostgresSource], stop: str) -> None:
    reading = read_postgres(source("SELECT g, repeat('x', 100) FROM generate_series(1, 3000000) AS g"))
    found = [next(reading), next(reading)]
    server.run(f"SELECT {stop}(pid) FROM pg_stat_activity WHERE usename = '{READER}'")
    found += reading
    assert 0 < tally(found).accepted < 3_000_000
    expected = Reason.BROKEN_CONNECTION if stop == "pg_terminate_backend" else Reason.QUERY_TIMEOUT
    assert reasons(found) == [(0, expected)]
    assert found[-1].accepted == 0


def test_an_answer_that_takes_too_long_is_given_up(source: Callable[..., PostgresSource]) -> None:
    select = "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"
    assert reasons(list(read_postgres(source(select, patience=Patience(answer=1))))) == [(0, Reason.QUERY_TIMEOUT)]


def test_a_locked_table_is_not_waited_for_long(server: Server, source: Callable[..., PostgresSource]) -> None:
    locked, done = threading.Event(), threading.Event()

    def hold() -> None:
        with psycopg.connect(
            host=str(server.folder), port=server.port, dbname=DATABASE, user=OWNER, password=server.owner
        ) as connection:
            connection.execute("LOCK TABLE vard.kontakter")
            locked.set()
            done.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert locked.wait(60)
        assert refused(source("SELECT id FROM kontakter", patience=Patience(lock=1))) == Reason.QUERY_TIMEOUT
    finally:
        done.set()
        holder.join()


def test_neither_password_nor_host_nor_values_are_logged(
    server: Server,
    source: Callable[..., PostgresSource],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    cut = source("SELECT g, 'Hemlig Person' FROM generate_series(1, 3000000) AS g")
    reading = read_postgres(cut)
    next(reading), next(reading)
    server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{READER}'")
    list(reading)
    wrong = source("SELECT 'Hemlig Person'::int", database=replace(server.database(), host="no.invalid"))
    for one in (source("SELECT ('Hemlig ' || enhet)::int FROM kontakter"), wrong):
        list(read_postgres(one))
    told = "".join(capfd.readouterr()) + "".join(record.getMessage() for record in caplog.records) + repr((cut, wrong))
    assert [word for word in (server.reader, "no.invalid", str(server.folder), "Hemlig") if word in told] == []
    assert server.reader not in server.log()
