"""Estimates in the demo’s region, whose new record system loses rows: beside the outcomes, and never in them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import Demonstrated
from tests.command_line import answer

Answer = dict[str, Any]
AS_OF = ("--period", "2025-08")


@pytest.fixture(scope="module")
def region(demonstrated: Demonstrated) -> Path:
    return demonstrated.folder / "demo"


@pytest.fixture(scope="module")
def answered(region: Path) -> Answer:
    return answer("assess", region, *AS_OF, "--json")


def test_what_the_new_record_system_lost_is_estimated_with_interval_and_sources_or_the_reason_why_not(
    answered: Answer,
) -> None:
    told = answered["estimates"]
    assert any(one["low"] is not None for one in told)
    for one in told:
        assert one["sentence"].startswith("Skattat: " if one["value"] is not None else "Kan inte skattas. ")
        if one["value"] is None:
            assert (one["low"], one["months"], one["units"], one["sources"]) == (None, [], [], [])
            continue
        assert "Ingen officiell siffra." in one["sentence"]
        assert one["low"] <= one["value"] <= one["high"]
        assert 0 < len(one["units"]) <= one["of_units"]
        assert one["months"]
        assert one["sources"]


def test_the_rows_of_indicators_have_no_word_of_estimates(answered: Answer) -> None:
    for row in answered["indicators"]:
        assert not [key for key in row if "estimate" in key]
        assert row["quality"] != "estimated"


def test_a_table_of_outcomes_never_holds_an_estimate(region: Path, answered: Answer, tmp_path: Path) -> None:
    answer("export", region, *AS_OF, "--format", "csv", "--out", tmp_path, "--json")
    held = {path.stem.rpartition("-")[2]: path for path in tmp_path.glob("*.csv")}
    with held["estimates"].open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(answered["estimates"])
    with held["indicators"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not [column for column in rows[0] if "estimate" in column]
    printed = {row["indicator"]: row["value"] for row in rows if (row["sex"], row["age_band"]) == ("all", "")}
    for one in answered["estimates"]:
        if one["value"] is not None:
            assert printed[one["indicator"]] != str(one["value"])


def test_the_report_tells_the_estimates_of_figures_that_lack_rows(demonstrated: Demonstrated, answered: Answer) -> None:
    (name,) = [name for name in demonstrated.files if name.startswith("demo-") and name.endswith("-sv.html")]
    text = demonstrated.files[name].decode()
    shown = {row["indicator"]: row["period"] for row in answered["indicators"]}
    told = [
        one for one in answered["estimates"] if one["value"] is not None and one["period"] == shown[one["indicator"]]
    ]
    assert told
    assert text.count("ingen officiell siffra") >= len(told)
