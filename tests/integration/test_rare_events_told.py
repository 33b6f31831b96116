"""Events rarer than one a month are judged by the days between them: in assess, explain, export and the report."""

from __future__ import annotations

import csv
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
    usual = [(centre, f"{month}-{1 + 3 * at:02}", "no") for month in FIRST.through(LAST) for centre in CENTRES for at in range(8)]
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
