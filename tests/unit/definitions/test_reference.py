"""The reference pages: fresh, complete, and with examples that read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tertial.definitions.catalogue import CODES
from tertial.definitions.findings import Findings
from tertial.definitions.reference import TABLES, error_codes, with_tables
from tertial.definitions.schema import FILE_MODELS
from tertial.definitions.schema.settings import RegionFile
from tertial.definitions.toml_text import read_toml
from tertial.definitions.yaml_editing import YamlEditing
from tertial.domain.economy import AmountUnit, Item
from tertial.domain.region import Section

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
PAGE = (REFERENCE / "region-folder.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
TARGETS = [line for example in EXAMPLES for line in example.splitlines() if line.startswith("target: ")]
STALE = "stale: run python docs/generate.py"

INDICATOR = {"id": "x", "title": "X", "kind": "reported", "value_unit": "%", "shown": "ytd"}


def test_the_tables_of_the_page_are_fresh() -> None:
    assert with_tables(PAGE) == PAGE, STALE


def test_the_page_of_error_codes_is_fresh_and_has_every_code() -> None:
    page = (REFERENCE / "error-codes.md").read_text("utf-8")
    assert page == error_codes(), STALE
    assert [code for code in CODES if f"| `{code}` |" not in page] == []


@pytest.mark.parametrize("name", sorted(FILE_MODELS))
def test_every_definition_file_has_its_fields_on_the_page(name: str) -> None:
    assert f"<!-- fields of {name} -->\n\n| Field " in PAGE


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_has_its_columns_on_the_page(name: str) -> None:
    assert f"<!-- columns of {name} -->\n\n| Column " in PAGE


@pytest.mark.parametrize("word", [*Section, *Item, *AmountUnit])
def test_every_word_of_an_enumeration_is_named(word: str) -> None:
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("target", TARGETS)
def test_every_form_of_target_on_the_page_reads(target: str) -> None:
    read = YamlEditing(target).value()
    assert isinstance(read, dict)
    FILE_MODELS["indicator"].model_validate({**INDICATOR, **read})


@pytest.mark.parametrize("example", [example for example in EXAMPLES if "\ntarget: {" not in example])
def test_every_other_example_on_the_page_reads(example: str) -> None:
    read = YamlEditing(example).value()
    assert isinstance(read, dict)
    if "target" in read or "id" in read:
        FILE_MODELS["indicator"].model_validate({**INDICATOR, **read})
    else:
        FILE_MODELS[list(read)[-1]].model_validate(read)


def test_the_example_of_settings_on_the_page_reads() -> None:
    example = PAGE.split("```toml\n")[1].split("```")[0]
    RegionFile.model_validate(read_toml(example, "region.toml", Findings()))


def test_a_mark_of_something_unknown_fails() -> None:
    with pytest.raises(KeyError):
        with_tables("<!-- fields of nothing -->\n<!-- end -->\n")
