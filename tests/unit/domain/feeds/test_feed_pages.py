"""The pages about feeds: the reference is what the code says, and the how-to works as it is written."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tertial.domain import feeds
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tests.unit.domain.feeds.cells import read

ROOT = Path(__file__).resolve().parents[4]
REFERENCE = ROOT / "docs" / "reference"
HOW_TO = ROOT / "docs" / "how-to" / "add-a-feed.md"

WRITE = """\
import sys
from pathlib import Path
sys.path.insert(0, "docs")
import generate
generate.write_feeds(Path(sys.argv[1]), generate.all_feeds().values())
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Another process, because the reference is in English and the words are chosen when the program starts.
    folder = tmp_path_factory.mktemp("reference")
    subprocess.run([sys.executable, "-c", WRITE, str(folder)], cwd=ROOT, check=True)
    return folder


def test_the_page_of_feeds_is_fresh(made: Path) -> None:
    assert (made / "feeds.md").read_text("utf-8") == (REFERENCE / "feeds.md").read_text("utf-8")


def test_the_sample_files_are_fresh_and_there_is_one_for_each_feed(made: Path) -> None:
    fresh, kept = _samples(made), _samples(REFERENCE)
    assert set(kept) == {f"{name}.csv" for name in all_feeds()}
    assert kept == fresh


@pytest.mark.parametrize("feed", all_feeds().values(), ids=lambda feed: feed.id)
def test_a_feed_is_described_with_every_column_and_code(feed: Feed) -> None:
    page = (REFERENCE / "feeds.md").read_text("utf-8")
    section = page.partition(f"\n## {feed.id}\n")[2].partition("\n## ")[0]
    assert [name for name in feed.names if f"| `{name}` |" not in section] == []
    for column in feed.columns:
        if column.scheme is not None:
            codes = page.partition(f"\n### {column.scheme.id}\n")[2].partition("\n### ")[0]
            assert f"version {column.scheme.version}" in codes
            assert [code for code in column.scheme.codes if f"| `{code}` |" not in codes] == []


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The feed of the how-to, written as the page says into a folder that belongs to the package for a while."""
    page = HOW_TO.read_text("utf-8")
    file = re.search(r"`src/tertial/domain/feeds/([a-z_]+)\.py`", page)
    block = re.search(r"^```python\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    assert file is not None
    assert block is not None
    (tmp_path / f"{file[1]}.py").write_text(block[1], "utf-8")
    monkeypatch.setattr(feeds, "__path__", [*feeds.__path__, str(tmp_path)])
    all_feeds.cache_clear()
    yield file[1]
    sys.modules.pop(f"{feeds.__name__}.{file[1]}", None)
    vars(feeds).pop(file[1], None)
    all_feeds.cache_clear()


def test_the_feed_of_the_how_to_is_new() -> None:
    assert "vaccinations" not in all_feeds()


def test_the_file_of_the_how_to_is_found_among_the_feeds(added: str) -> None:
    feed = all_feeds()[added.replace("_", "-")]
    assert feed.names == ("dose_id", "person", "unit", "given", "vaccine")
    for row in feed.sample:
        assert [read(column, text) for column, text in zip(feed.columns, row, strict=True)]


def test_the_other_feeds_stay_when_one_is_added(added: str) -> None:
    names = set(all_feeds())
    assert names - {added.replace("_", "-")} == {path.stem for path in (REFERENCE / "feeds").glob("*.csv")}


def _samples(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (folder / "feeds").glob("*.csv")}
