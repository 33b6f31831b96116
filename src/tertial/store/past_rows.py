"""How many rows an older state had of a feed and month, read off its manifest without making a state of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertial.domain.calendar import Month
from tertial.store.canonical import digest
from tertial.store.layout import Layout
from tertial.store.load_log import LogEntry


@dataclass(frozen=True, slots=True)
class PastRows:
    """The files that a state rested on, by feed and month as its manifest writes them."""

    feeds: Mapping[str, Mapping[str, Sequence[Mapping[str, int]]]]

    def of(self, feed: str, month: Month) -> int:
        """The rows of a feed and month, 0 where it had none."""
        return sum(file["rows"] for file in self.feeds.get(feed, {}).get(str(month), ()))


def past_rows(layout: Layout, entry: LogEntry) -> PastRows | None:
    """What the state of a load had; None where it is pruned away, or is not the one that the load log vouches for.

    Hundreds of manifests of thousands of files are asked at once: none is checked further than by its hash.
    """
    try:
        content = layout.manifest(entry.number).read_bytes()
    except OSError:
        return None
    return PastRows(json.loads(content)["feeds"]) if digest(content) == entry.manifest_sha256 else None
