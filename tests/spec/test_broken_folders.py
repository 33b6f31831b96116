"""Each fault of a region folder is told at its place, under its code, with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.definitions.catalogue import CODES
from tertial.definitions.diagnostics import Severity
from tertial.language import LANGUAGES, _, using
from tertial.pipeline.folder import check
from tests.spec.broken_extracts import BROKEN_EXTRACTS
from tests.spec.broken_folders import BROKEN as BROKEN_DEFINITIONS
from tests.spec.broken_folders import Broken
from tests.spec.broken_measures import BROKEN_MEASURES
from tests.spec.good_folder import FILES, write_good_folder

BROKEN = (*BROKEN_DEFINITIONS, *BROKEN_EXTRACTS, *BROKEN_MEASURES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_good_folder(tmp_path / "small")


def test_the_good_folder_reads_without_a_word(folder: Path) -> None:
    reading = check(folder)
    assert reading.diagnostics == ()
    assert reading.region is not None
    assert set(reading.files) == set(FILES) - {"README.md", "SOURCES.md"}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.what.replace(" ", "-"))
def test_a_fault_is_told_at_its_place_and_no_other_is_made_up(broken: Broken, folder: Path) -> None:
    broken.how(folder)
    with using("en"):
        reading = check(folder)
        told = [found for found in reading.diagnostics if found.code == broken.code]
    assert [(found.path, found.line) for found in told][:1] == [(broken.path, broken.line)]
    with using("en"):
        assert broken.says in told[0].sentence()
    assert {found.code for found in reading.diagnostics} == {broken.code, *broken.more}
    is_error = any(CODES[found.code].severity is Severity.ERROR for found in reading.diagnostics)
    assert (reading.region is None) == is_error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.what.replace(" ", "-"))
def test_the_sentence_tells_what_to_do_in_both_languages(broken: Broken, language: str, folder: Path) -> None:
    broken.how(folder)
    with using(language):
        found = next(found for found in check(folder).diagnostics if found.code == broken.code)
        sentence = found.sentence()
        advice = _(CODES[broken.code].advice)
    assert sentence.startswith(f"{broken.path}:{broken.line}: {broken.code} ")
    assert sentence.endswith(f" {advice}")
    assert "\n" not in sentence
    assert (advice == CODES[broken.code].advice) == (language == "en")


def test_every_code_of_the_catalogue_is_produced_by_some_fault() -> None:
    assert {broken.code for broken in BROKEN} == set(CODES)


def test_there_are_codes_enough_to_tell_faults_apart() -> None:
    assert len(CODES) >= 45


def test_every_fault_is_told_at_once(folder: Path) -> None:
    for broken in BROKEN:
        if broken.what in {"an unknown key", "a decimal comma", "a negative count", "an unknown goal"}:
            broken.how(folder)
    codes = [found.code for found in check(folder).diagnostics]
    assert set(codes) >= {"E204", "E215", "E508", "E403"}


def test_diagnostics_come_by_file_and_line(folder: Path) -> None:
    for broken in BROKEN:
        if broken.what in {"a negative count", "ca 90", "an empty cell", "an unknown goal", "an unknown parent"}:
            broken.how(folder)
    places = [(found.path, found.line) for found in check(folder).diagnostics]
    assert len(places) > 2
    assert places == sorted(places)


def test_a_warning_never_stops_the_reading(folder: Path) -> None:
    (folder / "judgments.yaml").write_text("x", "utf-8")
    reading = check(folder)
    assert reading.region is not None
    assert reading.errors == ()
    assert [found.code for found in reading.warnings] == ["W102"]


def test_the_same_fault_a_thousand_times_is_told_a_hundred_times_and_counted(folder: Path) -> None:
    table = folder / "outcomes" / "figures.csv"
    rows = "".join(f"visits,board,2024-{1 + row % 12:02d},,{row},,-1,,,x,no,\n" for row in range(1000))
    table.write_text(table.read_text("utf-8") + rows, "utf-8")
    with using("en"):
        told = [found for found in check(folder).diagnostics if found.code == "E508"]
    assert len(told) == 101
    assert "900" in told[-1].expected


def test_a_diagnostic_for_programs_has_its_parts_by_name(folder: Path) -> None:
    (folder / "goals.yaml").unlink()
    found = next(found for found in check(folder).errors if found.code == "E102")
    assert found.as_json() == {
        "path": "goals.yaml",
        "line": 1,
        "code": "E102",
        "severity": "error",
        "read": found.read,
        "expected": found.expected,
        "nearest": "",
        "advice": found.advice,
    }
