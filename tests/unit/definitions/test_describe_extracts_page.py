"""The page on extracts: its examples together are a file that checks clean, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tertial.definitions.declared_parts import PARTS
from tertial.definitions.reading import read_region
from tertial.definitions.schema.extracts import (
    CellEntry,
    DatabaseEntry,
    ExtractEntry,
    ExtractsFile,
    JoinEntry,
    MarksEntry,
    ReserveNumberEntry,
    Tls,
)
from tertial.definitions.schema.fields import Entry
from tertial.definitions.start import start_folder
from tertial.domain.declarations import Purpose
from tertial.domain.extracts import Extracts, Take, VersionKind

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "describe-extracts.md").read_text("utf-8")
MODELS: tuple[type[Entry], ...] = (
    CellEntry,
    DatabaseEntry,
    ExtractEntry,
    ExtractsFile,
    JoinEntry,
    MarksEntry,
    ReserveNumberEntry,
)
KEYS = sorted({key for model in MODELS for key in model.model_fields} - {"database", "extract"})
WORDS = [word.value for kind in (Purpose, Take, Tls, VersionKind) for word in kind]


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def extracts(folder: Path, examples: list[str]) -> Extracts:
    start_folder(folder)
    with (folder / "organisation.csv").open("a", encoding="utf-8") as organisation:
        organisation.write("".join(blocks("csv")))
    (folder / "extracts.toml").write_text("\n".join(examples), "utf-8")
    reading = read_region(folder)
    assert [found.sentence() for found in reading.diagnostics] == []
    assert reading.region is not None
    return reading.region.extracts


def test_the_first_example_is_whole(tmp_path: Path) -> None:
    found = extracts(tmp_path / "region", blocks("toml")[:1])
    assert [extract.id for extract in found.extracts] == ["contacts-journal"]


def test_all_examples_together_check_clean(tmp_path: Path) -> None:
    found = extracts(tmp_path / "region", blocks("toml"))
    assert [extract.id for extract in found.extracts] == ["contacts-journal", "waiting-list", "beds-journal"]
    assert found.extracts[0].columns["profession"].codes["206010"] == "nurse"
    assert found.extracts[0].declaration.joins[0].provider == "backen-ab"
    assert len(found.extracts[1].marks) == 2
    assert found.databases[0].id == "journal"
    assert found.reserve_patterns[0].century == 19


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"^\| [^|]*`{key}`", PAGE, re.MULTILINE) or key in {
        "extract",
        "database",
        "store",
        "reserve_numbers",
    }
    assert f"`{key}`" in PAGE


@pytest.mark.parametrize("word", WORDS)
def test_every_word_that_a_key_takes_is_named(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_each_part_of_the_declaration_has_its_law() -> None:
    declaration = PAGE.partition("## The declaration")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", declaration, re.MULTILINE))
    assert set(rows) == set(PARTS)
    assert all(re.search("patientdatalagen|article", law) for law in rows.values())


def test_the_file_of_a_new_folder_checks_clean_with_its_example_switched_on(tmp_path: Path) -> None:
    start_folder(tmp_path / "region")
    path = tmp_path / "region" / "extracts.toml"
    path.write_text(re.sub(r"^#(?![ :])", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    reading = read_region(tmp_path / "region")
    assert [found.sentence() for found in reading.diagnostics] == []
    assert reading.region is not None
    assert [extract.feed for extract in reading.region.extracts.extracts] == ["contacts"]
    assert len(reading.region.extracts.databases) == len(reading.region.extracts.reserve_patterns) == 1


def test_a_new_folder_keeps_patient_data_out_of_git(tmp_path: Path) -> None:
    start_folder(tmp_path / "region")
    ignored = (tmp_path / "region" / ".gitignore").read_text("utf-8").splitlines()
    assert {"/extracts/", "/store/"} <= set(ignored)
