"""Tables that leave the house: figures stay figures, and no text can become a formula."""

import csv
import io
import zipfile
from datetime import date

import pytest
from lxml import etree

from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet
from tertial.exchange.xlsx_file import LONGEST_TEXT, xlsx_bytes

HOSTILE = (
    '=HYPERLINK("http://example.org";"klicka")',
    "+1+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
)
SHEET = Sheet(
    "indicators",
    ("name", "value", "note"),
    (("telefon", 81, None), ("resultat", -335, "=1+1"), ("återinskrivning", 20.5, "å, ä och ö")),
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def worksheet(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_in_csv_never_begins_with_a_formula_sign(text: str) -> None:
    sheet = Sheet("t", ("a",), ((text,),))
    _head, row = csv.reader(io.StringIO(csv_bytes(sheet).decode("utf-8"), newline=""))
    assert row == ["'" + text.replace("\r", "\n")]


def test_a_column_name_in_csv_is_disarmed_too() -> None:
    assert csv_bytes(Sheet("t", ("=1+1",), ())) == b"'=1+1\n"


def test_a_number_below_zero_stays_a_number_in_csv() -> None:
    rows = list(csv.reader(io.StringIO(csv_bytes(SHEET).decode("utf-8"))))
    assert rows[2] == ["resultat", "-335", "'=1+1"]


def test_swedish_letters_and_commas_come_through_csv() -> None:
    assert 'återinskrivning,20.5,"å, ä och ö"\n' in csv_bytes(SHEET).decode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_has_no_formula_and_no_link_whatever_a_text_begins_with(text: str) -> None:
    content = xlsx_bytes([Sheet("t", ("a",), ((text,),))], title="=1+1", as_of=date(2025, 8, 31))
    page = worksheet(content)
    assert page.findall(f".//{MAIN}f") == []
    assert page.findall(f".//{MAIN}hyperlink") == []
    assert [cell.get("t") for cell in page.iter(f"{MAIN}c")] == ["s", "s"]


def test_figures_are_numbers_in_a_workbook() -> None:
    page = worksheet(xlsx_bytes([SHEET], title="t", as_of=date(2025, 8, 31)))
    numbers = [cell.findtext(f"{MAIN}v") for cell in page.iter(f"{MAIN}c") if cell.get("t") is None]
    assert [number for number in numbers if number is not None] == ["81", "-335", "20.5"]


def test_the_same_sheets_give_the_same_workbook() -> None:
    first, second = (xlsx_bytes([SHEET], title="t", as_of=date(2025, 8, 31)) for _ in range(2))
    assert first == second


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="does not fit in a cell"):
        xlsx_bytes([Sheet("t", ("a",), (("x" * (LONGEST_TEXT + 1),),))], title="t", as_of=date(2025, 8, 31))


def test_a_row_that_does_not_fit_the_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells, not 1"):
        Sheet("t", ("a",), (("b", "c"),))


def test_a_range_becomes_one_text() -> None:
    sheet = Sheet.of_records("t", [{"target": [20, 35], "met": True}])
    assert sheet.rows == (("20–35", True),)


def test_a_mapping_becomes_one_text_of_what_is_known() -> None:
    records: list[dict[str, object]] = [
        {"decision": {"by": "Nämnden", "on": "2025-06-18", "case": None}},
        {"decision": None},
    ]
    assert Sheet.of_records("t", records).rows == (("Nämnden; 2025-06-18",), (None,))
