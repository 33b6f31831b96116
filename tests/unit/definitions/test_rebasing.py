"""Decided new levels are read from the folder and written back; the template's own file reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tertial.definitions.not_written import NotWrittenError
from tertial.definitions.reading import read_region
from tertial.definitions.record_rebasing import record_rebasing
from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing

DECIDED = Rebasing(
    "sick-leave", Month(2025, 3), Label("Nytt schema", "A new rota"), date(2025, 4, 2), Label("Chefen"), "hsn"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start_folder(tmp_path / "region")
    return tmp_path / "region"


def rebasings(folder: Path) -> tuple[Rebasing, ...]:
    reading = read_region(folder)
    assert reading.errors == ()
    assert reading.region is not None
    return reading.region.rebasings


def test_what_is_recorded_is_read_back_beside_what_stood_there(folder: Path) -> None:
    before = (folder / "rebasing.yaml").read_text("utf-8")
    assert [(each.indicator, each.first) for each in rebasings(folder)] == [("phone-same-day", Month(2024, 1))]
    record_rebasing(folder, DECIDED)
    assert (folder / "rebasing.yaml").read_text("utf-8").startswith(before)
    assert rebasings(folder)[1] == DECIDED


def test_the_first_decision_of_a_folder_makes_its_file_and_the_same_again_changes_nothing(folder: Path) -> None:
    (folder / "rebasing.yaml").unlink()
    once = record_rebasing(folder, DECIDED).read_bytes()
    assert record_rebasing(folder, DECIDED).read_bytes() == once
    assert once.startswith(b"# yaml-language-server: $schema=.schemas/rebasing.json\nrebasing:\n")
    assert rebasings(folder) == (DECIDED,)


def test_a_decision_is_not_written_over_and_names_must_exist(folder: Path) -> None:
    record_rebasing(folder, DECIDED)
    other = Rebasing("sick-leave", Month(2025, 3), Label("Annat"), date(2025, 5, 2), Label("Chefen"), "hsn")
    with pytest.raises(NotWrittenError, match="2025-03"):
        record_rebasing(folder, other)
    with pytest.raises(NotWrittenError, match="sick-leave"):
        record_rebasing(folder, Rebasing("sick-leaves", Month(2025, 3), Label("x"), date(2025, 5, 2), Label("x")))
