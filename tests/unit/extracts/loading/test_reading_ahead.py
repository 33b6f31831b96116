"""An extract that another process has read before its turn is loaded as one that its load reads."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import wait
from functools import partial
from pathlib import Path

import pytest

from tertial.domain.extracts import Files
from tertial.domain.person_key import PersonKey
from tertial.extracts.loading import load_extract as loading
from tertial.extracts.loading.ahead import Next, ReadingAhead, reading_ahead
from tertial.extracts.loading.load_extract import Loaded, load_extract
from tertial.extracts.loading.origins import find_files
from tertial.extracts.loading.progress import Silent
from tertial.extracts.loading.request import Job
from tertial.store.loading import Loads
from tests.loaded import Incoming, Row, extract, job
from tests.persons_in_store import HOLDER, KEY
from tests.stored import AT_ONCE, QUICK

PERSONS = ("19121212-1212", "19900101-2385", "19121212-1213")
"""The last is wrong by a digit."""


def the_key() -> PersonKey:
    return KEY


def another_key() -> PersonKey:
    return PersonKey("k2", bytes(range(32)))


def rows(prefix: str) -> list[Row]:
    return [
        {
            "contact_id": f"{prefix}{number}",
            "person": PERSONS[number % len(PERSONS)],
            "unit": "hc-1" if number % 3 else "hc-2",
            "profession": "doctor",
            "date": f"2025-0{1 + number % 3}-1{number % 9}",
            "mode": "Telefon",
            "visit": "first",
            "wait_days": str(number % 5),
        }
        for number in range(40)
    ]


class Deliveries:
    """Two extracts of contacts, each a folder with a file, and a store to load them into."""

    def __init__(self, root: Path) -> None:
        self.incoming = Incoming(root)
        self.folders = {name: self.incoming.folder({"rows.csv": rows(name)}) for name in ("a", "b")}

    def job(self, name: str) -> Job:
        return job(extract(id=f"contacts-{name}"))

    def next(self, name: str, key: object = the_key) -> Next:
        assert callable(key)
        return Next(self.job(name), partial(find_files, self.folders[name], Files("*"), full=False), key)

    def load(self, loads: Loads, name: str, ahead: ReadingAhead | None) -> Loaded:
        coming = self.next(name)
        if ahead is not None:
            ahead.reaches(coming.job.extract.id)
        return load_extract(loads, coming.job, coming.find, coming.key, Silent(), ahead)

    def load_both(self, ahead: ReadingAhead | None = None) -> Iterator[Loaded]:
        with Loads(self.incoming.store, HOLDER, AT_ONCE, QUICK) as loads:
            yield self.load(loads, "a", ahead)
            if ahead is not None:
                wait(told for _request, told in ahead.asked.values())
            yield self.load(loads, "b", ahead)

    @property
    def files(self) -> dict[str, bytes]:
        store = self.incoming.store
        return {str(path.relative_to(store)): path.read_bytes() for path in sorted(store.rglob("*")) if path.is_file()}


@pytest.fixture
def alone(tmp_path: Path) -> tuple[list[Loaded], dict[str, bytes]]:
    """What the loads come to that read by themselves, and the bytes of their store."""
    deliveries = Deliveries(tmp_path / "alone")
    return list(deliveries.load_both()), deliveries.files


def test_what_was_read_ahead_makes_the_same_store_byte_by_byte(
    tmp_path: Path, alone: tuple[list[Loaded], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries = Deliveries(tmp_path / "ahead")
    with reading_ahead([deliveries.next("b")]) as ahead:
        loads = deliveries.load_both(ahead)
        done = [next(loads)]
        monkeypatch.setattr(loading, "take_rows", None)  # what was read ahead is not read again
        done += loads
    assert (done, deliveries.files) == alone
    assert done[1].tally.quarantined == 13


def test_a_file_that_changed_since_is_read_again(tmp_path: Path, alone: tuple[list[Loaded], dict[str, bytes]]) -> None:
    deliveries = Deliveries(tmp_path / "ahead")
    path = deliveries.folders["b"] / "rows.csv"
    right = path.read_bytes()
    path.write_bytes(right.replace(b"doctor", b"nurse"))
    with reading_ahead([deliveries.next("b")]) as ahead:
        loads = deliveries.load_both(ahead)
        done = [next(loads)]
        wait(told for _request, told in ahead.asked.values())
        path.write_bytes(right)
        done += loads
    assert (done, deliveries.files) == alone


def test_what_was_read_with_another_key_is_read_again(
    tmp_path: Path, alone: tuple[list[Loaded], dict[str, bytes]]
) -> None:
    deliveries = Deliveries(tmp_path / "ahead")
    with reading_ahead([deliveries.next("b", another_key)]) as ahead:
        done = list(deliveries.load_both(ahead))
    assert (done, deliveries.files) == alone


def test_where_the_other_process_dies_the_load_reads_by_itself(
    tmp_path: Path, alone: tuple[list[Loaded], dict[str, bytes]]
) -> None:
    deliveries = Deliveries(tmp_path / "ahead")
    with reading_ahead([deliveries.next("b")]) as ahead:
        os.kill(ahead.pool.submit(os.getpid).result(), signal.SIGTERM)
        done = list(deliveries.load_both(ahead))
    assert (done, deliveries.files) == alone
