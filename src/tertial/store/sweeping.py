"""What a crash or a refused removal leaves behind, and its removal. Nothing published is ever touched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tertial.store.canonical import digest
from tertial.store.disk import Disk
from tertial.store.errors import StoreError
from tertial.store.placing import remove
from tertial.store.series import M, Series

_NAMED = re.compile(rb'"sha256":"([0-9a-f]{64})"')
_PREVIOUS = re.compile(rb'"previous":"([0-9a-f]{64})"')


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
    """The files that no manifest names. Older manifests are looked at, the newest first, while there is a file that
    those so far do not name. One that the manifest after it vouches for, byte by byte, is not read but searched for the
    hashes that files are named by: a long history has hundreds of manifests of thousands of files each.
    """
    needed = set() if current is None else set(series.needed(current))
    unnamed = [(path, path.stem.encode("ascii")) for path in series.published() if path not in needed]
    before = None if current is None else (current.number - 1, current.previous)
    for number in reversed(older):
        if not unnamed:
            break
        content = series.manifest(number).read_bytes()
        if before == (number, digest(content)) and (previous := _PREVIOUS.search(content)):
            names = set(_NAMED.findall(content))
            unnamed = [(path, name) for path, name in unnamed if name not in names]
            before = (number - 1, previous[1].decode("ascii"))
            continue
        try:
            manifest = kept_manifest(series, number)
        except StoreError:
            return []
        needed = set(series.needed(manifest))
        unnamed = [(path, name) for path, name in unnamed if path not in needed]
        before = (number - 1, manifest.previous)
    return [path for path, _name in unnamed]


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
