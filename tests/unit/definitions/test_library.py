"""The library: whole and right, told by file where it is not, and taken from by a region's files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tertial.definitions import library
from tertial.definitions.findings import Findings
from tertial.definitions.library import (
    BrokenLibraryError,
    LibraryDefinition,
    library_definitions,
    library_indicators,
    read_library,
)
from tertial.definitions.not_written import NotWrittenError
from tertial.definitions.reading import Reading, read_region
from tertial.definitions.recording import set_target
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.expressions.tree import Comparison
from tertial.domain.indicators import Direction, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Level, Reaching
from tertial.domain.targets import Against, ChangeTarget, DatedTarget, Decision, ValueTarget
from tests.spec.good_folder import write_good_folder

SHARE = """\
id: early
title: Tidigt
why: Därför.
kind: share
fact: contacts
denominator: visit = 'first'
numerator: wait_days <= 3
value_unit: "%"
decimals: 1
shown: ytd
direction: increase
by: [sex, age_band, profession]
official: En förordning.
deviations: Inga.
checked_by: Redaktionen
next_review: 2026-06
settled_after: 2
version: 3
examples:
  - {rows: [{visit: first, wait_days: 3}], expect: {numerator: 1}}
  - {rows: [{visit: first, wait_days: 4}], expect: {numerator: 0}}
  - {rows: [{visit: return, wait_days: 3}], expect: {numerator: 0}}
"""

CENTRES = """\
id: early-centres
title: Tidiga centraler
why: Därför.
kind: units_reaching
level: {indicator: early, at_least: 70}
among: health_centre
value_unit: count
shown: ytd
direction: increase
by: [sex]
official: En förordning.
deviations: Inga.
checked_by: Redaktionen
next_review: 2026-06
examples:
  - {rows: [{visit: first, wait_days: 3}], expect: {numerator: 1}}
  - {rows: [{visit: first, wait_days: 4}], expect: {numerator: 0}}
  - {rows: [{visit: first, wait_days: 4, unit: b}], units: {b: {kind: board}}, expect: {numerator: 0}}
"""


def write_library(root: Path, **files: str) -> Path:
    root.mkdir()
    for stem, text in files.items():
        (root / f"{stem.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return root


def faults(root: Path) -> list[tuple[str, int, str]]:
    findings = Findings()
    read_library(root, findings)
    return [(found.path, found.line, found.code) for found in findings.sorted()]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, LibraryDefinition]:
    """A library of two definitions in place of the one that ships."""
    findings = Findings()
    read = read_library(write_library(tmp_path / "library", early=SHARE, early_centres=CENTRES), findings)
    assert findings.sorted() == ()
    indicators = {id: definition.indicator for id, definition in read.items()}
    monkeypatch.setattr("tertial.definitions.library_use.library_definitions", lambda: read)
    monkeypatch.setattr("tertial.definitions.indicators.library_indicators", lambda: indicators)
    return read


def with_files(tmp_path: Path, **files: str) -> Reading:
    folder = write_good_folder(tmp_path / "small")
    (folder / "indicators" / "within-3.yaml").unlink()
    settings = folder / "region.toml"
    shown = ", ".join(f'"{stem.replace("_", "-")}"' for stem in files)
    settings.write_text(settings.read_text("utf-8").replace('"within-3"', shown), "utf-8")
    for stem, text in files.items():
        (folder / "indicators" / f"{stem.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return read_region(folder)


def test_the_library_that_ships_holds_and_every_file_is_read() -> None:
    files = {path.stem for path in (Path(library.__file__).parents[1] / "library").glob("*.yaml")}
    assert set(library_definitions()) == set(library_indicators()) == files
    for id, indicator in library_indicators().items():
        assert indicator.library == id
        assert len(library_definitions()[id].examples) == len(library_definitions()[id].file.examples) >= 3


def test_a_definition_that_does_not_hold_is_told_at_its_file(tmp_path: Path) -> None:
    broken = SHARE.replace("wait_days <= 3", "wait_day <= 3")
    assert faults(write_library(tmp_path / "lib", early=broken)) == [("library/early.yaml", 7, "E702")]


def test_a_broken_library_names_the_file_in_its_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tertial").mkdir()
    write_library(tmp_path / "tertial" / "library", early=SHARE.replace("contacts", "contact"))
    monkeypatch.setattr(library, "files", lambda package: tmp_path / package)
    with pytest.raises(BrokenLibraryError, match=r"library/early\.yaml:5: E721"):
        library_definitions.__wrapped__()


@pytest.mark.parametrize(
    "key", ["why", "official", "deviations", "direction", "checked_by", "next_review", "examples", "title"]
)
def test_what_a_definition_of_the_library_never_leaves_out(key: str, tmp_path: Path) -> None:
    lines = SHARE.splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith(f"{key}:"))
    until = next((place for place in range(at + 1, len(lines)) if lines[place][0] != " "), len(lines))
    text = "\n".join([*lines[:at], *lines[until:]]) + "\n"
    assert faults(write_library(tmp_path / "lib", early=text)) == [("library/early.yaml", 1, "E209")]


@pytest.mark.parametrize("line", ["target: 90", "owner: Jag", "followed: [DA08]", "baseline: {period: 2024, value: 1}"])
def test_what_each_region_decides_is_no_part_of_the_library(line: str, tmp_path: Path) -> None:
    assert faults(write_library(tmp_path / "lib", early=f"{SHARE}{line}\n")) == [("library/early.yaml", 23, "E204")]


def test_two_examples_are_too_few(tmp_path: Path) -> None:
    text = "\n".join(SHARE.splitlines()[:-1]) + "\n"
    assert faults(write_library(tmp_path / "lib", early=text)) == [("library/early.yaml", 19, "E210")]


def test_a_definition_is_named_as_its_file_and_computed(tmp_path: Path) -> None:
    assert faults(write_library(tmp_path / "lib", late=SHARE)) == [("library/late.yaml", 1, "E415")]
    reported = SHARE.replace("kind: share", "kind: reported")
    assert ("library/early.yaml", 4, "E722") in faults(write_library(tmp_path / "other", early=reported))


def test_second_stages_of_the_library_rest_on_the_library(tmp_path: Path) -> None:
    assert faults(write_library(tmp_path / "lib", early_centres=CENTRES)) == [("library/early-centres.yaml", 5, "E401")]
    circle = CENTRES.replace("indicator: early,", "indicator: early-centres,")
    found = faults(write_library(tmp_path / "other", early_centres=circle))
    assert found == [("library/early-centres.yaml", 5, "E724")]


def test_a_file_takes_from_the_library_what_it_does_not_say(
    tmp_path: Path, small: dict[str, LibraryDefinition]
) -> None:
    text = "id: own\nuse: early\nshort: Eget\nshown: r12\nby: [mode]\ntarget: 90\nremark: Så beslutat\n"
    region = with_files(tmp_path, own=text).region
    assert region is not None
    found, taken = region.indicators["own"], small["early"].indicator
    assert (found.id, found.library, found.short, found.by) == ("own", "early", Label("Eget"), ("mode",))
    assert found.shown is PeriodKind.R12
    assert found.measure == taken.measure
    assert (found.title, found.why, found.direction, found.decimals) == (
        Label("Tidigt"),
        Label("Därför."),
        Direction.INCREASE,
        1,
    )
    assert (found.version, found.settled_after, found.over_time) == (3, 2, OverTime.SUM)
    assert (found.checked_by, found.official, found.deviations) == (
        "Redaktionen",
        Label("En förordning."),
        Label("Inga."),
    )
    assert [str(dated.target) for dated in found.targets.dated] != []
    assert found.remark == Label("Så beslutat")


@pytest.mark.usefixtures("small")
def test_a_target_is_held_against_the_direction_and_unit_of_the_library(tmp_path: Path) -> None:
    found = with_files(tmp_path, own="id: own\nuse: early\ntarget: 190\n").errors
    assert [(one.path, one.line, one.code) for one in found] == [("indicators/own.yaml", 3, "E513")]


def test_a_region_says_which_way_is_good_only_where_the_library_does_not(tmp_path: Path) -> None:
    text = "id: stay\nuse: length-of-stay-median\ntarget: 3\n"
    found = with_files(tmp_path / "none", stay=text).errors
    assert [(one.line, one.code) for one in found] == [(3, "E510")]
    region = with_files(tmp_path / "down", stay=f"{text}direction: decrease\n").region
    assert region is not None
    assert region.indicators["stay"].direction is Direction.DECREASE
    stated = "id: own\nuse: assessed-within-3-days\ntarget: 90\ndirection: decrease\n"
    found = with_files(tmp_path / "stated", own=stated).errors
    assert [(one.line, one.code) for one in found] == [(4, "E733")]


@pytest.mark.usefixtures("small")
def test_reported_figures_keep_the_words_of_the_library(tmp_path: Path) -> None:
    region = with_files(tmp_path, own="id: own\nuse: early\nkind: reported\n").region
    assert region is not None
    found = region.indicators["own"]
    assert (found.kind, found.measure, found.library) == (Kind.REPORTED, None, "early")
    assert found.value_unit is ValueUnit.PERCENT
    assert found.by == ("sex", "age_band", "profession")


@pytest.mark.usefixtures("small")
def test_reported_figures_have_the_kind_and_the_months_of_the_library(tmp_path: Path) -> None:
    region = with_files(tmp_path, own="id: own\nuse: early\nkind: reported\n").region
    assert region is not None
    found = region.indicators["own"]
    assert (found.kind, found.reported_as, found.over_time) == (Kind.REPORTED, Kind.SHARE, OverTime.SUM)
    # A file of its own that leaves over_time out does not say how months become longer periods.
    assert (region.indicators["plans"].reported_as, region.indicators["plans"].over_time) == (None, None)


@pytest.mark.usefixtures("small")
def test_reported_figures_are_not_split_by_a_scheme_that_the_region_lacks(tmp_path: Path) -> None:
    folder = write_good_folder(tmp_path / "small")
    settings = folder / "region.toml"
    settings.write_text(settings.read_text("utf-8").replace("[schemes.profession]", "[schemes.trade]"), "utf-8")
    (folder / "indicators" / "sick-leave.yaml").unlink()
    (folder / "indicators" / "within-3.yaml").write_text("id: within-3\nuse: early\nkind: reported\n", "utf-8")
    told = [found for found in read_region(folder).diagnostics if found.path == "indicators/within-3.yaml"]
    assert told == []


@pytest.mark.usefixtures("small")
def test_a_second_stage_of_the_library_rests_on_the_ids_of_the_region(tmp_path: Path) -> None:
    files = {"mine": "id: mine\nuse: early\n", "centres": "id: centres\nuse: early-centres\n"}
    region = with_files(tmp_path, **files).region
    assert region is not None
    measure = region.indicators["centres"].measure
    assert isinstance(measure, Reaching)
    assert measure.level == Level("mine", Comparison.AT_LEAST, Decimal(70))


@pytest.mark.usefixtures("small")
def test_a_second_stage_whose_ground_the_region_lacks_is_told_where_it_is_used(tmp_path: Path) -> None:
    found = with_files(tmp_path, centres="id: centres\nuse: early-centres\n").errors
    assert [(one.path, one.line, one.code) for one in found] == [("indicators/centres.yaml", 2, "E401")]


@pytest.mark.usefixtures("small")
def test_a_second_stage_needs_its_kind_of_unit_in_the_region(tmp_path: Path) -> None:
    folder = write_good_folder(tmp_path / "small")
    for name, text in (("within-3", "id: within-3\nuse: early-centres\n"), ("assessed", "id: assessed\nuse: early\n")):
        (folder / "indicators" / f"{name}.yaml").write_text(text, "utf-8")
    for path in ("region.toml", "organisation.csv", "indicators/centres-assessed.yaml"):
        file = folder / path
        file.write_text(file.read_text("utf-8").replace("health_centre", "clinic"), "utf-8")
    found = read_region(folder).errors
    assert [(one.path, one.line, one.code) for one in found] == [("indicators/within-3.yaml", 2, "E410")]


def test_the_examples_of_a_second_stage_are_rows_of_what_it_rests_on(small: dict[str, LibraryDefinition]) -> None:
    examples = [placed.example for placed in small["early-centres"].examples]
    assert [list(example.rows) for example in examples] == [["contacts"]] * 3
    assert examples[2].units["b"].kind == "board"


def test_a_target_of_a_file_that_uses_the_library_goes_with_the_direction_of_the_library(tmp_path: Path) -> None:
    folder = write_good_folder(tmp_path / "small")
    decided = Decision(Label("Fullmäktige"), date(2025, 11, 25))
    set_target(folder, "within-3", DatedTarget(ValueTarget(Decimal(95)), Month(2026, 1), None, decided))
    region = read_region(folder).region
    assert region is not None
    assert len(region.indicators["within-3"].targets.dated) == 2
    fewer = DatedTarget(ChangeTarget(Decimal(-5), Against.PREVIOUS), Month(2027, 1), None, decided)
    with pytest.raises(NotWrittenError, match="increase"):
        set_target(folder, "within-3", fewer)
