"""A region that reports figures by age: what `tertial explain`, `assess` and `check` say of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import answer, tertial
from tests.region_by_age import BOTH, DEATHS, UNITS, YEAR, Row, figures, region_by_age, rows

PHONE, AUGUST = "phone-same-day", "2025-YTD08"


def more_rows() -> Iterator[Row]:
    """Calls answered, by ages that overlap at one centre and are too wide at the other."""
    overlapping = {"": (100, 200), "0-4": (50, 100), "3-4": (50, 100)}
    yield from rows(PHONE, "harbour-centre", overlapping, AUGUST)
    yield from rows(PHONE, "hill-centre", {"": (100, 200), "0-17": (50, 100), "18+": (50, 100)}, AUGUST)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return region_by_age(tmp_path_factory.mktemp("by-age") / "region", more_rows())


def explained(region: Path, indicator: str, *more: str) -> str:
    ran = tertial("explain", region, indicator, *more)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "120")


def test_a_reported_figure_is_told_beside_what_it_is_at_the_standard_population_s_ages(region: Path) -> None:
    said = explained(region, DEATHS, "--unit", "hospital", "--period", YEAR)
    assert "Without regard to age: 1,131 per 100,000 (2,824 of 249,733)." in said
    assert "(European standard population 2013): 1,030 per 100,000 (95%: 992–1,069)." in said
    assert "The count is 1.02 (95%: 0.98–1.06) times what is expected of its ages" in said
    assert "Primary care 2,662 263,378 1,011 982 (945–1,021) 0.98 (0.94–1.02)" in said


def test_the_figures_of_women_alone_are_not_standardised(region: Path) -> None:
    ages = "Freed from differences in age"
    whole, women = (explained(region, PHONE, "--period", AUGUST, *sex) for sex in ((), ("--sex", "women")))
    assert ages in whole
    assert ages not in women


def test_ages_that_cannot_be_used_are_told_with_their_reasons(region: Path) -> None:
    said = explained(region, PHONE, "--unit", "harbour-centre", "--period", AUGUST)
    assert "The ages 0–4 and 3–4 years overlap, so the rate cannot be standardised by age." in said
    assert "Hill health centre: The ages 0–17 do not fit in one of the standard population's bands" in said


def test_a_measure_that_is_not_reported_by_age_says_so(region: Path) -> None:
    said = explained(region, "readmissions", "--period", AUGUST)
    assert "The figure is not known by age, so it cannot be standardised by age." in said


def test_json_has_the_counts_the_limits_and_the_expected_count(region: Path) -> None:
    document = answer("explain", region, DEATHS, "--period", YEAR, "--json")
    found = document["age_standardised"]
    assert (found["standard"], found["per"], found["reference"]) == ("european_2013", 100_000, BOTH)
    own, *others = found["units"]
    assert own["own"]
    assert own["observed_to_expected"] is None
    assert own["no_observed_to_expected"]
    north = next(one for one in others if one["unit"] == "hospital")
    assert (north["numerator"], north["denominator"]) == figures("Norrbotten")[""]
    assert float(north["standardised"]) == pytest.approx(1029.657, abs=0.001)
    assert float(north["crude"]) == pytest.approx(1130.81, abs=0.01)
    together = sum(float(one["expected"]) for one in others)
    assert together == pytest.approx(2662 + 2824), "what is expected of all is what was seen of all"


def test_assess_has_it_too(region: Path) -> None:
    by_indicator = {
        one["indicator"]: one for one in answer("assess", region, "--period", "2025-12", "--json")["insights"]
    }
    assert len(by_indicator[DEATHS]["age_standardised"]["units"]) == 3
    assert by_indicator[DEATHS]["no_age_standardised"] is None
    assert by_indicator["budget-result"]["age_standardised"] is None
    assert "no" not in by_indicator["budget-result"]["no_age_standardised"][:1]


def test_export_writes_a_table_of_units_at_the_same_ages(region: Path, tmp_path: Path) -> None:
    ran = tertial("export", region, "--period", "2025-12", "--out", tmp_path, "--format", "csv")
    assert ran.code == 0, ran.err
    (table,) = tmp_path.glob("*-by-age.csv")
    with table.open(encoding="utf-8-sig") as file:
        found = {row["unit"]: row for row in csv.DictReader(file) if row["indicator"] == DEATHS}
    assert list(found) == [BOTH, *UNITS]
    assert found["hospital"]["standardised"].startswith("1029.65")
    assert (found["hospital"]["uncertain"], found["hospital"]["quality"]) == ("no", "complete")


def test_an_age_band_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    bad = region_by_age(tmp_path / "region", rows(DEATHS, "harbour-centre", {"90 and older": (1, 10)}))
    ran = tertial("check", bad)
    assert ran.code == 1
    said = "outcomes/ages.csv:62: E227 read ”90 and older”, expected in the column age_band: an age, such as 40, 30-49"
    assert said in ran.out + ran.err
