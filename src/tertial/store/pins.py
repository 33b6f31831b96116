"""Pins: a state, or a snapshot, that a report or a person still needs is kept until the pin is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tertial.store.canonical import canonical, digest, parsed
from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import load_manifest
from tertial.store.layout import Layout
from tertial.store.lock import Holder, Patience, turn
from tertial.store.placing import PART, remove, replace_whole
from tertial.store.series import M, Series

BRIEF = Patience(seconds=30.0, interval=0.1)
"""Pinning and choosing what to prune take moments, even while a load runs for an hour."""


@dataclass(frozen=True, slots=True, order=True)
class Pin:
    """What is kept, by its number, by whom or by what, and why. Raises ValueError without a name or a reason."""

    number: int
    by: str
    why: str

    def __post_init__(self) -> None:
        if self.number < 0 or not self.by.strip() or not self.why.strip():
            raise ValueError("a pin names a number, who keeps it and why")


def pin(root: Path, wanted: Pin, holder: Holder, disk: Disk = LOCAL) -> None:
    """Keep a state; a second pin by the same one replaces the reason. Raises StoreError where the state is not kept."""
    pin_in(Layout(root), wanted, holder, disk)


def unpin(root: Path, number: int, by: str, holder: Holder, disk: Disk = LOCAL) -> None:
    """Take the pin of a state away. Raises StoreError where there is none."""
    unpin_in(Layout(root), number, by, holder, disk)


def pins(root: Path) -> tuple[Pin, ...]:
    """Every pin of a state, by number. Raises StoreError for one that cannot be read."""
    return pins_in(Layout(root))


def pin_in(series: Series[M], wanted: Pin, holder: Holder, disk: Disk) -> None:
    """Keep what has a number in a series. Raises as `pin`."""
    with _pinning(series, holder, disk):
        load_manifest(series, wanted.number)
        path = _path(series, wanted.number, wanted.by)
        staged = path.with_name(path.name + PART)
        remove(disk, staged)
        content = canonical({"number": wanted.number, "by": wanted.by, "why": wanted.why})
        replace_whole(disk, staged, path, content)


def unpin_in(series: Series[M], number: int, by: str, holder: Holder, disk: Disk) -> None:
    """Take a pin away. Raises as `unpin`."""
    with _pinning(series, holder, disk):
        path = _path(series, number, by)
        if not path.exists():
            raise StoreError(series.not_pinned(number, by))
        remove(disk, path)
        disk.flush_folder(series.pins)


def pins_in(series: Series[M]) -> tuple[Pin, ...]:
    """Every pin of a series, by number. Raises as `pins`."""
    with explaining(series.pins):
        return tuple(sorted(_read(series, path) for path in series.pins.glob("*.json")))


@contextmanager
def _pinning(series: Series[M], holder: Holder, disk: Disk) -> Iterator[None]:
    """Hold the pins' lock inside the block. Raises StoreError, also where nothing is there to pin."""
    if not series.current.exists():
        raise StoreError(series.nothing_yet())
    with explaining(series.pins), turn(series.pin_lock, holder, BRIEF, disk):
        yield


def _path(series: Series[M], number: int, by: str) -> Path:
    return series.pins / f"{number:08d}-{digest(by.encode())[:16]}.json"


def _read(series: Series[M], path: Path) -> Pin:
    try:
        document: dict[str, Any] = parsed(path.read_bytes())
        return Pin(int(document["number"]), str(document["by"]), str(document["why"]))
    except (ValueError, KeyError) as error:
        raise StoreError(series.damaged_pin(path)) from error
