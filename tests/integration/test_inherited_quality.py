"""Figures inherit the quality of their feeds: from extracts that were loaded to what is assessed, told and printed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tests.command_line import answer, tertial
from tests.loaded import Incoming, extract

MONTHS = tuple(Month(2023, 1).plus(place) for place in range(30))
UNITS = ("harbour-centre", "hill-centre")
EACH = 60

INDICATOR = """\
id: concern-reports
title: {sv: Orosanmälningar, en: Reports of concern}
why: {sv: De ska komma fram., en: They shall be seen.}
fact: concern-reports
kind: count
numerator: unborn = false
counted: {sv: anmälningar, en: reports}
value_unit: count
direction: none
over_time: sum
shown: month
followed: []
"""


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A computed region: reports of concern, of which one unit stops in its last three months."""
    folder = tmp_path_factory.mktemp("inherited") / "region"
    start_folder(folder, name=None, language="sv")
    (folder / "indicators" / "concern-reports.yaml").write_text(INDICATOR, encoding="utf-8")
    goals = folder / "goals.yaml"
    told = goals.read_text("utf-8").replace("[readmissions, patient-survey]", "[readmissions, concern-reports]")
    goals.write_text(told, encoding="utf-8")
    rows = [
        {
            "report_id": f"{unit}-{month}-{number}",
            "unit": unit,
            "reported": f"{month}-{number % 28 + 1:02}",
            "unborn": "no",
        }
        for month in MONTHS
        for unit in UNITS
        for number in range(EACH)
        if unit == UNITS[0] or month < MONTHS[-3]
    ]
    Incoming(folder).load(
        extract("concern-reports"), rows, units={unit: unit for unit in UNITS}, declared=frozenset(UNITS)
    )
    assert tertial("compute", folder, "--through", "2025-06").code == 0
    return folder


def figure(region: Path, period: str, *more: object) -> dict[str, object]:
    document = answer("assess", region, "--period", period, "--json", *more)
    (found,) = [one for one in document["indicators"] if one["indicator"] == "concern-reports"]
    return dict(found)


def test_a_sum_says_what_share_of_the_expected_volume_it_covers(
    computed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "sv")
    found = figure(computed, "2025-06")
    assert (found["value"], found["quality"], found["covered"]) == (EACH, "partial", 50)
    note = str(found["note"])
    assert note.startswith("Orosanmälningar saknar rader från ")
    assert "sedan april 2025, så siffran omfattar 50 procent av den förväntade volymen (60 av 120 rader)" in note
    assert note.endswith("begär en ny leverans för april–juni 2025.")


def test_before_the_feed_stopped_the_figure_says_nothing(computed: Path) -> None:
    found = figure(computed, "2025-03")
    assert (found["value"], found["quality"], found["note"]) == (2 * EACH, "complete", None)


def test_a_unit_whose_feed_stopped_has_no_figure_and_a_reason_instead_of_nought(computed: Path) -> None:
    found = figure(computed, "2025-06", "--unit", "hill-centre")
    assert (found["value"], found["quality"]) == (None, "missing")
    assert "saknar alla rader" in str(found["note"]) or "lacks all rows" in str(found["note"])
    sound = figure(computed, "2025-06", "--unit", "harbour-centre")
    assert (sound["value"], sound["quality"]) == (EACH, "complete")


def test_the_figure_that_is_told_has_the_same_quality(computed: Path) -> None:
    told = answer("explain", computed, "concern-reports", "--period", "2025-06", "--json")
    assert told["figure"]["quality"] == "partial"
    assert "50 procent" in json.dumps(told["figure"]["reasons"])
    by_unit = {one["unit"]: one["quality"] for one in told["units"]}
    assert by_unit == {"primary-care": "partial", "hospital": "complete"}


def test_a_unit_without_figure_is_told_why_and_its_months_before_keep_theirs(computed: Path) -> None:
    told = answer("explain", computed, "concern-reports", "--period", "2025-06", "--unit", "hill-centre", "--json")
    assert (told["figure"]["quality"], told["figure"]["value"]) == ("missing", None)
    months = {one["period"]: (one["quality"], one["value"]) for one in told["months"]}
    assert months["2025-03"] == ("complete", EACH)
    assert months.get("2025-05", ("missing", None)) == ("missing", None)
    assert tertial("explain", computed, "concern-reports", "--period", "2025-06", "--unit", "hill-centre").code == 0


def test_the_terminal_tells_the_sentence_below_the_figures(computed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    ran = tertial("assess", computed, "--period", "2025-06")
    assert "Quality of the figures" in ran.out
    assert "covers 50% of the expected volume" in " ".join(ran.out.split())


def test_verdicts_that_are_kept_say_the_same_and_damaged_ones_are_reached_again(computed: Path) -> None:
    first = figure(computed, "2025-06")
    (folder,) = computed.glob("**/verdicts/concern-reports")
    kept = sorted(folder.iterdir())
    for path in kept:
        path.write_bytes(b"{}")
    assert figure(computed, "2025-06") == first
    assert any(path.read_bytes() != b"{}" for path in kept)


def test_results_outlive_the_events_and_say_nothing_of_what_nobody_can_count(computed: Path, tmp_path: Path) -> None:
    region = Path(shutil.copytree(computed, tmp_path / "copy"))
    (verdicts,) = region.glob("**/verdicts")
    shutil.rmtree(verdicts)
    for file in verdicts.parent.glob("events/**/*.parquet"):
        file.unlink()
    found = figure(region, "2025-06")
    assert (found["value"], found["quality"], found["note"]) == (EACH, "complete", None)
    assert tertial("report", region, "--period", "2025-06", "--format", "html", "--out", tmp_path).code == 0
    (written,) = tmp_path.glob("*.html")
    assert "finns inte kvar i lagret" in written.read_text("utf-8")


def test_the_report_tells_what_is_known_of_the_feeds_and_who_mends_what(computed: Path, tmp_path: Path) -> None:
    assert tertial("report", computed, "--period", "2025-06", "--format", "html", "--out", tmp_path).code == 0
    (written,) = tmp_path.glob("*.html")
    text = " ".join(written.read_text("utf-8").split())
    assert "Siffrorna är beräknade ur ett flöde som kommer månad för månad" in text
    assert "Brister i flödena" in text
    assert "Arbetslista: vem som åtgärdar vad" in text
    assert "omfattar 50 procent av den förväntade volymen" in text


def test_a_report_without_computed_figures_says_nothing_of_feeds(tmp_path: Path) -> None:
    folder = tmp_path / "region"
    start_folder(folder, name=None, language="sv")
    assert tertial("report", folder, "--period", "2025-08", "--format", "html", "--out", tmp_path / "out").code == 0
    (written,) = (tmp_path / "out").glob("*.html")
    assert "Brister i flödena" not in written.read_text("utf-8")
    assert "månad för månad" not in written.read_text("utf-8")
