"""The pages about indicators: the references are what the code says, and the how-to works as it is written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tertial.definitions.library import library_definitions
from tertial.definitions.measure_keys import KIND_KEYS
from tertial.definitions.reading import read_region
from tertial.definitions.start import start_folder
from tertial.domain.facts.registry import derived_facts
from tertial.domain.indicators import Kind
from tertial.language import using

DOCS = Path(__file__).resolve().parents[3] / "docs"
REFERENCE = DOCS / "reference"
HOW_TO = (DOCS / "how-to" / "add-an-indicator.md").read_text("utf-8")
FILES = dict(re.findall(r"Write `(\S+)`:\n\n```yaml\n(.*?)^```", HOW_TO, flags=re.MULTILINE | re.DOTALL))
SHOWN = "        indicators: [phone-same-day, named-care-contact"

WRITE = """\
import sys
sys.path.insert(0, "docs")
import generate
sys.stdout.write({page})
"""


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("facts", "generate.facts_page(generate.derived_facts().values())"),
        ("indicators", "generate.indicators_page(generate.library_definitions())"),
    ],
)
def test_the_page_is_fresh(name: str, page: str) -> None:
    code = WRITE.format(page=page)
    made = subprocess.run([sys.executable, "-c", code], cwd=DOCS.parent, capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == (REFERENCE / f"{name}.md").read_text("utf-8")


def test_every_definition_of_the_library_is_on_its_page_with_its_examples() -> None:
    page = (REFERENCE / "indicators.md").read_text("utf-8")
    for id, definition in library_definitions().items():
        section = page.partition(f"\n## {id}\n")[2].partition("\n## ")[0]
        assert section.count("**Example ") == len(definition.file.examples)


def test_every_derived_fact_is_on_its_page_with_its_columns() -> None:
    page = (REFERENCE / "facts.md").read_text("utf-8")
    for id, fact in derived_facts().items():
        section = page.partition(f"\n## {id}\n")[2].partition("\n## ")[0]
        assert [name for name in fact.names if f"| `{name}` |" not in section] == []


def test_a_column_of_a_derived_fact_is_always_known_on_its_page_where_its_rows_are_held_to_that() -> None:
    section = (REFERENCE / "facts.md").read_text("utf-8").partition("\n## calls\n")[2].partition("\n## ")[0]
    assert "| `call_id` | token | yes |" in section
    assert "| `errand_id` | token |  |" in section


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_in_the_table_of_kinds_with_what_it_needs(kind: Kind) -> None:
    table = (REFERENCE / "region-folder.md").read_text("utf-8").partition("<!-- kinds of measure -->")[2]
    needed = ", ".join(f"`{key}`" for key in KIND_KEYS[kind].needed)
    assert f"| `{kind}` | {needed} |" in table


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """A new folder with what the how-to says added to it."""
    folder = tmp_path / "my-region"
    start_folder(folder)
    for path, text in FILES.items():
        (folder / path).write_text(text, "utf-8")
    shown = next(line for line in HOW_TO.splitlines() if line.startswith(SHOWN))
    goals = folder / "goals.yaml"
    old = next(line for line in goals.read_text("utf-8").splitlines() if line.startswith(SHOWN))
    goals.write_text(goals.read_text("utf-8").replace(old, shown), "utf-8")
    return folder


def test_the_how_to_leads_to_a_folder_that_checks_clean(followed: Path) -> None:
    reading = read_region(followed)
    assert [found.sentence() for found in reading.diagnostics] == []
    assert reading.region is not None
    assert len(FILES) == 2
    assert len(reading.examples) == 2
    assert reading.region.indicators["assessed-within-3-days"].library == "assessed-within-3-days"


def test_the_mistake_of_the_how_to_is_told_as_it_says(followed: Path) -> None:
    file = followed / "indicators" / "remote-return-visits.yaml"
    file.write_text(file.read_text("utf-8").replace("('phone', 'video', 'chat')", "('phone', 'vidoe')"), "utf-8")
    with using("en"):
        told = [found.sentence() for found in read_region(followed).errors]
    assert len(told) == 1
    assert told[0] in " ".join(HOW_TO.split())
