"""Columns that several derived facts have."""

from __future__ import annotations

from tertial.domain.facts.contract import FactColumn, ValueType
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.label import Label

LAST_DAY = FactColumn("day", ValueType.DAY, Label("Månadens sista dag", "The month’s last day"), nullable=False)


def columns_of_feed(feed: str, *names: str) -> tuple[FactColumn, ...]:
    """The columns of a feed of these names, as they are. Raises KeyError and ValueError for what does not exist."""
    return tuple(fact_of_feed(feed).column(name) for name in names)
