"""Events that are counted twice: the same event again under a new id."""

from __future__ import annotations

from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.mechanisms.kind import ALL, Columns, Family, Kind
from tertial.simulate.mechanisms.record_feeds import RECORD_FEEDS
from tertial.simulate.mechanisms.rows import Rows

_NEW_IDS = 10**17
"""Added to the number of an event: beyond all numbers that the simulation gives."""


def _id(feed: str) -> str:
    """The column of the key that numbers events; none where persons or days name the row."""
    contract = all_feeds()[feed]
    return next((name for name in contract.key if contract.column(name).kind is ColumnKind.KEY), "")


def double(rows: Rows, where: Ints, _columns: Columns, _chance: Chance) -> None:
    """The rows are there a second time."""
    rows.repeat(where, _id(rows.feed.id), _NEW_IDS)


_NUMBERED = {feed: () for feed in RECORD_FEEDS if _id(feed)}

KINDS = (
    Kind("doubled-part", Family.DOUBLED, False, 250, (3, 8), _NUMBERED, double),
    Kind("doubled-all", Family.DOUBLED, True, ALL, (2, 5), _NUMBERED, double),
)
