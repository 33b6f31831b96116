"""Figures that lack rows are estimated: told in assess, export, explain and the report, and never among outcomes."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Set
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tests.command_line import answer, tertial
from tests.loaded import Incoming, extract

Answer = dict[str, Any]

MONTHS = tuple(Month(2022, 7).plus(place) for place in range(36))
STOPPED, LAST, UNLOADED = Month(2025, 4), Month(2025, 6), Month(2025, 7)
"""When one unit stops, the last month that is loaded, and one of which nothing is."""
CENTRES = {"harbour-centre": 60, "hill-centre": 50, "coast-centre": 40, "lake-centre": 35, "valley-centre": 45}
"""Reports a month, about."""
BRANCH, OF = "hill-branch", "hill-centre"
"""Counted at itself and at its centre; both stop."""
NAME, RARE = "concern-reports", "unborn-reports"
"""Reports at all units, and those that one unit alone makes."""

INDICATOR = """\
id: {id}
title: {{sv: {sv}, en: {en}}}
why: {{sv: De ska komma fram., en: They shall be seen.}}
fact: concern-reports
kind: count
numerator: unborn = {unborn}
counted: {{sv: anmälningar, en: reports}}
value_unit: count
direction: decrease
target: 400
over_time: sum
shown: month
followed: []
"""


def reports(unit: str, month: Month) -> int:
    """How many reports there are: the truth, whatever is sent."""
    return CENTRES.get(unit, 12) + Random(f"{unit} {month}").randint(-4, 4)


def truth(month: Month) -> int:
    return sum(reports(unit, month) for unit in (*CENTRES, BRANCH))


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("estimates") / "region", stopped={OF, BRANCH})


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All rows come, but from one centre without the column that the definition reads."""
    return loaded(tmp_path_factory.mktemp("emptied") / "region", emptied={"lake-centre"})


def loaded(folder: Path, stopped: Set[str] = frozenset(), emptied: Set[str] = frozenset()) -> Path:
    start_folder(folder, name=None, language="sv")
    for id, sv, en, unborn in (
        (NAME, "Orosanmälningar", "Reports of concern", "false"),
        (RARE, "Anmälningar för ofödda", "Reports for the unborn", "true"),
    ):
        text = INDICATOR.format(id=id, sv=sv, en=en, unborn=unborn)
        (folder / "indicators" / f"{id}.yaml").write_text(text, encoding="utf-8")
    goals = folder / "goals.yaml"
    told = goals.read_text("utf-8").replace("[readmissions, patient-survey]", f"[{NAME}]")
    goals.write_text(told, encoding="utf-8")
    with (folder / "organisation.csv").open("a", encoding="utf-8") as file:
        for unit in CENTRES:
            if unit not in {"harbour-centre", OF}:
                file.write(f"{unit},{unit.capitalize()},health_centre,primary-care,,,,,,,,\n")
        file.write(f"{BRANCH},Filialen,health_centre,{OF},,,,,,,,\n")
    units = (*CENTRES, BRANCH)
    rows = [
        {
            "report_id": f"{unit}-{month}-{number}",
            "unit": unit,
            "reported": f"{month}-{number % 28 + 1:02}",
            "unborn": ""
            if unit in emptied and month >= STOPPED
            else "yes"
            if unit == "harbour-centre" and number >= reports(unit, month)
            else "no",
        }
        for month in MONTHS
        for unit in units
        for number in range(reports(unit, month) + (5 if unit == "harbour-centre" else 0))
        if unit not in stopped or month < STOPPED
    ]
    Incoming(folder).load(extract(NAME), rows, units={unit: unit for unit in units}, declared=frozenset(units))
    assert tertial("compute", folder, "--through", str(UNLOADED)).code == 0
    return folder


def assessed(region: Path, month: Month, *more: object) -> Answer:
    return answer("assess", region, "--period", month, "--json", *more)


def row_of(document: Answer) -> Answer:
    (found,) = [one for one in document["indicators"] if one["indicator"] == NAME]
    return dict(found)


def estimate_of(document: Answer, period: Month, name: str = NAME) -> Answer:
    found = [one for one in document["estimates"] if one["indicator"] == name and one["period"] == str(period)]
    return dict(found[0])


def without_estimates(region: Path, folder: Path) -> Path:
    """The same region, with estimates of the indicator turned off."""
    copied = Path(shutil.copytree(region, folder / "off"))
    with (copied / "indicators" / f"{NAME}.yaml").open("a", encoding="utf-8") as file:
        file.write("estimates: off\n")
    return copied


def test_a_figure_where_one_unit_stopped_stays_as_it_is_and_the_whole_is_estimated_beside(computed: Path) -> None:
    document = assessed(computed, LAST)
    row, found = row_of(document), estimate_of(document, LAST)
    came = truth(LAST) - reports(OF, LAST) - reports(BRANCH, LAST)
    assert (row["value"], row["numerator"], row["quality"]) == (came, came, "partial")
    assert found["low"] <= truth(LAST) <= found["high"]
    assert found["low"] > came
    assert (found["months"], found["units"], found["of_units"]) == ([str(LAST)], [OF], 6)
    assert found["sentence"].startswith("Skattat: ")
    assert found["sentence"].endswith("ersätter juni 2025 vid 1 av 6 enheter. Ingen officiell siffra.")
    assert sum(one["part"] for one in found["sources"]) == pytest.approx(1, abs=0.1)


def test_the_unit_that_stopped_has_no_figure_and_an_estimate(computed: Path) -> None:
    document = assessed(computed, LAST, "--unit", OF)
    row, found = row_of(document), estimate_of(document, LAST)
    assert (row["value"], row["status"], row["quality"]) == (None, "no_data", "missing")
    assert found["low"] <= reports(OF, LAST) + reports(BRANCH, LAST) <= found["high"]


def test_a_month_of_which_nothing_is_loaded_is_estimated_at_every_unit_and_counts_in_the_suggestion(
    computed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    document = assessed(computed, UNLOADED)
    row, found = row_of(document), estimate_of(document, UNLOADED)
    assert (row["value"], row["numerator"], row["status"]) == (None, None, "no_data")
    assert found["low"] <= truth(UNLOADED) <= found["high"]
    assert found["units"] == sorted(CENTRES)
    (objective,) = [one for one in document["objectives"] if one["objective"] == "safe-discharge"]
    assert (objective["suggested"], objective["suggestion_uncertain"]) == ("met", True)
    assert objective["suggested_by"] == (
        "uncertain: 1 of 1 indicator met; one by an estimate, no official figure, and the suggestion rests on that"
    )
    assert (objective["sureness"], objective["judged"]) == ("unsure", False)


def test_a_month_of_which_a_column_is_empty_is_estimated_as_one_that_lacks(emptied: Path) -> None:
    document = assessed(emptied, LAST)
    row, found = row_of(document), estimate_of(document, LAST)
    came = truth(LAST) - reports("lake-centre", LAST)
    assert (row["value"], row["quality"]) == (came, "partial")
    assert (found["months"], found["units"]) == ([str(LAST)], ["lake-centre"])
    assert came < found["low"] <= truth(LAST) <= found["high"]
    assert "partial" not in [one["source"] for one in found["sources"]]
    sound = estimate_of(document, STOPPED)
    assert sound["low"] <= truth(STOPPED) <= sound["high"]


def test_units_at_which_nothing_is_counted_are_not_estimated(computed: Path) -> None:
    found = estimate_of(assessed(computed, LAST), LAST, RARE)
    assert found["value"] is None
    assert found["sentence"] == "Kan inte skattas. Vid de enheter vars uppgifter saknas eller är fel har inget räknats."
    whole = estimate_of(assessed(computed, UNLOADED), UNLOADED, RARE)
    assert (whole["units"], whole["low"], whole["high"]) == (["harbour-centre"], 5, 5)


def test_estimates_that_are_turned_off_are_not_made_and_the_reason_is_told(computed: Path, tmp_path: Path) -> None:
    region = without_estimates(computed, tmp_path)
    on, off = assessed(computed, UNLOADED), assessed(region, UNLOADED)
    found = estimate_of(off, UNLOADED)
    assert (found["value"], found["low"], found["months"]) == (None, None, [])
    assert found["sentence"] == "Kan inte skattas. Skattning är avstängd för indikatorn."
    assert len([one for one in off["estimates"] if one["indicator"] == NAME]) == 1
    assert off["indicators"] == on["indicators"]
    (objective,) = [one for one in off["objectives"] if one["objective"] == "safe-discharge"]
    assert objective["suggested"] == "no_data"
    assert tertial("report", region, "--period", LAST, "--format", "html", "--out", tmp_path).code == 0
    (written,) = tmp_path.glob("*.html")
    assert "Skattat" not in " ".join(written.read_text("utf-8").split())
    assert tertial("report", computed, "--period", LAST, "--format", "html", "--out", tmp_path).code == 0
    assert "Skattat, om inget hade saknats eller varit fel för juni 2025" in " ".join(
        written.read_text("utf-8").split()
    )


def test_before_the_unit_stopped_nothing_is_estimated(computed: Path) -> None:
    assert assessed(computed, STOPPED.plus(-1))["estimates"] == []


def test_a_table_of_outcomes_never_holds_an_estimate_and_estimates_have_one_of_their_own(
    computed: Path, tmp_path: Path
) -> None:
    answer("export", computed, "--period", UNLOADED, "--format", "csv", "--out", tmp_path, "--json")
    held = {path.stem.rpartition("-")[2]: path.read_text("utf-8") for path in tmp_path.glob("*.csv")}
    rows = [row for row in csv.DictReader(held["estimates"].splitlines()) if row["indicator"] == NAME]
    periods = [row["period"] for row in rows]
    assert periods == [str(UNLOADED), *(str(STOPPED.plus(place)) for place in range(4))]
    for row in rows:
        assert float(row["low"]) <= float(row["value"]) <= float(row["high"])
    (outcome,) = [row for row in csv.DictReader(held["indicators"].splitlines()) if row["indicator"] == NAME]
    assert (outcome["value"], outcome["numerator"]) == ("", "")
    for value in (row["value"] for row in rows):
        assert all(value not in text for name, text in held.items() if name != "estimates")


def test_the_explanation_says_what_the_estimate_rests_on_and_agrees_with_what_is_assessed(computed: Path) -> None:
    told = answer("explain", computed, NAME, "--period", LAST, "--json")
    assert told["estimate"] == {
        key: value
        for key, value in estimate_of(assessed(computed, LAST), LAST).items()
        if key not in {"indicator", "unit"}
    }
    assert told["figure"]["value"] == row_of(assessed(computed, LAST))["value"]
    words = " ".join(tertial("explain", computed, NAME, "--period", LAST).out.split())
    assert "Ingen officiell siffra." in words
    assert "%" in words.partition("Ingen officiell siffra.")[2]
    sound = answer("explain", computed, NAME, "--period", LAST, "--unit", "lake-centre", "--json")
    assert sound["estimate"] is None


def test_the_terminal_has_a_table_of_estimates_and_none_where_nothing_lacks(
    computed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    ran = tertial("assess", computed, "--period", LAST)
    assert "Estimated where data are missing or wrong (no official figures)" in ran.out
    assert "June 2025 at 1 of 6 units" in " ".join(ran.out.split())
    assert "Estimated where" not in tertial("assess", computed, "--period", STOPPED.plus(-1)).out


def test_the_report_tells_the_estimate_in_text_and_table(
    computed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    ran = tertial("report", computed, "--period", LAST, "--format", "html", "--language", "en", "--out", tmp_path)
    assert ran.code == 0, ran.err
    (written,) = tmp_path.glob("*.html")
    text = " ".join(written.read_text("utf-8").split())
    assert "Estimated, had nothing been missing or wrong for June 2025" in text
    assert "Reports of concern: Estimated: " in text
    assert "What is missing" not in text
    region = Path(shutil.copytree(computed, tmp_path / "copy"))
    with (region / "region.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[report.outline]]\nsection = "insights"\ntitle = {sv = "Betydelse", en = "What it means"}\n')
    assert (
        tertial("report", region, "--period", LAST, "--format", "html", "--language", "en", "--out", tmp_path).code == 0
    )
    text = " ".join(written.read_text("utf-8").split())
    assert "What is missing" in text
    assert "is in no published count" in text
    assert "Reports of concern: Estimated: " not in text
