"""Loading: however the same rows are cut, ordered and repeated, the store ends up with the same events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partialmethod
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.domain.extracts import Extract
from tertial.extracts.loading.deciding import Deciding
from tertial.extracts.loading.outcome import Outcome
from tests.loaded import DELETED, VERSION, Incoming, Row, extract, few_hashes, text
from tests.persons_in_store import ALICE, BOB, DAVID, token

FEW = settings(max_examples=20)
"""Each example loads several times, and a load takes some hundredths of a second."""

PERSONS = (ALICE, BOB, DAVID)
DAYS = (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 2))
VERSIONED = extract(version=VERSION, deleted=DELETED)
PLAIN = extract(deleted=DELETED)
FIRST, SECOND = extract("listing"), extract("listing", id="listing-private")


@dataclass(frozen=True)
class Contact:
    """A contact as it is sent, or (`gone`) word that it is withdrawn."""

    key: str
    person: str
    unit: str
    day: date
    wait: int
    changed: int
    gone: bool

    def sent(self) -> Row:
        """The row of the file."""
        told = {
            "person": self.person,
            "unit": self.unit,
            "profession": "doctor",
            "date": self.day.isoformat(),
            "mode": "phone",
            "visit": "first",
            "wait_days": str(self.wait),
        }
        named = {"contact_id": self.key, "changed": str(self.changed), "gone": "1" if self.gone else ""}
        return named | (dict.fromkeys(told, "") if self.gone else told)

    def said(self, versioned: bool) -> Contact:
        """What the row says: a withdrawal nothing but its key and version, and there may be no versions."""
        said = self if versioned else replace(self, changed=0)
        return replace(said, person="", unit="", day=date.min, wait=0) if self.gone else said

    def stored(self, versioned: bool) -> dict[str, Any]:
        """What the store has of it."""
        return {
            "contact_id": self.key,
            "person": token(self.person),
            "unit": self.unit,
            "date": self.day,
            "wait_days": self.wait,
            "version": self.changed if versioned else None,
        }


STORED = ("contact_id", "person", "unit", "date", "wait_days", "version")
CONTACTS = st.builds(
    Contact,
    st.sampled_from("abcdef"),
    st.sampled_from(PERSONS),
    st.sampled_from(["hc-1", "hc-2"]),
    st.sampled_from(DAYS),
    st.integers(0, 2),
    st.integers(0, 3),
    st.sampled_from([False, False, True]),
)
DELIVERIES = st.lists(CONTACTS, min_size=1, max_size=14)

Files = dict[str, list[Row]]


def files(rows: Sequence[Contact], draw: Random) -> Files:
    """The rows in files at random, some of them several times, in the same file or in others."""
    number = draw.randint(1, 4)
    found: Files = {f"{place}.csv": [] for place in range(number)}
    again = [draw.choice(rows) for _ in range(draw.randint(0, 4))] if rows else []
    for row in draw.sample([*rows, *again], len(rows) + len(again)):
        found[draw.choice(list(found))].append(row.sent())
    filled = {name: content for name, content in found.items() if content}
    if filled and draw.random() < 0.5:
        filled["again.csv"] = filled[draw.choice(list(filled))]
    return filled


@contextmanager
def store() -> Iterator[Incoming]:
    """A folder with nothing in it yet."""
    with TemporaryDirectory() as folder:
        yield Incoming(Path(folder))


@contextmanager
def small_pieces() -> Iterator[None]:
    """Decide few keys at a time, so that ranges of hashes and pieces of contested keys are many."""
    with patch.object(Deciding, "decide", partialmethod(Deciding.decide, most_hashes=3, most_rows=2)):
        yield


def reconciled(incoming: Incoming, before: int, withdrawn: int) -> None:
    """The counts of the last load add up among themselves, and with what the store had and has."""
    record = incoming.record
    outcome = Counter(record.outcome)
    assert record.read == record.accepted + record.quarantined
    assert incoming.state.rows(record.feed) == before + outcome[Outcome.ADDED] - withdrawn - record.removed


def withdrawn_keys(incoming: Incoming, versioned: bool) -> set[tuple[str, int | None]]:
    return {(row["contact_id"], row["version"] if versioned else None) for row in incoming.withdrawn()}


@FEW
@given(DELIVERIES, st.booleans(), st.randoms(use_true_random=False))
def test_files_of_one_load_may_be_cut_ordered_and_repeated_in_any_way(
    rows: list[Contact], versioned: bool, draw: Random
) -> None:
    of = VERSIONED if versioned else PLAIN
    with store() as one, store() as other:
        one.load(of, {"all.csv": [row.sent() for row in rows]})
        with small_pieces():
            other.load(of, files(rows, draw), in_memory=1)
        assert other.rows() == one.rows()
        assert other.event_files() == one.event_files()
        assert other.withdrawn() == one.withdrawn()
        for incoming in (one, other):
            reconciled(incoming, 0, 0)


@FEW
@given(st.lists(DELIVERIES, min_size=2, max_size=4), st.booleans(), st.randoms(use_true_random=False))
def test_loads_of_rows_with_versions_may_come_in_any_order(
    deliveries: list[list[Contact]], limited: bool, draw: Random
) -> None:
    every = [row for delivery in deliveries for row in delivery]
    with store() as one, store() as other:
        one.load(VERSIONED, [row.sent() for row in every])
        loads = draw.sample(deliveries, len(deliveries))
        for delivery in [*loads, draw.choice(loads)]:
            if limited:
                with small_pieces():
                    other.load(VERSIONED, files(delivery, draw), history=True, in_memory=1)
            else:
                other.load(VERSIONED, files(delivery, draw), history=True)
        assert other.rows() == one.rows()
        assert other.event_files() == one.event_files()
        assert withdrawn_keys(other, True) == withdrawn_keys(one, True)


@dataclass
class Model:
    """What a store of rows without versions must hold, found key by key in the plainest way."""

    held: dict[str, Contact]
    outcome: Counter[str]
    withdrawn_live: int = 0

    def load(self, delivery: Sequence[Contact]) -> None:
        """A later load corrects an earlier one; in one load a withdrawal wins, and two different rows are refused."""
        self.outcome, self.withdrawn_live = Counter(), 0
        for key in sorted({row.key for row in delivery}):
            mine = [row.said(False) for row in delivery if row.key == key]
            live = {row for row in mine if not row.gone}
            gone = any(row.gone for row in mine)
            if len(live) > 1 and not gone:
                self.outcome["conflicting_rows"] += len(mine)
                continue
            top = next(row for row in mine if row.gone == gone)
            self.outcome["outdated"] += len(live) if gone else 0
            self.outcome["repeated"] += len(mine) - len(set(mine))
            before = self.held.get(key)
            was_live = before is not None and not before.gone
            if top == before:
                self.outcome["unchanged"] += 1
            else:
                self.outcome["withdrawn" if gone else "corrected" if was_live else "added"] += 1
                self.withdrawn_live += gone and was_live
                self.held[key] = top

    def rows(self) -> list[dict[str, Any]]:
        """The live rows, sorted as the store's are read."""
        live = [row.stored(False) for row in self.held.values() if not row.gone]
        return sorted(live, key=lambda row: [str(value) for value in row.values()])


@FEW
@given(st.lists(DELIVERIES, min_size=1, max_size=4), st.booleans(), st.randoms(use_true_random=False))
def test_without_versions_a_later_load_corrects_an_earlier_one(
    deliveries: list[list[Contact]], alike: bool, draw: Random
) -> None:
    model = Model({}, Counter())
    with store() as incoming:
        for number, delivery in enumerate(deliveries):
            before = incoming.state.rows("contacts") if number else 0
            # A file's own name for every load: the very same file again would not be read.
            marker = replace(delivery[0], key=f"load-{number}", gone=True)
            sent = [*(row.sent() for row in delivery), marker.sent()]
            draw.shuffle(sent)
            with few_hashes(3) if alike else small_pieces():
                incoming.load(PLAIN, sent, in_memory=draw.choice([1, 1 << 20]))
            model.load(delivery)
            model.outcome["withdrawn"] += 1
            record = incoming.record
            assert incoming.rows("contacts", *STORED) == model.rows()
            assert {key for key, _none in withdrawn_keys(incoming, False)} == {
                *(row.key for row in model.held.values() if row.gone),
                *(f"load-{one}" for one in range(number + 1)),
            }
            assert Counter(record.outcome) + Counter(record.reasons) == +model.outcome
            reconciled(incoming, before, model.withdrawn_live)


@FEW
@given(DELIVERIES, st.integers(1, 3))
def test_rows_that_contradict_each_other_are_refused_with_the_files_and_lines_of_both(
    rows: list[Contact], number: int
) -> None:
    kept: dict[str, set[Contact]] = {}
    for row in rows:
        kept.setdefault(row.key, set()).add(row.said(False))
    refused = {key for key, said in kept.items() if len(said) > 1 and not any(row.gone for row in said)}
    parts = {f"{place}.csv": rows[place::number] for place in range(min(number, len(rows)))}
    with store() as incoming:
        incoming.load(PLAIN, {name: [row.sent() for row in part] for name, part in parts.items()}, in_memory=1)
        hashes = {file.name: file.sha256 for file in incoming.record.files}
        assert incoming.quarantine() == sorted(
            (hashes[name], line, "contact_id", "conflicting_rows", "")
            for name, part in parts.items()
            for line, row in enumerate(part, 2)
            if row.key in refused
        )


@dataclass(frozen=True)
class Listed:
    """A listing as it is sent."""

    person: str
    since: date
    unit: str

    @property
    def key(self) -> tuple[str, date]:
        return self.person, self.since

    def sent(self) -> Row:
        """The row of the file."""
        return {"person": self.person, "valid_from": self.since.isoformat(), "unit": self.unit}


LISTED = ("person", "valid_from", "unit")
LISTINGS = st.lists(
    st.builds(Listed, st.sampled_from(PERSONS), st.sampled_from(DAYS), st.sampled_from(["hc-1", "hc-2"])), max_size=10
)


@FEW
@given(st.lists(st.tuples(st.sampled_from([FIRST, SECOND]), LISTINGS), min_size=1, max_size=5), st.booleans())
def test_a_full_delivery_replaces_the_one_before_it_of_its_own_extract(
    loads: list[tuple[Extract, list[Listed]]], alike: bool
) -> None:
    model: dict[str, dict[tuple[str, date], Listed]] = {FIRST.id: {}, SECOND.id: {}}
    with store() as incoming:
        incoming.load(FIRST, {"listing.csv": text([], LISTED)})
        for of, delivery in loads:
            before = incoming.state.rows("listing")
            with few_hashes(3) if alike else small_pieces():
                sent = text([row.sent() for row in delivery], LISTED)
                loaded = incoming.load(of, {"listing.csv": sent}, shrink=True, in_memory=1)
            told: dict[tuple[str, date], set[Listed]] = {}
            for row in delivery:
                told.setdefault(row.key, set()).add(row)
            single = {key: next(iter(said)) for key, said in told.items() if len(said) == 1}
            # Of rows that contradict each other none is taken, and what the store has stays.
            stays = {key: row for key, row in model[of.id].items() if key in told and key not in single}
            model[of.id] = single | stays
            wanted = sorted(
                (of_id, token(row.person), str(row.since), row.unit)
                for of_id, rows in model.items()
                for row in rows.values()
            )
            found = incoming.rows("listing", "extract", "person", "valid_from", "unit")
            assert [tuple(str(value) for value in row.values()) for row in found] == wanted
            if loaded.state is not None:
                reconciled(incoming, before, 0)


WRONG = {
    "unit": ("hc-7x", "unknown_unit"),
    "person": ("19850316-9801", "person_check_digit"),
    "date": ("2026-02-30", "no_such_day"),
    "profession": ("wizard", "unknown_code"),
    "wait_days": ("-1", "too_low"),
    "changed": ("yesterday", "bad_version"),
}


@FEW
@given(st.lists(st.tuples(CONTACTS, st.sampled_from(["", *WRONG])), min_size=1, max_size=14), st.integers(1, 3))
def test_the_quarantine_holds_the_lines_made_wrong_and_no_others(rows: list[tuple[Contact, str]], number: int) -> None:
    wanted: list[tuple[int, int, str, str]] = []
    sent: dict[int, list[Row]] = {}
    for place, (row, wrong) in enumerate(rows):
        mine = sent.setdefault(place % number, [])
        good = replace(row, key=f"{row.key}-{place}", gone=False).sent()
        mine.append(dict(good) | ({wrong: WRONG[wrong][0]} if wrong else {}))
        if wrong:
            wanted.append((place % number, len(mine) + 1, "version" if wrong == "changed" else wrong, WRONG[wrong][1]))
    with store() as incoming:
        incoming.load(VERSIONED, {f"{name}.csv": content for name, content in sent.items()}, in_memory=1)
        hashes = [file.sha256 for file in incoming.record.files]
        found = [(sha256, line, column, reason) for sha256, line, column, reason, _near in incoming.quarantine()]
        assert found == sorted((hashes[file], line, column, reason) for file, line, column, reason in wanted)
        assert incoming.values("contact_id") == sorted(
            f"{row.key}-{place}" for place, (row, wrong) in enumerate(rows) if not wrong
        )
        assert incoming.record.quarantined == len(wanted)
