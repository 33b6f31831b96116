"""Every feed of the package: found, complete, readable by its own contract, and sparing with persons."""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import iter_modules
from types import ModuleType

import pytest

from tertial.domain import feeds
from tertial.domain.feeds import registry
from tertial.domain.feeds.columns import NUMBERS, CodeScheme, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.registry import all_feeds
from tests.unit.domain.feeds.cells import read

MACHINERY = {"contract", "columns", "schemes", "registry", "stored"}
FEEDS = tuple(all_feeds().values())

BEGINS_AND_ENDS = [
    ("valid_from", "valid_to"),
    ("admitted_at", "ready_at"),
    ("ready_at", "discharged_at"),
    ("notified_at", "ready_at"),
    ("ready_at", "left_at"),
    ("decided", "done"),
    ("decided", "struck_off"),
    ("started_at", "completed_at"),
    ("called_at", "answered_at"),
    ("called_at", "called_back_at"),
    ("homecoming", "visited"),
    ("visited", "visited_8_months"),
]


def _named(feed: Feed, row: tuple[str, ...]) -> Mapping[str, str]:
    return dict(zip(feed.names, row, strict=True))


every_feed = pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.id)


def test_every_module_but_the_machinery_states_a_feed_named_as_the_module() -> None:
    modules = {module.name for module in iter_modules(feeds.__path__)}
    assert modules > MACHINERY
    assert modules - MACHINERY == {feed.id.replace("-", "_") for feed in FEEDS}


def test_two_modules_with_the_same_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = ModuleType("twin")
    twin.FEED = FEEDS[0]  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "import_module", lambda _name: twin)
    with pytest.raises(ValueError, match=f"two modules state the feed {FEEDS[0].id}"):
        all_feeds.__wrapped__()


def test_the_feeds_come_in_the_order_of_their_ids() -> None:
    assert list(all_feeds()) == sorted(all_feeds())


@every_feed
def test_a_sample_reads_by_the_kinds_of_its_columns(feed: Feed) -> None:
    for row in feed.sample:
        for column, text in zip(feed.columns, row, strict=True):
            if text:
                read(column, text)


@every_feed
def test_every_required_column_stands_in_every_row_of_the_sample(feed: Feed) -> None:
    empty = {
        column.name
        for row in feed.sample
        for column, text in zip(feed.columns, row, strict=True)
        if column.required and not text
    }
    assert empty == set()


@every_feed
def test_every_column_is_shown_with_a_value_somewhere_in_the_sample(feed: Feed) -> None:
    shown = {column.name for row in feed.sample for column, text in zip(feed.columns, row, strict=True) if text}
    # A day of birth is only for numbers that do not tell it, and those follow each region's own pattern.
    assert set(feed.names) - shown == {column.name for column in feed.columns if column.kind is ColumnKind.BIRTH_DAY}


@every_feed
def test_a_sample_has_two_to_four_rows_and_each_key_once(feed: Feed) -> None:
    keys = [tuple(_named(feed, row)[name] for name in feed.key) for row in feed.sample]
    assert 2 <= len(keys) <= 4
    assert len(set(keys)) == len(keys)


@every_feed
def test_a_sample_happened_in_the_years_of_the_product(feed: Feed) -> None:
    place = feed.names.index(feed.event)
    assert {row[place][:4] for row in feed.sample} <= {str(year) for year in range(2018, 2027)}


@every_feed
def test_whatever_ends_in_a_sample_ends_after_it_began(feed: Feed) -> None:
    rows = [_named(feed, row) for row in feed.sample]
    reversed_pairs = [
        (first, last)
        for row in rows
        for first, last in BEGINS_AND_ENDS
        if first in row and row.get(last) and row[first] > row[last]
    ]
    assert reversed_pairs == []


@every_feed
def test_every_word_of_a_feed_stands_in_both_languages(feed: Feed) -> None:
    labels = [feed.title, feed.row, feed.carries, *(column.meaning for column in feed.columns)]
    for column in feed.columns:
        if column.scheme is not None:
            labels += [column.scheme.title, *column.scheme.codes.values()]
    assert [label for label in labels if not label.en.strip()] == []


@every_feed
def test_a_feed_sent_as_changes_says_how_far_back_and_one_sent_in_full_has_no_need_to(feed: Feed) -> None:
    assert (feed.look_back > 0) == (feed.delivery is Delivery.DELTA)


@every_feed
def test_a_row_with_a_last_day_is_sent_in_full_so_that_it_can_be_closed_years_later(feed: Feed) -> None:
    if "valid_to" in feed.names:
        assert feed.delivery is Delivery.FULL


@every_feed
def test_a_day_of_birth_comes_in_no_other_column_than_the_one_that_is_dropped(feed: Feed) -> None:
    tells = {column.name for column in feed.columns if "birth" in column.name or "born" in column.name.split("_")}
    dropped = {column.name for column in feed.columns if column.kind is ColumnKind.BIRTH_DAY}
    assert tells - {"unborn", "newborns"} == dropped


@every_feed
def test_only_feeds_of_persons_know_which_clinician(feed: Feed) -> None:
    if any(column.kind is ColumnKind.CLINICIAN for column in feed.columns):
        assert feed.grain is Grain.PERSON


@every_feed
def test_counts_are_numbers_named_by_what_they_count(feed: Feed) -> None:
    if feed.grain is Grain.COUNT:
        # A number may name a row too, such as the version of a budget; some number is left that is counted.
        assert {column.name for column in feed.columns if column.kind in NUMBERS} - set(feed.key)
        assert not any(feed.column(name).kind is ColumnKind.KEY for name in feed.key)


@every_feed
def test_every_feed_says_where_it_happened(feed: Feed) -> None:
    assert any(column.kind is ColumnKind.UNIT for column in feed.columns)


def test_a_scheme_s_id_means_one_scheme_in_all_feeds() -> None:
    schemes: dict[str, CodeScheme] = {}
    for feed in FEEDS:
        for column in feed.columns:
            if column.scheme is not None:
                assert schemes.setdefault(column.scheme.id, column.scheme) == column.scheme


def test_no_scheme_is_named_as_a_feed_so_that_both_can_be_linked_to() -> None:
    schemes = {column.scheme.id for feed in FEEDS for column in feed.columns if column.scheme is not None}
    assert schemes.isdisjoint(all_feeds())
