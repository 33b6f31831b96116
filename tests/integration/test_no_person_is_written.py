"""Loading writes nobody down: a search of every byte that a load of ten thousand invented persons wrote and printed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tertial.domain.identity import parse
from tertial.domain.person_key import PersonKey
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.invented_persons import RESERVE, TODAY
from tests.persons_sent import NAME_ENDING, PERSONS, Sent, send
from tests.watched_load import COPIES, FAILURE, WRITTEN
from tests.written_bytes import Search

ROOT = Path(__file__).resolve().parents[2]
KEY = bytes(range(3, 35)).hex()
EVERYTHING = {
    "name",
    "day with hyphens",
    "day of 8 digits",
    "number of 10 digits",
    "number of 12 digits",
    "reserve number",
}


@dataclass(frozen=True)
class Ran:
    """What a load printed, and the folders with all that it wrote: what is there still, and copies of what is not."""

    code: int
    out: str
    err: str
    tree: Path
    copies: Path

    def written(self) -> list[Path]:
        """Every file but the extracts."""
        kept = [path for path in self.tree.rglob("*") if path.is_file() and "extracts" not in path.parts]
        return [*kept, *(path for path in self.copies.iterdir() if path.name != WRITTEN)]


def watched(region: Path, tree: Path, *arguments: str, debug: bool = False, failing: bool = False) -> Ran:
    """Load in a process of its own that has nowhere to write but in the tree."""
    copies = tree.parent / f"{tree.name}-copies"
    home, scratch = tree / "home", tree / "tmp"
    for folder in (copies, home, scratch):
        folder.mkdir(parents=True)
    ran = subprocess.run(
        [sys.executable, "-B", "-m", "tests.watched_load", "load", str(region), *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "HOME": str(home),
            "TMPDIR": str(scratch),
            "TERTIAL_PERSON_KEY": KEY,
            "TERTIAL_PERSON_KEY_ID": "k1",
            "TERTIAL_DEBUG": "1" if debug else "",
            FAILURE: "1" if failing else "",
            COPIES: str(copies),
        },
        cwd=tree,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr, tree, copies)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    return send(tmp_path_factory.mktemp("sent") / "region")


@pytest.fixture(scope="module")
def search(sent: Sent) -> Search:
    return Search(sent.persons, NAME_ENDING)


@pytest.fixture(scope="module")
def loaded(sent: Sent, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    tree = tmp_path_factory.mktemp("loaded") / "tree"
    return watched(sent.folder, tree, "--json", "--store", str(tree / "store"))


def test_the_extracts_hold_everybody_so_the_search_can_find(sent: Sent, search: Search) -> None:
    assert len({person.number for person in sent.persons}) == PERSONS
    register = (sent.folder / "extracts" / "register.csv").read_bytes()
    assert search.in_words(register.decode()) == {*EVERYTHING, "day of six digits"}
    assert search.in_file(sent.folder / "extracts" / "contacts" / "3.csv") == EVERYTHING
    assert search.in_file(sent.folder / "extracts" / "contacts" / "5.parquet") == {*EVERYTHING, "day of six digits"}


def test_every_row_was_read_and_persons_were_found_in_all_forms(loaded: Ran, sent: Sent) -> None:
    assert loaded.code == 0, loaded.err
    found = {one["extract"]: one for one in json.loads(loaded.out)["extracts"]}
    assert {name: one["read"] for name, one in found.items()} == sent.rows
    assert all(one["read"] == one["accepted"] + one["quarantined"] for one in found.values())
    state = open_state(loaded.tree / "store")
    tokens = set(state.table("contacts", state.months("contacts"), ["person"])["person"].unique().to_pylist())
    expected = {_token(person.number): person.birth for person in sent.persons}
    assert tokens <= expected.keys()
    assert {token for token, birth in expected.items() if birth <= sent.first_event} <= tokens
    assert verify(loaded.tree / "store") == ()


def _token(number: str) -> str:
    return PersonKey("k1", bytes.fromhex(KEY)).token(parse(number, TODAY, [RESERVE]).number)


def test_nothing_that_a_load_wrote_holds_a_person(loaded: Ran, search: Search) -> None:
    written = loaded.written()
    assert {str(path): found for path in written if (found := search.in_file(path))} == {}


def test_nothing_that_a_load_printed_holds_a_person(loaded: Ran, search: Search) -> None:
    assert search.in_words(loaded.out) == set()
    assert loaded.err == ""


def test_the_search_saw_the_files_in_which_rows_waited(loaded: Ran) -> None:
    waiting = [path for path in loaded.copies.iterdir() if path.name.endswith(".arrow")]
    assert len(waiting) > 3
    assert sum(path.stat().st_size for path in waiting) > 1_000_000


def test_nothing_was_written_outside_the_folders_searched(loaded: Ran) -> None:
    paths = {Path(line) for line in (loaded.copies / WRITTEN).read_text("utf-8").splitlines()}
    assert {path for path in paths if not path.is_relative_to(loaded.tree) and path != Path(os.devnull)} == set()


@pytest.mark.parametrize("debug", [False, True])
def test_a_load_that_fails_with_rows_in_its_message_neither_prints_nor_leaves_them(
    debug: bool, sent: Sent, search: Search, tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    failed = watched(sent.folder, tree, "--store", str(tree / "store"), debug=debug, failing=True)
    assert failed.code == 3
    assert ("watched_load.py" in failed.err) == debug
    assert "Tertial gick fel: RuntimeError." in failed.err
    assert search.in_words(failed.out + failed.err) == set()
    assert {str(path): found for path in failed.written() if (found := search.in_file(path))} == {}


def test_loading_the_same_again_prints_a_table_and_writes_nobody_down_either(
    loaded: Ran, sent: Sent, search: Search, tmp_path: Path
) -> None:
    store = loaded.tree / "store"
    before = {path for path in store.rglob("*") if path.is_file()}
    again = watched(sent.folder, tmp_path / "tree", "--again", "--history", "--store", str(store))
    assert (again.code, again.err) == (0, "")
    assert re.search(r"^register +20\W150 ", again.out, flags=re.MULTILINE)
    assert search.in_words(again.out) == set()
    new = [path for path in store.rglob("*") if path.is_file() and path not in before]
    assert new
    assert {str(path): found for path in [*again.written(), *new] if (found := search.in_file(path))} == {}
