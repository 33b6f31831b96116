"""What engines call the tables that SQL reads: feeds, and what lies ready on the way to answers."""

from __future__ import annotations

MONTHS = "asked_months"
"""The table of the months that are asked for."""
ROWS = "rows_of_month"
"""Rows of a month, as many columns as are needed."""
CELLS = "cells_of_cuboid"
"""What a cuboid that lies ready is called."""
MADE = "rows_of_fact"
"""What rows of a fact that lie ready are called."""
GATHERED = "gathered_events"
"""What is kept of events, from some asked months to the next, is called."""


def table_name(feed: str) -> str:
    """What engines call the table of a feed."""
    return feed.replace("-", "_")
