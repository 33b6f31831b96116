"""Frequent emergency visitors: each person's emergency visits in twelve months."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.compute.facts.visitors import visitors
from tertial.domain.facts.frequent_emergency_visitors import FACT, FEED
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    return visitors(sources[FEED], event_day(all_feeds()[FEED]), months).select(*FACT.names)
