"""A small extract of contacts that is sent twice: what the tests of cut-off loads load, and what must come of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tertial.domain.extracts import Cell, Extract, Files, Flag, Take
from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.loading.load_extract import Loaded, load_extract
from tertial.extracts.loading.origins import Found, find_files
from tertial.extracts.loading.progress import Silent
from tertial.extracts.loading.request import Job
from tertial.store.disk import Disk
from tertial.store.loading import Loads
from tertial.store.lock import Holder
from tertial.store.state import State, open_state
from tests.persons_in_store import ALICE, BOB, CECILIA, HOLDER, KEY, NOW
from tests.stored import AT_ONCE, QUICK
from tests.unit.domain.declared import declared

HEADER = "contact_id;person;unit;profession;date;mode;visit;wait_days;status"

FIRST = (
    f"K-1;{ALICE};hc-1;doctor;2026-08-03;physical;first;2;",
    f"K-2;{BOB};hc-2;nurse;2026-08-20;phone;return;;",
    f"K-3;{ALICE};hc-2;doctor;2026-09-01;video;return;0;",
    f"K-4;{CECILIA};hc-1;nurse;2026-09-30;physical;first;1;",
    f"K-5;{BOB};hc-1;doctor;2026-10-12;physical;return;7;",
)
CORRECTIONS = (
    f"K-2;{BOB};hc-2;nurse;2026-08-21;phone;return;4;",
    f"K-3;{ALICE};hc-2;doctor;2026-09-01;video;return;0;gone",
    f"K-6;{CECILIA};hc-3;doctor;2026-10-13;physical;first;3;",
    f"K-7;{ALICE};hc-2;doctor;2026-10-14;physical;first;1;",
    f"K-7;{ALICE};hc-2;doctor;2026-10-14;physical;first;2;",
)
NEWS = (
    f"K-5;{BOB};hc-1;doctor;2026-09-12;physical;return;7;",
    f"K-8;{BOB};hc-2;nurse;2026-11-02;physical;first;5;",
    f"K-9;{ALICE};hc-1;doctor;2026-11-31;physical;first;5;",
)


def contacts() -> Extract:
    """An extract that withdraws rows by its column of status."""
    return Extract(
        "contacts-journal",
        declared(),
        Files("*.csv", Take.ALL),
        {"wait_days": Cell("wait_days")},
        deleted=Flag("status", frozenset({"gone"})),
    )


def send(folder: Path, *deliveries: tuple[str, tuple[str, ...]]) -> Path:
    """A folder with these files in it."""
    folder.mkdir()
    for name, rows in deliveries:
        (folder / name).write_text("\n".join((HEADER, *rows, "")), "utf-8")
    return folder


def first(base: Path) -> Path:
    """The folder of the first delivery."""
    return send(base / "first", ("contacts-1.csv", FIRST))


def second(base: Path) -> Path:
    """The folder of the second: corrections, a withdrawal, a row that changes its month, and lines to refuse."""
    return send(base / "second", ("contacts-2.csv", CORRECTIONS), ("contacts-3.csv", NEWS))


def load(root: Path, folder: Path, disk: Disk = QUICK, *, holder: Holder = HOLDER, in_memory: int = 0) -> Loaded:
    """Load what was sent; every row goes through a file of the workspace, unless some are held in memory."""
    job = Job(
        all_feeds()["contacts"],
        contacts(),
        units={"hc-1": "hc-1", "hc-2": "hc-2"},
        declared=frozenset({"hc-1", "hc-2"}),
        patterns=(),
        now=NOW,
        in_memory=in_memory,
    )

    def find() -> Found:
        return find_files(folder, Files("*.csv", Take.ALL), full=False)

    with Loads(root, holder, AT_ONCE, disk) as loads:
        return load_extract(loads, job, find, lambda: KEY, Silent())


def every_row(state: State) -> str:
    """A hash of all rows of all feeds, read from their files, in the order in which they lie there."""
    found = hashlib.sha256()
    for feed in state.feeds:
        found.update(feed.encode())
        if state.rows(feed):
            found.update(repr(state.table(feed).to_pylist()).encode())
    return found.hexdigest()


def rows_in_force(root: Path) -> str:
    """That hash of the state in force."""
    return every_row(open_state(root))
