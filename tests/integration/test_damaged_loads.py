"""Damaged extracts loaded on top of a good store: never a traceback, a value of a row in sight, or a line lost."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from tertial.commands.load_table import document, print_loaded
from tertial.definitions.start import start_folder
from tertial.extracts.batches import tally
from tertial.extracts.loading.load_extract import Loaded
from tertial.extracts.loading.progress import Silent
from tertial.extracts.reading import read_source
from tertial.extracts.source import find_sources
from tertial.pipeline.errand import Errand, KeySource
from tertial.pipeline.loading import NotLoaded, Wanted, load
from tertial.store.layout import Layout
from tertial.store.load_log import read_log
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests import damaged_contacts, damaged_extracts
from tests.command_line import in_a_process_of_its_own, tertial
from tests.damaged_contacts import DamagedContacts, every_damage
from tests.damaged_extracts import GOOD, Damaged, content, every
from tests.written_bytes import Person, Search

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEY = {"TERTIAL_PERSON_KEY": bytes(range(3, 35)).hex(), "TERTIAL_PERSON_KEY_ID": "k1"}
DECLARATION = """
purposes = ["planning_and_follow_up"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["primary-care"]
legal_basis = "Patientdatalagen 2 kap. 4 § 5"
retention = { months = 120 }
"""
BEDS_COLUMNS = """
[extract.{name}.columns]
unit = "enhet"
date = "datum"
staffed = "dagar"
overcrowded = {{ constant = "0" }}
"""
SECRETS = ("hemlig", "Hemlig", "HEMLIG", "Åsele", "calc", "Gateway")
"""Parts of what stands in the rows."""


def extract(name: str, feed: str, file: str) -> str:
    """A piece of extracts.toml."""
    columns = BEDS_COLUMNS.format(name=name) if feed == "beds" else ""
    return f'[extract.{name}]\nfeed = "{feed}"\nfiles = "extracts/{file}"\ntake = "all"\n{DECLARATION}{columns}\n'


EARLIER = extract("contacts-before", "contacts", "contacts-before.csv") + extract(
    "beds-before", "beds", "beds-before.csv"
)


Rows = dict[str, list[dict[str, object]]]


@dataclass(frozen=True)
class Region:
    """A region folder with a good store, for one damaged extract more; `before` are the names of the store's files."""

    folder: Path
    before: frozenset[str] = frozenset()
    rows: Rows | None = None
    """The rows that were in the store before."""

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def put(self, damaged: Damaged | DamagedContacts, feed: str) -> str:
        """The file, and the extract that describes it; the extract's id."""
        damaged.make(self.folder / "extracts" / damaged.name)
        (self.folder / "extracts.toml").write_text(EARLIER + extract("damaged", feed, damaged.name), "utf-8")
        return "damaged"

    def load(self, *only: str) -> list[Loaded | NotLoaded]:
        errand = Errand(self.folder, NOW, "tertial load", step=lambda words: pytest.fail(words))
        return list(load(errand, KeySource(environment=KEY), Wanted(only, history=True), lambda _extract: Silent()))

    def new_files(self) -> list[Path]:
        """The files that have come to the store or may have changed."""
        return [path for path in self.store.rglob("*") if path.is_file() and path.name not in self.before]

    def events(self) -> Rows:
        """The rows of the extracts loaded before."""
        state = open_state(self.store)
        rows = {feed: state.table(feed, state.months(feed)).to_pylist() for feed in ("contacts", "beds")}
        return {feed: [row for row in rows[feed] if row["extract"] == f"{feed}-before"] for feed in rows}


@pytest.fixture(scope="module")
def good_store(tmp_path_factory: pytest.TempPathFactory) -> Region:
    region = Region(tmp_path_factory.mktemp("good") / "region")
    start_folder(region.folder)
    extracts = region.folder / "extracts"
    extracts.mkdir()
    with (region.folder / "organisation.csv").open("a", encoding="utf-8") as stream:
        stream.writelines(f"hc{place},Avdelning {place},health_centre,primary-care,,,,,,,,\n" for place in range(1, 9))
    (extracts / "beds-before.csv").write_bytes(content(GOOD))
    (extracts / "contacts-before.csv").write_text(damaged_contacts.text(damaged_contacts.GOOD), "utf-8")
    (region.folder / "extracts.toml").write_text(EARLIER, "utf-8")
    results = region.load()
    assert [isinstance(one, Loaded) and (one.tally.accepted, one.tally.quarantined) for one in results] == [
        (20, 0),
        (8, 0),
    ]
    sums = frozenset(path.name for path in region.store.rglob("*.parquet"))
    return Region(region.folder, sums, region.events())


@pytest.fixture
def region(good_store: Region, tmp_path: Path) -> Region:
    """A copy of it."""
    return replace(good_store, folder=Path(shutil.copytree(good_store.folder, tmp_path / "region")))


@pytest.fixture(scope="module")
def search() -> Search:
    return Search([Person(one.number, one.birth) for one in damaged_contacts.PERSONS], "hemligsson")


def printed(result: Loaded | NotLoaded) -> str:
    """What a user sees of it, as a table and as JSON."""
    stream = io.StringIO()
    print_loaded(Console(file=stream, width=80, markup=False, emoji=False, highlight=False), [result])
    return stream.getvalue() + json.dumps(document(Path("region"), [result]), ensure_ascii=False)


def holds(region: Region, result: Loaded | NotLoaded, search: Search) -> None:
    """What is true after every load, whatever was wrong with the extract."""
    assert verify(region.store) == ()
    assert region.events() == region.rows
    words = printed(result)
    assert [secret for secret in SECRETS if secret in words] == []
    assert search.in_words(words) == set()
    if isinstance(result, NotLoaded):
        return
    found = result.tally
    assert found.read == found.accepted + found.quarantined
    assert sum(one.count for one in result.refused) == found.quarantined
    state = open_state(region.store)
    months = state.months(f"{result.feed}-quarantined") if f"{result.feed}-quarantined" in state.feeds else ()
    lines = state.table(f"{result.feed}-quarantined", months).num_rows if months else 0
    assert lines == found.quarantined
    record = read_log(Layout(region.store).log)[-1].record
    if result.state is not None:
        assert (record.read, record.accepted, record.quarantined) == (found.read, found.accepted, found.quarantined)
    assert {path.name: there for path in region.new_files() if (there := search.in_file(path))} == {}


FILES = every()


@pytest.mark.parametrize("damaged", FILES, ids=lambda damaged: damaged.name)
def test_a_damaged_file_is_loaded_as_far_as_it_goes(damaged: Damaged, region: Region, search: Search) -> None:
    name = region.put(damaged, "beds")
    path = region.folder / "extracts" / damaged.name
    sources = find_sources(path)
    counted = tally(batch for file in sources.files for batch in read_source(file))
    (result,) = region.load(name)
    holds(region, result, search)
    if isinstance(result, NotLoaded):
        assert not path.exists()
        assert not path.is_symlink()
        return
    assert result.tally.read == counted.read + len(sources.refused)
    assert {one.kind.reason for one in result.refused} >= damaged.reasons


CONTACTS = every_damage()


@pytest.mark.parametrize("damaged", CONTACTS, ids=lambda damaged: damaged.name)
def test_rows_against_the_contract_are_refused_and_the_others_taken(
    damaged: DamagedContacts, region: Region, search: Search
) -> None:
    (result,) = region.load(region.put(damaged, "contacts"))
    holds(region, result, search)
    assert isinstance(result, Loaded)
    assert damaged.read in {None, result.tally.read}
    assert damaged.accepted in {None, result.tally.accepted}
    assert {one.kind.reason for one in result.refused} >= damaged.reasons


def test_there_are_at_least_two_hundred_of_them() -> None:
    assert len(FILES) + len(CONTACTS) >= 200
    assert len({damaged.name for damaged in CONTACTS}) == len(CONTACTS)


LISTING = ("person", "unit", "valid_from", "NAMN")
LISTED = [f"{one.number};hill-centre;2026-01-01;{damaged_contacts.NAME}" for one in damaged_contacts.PERSONS]
LISTED_CELLS: list[list[object]] = [list(line.split(";")) for line in LISTED]
WHOLE = "\n".join([";".join(LISTING), *LISTED]) + "\n"
DELIVERIES = {
    "nothing.csv": b"",
    "header-only.csv": (";".join(LISTING) + "\n").encode(),
    "a-third-of-it.csv": WHOLE[: len(WHOLE) // 3].encode(),
    "zero-bytes.csv": b"\0" * 5_000,
    "other-columns.csv": WHOLE.replace("person", "hemlig").encode(),
    "units-nobody-knows.csv": WHOLE.replace("hill-centre", "hemlig").encode(),
    "not-the-persons.csv": WHOLE.replace(";hill-centre", "9;hill-centre").encode(),
    "workbook-cut-short.csv": damaged_extracts.workbook({"A": [list(LISTING), *LISTED_CELLS]})[:-50],
}


@pytest.mark.parametrize("name", DELIVERIES)
def test_a_damaged_full_delivery_changes_nothing_and_ends_with_1(
    name: str, region: Region, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in KEY.items():
        monkeypatch.setenv(variable, value)
    file = region.folder / "extracts" / "listing.csv"
    file.write_text(WHOLE, "utf-8")
    (region.folder / "extracts.toml").write_text(EARLIER + extract("listing", "listing", "listing.csv"), "utf-8")
    assert tertial("load", region.folder, "--feed", "listing").code == 0
    before = open_state(region.store)
    file.write_bytes(DELIVERIES[name])
    ran = tertial("load", region.folder, "--feed", "listing")
    assert (ran.code, ran.err) == (1, "")
    assert "inte inläst" in ran.out
    assert search.in_words(ran.out) == set()
    assert "hemlig" not in ran.out.lower()
    after = open_state(region.store)
    assert after.number == before.number
    assert after.table("listing", after.months("listing")).num_rows == len(LISTED)


ALONE = ["random.csv", "bomb.zip", "20000-columns.csv", "folder.csv", "title-above.csv", "broken.db"]


@pytest.mark.parametrize("name", ALONE)
def test_in_a_process_of_its_own_it_ends_with_0_and_a_table(name: str, region: Region) -> None:
    damaged, feed = next(
        (one, feed) for those, feed in ((FILES, "beds"), (CONTACTS, "contacts")) for one in those if one.name == name
    )
    asked = ("load", region.folder, "--feed", region.put(damaged, feed))
    ran = in_a_process_of_its_own(*asked, surroundings=KEY | {"COLUMNS": "80", "PYTHONUTF8": "1"})
    words = ran.stdout.decode()
    assert (ran.returncode, ran.stderr.decode()) == (0, "")
    assert re.search(r"^damaged +[0-9]", words, flags=re.MULTILINE)
    assert re.search(r"^damaged: (1 rad|[0-9]+ rader) i karantän$", words, flags=re.MULTILINE)
    assert verify(region.store) == ()
