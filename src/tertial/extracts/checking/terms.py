"""What the rows of one extract are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tertial.domain.calendar import Month
from tertial.domain.extracts import Extract
from tertial.domain.feeds.contract import Feed
from tertial.domain.reserve_numbers import ReservePattern


@dataclass(frozen=True)
class Terms:
    """The contract, what the region states of the extract, and what holds on the day of the load."""

    feed: Feed
    extract: Extract
    units: Mapping[str, str]
    """From a unit's id, or its HSA id, to its id: every unit of the organisation, whenever valid."""
    declared: frozenset[str]
    """The ids of the units whose rows the extract may bring: those declared and all below them."""
    today: date
    oldest: Month | None
    """Rows of earlier months are too old; None where any month may come."""
    patterns: tuple[ReservePattern, ...]
