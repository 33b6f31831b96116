"""Pins: a state that a report, a snapshot or a person still needs is kept until the pin is taken away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tertial.language import _
from tertial.store.canonical import canonical, digest, parsed
from tertial.store.disk import Disk
from tertial.store.errors import StoreError, explaining
from tertial.store.layout import PART, Layout
from tertial.store.lock import Holder, Patience, turn
from tertial.store.placing import remove, replace_whole
from tertial.store.state import LOCAL, load_manifest

BRIEF = Patience(seconds=30.0, interval=0.1)
"""Pinning and choosing what to prune take moments, even while a load runs for an hour."""


@dataclass(frozen=True, slots=True, order=True)
class Pin:
    """The state kept, by whom or by what, and why. Raises ValueError without a name or a reason."""

    number: int
    by: str
    why: str

    def __post_init__(self) -> None:
        if self.number < 0 or not self.by.strip() or not self.why.strip():
            raise ValueError("a pin names a state, who keeps it and why")


def pin(root: Path, wanted: Pin, holder: Holder, disk: Disk = LOCAL) -> None:
    """Keep a state; a second pin by the same one replaces the reason. Raises StoreError where the state is not kept."""
    layout = Layout(root)
    with explaining(layout.pins), turn(layout.pin_lock, holder, BRIEF, disk):
        load_manifest(layout, wanted.number)
        path = _path(layout, wanted.number, wanted.by)
        staged = path.with_name(path.name + PART)
        remove(disk, staged)
        content = canonical({"number": wanted.number, "by": wanted.by, "why": wanted.why})
        replace_whole(disk, staged, path, content)


def unpin(root: Path, number: int, by: str, holder: Holder, disk: Disk = LOCAL) -> None:
    """Take a pin away. Raises StoreError where there is none."""
    layout = Layout(root)
    with explaining(layout.pins), turn(layout.pin_lock, holder, BRIEF, disk):
        path = _path(layout, number, by)
        if not path.exists():
            raise StoreError(_("State {number} is not pinned by {by}.").format(number=number, by=by))
        remove(disk, path)
        disk.flush_folder(layout.pins)


def pins(root: Path) -> tuple[Pin, ...]:
    """Every pin, by number. Raises StoreError for one that cannot be read."""
    layout = Layout(root)
    with explaining(layout.pins):
        return tuple(sorted(_read(path) for path in layout.pins.glob("*.json")))


def _path(layout: Layout, number: int, by: str) -> Path:
    return layout.pins / f"{number:08d}-{digest(by.encode())[:16]}.json"


def _read(path: Path) -> Pin:
    try:
        document: dict[str, Any] = parsed(path.read_bytes())
        return Pin(int(document["number"]), str(document["by"]), str(document["why"]))
    except (ValueError, KeyError) as error:
        raise StoreError(
            _("{path} is a damaged pin. Put it back from a backup, or remove it if the state is not needed.").format(
                path=path
            )
        ) from error
