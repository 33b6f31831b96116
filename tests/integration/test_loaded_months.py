"""What a figure says of months before a feed was delivered, and of months that were loaded and are empty."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tests.command_line import Json, answer, tertial
from tests.invented_persons import invented_persons
from tests.loaded import Incoming, extract

UNIT = "hill-centre"
NAMED = {"units": {UNIT: UNIT}, "declared": frozenset({UNIT})}
WAITS = [
    # Decided before the first delivery in March 2025, and still waiting then.
    ("2023-11-05", ""),
    ("2024-02-05", "2025-03-20"),
    ("2024-09-05", ""),
    ("2025-03-05", "2025-04-11"),
    ("2025-04-05", ""),
    ("2025-06-05", ""),
]
REPORTED = ("2025-02-11", "2025-03-02", "2025-05-20", "2025-07-01")
"""Reports of concern are rare: there are months without any, and so was June the last month but one."""

INDICATOR = """\
id: {id}
title: {{sv: Antal, en: Number}}
why: {{sv: Det ska följas., en: It shall be followed.}}
fact: concern-reports
kind: {kind}
numerator: unborn = false
{more}counted: {{sv: anmälningar, en: reports}}
value_unit: {unit}
direction: none
over_time: {over}
shown: month
followed: []
"""


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("months") / "region"
    start_folder(folder, name=None, language="sv")
    indicators = folder / "indicators"
    (indicators / "waiting-total.yaml").write_text("id: waiting-total\nuse: waiting-total\n", "utf-8")
    (indicators / "concerns.yaml").write_text(
        INDICATOR.format(id="concerns", kind="count", unit="count", over="sum", more=""), "utf-8"
    )
    more = "denominator: all\nout_of: {sv: anmälningar, en: reports}\n"
    (indicators / "born.yaml").write_text(
        INDICATOR.format(id="born", kind="share", unit='"%"', over="sum", more=more), "utf-8"
    )
    persons = [one.number for one in invented_persons(40, seed=3) if one.kind.value == "personal"][: len(WAITS)]
    waits = [
        {"wait_id": f"w{place}", "person": person, "unit": UNIT, "waits_for": "visit", "decided": decided, "done": done}
        for place, (person, (decided, done)) in enumerate(zip(persons, WAITS, strict=True))
    ]
    reports = [
        {"report_id": f"r{place}", "unit": UNIT, "reported": day, "unborn": "no"} for place, day in enumerate(REPORTED)
    ]
    incoming = Incoming(folder)
    incoming.load(extract("waiting-list"), waits, **NAMED)
    incoming.load(extract("concern-reports"), reports, **NAMED)
    assert tertial("compute", folder, "--through", "2025-07").code == 0
    return folder


def told(region: Path, indicator: str, period: str) -> Json:
    figure: Json = answer("explain", region, indicator, "--period", period, "--json")["figure"]
    return figure


def sentences(figure: Json) -> Sequence[str]:
    return [reason["sv"] if isinstance(reason, dict) else reason for reason in figure["reasons"]]


@pytest.fixture(autouse=True)
def in_swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "sv")


def test_a_stock_is_missing_before_the_first_delivery_and_never_nought(computed: Path) -> None:
    for period in ("2023-12", "2024-10", "2025-02"):
        figure = told(computed, "waiting-total", period)
        assert (figure["value"], figure["quality"]) == (None, "missing")
        assert "”Väntelista” började levereras i mars 2025" in " ".join(sentences(figure))
    assert [told(computed, "waiting-total", f"2025-0{month}")["value"] for month in (3, 4, 6)] == [3, 3, 4]


def test_a_month_of_a_rare_feed_without_rows_was_loaded_and_is_empty(computed: Path) -> None:
    for period, words in (("2025-04", "april 2025"), ("2025-06", "juni 2025")):
        counted = told(computed, "concerns", period)
        assert (counted["value"], counted["quality"]) == (0, "complete")
        assert f"är inläst för {words} och har inga rader då." in " ".join(sentences(counted))
        share = told(computed, "born", period)
        assert (share["value"], share["quality"]) == (None, "not_applicable")
        assert "är inläst för" in " ".join(sentences(share))
    assert told(computed, "concerns", "2025-05")["value"] == 1


def test_months_before_a_feed_began_are_not_loaded(computed: Path) -> None:
    figure = told(computed, "concerns", "2025-01")
    assert (figure["value"], figure["quality"]) == (None, "missing")
    assert "är inte inläst för januari 2025." in " ".join(sentences(figure))
