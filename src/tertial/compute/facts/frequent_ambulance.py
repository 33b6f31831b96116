"""People who often go by ambulance: each known person's missions in twelve months."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.compute.facts.visitors import coming, visitors
from tertial.domain.facts.frequent_ambulance import FACT, FEED
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day


def gathered(sources: Mapping[str, ir.Table]) -> ir.Table:
    """What is kept of the events, whatever months are asked for."""
    return coming(sources[FEED], event_day(all_feeds()[FEED]))


def rows_of(gathered: ir.Table, months: ir.Table, fewest: int) -> ir.Table:
    """The fact at the ends of the months, of persons who can have so many contacts."""
    return visitors(gathered, months, fewest).select(*FACT.names)


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    return rows_of(gathered(sources), months, fewest=1)
