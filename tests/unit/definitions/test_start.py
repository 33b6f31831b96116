"""Starting a region folder: it appears whole or not at all, checks clean and shows every form of target."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tertial.definitions import start
from tertial.definitions.json_schemas import schema_text, schemas
from tertial.definitions.reading import read_region
from tertial.definitions.start import NotStartedError, start_folder
from tertial.domain.calendar import Month
from tertial.domain.results import Quality
from tertial.domain.targets import BetterThan, BySex, ChangeTarget, PathTarget, RangeTarget, ValueTarget, ZeroTarget
from tertial.language import using

AUGUST = Month(2025, 8)


def test_a_new_folder_checks_clean(tmp_path: Path) -> None:
    start_folder(tmp_path / "norr")
    reading = read_region(tmp_path / "norr")
    assert [finding.sentence() for finding in reading.diagnostics] == []
    assert reading.region is not None


def test_the_answer_is_every_file_made(tmp_path: Path) -> None:
    made = start_folder(tmp_path / "norr")
    assert set(made) == {path for path in (tmp_path / "norr").rglob("*") if path.is_file()}
    assert [path.name for path in tmp_path.iterdir()] == ["norr"]


def test_the_example_shows_the_forms_that_a_region_needs(tmp_path: Path) -> None:
    start_folder(tmp_path / "norr")
    region = read_region(tmp_path / "norr").region
    assert region is not None
    targets = [dated.target for one in region.indicators.values() for dated in one.targets.dated]
    forms = {ValueTarget, ChangeTarget, RangeTarget, ZeroTarget, BySex, PathTarget, BetterThan}
    assert forms <= {type(target) for target in targets}
    assert len(region.goals.roots) == 3
    assert len(region.goals.objectives) == 4
    assert len(region.indicators) == 8
    assert not region.indicators["patient-survey"].is_due(AUGUST)
    absence = region.indicators["named-care-contact"].absence(AUGUST)
    assert absence is not None
    assert absence.reason is Quality.NOT_STARTED
    assert all(region.judgement(goal.id, "hsn", AUGUST) for goal in region.goals.objectives)
    assert any(judgement.outlook_reason for judgement in region.judgements)
    assert region.assignments[0].parts
    assert region.actions
    assert region.deviations
    assert region.savings.measures
    assert region.changes
    frames = {line.frame for line in region.economy.lines}
    assert {"frame-primary-care", "frame-hospital-care"} <= frames


def test_every_file_with_comments_says_first_what_it_is_for(tmp_path: Path) -> None:
    for path in start_folder(tmp_path / "norr"):
        if path.suffix in {".yaml", ".toml"}:
            lines = path.read_text("utf-8").splitlines()
            assert ".schemas/" in lines[0], path.name
            assert re.match(r"# [A-ZÅÄÖ]", lines[1]), path.name


def test_the_readme_names_every_kind_of_file(tmp_path: Path) -> None:
    made = start_folder(tmp_path / "norr")
    readme = (tmp_path / "norr" / "README.md").read_text("utf-8")
    top = {path.name for path in made if path.parent == tmp_path / "norr"} - {"README.md"}
    assert {name for name in top if f"`{name}`" not in readme} == set()


def test_editors_find_the_schemas_beside(tmp_path: Path) -> None:
    start_folder(tmp_path / "norr")
    folder = tmp_path / "norr" / ".schemas"
    assert {path.stem: path.read_text("utf-8") for path in folder.iterdir()} == {
        name: schema_text(name) for name in schemas()
    }


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Region Norr", "region-norr"),
        ('Region "Å" & Ö', "region-a-o"),
        ("Region: #1, {väst}", "region-1-vast"),
        ("北", "region"),
    ],
)
def test_the_region_gets_its_name_everywhere_and_still_checks_clean(tmp_path: Path, name: str, id_: str) -> None:
    start_folder(tmp_path / "norr", name=name, language="en")
    reading = read_region(tmp_path / "norr")
    assert reading.diagnostics == ()
    assert reading.region is not None
    assert reading.region.settings.name.sv == name
    assert reading.region.settings.id == id_
    assert reading.region.settings.language == "en"
    unit = reading.region.organisation.find("region")
    assert unit is not None
    assert unit.name.sv == name
    readme = (tmp_path / "norr" / "README.md").read_text("utf-8")
    assert readme.startswith(f"# {name}\n")
    settings = tomllib.loads((tmp_path / "norr" / "region.toml").read_text("utf-8"))
    assert settings["personal_data"]["controller"] == {"sv": name, "en": name}


def test_an_empty_folder_is_filled_even_where_git_has_begun(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    start_folder(tmp_path)
    assert read_region(tmp_path).diagnostics == ()
    assert not [path for path in tmp_path.parent.iterdir() if path.name.startswith(f".{tmp_path.name}.")]


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "budget.xlsx").write_bytes(b"x")
    with using("en"), pytest.raises(NotStartedError, match=r"already holds something: budget\.xlsx"):
        start_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["budget.xlsx"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "norr").write_bytes(b"x")
    with using("en"), pytest.raises(NotStartedError, match="is a file"):
        start_folder(tmp_path / "norr")


def test_a_folder_in_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with using("en"), pytest.raises(NotStartedError, match="does not exist"):
        start_folder(tmp_path / "sverige" / "norr")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "language"), [(" ", "sv"), ("a\nb", "sv"), ("x" * 101, "sv"), (None, "fi")])
def test_a_name_or_language_that_cannot_be_is_refused(tmp_path: Path, name: str | None, language: str) -> None:
    with pytest.raises(NotStartedError):
        start_folder(tmp_path / "norr", name=name, language=language)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_is_left_behind_when_making_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    def full(folder: Path) -> None:
        folder.mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(start, "write_schemas", full)
    target = tmp_path / "norr"
    if exists:
        target.mkdir()
    with pytest.raises(OSError, match="No space"):
        start_folder(target)
    assert list(tmp_path.rglob("*")) == ([target] if exists else [])


def test_what_was_moved_is_taken_out_again_when_a_move_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "region.toml":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    target = tmp_path / "norr"
    target.mkdir()
    with pytest.raises(OSError, match="Input/output"):
        start_folder(target)
    assert list(tmp_path.rglob("*")) == [target]
