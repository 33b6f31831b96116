"""The feeds of the store that go with a feed: the rows that were withdrawn, and the lines that were not taken.

They are no feeds of the registry: the loader writes them, and disposal and rotation see to them too.
"""

from __future__ import annotations

DELETED_SUFFIX = "-deleted"
QUARANTINED_SUFFIX = "-quarantined"


def deleted(feed: str) -> str:
    """Where the keys of a feed's withdrawn rows lie: key columns, extract and version, in the month of the event."""
    return feed + DELETED_SUFFIX


def quarantined(feed: str) -> str:
    """Where a feed's lines that were not taken lie: file, line, column and reason, in the month of the load."""
    return feed + QUARANTINED_SUFFIX


def accompanied(stored: str) -> str:
    """The feed that a feed of the store goes with: itself where it is no companion."""
    return stored.removesuffix(DELETED_SUFFIX).removesuffix(QUARANTINED_SUFFIX)
