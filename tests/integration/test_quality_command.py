"""`tertial quality` from extracts that were loaded to what is printed and written."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tests.command_line import answer, tertial
from tests.loaded import Incoming, extract

MONTHS = tuple(Month(2023, 1).plus(place) for place in range(30))
UNITS = ("harbour-centre", "hill-centre")
EACH = 60


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region folder and its store: reports of concern, of which one unit stops in its last three months."""
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "100")
    folder = tmp_path / "region"
    start_folder(folder, name=None, language="sv")
    rows = [
        {
            "report_id": f"{unit}-{month}-{number}",
            "unit": unit,
            "reported": f"{month}-{number % 28 + 1:02}",
            "unborn": "" if month >= MONTHS[-1] else "no",
        }
        for month in MONTHS
        for unit in UNITS
        for number in range(EACH)
        if unit == UNITS[0] or month < MONTHS[-3]
    ]
    Incoming(folder).load(
        extract("concern-reports"), rows, units={unit: unit for unit in UNITS}, declared=frozenset(UNITS)
    )
    return folder


def test_a_stopped_unit_and_an_empty_field_are_found_and_put_on_the_work_list(region: Path, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.csv"
    document = answer("quality", region, "--json", "--out", out)
    assert document["through"] == "2025-06"
    found = {one["kind"]: one for one in document["findings"]}
    assert set(found) == {"stopped", "field_missing"}
    assert (found["stopped"]["units"], found["stopped"]["first"], found["stopped"]["lasts"]) == (
        ["hill-centre"],
        "2025-04",
        True,
    )
    assert found["field_missing"]["column"] == "unborn"
    assert (
        "inga rader sedan april 2025. Begär en ny leverans för april–juni 2025." in found["stopped"]["sentence"]["sv"]
    )
    assert {task["unit"] for task in document["tasks"]} == set(UNITS)
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    verdicts = {(row["unit"], row["month"]): row["verdict"] for row in rows if not row["column"]}
    assert len(verdicts) == len(MONTHS) * len(UNITS)
    assert verdicts["hill-centre", "2025-06"] == "stopped"


def test_times_that_a_new_system_cuts_to_the_hour_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "sv")
    folder = tmp_path / "region"
    start_folder(folder, name=None, language="sv")
    rows = [
        {
            "call_id": f"{month}-{number}",
            "unit": UNITS[0],
            "called_at": f"{month}-{number % 28 + 1:02} 09:{0 if month == MONTHS[-1] else number % 60:02}",
            "outcome": "answered",
        }
        for month in MONTHS
        for number in range(EACH)
    ]
    Incoming(folder).load(extract("phone-calls"), rows, units={UNITS[0]: UNITS[0]}, declared=frozenset(UNITS))
    found = {one["kind"]: one for one in answer("quality", folder, "--json")["findings"]}
    assert found["times_coarser"]["column"] == "called_at"
    assert "avrundade till hel timme eller dag i juni 2025" in found["times_coarser"]["sentence"]["sv"]


@pytest.mark.parametrize("damage", ["other digits", "half", "nothing", "a folder"])
def test_verdicts_that_are_kept_and_damaged_are_reached_anew(damage: str, region: Path) -> None:
    before = answer("quality", region, "--json")
    (kept,) = (path for path in (region / "store" / "verdicts").rglob("*") if path.is_file())
    content = kept.read_bytes()
    if damage == "a folder":
        kept.unlink()
        kept.mkdir()
    else:
        digits = content.replace(b",60,", b",30,")
        assert digits != content
        kept.write_bytes({"other digits": digits, "half": content[: len(content) // 2]}.get(damage, b""))
    assert answer("quality", region, "--json") == before
    assert kept.is_dir() or kept.read_bytes() == content


def test_the_name_of_the_file_says_in_which_format_verdicts_are_written(region: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "JSON"):
        assert tertial("quality", region, "--out", tmp_path / f"verdicts.{suffix}").code == 0
    with (tmp_path / "verdicts.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    verdicts = json.loads((tmp_path / "verdicts.JSON").read_text("utf-8"))["verdicts"]
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in verdicts] == rows
    with zipfile.ZipFile(tmp_path / "verdicts.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(rows) + 1
    ran = tertial("quality", region, "--out", tmp_path / "verdicts.ods")
    assert ran.code == 1
    assert "ends with .csv, .xlsx or .json" in " ".join(ran.err.split())
    assert not (tmp_path / "verdicts.ods").exists()


def test_units_by_months_are_told_by_signs_and_not_by_colour_alone(region: Path) -> None:
    ran = tertial("quality", region, "--feed", "concern-reports")
    assert (ran.code, ran.err) == (0, "")
    lines = [line for line in ran.out.splitlines() if line.rstrip().endswith("○○○")]
    assert len(lines) == 1
    assert any(line.rstrip().endswith("●◆") for line in ran.out.splitlines())
    assert "Work list" in ran.out


def test_the_table_of_feeds_and_one_unit_alone(region: Path) -> None:
    assert "Judged through 2025-03." in tertial("quality", region, "--through", "2025-03").out
    assert "Nothing is found to lack" in tertial("quality", region, "--through", "2025-03").out
    document = answer("quality", region, "--unit", "harbour-centre", "--json")
    assert [one["kind"] for one in document["findings"]] == ["field_missing"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--feed", "concern-report"), "Did you mean concern-reports?"),
        (("--unit", "hill-center"), "Did you mean hill-centre?"),
        (("--store", "nowhere"), "There is no store in nowhere"),
    ],
)
def test_what_is_asked_wrongly_is_told(region: Path, asked: tuple[str, ...], said: str) -> None:
    ran = tertial("quality", region, *asked)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
