"""Events rarer than one a month are judged by the days between them: in assess, explain, export and the report."""

from __future__ import annotations

import csv
import shutil
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tests.command_line import answer, tertial
from tests.loaded import Incoming, extract

FIRST, LAST = Month(2022, 7), Month(2025, 6)
CENTRES = ("hill-centre", "harbour-centre")
RARE, USUAL, SHARE = "unborn-reports", "concern-reports", "unborn-share"
GAPS = (*(30, 45, 60, 38, 52) * 4, 150)
"""Days between the reports of both centres together: about 45, and a long time to the last one."""
DAYS = tuple(accumulate(GAPS, lambda day, gap: day + timedelta(gap), initial=date(2022, 7, 5)))
OF_HILL = DAYS[:4]
"""The other centre made the rest."""

INDICATOR = """\
id: {id}
title: {{sv: {sv}, en: {en}}}
why: {{sv: De ska komma fram., en: They shall be seen.}}
fact: concern-reports
kind: {kind}
numerator: unborn = {unborn}
{more}counted: {{sv: anmälningar, en: reports}}
value_unit: {unit}
direction: decrease
{target}over_time: sum
shown: month
followed: []
"""
OUT_OF = "denominator: all\nout_of: {sv: anmälningar, en: reports}\n"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rare") / "region"
    start_folder(folder, name=None, language="sv")
    for id, sv, en, kind, unborn, unit, more in (
        (USUAL, "Orosanmälningar", "Reports of concern", "count", "false", "count", ""),
        (RARE, "Anmälningar för ofödda", "Reports for the unborn", "count", "true", "count", ""),
        (SHARE, "Andel för ofödda", "Share for the unborn", "share", "true", '"%"', OUT_OF),
    ):
        target = "target: 2\n" if id == RARE else ""
        text = INDICATOR.format(id=id, sv=sv, en=en, kind=kind, unborn=unborn, unit=unit, more=more, target=target)
        (folder / "indicators" / f"{id}.yaml").write_text(text, encoding="utf-8")
    goals = folder / "goals.yaml"
    told = goals.read_text("utf-8").replace("[readmissions, patient-survey]", f"[{RARE}, {SHARE}]")
    goals.write_text(told, encoding="utf-8")
    usual = [
        (centre, f"{month}-{1 + 3 * at:02}", "no")
        for month in FIRST.through(LAST)
        for centre in CENTRES
        for at in range(8)
    ]
    rare = [(CENTRES[day not in OF_HILL], day.isoformat(), "yes") for day in DAYS]
    rows = [
        {"report_id": f"r{at}", "unit": unit, "reported": day, "unborn": unborn}
        for at, (unit, day, unborn) in enumerate((*usual, *rare))
    ]
    Incoming(folder).load(extract(USUAL), rows, units={one: one for one in CENTRES}, declared=frozenset(CENTRES))
    assert tertial("compute", folder, "--through", str(LAST)).code == 0
    return folder


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")


def varied(region: Path, indicator: str, *more: object) -> dict[str, Any]:
    document = answer("explain", region, indicator, "--period", LAST, "--json", *more)
    return dict(document["insight"]["variation"])


def test_the_chart_of_a_rare_event_has_the_days_between_events_at_all_units_below(region: Path) -> None:
    found = varied(region, RARE)
    assert (found["chart"], found["of"], found["icon"]) == ("t", "days_between_events", "improving_high")
    assert [point["value"] for point in found["points"]] == list(GAPS)
    assert [point["period"] for point in found["points"]] == [day.isoformat()[:7] for day in DAYS[1:]]
    assert (found["latest"], found["since"]) == ("2025-05", "2025-05")
    assert found["lower"] < min(GAPS) < found["centre"] < max(GAPS[:-1]) < found["upper"] < GAPS[-1]


def test_a_unit_has_the_days_of_its_own_events_alone(region: Path) -> None:
    found = varied(region, RARE, "--unit", "hill-centre")
    assert [point["value"] for point in found["points"]] == list(GAPS[:3])
    assert (found["icon"], found["open_gap_longer_than_upper"]) == (None, True)
    assert found["says"] == "There are figures of 3 times between events. An icon is given from 13."


def test_what_is_no_rare_number_keeps_its_months(region: Path) -> None:
    assert varied(region, USUAL)["of"] == "periods"
    share = varied(region, SHARE)
    assert (share["chart"], share["of"]) == ("p", "periods")
    assert share["chart_says"].endswith("so single cases move the figure a lot.")


def test_rows_that_are_not_those_counted_leave_the_months_with_the_reason(region: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(region, tmp_path / "other"))
    definition = other / "indicators" / f"{RARE}.yaml"
    definition.write_text(definition.read_text("utf-8").replace("unborn = true", "unborn = false"), "utf-8")
    found = varied(other, RARE)
    assert (found["chart"], found["of"]) == ("c", "periods")
    assert found["chart_says"].endswith("the rows that are there now are not as many as those counted.")


def test_assess_and_export_have_the_same_points_and_no_day_of_an_event(region: Path, tmp_path: Path) -> None:
    document = tertial("assess", region, "--period", LAST, "--json")
    (told,) = [one for one in document.document()["insights"] if one["indicator"] == RARE]
    assert told["variation"]["points"] == varied(region, RARE)["points"]
    assert tertial("export", region, "--period", LAST, "--out", tmp_path, "--format", "csv").code == 0
    (path,) = tmp_path.glob("*-variation.csv")
    written = path.read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(written.splitlines()) if row["indicator"] == RARE]
    assert [(row["chart"], row["value"]) for row in rows] == [("t", str(gap)) for gap in GAPS]
    assert not any(day.isoformat() in document.out + written for day in DAYS)


def test_explain_and_the_report_say_it_in_sentences_and_draw_it(region: Path, tmp_path: Path) -> None:
    said = " ".join(tertial("explain", region, RARE, "--period", LAST).out.split())
    assert "t chart: each point is a rare event with the days since the one before." in said
    assert "Between events 47 days, limits 12 days to 128 days; the latest event was in May 2025." in said
    assert "The target is one of number and cannot be held against the time between events." in said
    # A plain number has no ages to be freed from.
    assert "standardised by age" not in said
    with (region / "region.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[report.outline]]\nsection = "insights"\ntitle = { sv = "Mening", en = "Meaning" }\n')
    made = tertial("report", region, "--period", LAST, "--out", tmp_path, "--language", "en", "--format", "html")
    assert made.code == 0, made.err
    (path,) = tmp_path.glob("*.html")
    page = path.read_text("utf-8")
    assert "The time to the event in May 2025 was unusually long" in page.replace("\u00a0", " ")
    assert "Reports for the unborn, days between events" in page
    assert "150\u00a0days" in page
