"""What lies where in the store's folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tertial.domain.calendar import Month

PART = ".part"
"""Ends the name of a file that is still being written."""

_MANIFEST = re.compile(r"([0-9]{8})\.json")
_EVENTS = re.compile(r"[0-9a-f]{64}\.parquet")


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one store."""

    root: Path

    @property
    def current(self) -> Path:
        """Names the state in force: its number and the hash of its manifest."""
        return self.root / "CURRENT"

    @property
    def log(self) -> Path:
        """The load log: one line a load, only ever added to."""
        return self.root / "loads.jsonl"

    @property
    def load_lock(self) -> Path:
        """Held by the one load at work."""
        return self.root / "LOAD.lock"

    @property
    def pin_lock(self) -> Path:
        """Held for the moment it takes to pin, unpin or choose what to prune."""
        return self.root / "PINS.lock"

    @property
    def manifests(self) -> Path:
        """The folder of manifests."""
        return self.root / "manifests"

    @property
    def events(self) -> Path:
        """The folder of events: one folder a feed, in it one a month."""
        return self.root / "events"

    @property
    def pins(self) -> Path:
        """The folder of pins."""
        return self.root / "pins"

    @property
    def incoming(self) -> Path:
        """What the load at work writes before it is published; emptied by the next load."""
        return self.root / "incoming"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder a store always has."""
        return (self.root, self.manifests, self.events, self.pins, self.incoming)

    def manifest(self, number: int) -> Path:
        """The manifest of a state."""
        return self.manifests / f"{number:08d}.json"

    def month(self, feed: str, month: Month) -> Path:
        """The folder of a feed's events of a month."""
        return self.events / feed / str(month)

    def event_file(self, feed: str, month: Month, sha256: str) -> Path:
        """The file of events with that content."""
        return self.month(feed, month) / f"{sha256}.parquet"

    def manifest_numbers(self) -> list[int]:
        """The numbers of the manifests on disk, in order. Raises OSError."""
        if not self.manifests.exists():
            return []
        found = (_MANIFEST.fullmatch(path.name) for path in self.manifests.iterdir())
        return sorted(int(match[1]) for match in found if match)

    def event_files(self) -> Iterator[Path]:
        """Every file of events on disk, published or not, and nothing that others put there. Raises OSError."""
        for path in sorted(self.events.glob("*/*/*.parquet")):
            if _EVENTS.fullmatch(path.name):
                yield path
