"""What a change of record system does to a region's deliveries, and that the truth says all of it."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.deliveries import VERSION, Form
from tertial.simulate.mechanisms.kind import ALL, Family
from tertial.simulate.mechanisms.record_feeds import RECORD_FEEDS
from tertial.simulate.place_names import PROVIDERS
from tertial.simulate.places import invented_places
from tertial.simulate.record_change import KINDS, RecordChange
from tertial.simulate.region import Plan, PlanRefusedError, simulated
from tertial.simulate.tallies import FATES, Fate
from tertial.simulate.truth import mechanism_rows
from tertial.simulate.world import World
from tests.unit.simulate.regions import LAST, digests, region

FIRST = Month(2025, 4)
SEEDS = range(1, 41)
PLACES = invented_places()
Row = dict[str, str]


@cache
def changed() -> tuple[Path, World]:
    return region(residents=2500, months=9, change=FIRST)


@cache
def rows_of(feed: str) -> list[tuple[Row, str]]:
    """The rows that were delivered of a feed, each with the month of its delivery."""
    folder, _world = changed()
    extracts = [feed, *(f"{feed}-{company}" for company, _name in PROVIDERS)]
    files = [path for extract in extracts for path in sorted((folder / extract).glob("*.csv"))]
    found = []
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            found += [(row, path.stem) for row in csv.DictReader(file)]
    return found


def unit_column(feed: Feed) -> str:
    return next(column.name for column in feed.columns if column.kind is ColumnKind.UNIT)


def counted() -> list[tuple[str, str, str, dict[Fate, int]]]:
    """Feed, unit and month with what became of the rows."""
    _folder, world = changed()
    units = [place.id for place in world.deliveries.units]
    return [
        (feed, units[unit], str(Month.from_ordinal(month)), dict(zip(FATES, counts, strict=True)))
        for feed, unit, month, counts in world.deliveries.tallies.rows()
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mechanism_is_at_work_whatever_the_seed(seed: int) -> None:
    change = RecordChange(seed, FIRST, LAST, PLACES)
    at_work = {hit.kind.id for hit in change.hits} | {new.kind.id for new in change.new_units}
    assert at_work == {kind.id for kind in KINDS}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_unit_of_a_feed_is_hit_by_two_mechanisms(seed: int) -> None:
    change = RecordChange(seed, FIRST, LAST, PLACES)
    whole = [hit.feed for hit in change.hits if not hit.units]
    parts = [(hit.feed, unit) for hit in change.hits for unit in hit.units]
    replaced = {unit for new in change.new_units for unit in new.replaces}
    assert len(set(whole)) == len(whole)
    assert len(set(parts)) == len(parts)
    assert not {feed for feed, _unit in parts} & set(whole)
    assert not {unit for _feed, unit in parts} & replaced


def test_a_mechanism_is_at_work_from_the_change_on_for_the_span_that_it_has() -> None:
    last = Month(2027, 12)
    for seed in SEEDS:
        change = RecordChange(seed, FIRST, last, PLACES)
        for hit in change.hits:
            assert 0 <= hit.first - FIRST.ordinal <= 2
            fewest, most = hit.kind.span or (last.ordinal - hit.first + 1,) * 2
            assert fewest <= hit.last - hit.first + 1 <= most


def test_a_change_in_the_last_month_of_all_ends_with_it() -> None:
    change = RecordChange(1, LAST, LAST, PLACES)
    assert {(hit.first, hit.last) for hit in change.hits} == {(LAST.ordinal, LAST.ordinal)}


@pytest.mark.parametrize("family", list(Family))
def test_every_family_has_a_mechanism_to_tune_by_and_one_held_out(family: Family) -> None:
    assert {kind.held_out for kind in KINDS if kind.family is family} == {True, False}


def test_companies_keep_their_record_systems() -> None:
    for seed in SEEDS:
        change = RecordChange(seed, FIRST, LAST, PLACES)
        assert {PLACES.all[unit].provider for hit in change.hits for unit in hit.units} == {"region"}


@pytest.mark.parametrize("month", [Month(2024, 12), Month(2025, 10)])
def test_a_change_outside_the_months_simulated_is_refused(month: Month) -> None:
    with pytest.raises(PlanRefusedError, match=str(month)):
        Plan(2000, 9, 1, LAST, Form.CSV, month)


def test_the_same_seed_breaks_the_same_bytes(tmp_path: Path) -> None:
    folder, _world = changed()
    simulated(tmp_path, Plan(2500, 9, 7, LAST, Form.CSV, FIRST), lambda _done, _of: None)
    assert digests(tmp_path) == digests(folder)


def test_nothing_is_otherwise_before_the_change_nor_in_feeds_that_do_not_come_from_the_record_system() -> None:
    whole, broken = digests(region(residents=2500, months=9)[0]), digests(changed()[0])
    versioned = {feed for feed in RECORD_FEEDS if changed()[1].deliveries.is_versioned(feed)}
    companies = tuple(f"-{company}" for company, _name in PROVIDERS)
    for path, digest in whole.items():
        extract, month = path.removesuffix(".csv").split("/")
        feed = extract
        for company in companies:
            feed = feed.removesuffix(company)
        if feed not in RECORD_FEEDS or (month < str(FIRST) and feed not in versioned):
            assert broken[path] == digest, path


def test_what_really_happened_is_counted_as_without_the_change() -> None:
    whole, broken = region(residents=2500, months=9)[1].deliveries.counts, changed()[1].deliveries.counts
    assert whole.keys() == broken.keys()
    for key, rows in whole.items():
        assert rows.tolist() == broken[key][: len(rows)].tolist()
        assert not broken[key][len(rows) :].any()


def test_rows_delivered_are_those_simulated_less_the_lost_and_late_and_more_by_the_doubled() -> None:
    _folder, world = changed()
    expected: Counter[tuple[str, int, int]] = Counter()
    for (feed, month), rows in world.deliveries.counts.items():
        for unit in rows.nonzero()[0].tolist():
            expected[feed, unit, month] += int(rows[unit])
    delivered: Counter[tuple[str, int, int]] = Counter()
    for feed, unit, month, counts in world.deliveries.tallies.rows():
        fates = dict(zip(FATES, counts, strict=True))
        less = fates[Fate.LOST] + fates[Fate.PENDING] + fates[Fate.MOVED_OUT]
        expected[feed, unit, month] += fates[Fate.DOUBLED] + fates[Fate.MOVED_IN] - less
        delivered[feed, unit, month] += fates[Fate.IN_TIME] + fates[Fate.LATE]
    assert +expected == +delivered
    assert sum(delivered.values()) > 50_000


def test_the_files_hold_what_the_truth_says_was_delivered() -> None:
    truth: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    again: Counter[str] = Counter()
    for feed, unit, month, fates in counted():
        truth[feed][unit, month] += fates[Fate.IN_TIME] + fates[Fate.LATE]
        again[feed] += fates[Fate.UPDATES]
    for feed in RECORD_FEEDS:
        contract = all_feeds()[feed]
        events = {tuple(row[name] for name in contract.key): row for row, _delivered in rows_of(feed)}
        found = Counter((row[unit_column(contract)], row[contract.event][:7]) for row in events.values())
        assert found == +truth[feed], feed
        assert len(rows_of(feed)) - len(events) == again[feed], feed


def test_no_fate_is_without_an_example() -> None:
    assert {fate for *_place, fates in counted() for fate, rows in fates.items() if rows} == set(FATES)


def test_late_rows_come_no_later_than_a_load_takes_them() -> None:
    waited: Counter[int] = Counter()
    for feed in RECORD_FEEDS:
        contract = all_feeds()[feed]
        for row, delivered in rows_of(feed):
            months = Month.parse(delivered).since(Month.parse(row[contract.event][:7]))
            assert 0 <= months <= min(4, contract.look_back), feed
            waited[months] += 1
    assert {1, 2, 3} <= waited.keys()


def test_of_a_row_that_is_sent_again_the_newer_says_more() -> None:
    versions: dict[str, list[Row]] = defaultdict(list)
    for row, delivered in rows_of("contacts"):
        assert row[VERSION] == delivered.replace("-", "")
        versions[row["contact_id"]].append(row)
    mended = [sorted(rows, key=lambda row: row[VERSION]) for rows in versions.values() if len(rows) > 1]
    assert mended
    for first, second in mended:
        assert first["problem"] == first["wait_days"] == ""
        assert second["problem"] or second["wait_days"]
        assert {**first, "problem": "", "wait_days": "", VERSION: ""} == {
            **second, "problem": "", "wait_days": "", VERSION: "",
        }  # fmt: skip


def test_the_truth_names_every_mechanism_and_the_deliveries_show_it() -> None:
    _folder, world = changed()
    lines = list(mechanism_rows(world.deliveries))
    assert {line[0] for line in lines} == {kind.id for kind in KINDS}
    stopped = [line for line in lines if line[1] in {"feed_stops", "unit_stops"}]
    for _id, _family, _held_out, feed, unit, _column, first, last, share in stopped:
        assert share == ALL
        contract = all_feeds()[str(feed)]
        assert not [
            row
            for row, _delivered in rows_of(str(feed))
            if unit in {"", row[unit_column(contract)]} and str(first) <= row[contract.event][:7] <= str(last)
        ]


def test_rows_without_a_required_field_and_of_unknown_units_are_those_that_are_refused() -> None:
    _folder, world = changed()
    change = world.deliveries.change
    assert change is not None
    unknown = {new.place.id for new in change.new_units if not new.known}
    refused: Counter[str] = Counter()
    for feed, _unit, _month, fates in counted():
        refused[feed] += fates[Fate.REFUSED]
    assert sum(refused.values()) > 0
    for feed in RECORD_FEEDS:
        contract = all_feeds()[feed]
        required = [column.name for column in contract.columns if column.required]
        wrong = [
            row
            for row, _delivered in rows_of(feed)
            if row[unit_column(contract)] in unknown or not all(row[name] for name in required)
        ]
        assert len(wrong) == refused[feed], feed


def test_without_a_change_all_that_happened_is_delivered_in_its_month() -> None:
    _folder, world = region()
    simulated_rows = sum(int(rows.sum()) for rows in world.deliveries.counts.values())
    in_time = FATES.index(Fate.IN_TIME)
    counts = [counts for *_place, counts in world.deliveries.tallies.rows()]
    assert sum(each[in_time] for each in counts) == simulated_rows
    assert sum(map(sum, counts)) == simulated_rows
    assert list(mechanism_rows(world.deliveries)) == []
    assert all(all_feeds()[feed].delivery is Delivery.DELTA for feed, *_rest in world.deliveries.tallies.rows())


def test_the_page_about_simulating_names_every_family_and_file_of_truth() -> None:
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "simulate-a-region.md").read_text("utf-8")
    for name in (*Family, "counts.csv", "delivered.csv", "mechanisms.csv", "effects.csv", "actions.csv", "run.json"):
        assert f"`{name}`" in page, name
    assert all(word in page for word in ("pending", "moved_out", "doubled", "moved_in", "refused"))
