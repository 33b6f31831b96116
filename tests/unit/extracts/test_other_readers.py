from __future__ import annotations

import hashlib
import io
import sqlite3
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from tertial.extracts.batches import Batch, tally
from tertial.extracts.parquet_reader import read_parquet
from tertial.extracts.reading import Choices, read_source
from tertial.extracts.reasons import Reason
from tertial.extracts.source import RefusedSource, find_sources
from tertial.extracts.sqlite_reader import read_sqlite
from tertial.extracts.xlsx_reader import read_xlsx


def rows(batches: Sequence[Batch]) -> list[tuple[int, list[str]]]:
    return [
        (line, list(row.values()))
        for batch in batches
        for line, row in zip(batch.lines.to_pylist(), batch.table.to_pylist(), strict=True)
    ]


def reasons(batches: Sequence[Batch]) -> list[Reason]:
    return [one.reason for batch in batches for one in batch.rejected]


@pytest.fixture
def workbook() -> io.BytesIO:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        first = made.add_worksheet("Besök")
        first.write_row(2, 0, ["enhet", "dagar", "datum", "ja"])
        first.write_row(3, 0, ["HC1", 3, "", True])
        first.write_datetime(3, 2, date(2025, 1, 2), made.add_format({"num_format": "yyyy-mm-dd"}))
        first.write_row(5, 0, ["HC2", 2.5])
        made.add_worksheet("Annat").write_row(0, 0, ["a"])
        hidden = made.add_worksheet("Gömt")
        hidden.write_row(0, 0, ["b"])
        hidden.hide()
    stream.seek(0)
    return stream


def test_a_workbook_s_cells_are_texts_under_the_sheet_s_own_row_numbers(workbook: io.BytesIO) -> None:
    found = list(read_xlsx(workbook, "Besök"))
    assert found[0].names == ("enhet", "dagar", "datum", "ja")
    assert rows(found) == [(4, ["HC1", "3", "2025-01-02", "true"]), (6, ["HC2", "2.5", "", ""])]


def test_of_several_sheets_the_first_visible_one_is_read_and_the_rest_are_told_of(workbook: io.BytesIO) -> None:
    found = list(read_xlsx(workbook))
    assert tally(found).accepted == 2
    assert reasons(found) == [Reason.SEVERAL_SHEETS]


def test_a_sheet_that_is_not_there_is_told_of(workbook: io.BytesIO) -> None:
    assert reasons(list(read_xlsx(workbook, "Saknas"))) == [Reason.NO_SHEET]


def test_parquet_s_values_come_as_texts_and_nothing_as_an_empty_text() -> None:
    stream = io.BytesIO()
    columns = {
        "enhet": pa.array(["HC1", None]).dictionary_encode(),
        "dagar": pa.array([3, None]),
        "belopp": pa.array([Decimal("1.50"), Decimal("2.00")]),
        "datum": pa.array([date(2025, 1, 2), None]),
        "tom": pa.nulls(2),
    }
    parquet.write_table(pa.table(columns), stream)
    assert rows(list(read_parquet(stream))) == [
        (1, ["HC1", "3", "1.50", "2025-01-02", ""]),
        (2, ["", "", "2.00", "", ""]),
    ]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a b?#%.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE besok (enhet TEXT, dagar INTEGER, andel REAL)")
    connection.executemany("INSERT INTO besok VALUES (?, ?, ?)", [("HC1", 3, 0.5), ("Åsele", None, 2.0)])
    connection.execute("CREATE TABLE lon (person TEXT)")
    connection.execute("CREATE VIEW vy AS SELECT enhet FROM besok")
    connection.commit()
    connection.close()
    return path


ALLOWED = frozenset({"besok"})


def test_a_table_of_a_database_is_read_whole(database: Path) -> None:
    found = list(read_sqlite(database, tables=ALLOWED))
    assert found[0].names == ("enhet", "dagar", "andel")
    assert rows(found) == [(1, ["HC1", "3", "0.5"]), (2, ["Åsele", "", "2"])]


def test_one_select_over_allowed_tables_is_run(database: Path) -> None:
    statement = "SELECT upper(enhet) AS e, count(*) AS n FROM besok WHERE dagar > 1 GROUP BY enhet"
    assert rows(list(read_sqlite(database, statement, ALLOWED))) == [(1, ["HC1", "1"])]


def test_an_allowed_view_may_read_the_table_below_it(database: Path) -> None:
    assert len(rows(list(read_sqlite(database, tables=frozenset({"vy"}))))) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT person FROM lon",
        "SELECT enhet FROM besok UNION SELECT person FROM lon",
        "SELECT name FROM sqlite_master",
        "SELECT enhet FROM besok; DELETE FROM besok",
        "DELETE FROM besok",
        "UPDATE besok SET dagar = 1",
        "DROP TABLE besok",
        "PRAGMA query_only = OFF",
        "ATTACH 'annan.db' AS annan",
        "SELECT load_extension('x')",
        "INSERT INTO besok SELECT * FROM besok",
        "VACUUM INTO 'kopia.db'",
        "SELEC enhet",
    ],
)
def test_a_statement_that_does_anything_else_is_refused(
    database: Path, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(database.parent)
    before = database.read_bytes()
    assert reasons(list(read_sqlite(database, statement, ALLOWED))) == [Reason.REFUSED_QUERY]
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_a_folder_is_read_in_order_of_name_with_each_file_s_hash(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".dold", "~$öppen.xlsx"):
        (tmp_path / name).write_bytes(b"x\n1\n")
    (tmp_path / "länk.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / "mapp.csv").mkdir()
    found = find_sources(tmp_path)
    assert [(file.name, file.size) for file in found.files] == [("a.csv", 4), ("b.csv", 4)]
    assert {file.sha256 for file in found.files} == {hashlib.sha256(b"x\n1\n").hexdigest()}
    assert found.refused == (
        RefusedSource("länk.csv", Reason.SYMBOLIC_LINK),
        RefusedSource("mapp.csv", Reason.NOT_A_FILE),
    )


def test_every_format_is_read_out_of_a_zip_but_a_database(workbook: io.BytesIO, database: Path, tmp_path: Path) -> None:
    columns = io.BytesIO()
    parquet.write_table(pa.table({"a": [1]}), columns)
    path = tmp_path / "allt.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.csv", "a;b\n1;2\n")
        made.writestr("b.xlsx", workbook.getvalue())
        made.writestr("c.parquet", columns.getvalue())
        made.writestr("d.db", database.read_bytes())
    found = find_sources(path)
    choices = Choices(sheet="Besök")
    assert [tally(read_source(file, choices)).accepted for file in found.files] == [1, 2, 1]
    assert found.refused == (RefusedSource("d.db", Reason.NOT_IN_ARCHIVE),)


def test_a_file_that_vanishes_before_it_is_read_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\n1\n")
    (file,) = find_sources(path).files
    path.unlink()
    assert reasons(list(read_source(file))) == [Reason.MISSING_FILE]
