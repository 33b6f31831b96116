"""Exchanges between providers come as rows where persons may be joined, else as counts."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.declarations import AllowedJoin, Declaration, KeptMonths, Purpose, RecordedDecision
from tertial.domain.exchanges import takes_counts_only
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds

TODAY = date(2025, 9, 1)
PLANS, CONTACTS = all_feeds()["coordinated-plans"], all_feeds()["contacts"]


def declaration(feed: str, provider: str, *joined: str) -> Declaration:
    decision = RecordedDecision("The board", date(2025, 1, 1), "HSN 2025/1")
    return Declaration(
        feed,
        frozenset({Purpose.PLANNING_AND_FOLLOW_UP}),
        "The board",
        provider,
        ("centre",),
        "lagen (2022:913)",
        KeptMonths(24),
        tuple(AllowedJoin(other, "lagen (2022:913)", decision) for other in joined),
    )


def test_rows_of_another_provider_are_refused_without_a_decision() -> None:
    assert takes_counts_only(
        PLANS, declaration("coordinated-plans", "municipality"), [declaration("contacts", "region")], TODAY
    )


def test_a_decision_of_one_side_is_not_enough() -> None:
    plans = declaration("coordinated-plans", "municipality", "region")
    assert takes_counts_only(PLANS, plans, [declaration("contacts", "region")], TODAY)


def test_rows_come_where_both_sides_have_decided() -> None:
    plans = declaration("coordinated-plans", "municipality", "region")
    assert not takes_counts_only(PLANS, plans, [declaration("contacts", "region", "municipality")], TODAY)


def test_rows_of_the_same_provider_come_without_a_decision() -> None:
    assert not takes_counts_only(
        PLANS, declaration("coordinated-plans", "region"), [declaration("contacts", "region")], TODAY
    )


def test_rows_come_where_there_is_nobody_to_join_them_with() -> None:
    assert not takes_counts_only(PLANS, declaration("coordinated-plans", "municipality"), [], TODAY)


def test_rows_that_are_no_exchange_come_from_any_provider() -> None:
    assert not takes_counts_only(
        CONTACTS, declaration("contacts", "private"), [declaration("persons", "region")], TODAY
    )


@pytest.mark.parametrize("feed", [feed for feed in all_feeds().values() if feed.counts], ids=lambda feed: feed.id)
def test_the_feed_of_counts_in_place_of_rows_has_no_persons(feed: Feed) -> None:
    assert all_feeds()[feed.counts].person is None
    assert all_feeds()[feed.counts].names
