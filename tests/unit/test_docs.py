"""The docs say what the program does: commands, sections and exit codes appear, and generated pages are fresh."""

import subprocess
import sys
from pathlib import Path

import pytest

from tertial.domain.region import Section

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"


def test_the_page_of_commands_is_fresh() -> None:
    code = "import sys; sys.path.insert(0, 'docs'); import generate; sys.stdout.write(generate.command_line())"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == (DOCS / "reference" / "command-line.md").read_text("utf-8")


@pytest.mark.parametrize("section", list(Section))
def test_each_section_of_the_outline_is_explained(section: Section) -> None:
    assert f"`{section.value}`" in (DOCS / "how-to" / "shape-the-report.md").read_text("utf-8")


def test_every_page_is_reached_from_the_index() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    pages = [path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md")) if path.name != "index.md"]
    assert [page for page in pages if f"({page})" not in index] == []
