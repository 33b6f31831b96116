"""Puts files and folders in their place so that they last: written beside, flushed, renamed, the folder flushed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tertial.language import _
from tertial.store.canonical import file_digest
from tertial.store.disk import Disk
from tertial.store.errors import StoreError

PART = ".part"
"""Ends the name of a file that is still being written."""

ATTEMPTS = 50
PAUSE = 0.1
"""Seconds between attempts: five in all, far longer than a reader has CURRENT or a manifest open."""

T = TypeVar("T")


def make_folders(disk: Disk, folder: Path) -> None:
    """Make the folder and those above it that are missing, each made to last. Raises OSError."""
    if folder.is_dir():
        return
    make_folders(disk, folder.parent)
    disk.make_folder(folder)
    disk.flush_folder(folder.parent)


def write_new(disk: Disk, path: Path, content: bytes) -> None:
    """Write a new file and flush it. Raises OSError, FileExistsError where there is one."""
    stream = disk.create(path)
    try:
        stream.write(content)
        stream.flush()
    finally:
        stream.close()


def replace_whole(disk: Disk, staged: Path, target: Path, content: bytes) -> None:
    """Put `content` at `target` by way of the file `staged`: whole or not at all, and lasting. Raises OSError."""
    write_new(disk, staged, content)
    rename(disk, staged, target)
    disk.flush_folder(target.parent)


def rename(disk: Disk, source: Path, target: Path) -> None:
    """Rename over the target. Raises OSError, and StoreError where another program keeps the target open.

    Windows refuses to replace an open file. Readers of the store close theirs at once, so a few attempts do; a virus
    scanner or a backup may hold it longer.
    """
    patiently(disk, target, lambda: disk.rename(source, target))


def move_in(disk: Disk, staged: Path, target: Path, sha256: str) -> None:
    """Give a finished file its name; where that content is there already, only remove it. Raises OSError, StoreError.

    The caller flushes the folder.
    """
    if target.exists() and file_digest(target) == sha256:
        remove(disk, staged)
    else:
        rename(disk, staged, target)


def remove(disk: Disk, path: Path) -> bool:
    """Remove the file; whether it is gone. Where Windows refuses because it is open, a later load removes it."""
    try:
        disk.remove(path)
    except FileNotFoundError:
        return True
    except PermissionError:
        if not disk.refuses_open_files:
            raise
        return False
    return True


def patiently(disk: Disk, path: Path, action: Callable[[], T]) -> T:
    """Do it; where the system refuses open files, try again for some seconds. Raises StoreError when it stays held."""
    for _attempt in range(ATTEMPTS if disk.refuses_open_files else 0):
        try:
            return action()
        except PermissionError:
            disk.pause(PAUSE)
    try:
        return action()
    except PermissionError as error:
        if not disk.refuses_open_files:
            raise
        raise StoreError(
            _("Another program keeps {path} open, so it cannot be replaced. Close it and try again.").format(
                path=os.fspath(path)
            )
        ) from error
