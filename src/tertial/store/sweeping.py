"""What a crash or a refused removal leaves behind, and its removal. Nothing published is ever touched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tertial.store.disk import Disk
from tertial.store.errors import StoreError
from tertial.store.placing import remove
from tertial.store.series import M, Series


def leftovers(series: Series[M], current: M | None) -> tuple[Path, ...]:
    """The files of the series that nothing published needs, in order. Raises OSError.

    Files being written, manifests beyond the one in force (all of them where none is), and files that no manifest
    names. Where a manifest cannot be read its files are unknown, so then no file counts as left over.
    """
    in_force = -1 if current is None else current.number
    numbers = series.manifest_numbers()
    unborn = [series.manifest(number) for number in numbers if number > in_force]
    parts = sorted(series.incoming.iterdir()) if series.incoming.exists() else []
    older = [number for number in numbers if number < in_force]
    return (*parts, *unborn, *_not_needed(series, current, older))


def _not_needed(series: Series[M], current: M | None, older: Sequence[int]) -> list[Path]:
    """The files that no manifest names. Older manifests are read, the newest first, while there is a file that those
    read so far do not name: mostly none is, and reading every state of a long history takes its time.
    """
    needed = set() if current is None else set(series.needed(current))
    unnamed = [path for path in series.published() if path not in needed]
    for number in reversed(older):
        if not unnamed:
            break
        try:
            needed = set(series.needed(kept_manifest(series, number)))
        except StoreError:
            return []
        unnamed = [path for path in unnamed if path not in needed]
    return unnamed


def kept_manifest(series: Series[M], number: int) -> M:
    """The manifest of an older number on disk. Raises OSError, and StoreError where it is damaged."""
    path = series.manifest(number)
    try:
        manifest = series.read(path.read_bytes())
        if manifest.number != number:
            raise ValueError(f"it is of {manifest.number}")
    except ValueError as error:
        raise StoreError(f"{path}: {error}") from error
    return manifest


def sweep(series: Series[M], current: M | None, disk: Disk) -> tuple[Path, ...]:
    """Remove what is left over; what went. Only under the series' lock. Raises OSError."""
    return tuple(path for path in leftovers(series, current) if remove(disk, path))


def clear_incoming(series: Series[M], disk: Disk) -> None:
    """Remove what has been written and not published. Only under the series' lock. Raises OSError."""
    for path in series.incoming.iterdir():
        remove(disk, path)
