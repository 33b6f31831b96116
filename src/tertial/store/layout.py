"""What lies where in the store's folder, and what is told of its states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.language import _
from tertial.store.manifest import Manifest, read_manifest
from tertial.store.series import Series

_EVENTS = re.compile(r"[0-9a-f]{64}\.parquet")


@dataclass(frozen=True, slots=True)
class Layout(Series[Manifest]):
    """The paths of one store: a series of states that rest on files of events."""

    @property
    def log(self) -> Path:
        """The load log: one line a load, only ever added to."""
        return self.root / "loads.jsonl"

    @property
    def lock(self) -> Path:
        """Held by the one load at work."""
        return self.root / "LOAD.lock"

    @property
    def events(self) -> Path:
        """The folder of events: one folder a feed, in it one a month."""
        return self.root / "events"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder a store always has."""
        return (self.root, self.manifests, self.events, self.pins, self.incoming)

    def month(self, feed: str, month: Month) -> Path:
        """The folder of a feed's events of a month."""
        return self.events / feed / str(month)

    def event_file(self, feed: str, month: Month, sha256: str) -> Path:
        """The file of events with that content."""
        return self.month(feed, month) / f"{sha256}.parquet"

    def read(self, content: bytes) -> Manifest:
        """Read the manifest of a state."""
        return read_manifest(content)

    def needed(self, manifest: Manifest) -> Iterator[Path]:
        """The event files that a state rests on."""
        return (self.event_file(feed, month, file.sha256) for feed, month, file in manifest.files())

    def published(self) -> Iterator[Path]:
        """Every file of events on disk."""
        for path in sorted(self.events.glob("*/*/*.parquet")):
            if _EVENTS.fullmatch(path.name):
                yield path

    def nothing_yet(self) -> str:
        """There is no store."""
        return _("There is no store in {folder}: it has no CURRENT. Load something first.").format(folder=self.root)

    def not_yet(self, number: int) -> str:
        """The state is not there yet."""
        return _("There is no state {number} yet.").format(number=number)

    def gone(self, number: int) -> str:
        """The state is pruned away."""
        return _("State {number} is pruned away.").format(number=number)

    def not_pinned(self, number: int, by: str) -> str:
        """The state has no such pin."""
        return _("State {number} is not pinned by {by}.").format(number=number, by=by)

    def damaged_pin(self, path: Path) -> str:
        """A state's pin cannot be read."""
        return _("{path} is a damaged pin. Put it back from a backup, or remove it if the state is not needed.").format(
            path=path
        )

    def pinned_but_gone(self, by: str) -> str:
        """A pinned state is not there."""
        return _("The state is pinned by {by}, but gone.").format(by=by)

    def left_over(self) -> tuple[str, str]:
        """A file that no state rests on."""
        return (
            _("No state needs the file: a load was cut off, or is at work now."),
            _("Nothing: the next load removes it."),
        )

    def put_back(self) -> str:
        """What to do when the store itself is damaged."""
        return _("Stop loading, and put the store back from a backup.")
