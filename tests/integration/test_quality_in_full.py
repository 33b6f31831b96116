"""Feeds that are delivered in full: each delivery judged against those before it, also when those are pruned away."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tertial.definitions.start import start_folder
from tertial.pipeline.deliveries import keep_deliveries
from tertial.store.pruning import prune
from tests.command_line import answer, tertial
from tests.invented_persons import invented_persons
from tests.loaded import Incoming, extract
from tests.persons_in_store import HOLDER
from tests.stored import AT_ONCE

UNITS = ("harbour-centre", "hill-centre")
NUMBERS = [one.number for one in invented_persons(240, seed=7)]
NAMED = {"units": {unit: unit for unit in UNITS}, "declared": frozenset(UNITS)}
Row = dict[str, str]


@pytest.fixture
def incoming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Incoming:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "110")
    folder = tmp_path / "region"
    start_folder(folder, name=None, language="sv")
    return Incoming(folder)


def listed() -> list[Row]:
    """Half the persons at each unit, from the beginning of 2025 on."""
    return [
        {
            "person": number,
            "unit": UNITS[place % 2],
            "valid_from": "2024-02-10",
            "valid_to": "",
            "residential_care": "no",
        }
        for place, number in enumerate(NUMBERS)
    ]


def deliver(incoming: Incoming, month: int, rows: list[Row]) -> None:
    """A delivery early in a month of 2026, told as the loading command does."""
    incoming.load(extract("listing"), rows, now=datetime(2026, month, 3, 6, tzinfo=UTC), **NAMED)
    keep_deliveries(incoming.store, ["listing"])


def found(incoming: Incoming, *more: object) -> list[dict[str, Any]]:
    document = answer("quality", incoming.root, "--feed", "listing", "--json", *more)
    return [one for one in document["findings"] if one["feed"] == "listing"]


def test_a_delivery_that_lacks_rows_of_a_unit_is_found_and_lasts_until_it_is_mended(
    incoming: Incoming, tmp_path: Path
) -> None:
    whole = listed()
    short = [row for place, row in enumerate(whole) if row["unit"] == UNITS[0] or place % 4 == 1]
    deliver(incoming, 6, whole)
    assert not found(incoming, "--through", "2026-05")
    deliver(incoming, 7, short)
    out = tmp_path / "verdicts.csv"
    (lost,) = found(incoming, "--through", "2026-06", "--out", out)
    assert (lost["kind"], lost["units"], lost["lasts"]) == ("rows_lost", [UNITS[1]], True)
    assert 0.4 < lost["share"] < 0.6
    assert "Begär en ny, hel leverans" in lost["sentence"]["sv"]
    with out.open(encoding="utf-8", newline="") as stream:
        verdicts = {(row["unit"], row["month"]): row["verdict"] for row in csv.DictReader(stream)}
    assert (verdicts[UNITS[1], "2026-06"], verdicts[UNITS[0], "2026-06"]) == ("rows_lost", "whole")
    deliver(incoming, 8, [*short, {**short[0], "person": "19121212-1212"}])
    # What the whole delivery said is known also when its state and the bad one's are gone.
    prune(incoming.store, 1, HOLDER, AT_ONCE)
    assert [one["last"] for one in found(incoming, "--through", "2026-07")] == ["2026-07"]
    deliver(incoming, 9, whole)
    assert not found(incoming, "--through", "2026-08")


def test_a_unit_without_rows_has_stopped_and_an_empty_column_is_told(incoming: Incoming) -> None:
    deliver(incoming, 6, listed())
    deliver(incoming, 7, [{**row, "residential_care": ""} for row in listed() if row["unit"] == UNITS[0]])
    kinds = {one["kind"]: one["units"] for one in found(incoming, "--through", "2026-06")}
    assert kinds == {"stopped": [UNITS[1]], "field_missing": [UNITS[0]]}
    printed = tertial("quality", incoming.root, "--through", "2026-06").out
    assert "Sent in full: Listing." in printed
    assert any("○○○○○○" in line for line in printed.splitlines() if "Hill" in line)
    assert any("◆◆◆◆◆◆" in line for line in printed.splitlines() if "Harbour" in line)
    assert "Work list" in printed


def test_a_delivery_whose_counts_were_not_kept_is_counted_from_its_state(incoming: Incoming) -> None:
    for month, rows in ((6, listed()), (7, listed()[::2])):
        incoming.load(extract("listing"), rows, now=datetime(2026, month, 3, 6, tzinfo=UTC), **NAMED)
    assert [one["kind"] for one in found(incoming, "--through", "2026-06")] == ["stopped"]
    assert len(list((incoming.store / "deliveries" / "listing").glob("*.json"))) == 2
