"""A series: numbered documents in a folder, each published once, one of them in force, each resting on files.

The states of the store are one, the snapshots of results another. What lies where, and what is told of it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from tertial.store.disk import Disk
from tertial.store.errors import explaining
from tertial.store.lock import Holder, Patience, turn
from tertial.store.placing import make_folders

_MANIFEST = re.compile(r"([0-9]{8})\.json")


class Numbered(Protocol):
    """What is published under a number and named by the hash of its file."""

    @property
    def number(self) -> int:
        """Its place in the series."""

    @property
    def previous(self) -> str:
        """The hash of the one before."""

    @property
    def sha256(self) -> str:
        """The hash of its file."""

    def content(self) -> bytes:
        """Its file."""


M = TypeVar("M", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Series(ABC, Generic[M]):
    """The paths of one series, how its manifests are read, and the sentences that name what it is a series of."""

    root: Path

    @property
    def current(self) -> Path:
        """Names the manifest in force: its number and hash."""
        return self.root / "CURRENT"

    @property
    def pin_lock(self) -> Path:
        """Held for the moment it takes to pin, unpin or choose what to prune."""
        return self.root / "PINS.lock"

    @property
    def manifests(self) -> Path:
        """The folder of manifests."""
        return self.root / "manifests"

    @property
    def pins(self) -> Path:
        """The folder of pins."""
        return self.root / "pins"

    @property
    def incoming(self) -> Path:
        """What the one at work writes before it is published; emptied by the next."""
        return self.root / "incoming"

    def manifest(self, number: int) -> Path:
        """The manifest of that number."""
        return self.manifests / f"{number:08d}.json"

    def manifest_numbers(self) -> list[int]:
        """The numbers of the manifests on disk, in order. Raises OSError."""
        if not self.manifests.exists():
            return []
        found = (_MANIFEST.fullmatch(path.name) for path in self.manifests.iterdir())
        return sorted(int(match[1]) for match in found if match)

    @property
    @abstractmethod
    def lock(self) -> Path:
        """Held by the one that publishes or prunes."""

    @property
    @abstractmethod
    def folders(self) -> tuple[Path, ...]:
        """Every folder that there always is."""

    @abstractmethod
    def read(self, content: bytes) -> M:
        """Read a manifest's file. Raises ValueError where it is not as it was written, or of a newer format."""

    @abstractmethod
    def needed(self, manifest: M) -> Iterable[Path]:
        """The files that a manifest rests on."""

    @abstractmethod
    def published(self) -> Iterator[Path]:
        """Every file there that a manifest can rest on, published or not, and no other. Raises OSError."""

    @abstractmethod
    def nothing_yet(self) -> str:
        """Nothing has been published here."""

    @abstractmethod
    def not_yet(self, number: int) -> str:
        """Nothing has been published under the number yet."""

    @abstractmethod
    def gone(self, number: int) -> str:
        """What had the number is pruned away."""

    @abstractmethod
    def not_pinned(self, number: int, by: str) -> str:
        """There is no such pin to take away."""

    @abstractmethod
    def damaged_pin(self, path: Path) -> str:
        """A pin cannot be read."""

    @abstractmethod
    def pinned_but_gone(self, by: str) -> str:
        """What somebody has pinned is not there."""

    @abstractmethod
    def left_over(self) -> tuple[str, str]:
        """A file that nothing rests on, and what to do about it."""

    @abstractmethod
    def put_back(self) -> str:
        """What to do when the series itself is damaged."""


@contextmanager
def own_turn(series: Series[M], holder: Holder, patience: Patience, disk: Disk) -> Iterator[None]:
    """Hold the series' lock inside the block, its folders made where they are missing. Raises StoreError."""
    with explaining(series.root):
        for folder in series.folders:
            make_folders(disk, folder)
    with turn(series.lock, holder, patience, disk):
        yield
