"""Which manifest of a series is in force: `CURRENT` read, and renamed, which is what publishes."""

from __future__ import annotations

import re
from pathlib import Path

from tertial.language import _
from tertial.store.canonical import digest
from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import StoreError
from tertial.store.placing import PART, patiently, rename, replace_whole, write_new
from tertial.store.series import M, Series

_CURRENT = re.compile(rb"([0-9]{1,8}) ([0-9a-f]{64})\n")


def current_manifest(series: Series[M], disk: Disk = LOCAL) -> M:
    """The manifest that CURRENT names. Raises OSError, StoreError."""
    while True:
        named = read_current(series, disk)
        try:
            return _whole(series, *named, disk)
        except FileNotFoundError:
            # A publishing and a prune may have passed between the two reads; then CURRENT names another by now.
            if read_current(series, disk) == named:
                raise


def read_current(series: Series[M], disk: Disk = LOCAL) -> tuple[int, str]:
    """The number and the manifest's hash that CURRENT holds. Raises OSError, StoreError."""
    try:
        content = patiently(disk, series.current, series.current.read_bytes)
    except FileNotFoundError as error:
        raise StoreError(series.nothing_yet()) from error
    match = _CURRENT.fullmatch(content)
    if match is None:
        raise StoreError(
            _("{path} is damaged. Put it back from a backup, together with the rest of the store.").format(
                path=series.current
            )
        )
    return int(match[1]), match[2].decode("ascii")


def load_manifest(series: Series[M], number: int) -> M:
    """The manifest of a number that is kept, older than the one in force or it. Raises OSError, StoreError."""
    if number > read_current(series)[0]:
        raise StoreError(series.not_yet(number))
    path = series.manifest(number)
    try:
        manifest = series.read(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(series.gone(number)) from error
    except ValueError as error:
        raise damaged(path, str(error)) from error
    if manifest.number != number:
        raise damaged(path, str(manifest.number))
    return manifest


def put_in_force(series: Series[M], manifest: M, disk: Disk) -> None:
    """Write the manifest, made to last, and let CURRENT name it in one rename; the caller flushes the folder.

    Raises OSError or StoreError, and then what was in force before still is.
    """
    path = series.manifest(manifest.number)
    replace_whole(disk, series.incoming / (path.name + PART), path, manifest.content())
    staged = series.incoming / (series.current.name + PART)
    write_new(disk, staged, f"{manifest.number} {manifest.sha256}\n".encode("ascii"))
    rename(disk, staged, series.current)


def _whole(series: Series[M], number: int, sha256: str, disk: Disk) -> M:
    path = series.manifest(number)
    content = patiently(disk, path, path.read_bytes)
    try:
        if digest(content) != sha256:
            raise ValueError("SHA-256")
        return series.read(content)
    except ValueError as error:
        raise damaged(path, str(error)) from error


def damaged(path: Path, reason: str) -> StoreError:
    """The error of a manifest that is not as it was written."""
    return StoreError(
        _("{path} is damaged ({reason}). Put it back from a backup, together with the rest of the store.").format(
            path=path, reason=reason
        )
    )
