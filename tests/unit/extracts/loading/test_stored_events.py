"""What a load writes: columns, types and order of a feed's events, the same whatever else was loaded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from tertial.domain.calendar import Month
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day, stored_columns
from tertial.extracts.event_schema import event_schema
from tertial.extracts.loading.outcome import Outcome
from tertial.store.loading import begin_load
from tertial.store.verifying import verify
from tests.loaded import UNITS, Incoming, Row, extract, job
from tests.persons_in_store import ALICE, BOB, HOLDER
from tests.stored import AT_ONCE, QUICK
from tests.unit.extracts.loading.sent import contact

EVERY = pytest.mark.parametrize("feed", all_feeds().values(), ids=lambda feed: feed.id)


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


def sample(feed: Feed) -> tuple[list[Row], dict[str, str]]:
    """The rows of a feed's sample, and the units in them."""
    places = [place for place, column in enumerate(feed.columns) if column.kind is ColumnKind.UNIT]
    units = {text: text for line in feed.sample for place in places if (text := line[place])}
    return [dict(zip(feed.names, line, strict=True)) for line in feed.sample], units


@EVERY
def test_every_feed_s_sample_is_loaded_whole_and_read_back_by_the_contract(incoming: Incoming, feed: Feed) -> None:
    rows, units = sample(feed)
    wanted = job(extract(feed.id), units=units, declared=frozenset(units))
    loaded = incoming.load(wanted, rows)
    assert (loaded.tally.reasons, loaded.tally.outcome) == ({}, {Outcome.ADDED: len(rows)})
    table = incoming.state.table(feed.id)
    assert table.schema == event_schema(feed)
    assert table.column_names == [column.name for column in stored_columns(feed)]
    table.validate(full=True)
    days = table[event_day(feed)].to_pylist()
    assert {Month(day.year, day.month) for day in days} == set(incoming.state.months(feed.id))
    assert verify(incoming.store) == ()
    # Sent anew, in another order and file, it says nothing new.
    again = incoming.load(wanted, {"again.csv": rows[::-1]}, history=True)
    assert again.tally.outcome == {Outcome.UNCHANGED: len(rows)} or again.state is None
    assert incoming.state.table(feed.id) == table


@EVERY
def test_a_row_of_every_feed_is_known_again_by_its_key(incoming: Incoming, feed: Feed) -> None:
    rows, units = sample(feed)
    wanted = job(extract(feed.id), units=units, declared=frozenset(units))
    incoming.load(wanted, rows)
    free = [name for name in feed.names if name not in {*feed.key, feed.event}]
    name = next((one for one in free if not feed.column(one).required and any(row[one] for row in rows)), None)
    changed = [row | {name: ""} for row in map(dict, rows)] if name else rows
    loaded = incoming.load(wanted, {"changed.csv": changed}, again=True, history=True)
    assert loaded.tally.accepted == len(rows)
    assert loaded.tally.outcome[Outcome.ADDED] == 0
    assert bool(loaded.tally.outcome[Outcome.CORRECTED]) == (name is not None)
    assert incoming.state.rows(feed.id) == len(rows)


def test_no_feed_has_a_column_named_as_those_that_a_load_adds() -> None:
    added = {"file", "line", "row_hash", "event_month", "deleted"}
    assert [feed.id for feed in all_feeds().values() if added & set(feed.names)] == []


def test_events_lie_by_unit_and_day(incoming: Incoming) -> None:
    rows = [
        contact(f"K-{number}", unit=("hc-2", "hc-1")[number % 2], date=f"2026-11-{1 + number % 20:02}")
        for number in range(40)
    ]
    incoming.load(extract(), rows)
    stored = incoming.state.table("contacts", columns=["unit", "date"]).to_pylist()
    places = [(row["unit"], row["date"]) for row in stored]
    assert places == sorted(places)


def test_the_files_are_the_same_however_many_units_the_region_has(incoming: Incoming) -> None:
    rows = [contact(f"K-{number}", unit=("hc-2", "hc-1")[number % 2]) for number in range(40)]
    incoming.load(extract(), rows)
    other = Incoming(incoming.root / "other")
    many = UNITS | {f"a-{number}": f"a-{number}" for number in range(1500)}
    other.load(extract(), rows, units=many)
    assert other.event_files() == incoming.event_files()


def test_instants_are_kept_in_utc_with_the_local_day_beside(incoming: Incoming) -> None:
    rows = [
        {"visit_id": "A-1", "person": ALICE, "unit": "hc-1", "arrived_at": "2026-10-31T23:30"},
        {"visit_id": "A-2", "person": ALICE, "unit": "hc-1", "arrived_at": "2026-10-31T23:30Z"},
        {"visit_id": "A-3", "person": ALICE, "unit": "hc-1", "arrived_at": "2026-06-30 23:59:59"},
    ]
    incoming.load(extract("emergency-visits"), rows)
    found = incoming.rows("emergency-visits", "visit_id", "arrived_at", "arrived_at_day")
    assert [tuple(row.values()) for row in found] == [
        ("A-1", datetime(2026, 10, 31, 22, 30, tzinfo=UTC), date(2026, 10, 31)),
        ("A-2", datetime(2026, 10, 31, 23, 30, tzinfo=UTC), date(2026, 11, 1)),
        ("A-3", datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
    ]
    assert incoming.months("emergency-visits") == ["2026-06", "2026-10", "2026-11"]


def test_two_extracts_of_a_feed_may_use_the_same_keys(incoming: Incoming) -> None:
    private = extract(id="contacts-private")
    incoming.load(extract(), [contact("K-1", mode="phone")])
    assert incoming.load(private, [contact("K-1", mode="video")]).tally.outcome == {Outcome.ADDED: 1}
    assert incoming.load(private, [contact("K-1", mode="chat")]).tally.outcome == {Outcome.CORRECTED: 1}
    assert [tuple(row.values()) for row in incoming.rows("contacts", "extract", "mode")] == [
        ("contacts-cosmic", "phone"),
        ("contacts-private", "chat"),
    ]


def older_store(incoming: Incoming) -> None:
    """Let the store be one that a contract without `wait_days`, and with a column that is no more, has written."""
    incoming.load(extract(), [contact("K-1"), contact("K-2", person=BOB)])
    with begin_load(incoming.store, HOLDER, AT_ONCE, QUICK) as load:
        record = load.before.manifest.load
        assert record is not None
        for month in load.before.months("contacts"):
            table = load.before.table("contacts", [month]).drop_columns(["wait_days", "problem"])
            load.replace_month("contacts", month, table.append_column("room", pa.array(["1"] * table.num_rows)))
        load.publish(record)


def test_events_of_an_older_contract_are_read_with_nothing_in_the_new_column(incoming: Incoming) -> None:
    older_store(incoming)
    loaded = incoming.load(extract(), [contact("K-2", person=BOB), contact("K-3", wait_days="4", problem="new")])
    assert loaded.tally.outcome == {Outcome.UNCHANGED: 1, Outcome.ADDED: 1}
    assert incoming.state.table("contacts").schema == event_schema(all_feeds()["contacts"])
    assert [tuple(row.values()) for row in incoming.rows("contacts", "contact_id", "wait_days", "problem")] == [
        ("K-1", None, None),
        ("K-2", None, None),
        ("K-3", 4, "new"),
    ]


def test_a_row_of_an_older_contract_is_corrected_by_what_the_new_column_says(incoming: Incoming) -> None:
    older_store(incoming)
    loaded = incoming.load(extract(), [contact("K-1", wait_days="4")])
    assert loaded.tally.outcome == {Outcome.CORRECTED: 1}
    assert incoming.values("wait_days") == [4, None]
