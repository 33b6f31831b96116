"""Rows that come in batches: checked by several threads, and whole or not at all where a database is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest

from tertial.domain.extracts import Extract, Query
from tertial.extracts.batches import WHOLE_FILE, Batch, Rejected, rejections
from tertial.extracts.loading.load_extract import Loaded, load_extract
from tertial.extracts.loading.origins import Found, LoadProblem
from tertial.extracts.loading.outcome import Outcome
from tertial.extracts.loading.progress import Silent
from tertial.extracts.reasons import Reason
from tertial.store.loading import Loads
from tests.invented_persons import invented_persons
from tests.loaded import Incoming, Row, extract, job
from tests.persons_in_store import HOLDER, KEY
from tests.stored import AT_ONCE, QUICK
from tests.unit.extracts.loading.sent import contact

ASKED = Query("cosmic", "SELECT * FROM contacts", frozenset({"contacts"}))


@dataclass(frozen=True)
class Answer:
    """A database's answer: rows in batches, and perhaps a break after them."""

    rows: Sequence[Row]
    size_of_batch: int
    broken: bool = False
    name: str = "cosmic"
    size: int = 0
    known_before: bool = False

    @property
    def sha256(self) -> str:
        return sha256(repr(self.rows).encode()).hexdigest()

    def batches(self) -> Iterator[Batch]:
        names = tuple(self.rows[0])
        for start in range(0, len(self.rows), self.size_of_batch):
            part = self.rows[start : start + self.size_of_batch]
            table = pa.table([pa.array([row[name] for row in part], pa.string()) for name in names], list(names))
            yield Batch(names, table, pa.array(range(start + 1, start + 1 + len(part)), pa.int64()))
        if self.broken:
            yield rejections([Rejected(WHOLE_FILE, Reason.BROKEN_CONNECTION)])


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


def load(incoming: Incoming, of: Extract, answer: Answer, in_memory: int = 1 << 20) -> Loaded:
    found = Found((answer,))
    wanted = job(of, in_memory=in_memory)
    with Loads(incoming.store, HOLDER, AT_ONCE, QUICK) as loads:
        return load_extract(loads, wanted, lambda: found, lambda: KEY, Silent())


def many() -> list[Row]:
    """Contacts of many persons, every seventh of them wrong."""
    persons = invented_persons(200, seed=7)
    forms = [next(form for form in person.forms()) for person in persons if person.number.isdigit()]
    return [
        contact(
            f"K-{number}",
            person=forms[number % len(forms)],
            unit="nowhere" if number % 7 == 0 else f"hc-{1 + number % 2}",
            date=f"2026-{9 + number % 3:02}-{1 + number % 20:02}",
        )
        for number in range(600)
    ]


def test_many_batches_end_in_the_same_files_as_one(incoming: Incoming) -> None:
    rows = [row for row in many() if row["person"] < "2025"]
    one = load(incoming, extract(), Answer(rows, len(rows)))
    other = Incoming(incoming.root / "other")
    many_batches = load(other, extract(), Answer(rows, 7), in_memory=4000)
    assert many_batches.tally == one.tally
    assert many_batches.tally.outcome[Outcome.ADDED] > 400
    assert other.event_files() == incoming.event_files()
    assert other.quarantine() == incoming.quarantine()
    assert [row["contact_id"] for row in incoming.rows()] == [row["contact_id"] for row in other.rows()]


def test_an_answer_is_asked_for_every_time_and_says_nothing_new_twice(incoming: Incoming) -> None:
    of = extract(origin=ASKED)
    load(incoming, of, Answer([contact("K-1")], 1))
    files = incoming.event_files()
    assert load(incoming, of, Answer([contact("K-1")], 1)).tally.outcome == {Outcome.UNCHANGED: 1}
    assert incoming.event_files() == files


def test_an_answer_that_breaks_off_loads_nothing(incoming: Incoming) -> None:
    of = extract(origin=ASKED)
    load(incoming, of, Answer([contact("K-1")], 1))
    with pytest.raises(LoadProblem):
        load(incoming, of, Answer([contact("K-2"), contact("K-3")], 1, broken=True))
    assert (incoming.state.number, incoming.values("contact_id")) == (1, ["K-1"])


def test_a_file_that_breaks_off_is_taken_as_far_as_it_goes_and_read_again(incoming: Incoming) -> None:
    rows = [contact("K-1"), contact("K-2")]
    broken = load(incoming, extract(), Answer(rows, 1, broken=True, known_before=True))
    assert (broken.tally.accepted, broken.tally.reasons) == (2, {"broken_connection": 1})
    whole = load(incoming, extract(), Answer(rows, 1, known_before=True))
    assert whole.tally.outcome == {Outcome.UNCHANGED: 2}
    assert load(incoming, extract(), Answer(rows, 1, known_before=True)).state is None
