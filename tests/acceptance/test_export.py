"""What `tertial export` writes for the two regions is what `tertial assess --json` answers, row by row."""

from __future__ import annotations

import csv
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.acceptance.conftest import PERIODS, REGIONS, UNITS, Assessed
from tests.command_line import answer

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TABLES = ("indicators", "objectives")
YEAR_END = (
    "forecast", "forecast_low", "forecast_high", "probability_met", "forecast_method", "forecast_says",
)  # fmt: skip


@pytest.fixture(scope="module", params=list(PERIODS))
def region(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def exported(region: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a region's tables; the beginning of every file's name stands last in the path."""
    out = tmp_path_factory.mktemp(region)
    answer("export", REGIONS / region, "--period", PERIODS[region], "--out", out, "--json")
    return out / f"{region}-{UNITS[region]}-{PERIODS[region]}"


def written(value: object) -> str:
    """A value of the JSON document as a cell of a table has it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return "; ".join(str(part) for part in value.values() if part is not None)
        case list():
            return "–".join(str(part) for part in value)
        case _:
            return str(value)


def cells(key: str, value: Any) -> dict[str, str]:
    """The columns of a value: of a forecast those of its year's end, of which these regions have none."""
    if key != "forecast":
        return {key: written(value)}
    said = ["", "", "", "", "", ""]
    if value is not None:
        assert value["year_end"] is None
        said[4:] = value["method"], " ".join(filter(None, [value["reason"], *value["notes"], value["no_year_end"]]))
    return dict(zip(YEAR_END, said, strict=True))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_the_assessment_stands_in_the_csv(
    table: str, region: str, exported: Path, assessed: Assessed
) -> None:
    with exported.with_name(f"{exported.name}-{table}.csv").open(encoding="utf-8", newline="") as file:
        held = [{key: cell.removeprefix("'") for key, cell in row.items()} for row in csv.DictReader(file)]
    assert held == [
        {name: cell for key, value in row.items() for name, cell in cells(key, value).items()}
        for row in assessed(region)[table]
    ]


def test_every_figure_of_the_assessment_stands_in_the_workbook_as_a_number(
    region: str, exported: Path, assessed: Assessed
) -> None:
    with zipfile.ZipFile(BytesIO(exported.with_name(f"{exported.name}.xlsx").read_bytes())) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = assessed(region)["indicators"]
    place = list(rows[0]).index("value")
    column = chr(ord("A") + place)
    cells = {str(cell.get("r")): cell for cell in sheet.iter(f"{_MAIN}c")}
    for number, row in enumerate(rows, 2):
        cell = cells.get(f"{column}{number}")
        figure = None if cell is None else cell.findtext(f"{_MAIN}v")
        if row["value"] is None:
            assert figure is None
        else:
            assert figure is not None
            assert (None if cell is None else cell.get("t")) in (None, "n")
            assert Decimal(figure) == row["value"]
