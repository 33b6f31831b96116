"""Extracts written as files, loaded into a store, and the store read back: what the tests of loading share."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from tertial.domain.calendar import Month
from tertial.domain.extracts import Extract, Files, Flag, Version, VersionKind
from tertial.domain.feeds.contract import Delivery
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.person_key import PersonKey
from tertial.extracts.companions import deleted, quarantined
from tertial.extracts.loading import merging, stored_rows
from tertial.extracts.loading.events import Events, key_hashes
from tertial.extracts.loading.load_extract import Loaded, load_extract
from tertial.extracts.loading.origins import find_files
from tertial.extracts.loading.progress import Silent
from tertial.extracts.loading.request import Job
from tertial.extracts.loading.row_hash import Hashes
from tertial.store.load_record import LoadRecord
from tertial.store.loading import Loads
from tertial.store.state import State, open_state
from tests.persons_in_store import HOLDER, KEY, NOW
from tests.stored import AT_ONCE, QUICK
from tests.unit.domain.declared import declared

UNITS = {"hc-1": "hc-1", "hc-2": "hc-2", "hc-9": "hc-9", "SE2321000230-E1": "hc-1"}
DECLARED = frozenset({"hc-1", "hc-2"})

VERSION = Version("changed", VersionKind.INTEGER)
DELETED = Flag("gone", frozenset({"1"}))

Row = Mapping[str, str]
"""A row as it is sent."""
Content = Sequence[Row] | bytes
"""What a file holds: rows of a text file, or its bytes."""


def extract(feed: str = "contacts", **changed: Any) -> Extract:
    """An extract of a feed, under the id `FEED-cosmic` where a test says nothing else."""
    words: dict[str, Any] = {"id": f"{feed}-cosmic", "declaration": declared(feed=feed), "origin": Files("*.csv")}
    return Extract(**(words | changed))


def job(of: Extract, **changed: Any) -> Job:
    """A load of an extract on the day of the tests."""
    words: dict[str, Any] = {
        "feed": all_feeds()[of.feed],
        "extract": of,
        "units": UNITS,
        "declared": DECLARED,
        "patterns": (),
        "now": NOW,
    }
    return Job(**(words | changed))


def text(rows: Sequence[Row], names: Sequence[str] = ()) -> bytes:
    """Rows as a CSV file, with the columns named, else those of the rows."""
    names = names or tuple(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


@dataclass(frozen=True)
class Incoming:
    """A store at `root`, and beside it a new folder for the files of each load."""

    root: Path
    _numbers: count[int] = field(default_factory=count)

    @property
    def store(self) -> Path:
        return self.root / "store"

    def folder(self, files: Mapping[str, Content]) -> Path:
        """A folder with these files."""
        folder = self.root / f"delivery-{next(self._numbers)}"
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else text(content))
        return folder

    def load(self, wanted: Job | Extract, files: Mapping[str, Content] | Sequence[Row], **more: Any) -> Loaded:
        """Load files, or rows as one file."""
        given = files if isinstance(files, Mapping) else {"rows.csv": files}
        return self.load_folder(wanted, self.folder(given), **more)

    def load_folder(
        self,
        wanted: Job | Extract,
        folder: Path,
        *,
        key: PersonKey | Callable[[], PersonKey] = KEY,
        pattern: str = "*",
        **changed: Any,
    ) -> Loaded:
        """Load a folder; the job is changed where a test says so. `key` may be asked, and then refuse."""
        wanted = replace(wanted, **changed) if isinstance(wanted, Job) else job(wanted, **changed)
        take = wanted.extract.origin.take if isinstance(wanted.extract.origin, Files) else None
        full = wanted.feed.delivery is Delivery.FULL
        with Loads(self.store, HOLDER, AT_ONCE, QUICK) as loads:
            return load_extract(
                loads,
                wanted,
                lambda: find_files(folder, Files(pattern, take=take), full=full),
                key if callable(key) else lambda: key,
                Silent(),
            )

    @property
    def state(self) -> State:
        """The state in force."""
        return open_state(self.store)

    @property
    def record(self) -> LoadRecord:
        """What the log says of the last load."""
        record = self.state.manifest.load
        assert record is not None
        return record

    def rows(self, feed: str = "contacts", *names: str) -> list[dict[str, Any]]:
        """The feed's events, sorted; all columns or some."""
        found = _rows(self.state, feed)
        chosen = [{name: row[name] for name in names or row} for row in found]
        return sorted(chosen, key=lambda row: [str(value) for value in row.values()])

    def values(self, name: str, feed: str = "contacts") -> list[Any]:
        """One column of the events, sorted."""
        return sorted((row[name] for row in _rows(self.state, feed)), key=str)

    def withdrawn(self, feed: str = "contacts") -> list[dict[str, Any]]:
        """The rows that the store remembers as withdrawn, sorted."""
        return sorted(_rows(self.state, deleted(feed)), key=str)

    def event_files(self, feed: str = "contacts") -> dict[Month, tuple[str, ...]]:
        """The hashes of the files of each month that has rows."""
        held = self.state.manifest.feeds.get(feed, {})
        return {
            month: tuple(file.sha256 for file in files if file.rows)
            for month, files in sorted(held.items())
            if any(file.rows for file in files)
        }

    def months(self, feed: str = "contacts") -> list[str]:
        """The months that have rows."""
        return [str(month) for month in self.event_files(feed)]

    def quarantine(self, feed: str = "contacts") -> list[tuple[str, int, str, str, str]]:
        """File hash, line, column, reason and nearest name of each quarantined line, sorted."""
        names = ("file_sha256", "line", "column", "reason", "nearest")
        return sorted(tuple(row[name] for name in names) for row in _rows(self.state, quarantined(feed)))


def _rows(state: State, feed: str) -> list[dict[str, Any]]:
    if not state.months(feed):
        return []
    rows: list[dict[str, Any]] = state.table(feed).to_pylist()
    return rows


def lines(quarantine: Iterable[tuple[str, int, str, str, str]]) -> list[tuple[int, str, str]]:
    """Line, column and reason, where there is but one file."""
    return [(line, column, reason) for _file, line, column, reason, _nearest in quarantine]


@contextmanager
def few_hashes(most: int) -> Iterator[None]:
    """Let all keys share a few hashes, which then tell nothing."""
    of_rows, of_events = Events.key_hashes_of_rows, key_hashes

    def few(hashes: Hashes) -> Hashes:
        return (hashes % np.uint64(most)) << np.uint64(62)

    with (
        patch.object(Events, "key_hashes_of_rows", lambda *given: few(of_rows(*given))),
        patch.object(stored_rows, "key_hashes", lambda *given: few(of_events(*given))),
        patch.object(merging, "key_hashes", lambda *given: few(of_events(*given))),
    ):
        yield
