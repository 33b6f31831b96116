"""What a crash or a refused removal leaves behind, and its removal. Nothing published is ever touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tertial.store.disk import Disk
from tertial.store.errors import StoreError
from tertial.store.layout import Layout
from tertial.store.manifest import Manifest, read_manifest
from tertial.store.placing import remove


def leftovers(layout: Layout, current: Manifest) -> tuple[Path, ...]:
    """The files of the store that no state needs, in order. Raises OSError.

    Files being written, manifests beyond the state in force, and events that no manifest names. Where a manifest
    cannot be read its events are unknown, so then no events count as left over.
    """
    numbers = layout.manifest_numbers()
    unborn = [layout.manifest(number) for number in numbers if number > current.number]
    parts = sorted(layout.incoming.iterdir()) if layout.incoming.exists() else []
    try:
        kept = [kept_manifest(layout, number) for number in numbers if number < current.number]
    except StoreError:
        return (*parts, *unborn)
    needed = needed_files(layout, [*kept, current])
    return (*parts, *unborn, *(path for path in layout.event_files() if path not in needed))


def kept_manifest(layout: Layout, number: int) -> Manifest:
    """The manifest of an older state on disk. Raises OSError, and StoreError where it is damaged."""
    path = layout.manifest(number)
    try:
        return read_manifest(path.read_bytes())
    except ValueError as error:
        raise StoreError(f"{path}: {error}") from error


def needed_files(layout: Layout, manifests: Iterable[Manifest]) -> set[Path]:
    """The event files that the states rest on."""
    return {
        layout.event_file(feed, month, file.sha256) for manifest in manifests for feed, month, file in manifest.files()
    }


def sweep(layout: Layout, current: Manifest, disk: Disk) -> tuple[Path, ...]:
    """Remove what is left over; what went. Only under the load lock. Raises OSError."""
    return tuple(path for path in leftovers(layout, current) if remove(disk, path))
