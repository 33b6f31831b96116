"""Frequent visitors: each person's contacts in twelve months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.compute.reference.facts.visitors import visitors
from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.facts.frequent_visitors import FEED
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day


def rows(sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[Row]:
    """The fact at the ends of the months."""
    return visitors(sources[FEED], event_day(all_feeds()[FEED]), months)
