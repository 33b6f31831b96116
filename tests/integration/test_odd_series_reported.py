"""Odd figures that somebody reports, the whole way through the program: an answer with a reason, and never a NaN."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tests.command_line import tertial

MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)][:32]
AUGUST = ("--period", "2025-08")
ENORMOUS = 999_999_999_999_999
"""Nothing larger is read from a table."""

Shape = Callable[[int], int | None]
SHAPES: dict[str, Shape] = {
    "constant": lambda _at: 7,
    "all-zero": lambda _at: 0,
    "single": lambda at: 7 if at == 31 else None,
    "all-missing": lambda _at: None,
    "enormous": lambda at: ENORMOUS if at % 5 == 0 else 7 + at % 3,
    "only-enormous": lambda _at: ENORMOUS,
    "late": lambda at: 7 + at % 3 if at >= 27 else None,
    "gaps": lambda at: 7 + at % 3 if at % 4 == 3 else None,
}
UNITS = {
    "count": "value_unit: count\nover_time: sum\ndirection: decrease\ntarget: 40\n",
    "share": 'value_unit: "%"\nover_time: sum\ndecimals: 1\ndirection: increase\ntarget: 40\n',
    "stock": "value_unit: beds\nover_time: last\ndirection: none\n",
    "days": "value_unit: days\nover_time: mean\ndecimals: 1\ndirection: decrease\n",
}
NO_FIGURE = re.compile(r"\bnan\b|\bNone\b|\binf\b|Infinity|Traceback")
REASONS = {
    "count-constant": "Siffran har varit densamma i alla 32 månader",
    "days-all-zero": "Siffran har varit densamma i alla 32 månader",
    "share-single": "Färre än två enskilda månader är rapporterade, så ingen prognos görs.",
    "stock-all-missing": "Färre än två enskilda månader är rapporterade, så ingen prognos görs.",
    "count-gaps": "Färre än hälften av månaderna är rapporterade, så ingen prognos görs.",
    "count-late": "April–december 2025 väntas bli",
    "share-late": "tidigare månader inte har någon siffra att utgå från.",
    "stock-late": "December 2025 väntas bli",
}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd") / "region"
    start_folder(folder, name=None, language="sv")
    with (folder / "outcomes" / "care.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    rows = []
    for unit, keys in UNITS.items():
        for shape, figure in SHAPES.items():
            name = f"{unit}-{shape}"
            (folder / "indicators" / f"{name}.yaml").write_text(
                f"id: {name}\ntitle: {{sv: Mått {name}, en: Measure {name}}}\nkind: reported\nshown: ytd\n{keys}",
                encoding="utf-8",
            )
            for period, at in [*((month, at) for at, month in enumerate(MONTHS)), ("2025-YTD08", 31)]:
                value = figure(at)
                if value is not None:
                    counts = (
                        {"numerator": value, "denominator": max(value, 60)} if unit == "share" else {"value": value}
                    )
                    rows.append({"indicator": name, "unit": "hsn", "period": period, "sex": "all", **counts})
    goals = folder / "goals.yaml"
    names = ", ".join(f"{unit}-{shape}" for unit in UNITS for shape in SHAPES)
    goals.write_text(goals.read_text("utf-8").replace("indicators: [phone-same-day", f"indicators: [{names}"), "utf-8")
    with (folder / "outcomes" / "odd.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        # Shuffled: neither months nor indicators stand together.
        table.writerows({**row, "source": "Ekonomi", "published": "no"} for row in sorted(rows, key=str, reverse=True))
    return folder


@pytest.fixture(autouse=True)
def in_swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "sv")
    monkeypatch.setenv("COLUMNS", "200")


def test_every_series_is_explained_with_its_reason(region: Path) -> None:
    said = {}
    for unit in UNITS:
        for shape in SHAPES:
            ran = tertial("explain", region, f"{unit}-{shape}", "--period", "2025-YTD08")
            assert ran.code == 0, ran.err
            said[f"{unit}-{shape}"] = " ".join(ran.out.split())
    assert [name for name, text in said.items() if NO_FIGURE.search(text)] == []
    assert [name for name, reason in REASONS.items() if reason not in said[name]] == []
    meaning = {name: text.partition("Vad den betyder ")[2].partition(". ")[0] for name, text in said.items()}
    assert [name for name, text in meaning.items() if len(text) < 20] == []
    assert meaning["days-constant"] == "Alla värden är lika; det finns ingen variation att bedöma"


def test_they_are_assessed_and_reported_in_every_format(region: Path, tmp_path: Path) -> None:
    assessed = tertial("assess", region, *AUGUST)
    assert (assessed.code, NO_FIGURE.search(assessed.out)) == (0, None)
    document = tertial("assess", region, *AUGUST, "--json")
    assert (document.code, re.search("NaN|Infinity", document.out)) == (0, None)
    ran = tertial("report", region, *AUGUST, "--out", tmp_path)
    assert ran.code == 0, ran.err
    assert {file.suffix for file in tmp_path.iterdir()} == {".pdf", ".docx", ".html"}
    (page,) = tmp_path.glob("*.html")
    text = re.sub(r"<style.*?</style>|<script.*?</script>", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"(?i)[^\w-]nan[^\w]", text) == []
    assert NO_FIGURE.search(re.sub(r"<[^>]+>", " ", text)) is None
    assert "Mått count-enormous" in text


@pytest.mark.parametrize("written", ["1e300", "nan", "inf", "1" + "0" * 300])
def test_what_no_table_can_hold_is_refused_with_its_line(tmp_path: Path, written: str) -> None:
    folder = tmp_path / "region"
    start_folder(folder, name=None, language="sv")
    columns = (folder / "outcomes" / "care.csv").read_text("utf-8").splitlines()[0]
    (folder / "outcomes" / "more.csv").write_text(
        f"{columns}\nphone-same-day,hsn,2025-07,all,,,,,{written},Ekonomi,no,\n",
        encoding="utf-8",
    )
    ran = tertial("assess", folder, *AUGUST)
    assert ran.code == 1
    assert "outcomes/more.csv:2" in ran.out + ran.err
