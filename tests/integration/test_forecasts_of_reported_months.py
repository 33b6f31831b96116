"""A region that only reports: the forecasts of its months are told in assess, explain, export and the report."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tests.command_line import answer, tertial

Answer = dict[str, Any]

AUGUST = Month(2025, 8)
MONTHS = tuple(AUGUST.plus(-back) for back in reversed(range(36)))
IN_AUGUST = ("--period", str(AUGUST))
SHARE, SICK, COST = "phone-same-day", "sick-leave", "budget-result"
FORECASTS = """\
announced:
  - {indicator: sick-leave, period: 2025-08, value: 6.1, on: 2025-09-20, source: {sv: Nämnden, en: The board}}
one_offs:
  - {indicator: phone-same-day, month: 2025-11, amount: 40, reason: {sv: Extra kväll, en: An extra evening}}
"""
OUTLINE = """
[[report.outline]]
section = "insights"
title = { sv = "Vad siffrorna betyder", en = "What the figures mean" }
"""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reported") / "region"
    start_folder(folder, name=None, language="en")
    sick = folder / "indicators" / f"{SICK}.yaml"
    sick.write_text(sick.read_text("utf-8").replace("over_time: mean\n", ""), encoding="utf-8")
    with (folder / "region.toml").open("a", encoding="utf-8") as file:
        file.write(OUTLINE)
    (folder / "forecasts.yaml").write_text(FORECASTS, encoding="utf-8")
    outcomes = folder / "outcomes"
    with (outcomes / "care.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    with (outcomes / "months.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        for place, month in enumerate(MONTHS):
            of_month = {"unit": "hsn", "period": str(month), "sex": "all", "source": "Monthly", "published": "no"}
            counts = {"numerator": 3900 + 20 * (place * 7 % 5) + 10 * month.number, "denominator": 5000}
            table.writerow({**of_month, "indicator": SHARE, **counts})
            table.writerow({**of_month, "indicator": SICK, "value": f"{6 + place * 7 % 5 / 10:.1f}"})
    return folder


def row_of(document: Answer, indicator: str, sex: str = "all") -> Answer:
    (found,) = [one for one in document["indicators"] if (one["indicator"], one["sex"]) == (indicator, sex)]
    return dict(found)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")


@pytest.fixture
def assessed(region: Path) -> Answer:
    return answer("assess", region, *IN_AUGUST, "--json")


def test_the_year_of_a_share_with_counts_is_told_with_its_target_and_the_known_one_off(assessed: Answer) -> None:
    forecast = row_of(assessed, SHARE)["forecast"]
    end = forecast["year_end"]
    assert (end["year"], end["months_left"], len(forecast["months"])) == (2025, 4, 12)
    assert 78 < end["interval_80"][0] < end["value"] < end["interval_80"][1] < 83
    assert 0 <= end["probability"] <= 1
    assert any("one-off in November 2025: 40 (An extra evening)" in note for note in forecast["notes"])


def test_women_and_men_and_what_has_no_months_have_the_reason(assessed: Answer) -> None:
    assert row_of(assessed, SHARE, "women")["no_forecast"].startswith("Forecasts are made of everybody only")
    assert row_of(assessed, COST)["no_forecast"] == "Fewer than two single months are reported, so no forecast is made."


def test_a_share_without_counts_has_months_and_says_why_not_the_year_beside_what_is_announced(assessed: Answer) -> None:
    row = row_of(assessed, SICK)
    assert (len(row["forecast"]["months"]), row["forecast"]["year_end"]) == (12, None)
    assert "does not say how months make a year (over_time)" in row["forecast"]["no_year_end"]
    assert row["announced"]["value"] == Decimal("6.1")


def test_the_forecast_suggests_an_outlook_for_the_objective(assessed: Answer) -> None:
    (objective,) = [one for one in assessed["objectives"] if one["objective"] == "contact-same-day"]
    assert objective["suggested_outlook"] is not None
    assert "likely" in objective["suggested_outlook_by"]


def test_explain_tells_the_forecast_that_assess_does(region: Path, assessed: Answer) -> None:
    explained = answer("explain", region, SHARE, *IN_AUGUST, "--json")
    assert explained["forecast"] == row_of(assessed, SHARE)["forecast"]
    assert explained["no_forecast"] is None
    printed = " ".join(tertial("explain", region, SHARE, *IN_AUGUST).out.split())
    assert re.search(r"The whole of 2025 is expected to be \d\d\.?\d?%, in eight cases of ten", printed)
    women = answer("explain", region, SHARE, *IN_AUGUST, "--sex", "women", "--json")
    assert (women["forecast"], women["no_forecast"][:9]) == (None, "Forecasts")
    without = " ".join(tertial("explain", region, SICK, *IN_AUGUST).out.split())
    assert "does not say how months make a year" in without
    assert "The region’s own forecast of 2025 is 6.1%" in without


def test_explain_says_what_reported_months_mean_as_assess_does(region: Path, assessed: Answer) -> None:
    explained = answer("explain", region, SHARE, *IN_AUGUST, "--json")
    (insight,) = [one for one in assessed["insights"] if one["indicator"] == SHARE]
    assert explained["insight"] == insight
    printed = " ".join(tertial("explain", region, SHARE, *IN_AUGUST).out.split())
    assert f"What it means {insight['variation']['says']}" in printed


def test_export_has_the_forecast_in_its_row(region: Path, tmp_path: Path) -> None:
    assert tertial("export", region, *IN_AUGUST, "--out", tmp_path, "--format", "csv").code == 0
    (written,) = tmp_path.glob("*-indicators.csv")
    with written.open(encoding="utf-8-sig") as file:
        text = file.read()
    assert "The method was chosen when several were tried" in text
    assert "{" not in text
    rows = {(row["indicator"], row["sex"]): row for row in csv.DictReader(text.splitlines())}
    forecast = row_of(answer("assess", region, *IN_AUGUST, "--json"), SHARE)["forecast"]
    end, row = forecast["year_end"], rows[SHARE, "all"]
    assert [Decimal(row[name]) for name in ("forecast", "forecast_low", "forecast_high", "probability_met")] == [
        end["value"],
        *end["interval_80"],
        end["probability"],
    ]
    assert (row["forecast_method"], rows[SHARE, "women"]["forecast"]) == (forecast["method"], "")
    assert "does not say how months make a year" in rows[SICK, "all"]["forecast_says"]
    (written,) = tmp_path.glob("*-forecasts.csv")
    with written.open(encoding="utf-8-sig") as file:
        months = [row for row in csv.DictReader(file) if row["indicator"] == SHARE]
    assert [(row["month"], Decimal(row["value"])) for row in months] == [
        (one["month"], one["value"]) for one in forecast["months"]
    ]
    assert [Decimal(row["high_95"]) for row in months] == [one["interval_95"][1] for one in forecast["months"]]


def test_the_report_has_the_year_its_sentence_and_the_reason(region: Path, tmp_path: Path) -> None:
    assert tertial("report", region, *IN_AUGUST, "--out", tmp_path, "--format", "html", "--language", "en").code == 0
    (written,) = tmp_path.glob("*.html")
    page = " ".join(re.sub(r"<[^>]+>", " ", written.read_text("utf-8")).split())
    assert "How the year is expected to end" in page
    assert "the year’s figure is likely" in page
    assert "does not say how months make a year" in page
    assert "announced 6.1%" in page
