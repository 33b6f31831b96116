"""The few things the store asks of a disk when it writes: the port at which tests let it fail."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Protocol

FILE_RIGHTS = 0o660
FOLDER_RIGHTS = 0o770
"""Events are of persons: the account that loads and its group, less what the umask takes, and never others."""


class OutFile(Protocol):
    """A file open for writing, without a buffer: what is written has been handed to the operating system."""

    def write(self, content: bytes) -> None:
        """Write all of it at the end. Raises OSError."""

    def flush(self) -> None:
        """Wait until the content lasts through a power cut. Raises OSError."""

    def close(self) -> None:
        """Close it. Raises OSError."""


class Disk(Protocol):
    """A file system as a store needs it. Every method may raise OSError."""

    @property
    def refuses_open_files(self) -> bool:
        """Whether a file that somebody has open can neither be replaced nor removed, as on Windows."""

    def create(self, path: Path) -> OutFile:
        """Make a new file. Raises FileExistsError where there is one."""

    def extend(self, path: Path) -> OutFile:
        """Open a file, made if need be, to write at its end."""

    def cut(self, path: Path, size: int) -> None:
        """Keep only the file's first bytes."""

    def rename(self, source: Path, target: Path) -> None:
        """Give the file the new name in one step, in place of a file that had it."""

    def remove(self, path: Path) -> None:
        """Remove a file."""

    def make_folder(self, path: Path) -> None:
        """Make one folder in a folder that is there. Raises FileExistsError where there is something."""

    def flush_folder(self, path: Path) -> None:
        """Wait until new, renamed and removed names in the folder last through a power cut."""

    def pause(self, seconds: float) -> None:
        """Wait before something is tried again."""


class _LocalFile:
    def __init__(self, path: Path, flags: int) -> None:
        self._number = os.open(path, flags | os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), FILE_RIGHTS)
        self._path = path

    def write(self, content: bytes) -> None:
        left = memoryview(content)
        while left:
            left = left[os.write(self._number, left) :]

    def flush(self) -> None:
        os.fsync(self._number)

    def close(self) -> None:
        os.close(self._number)


class LocalDisk:
    """The disk of this machine."""

    @property
    def refuses_open_files(self) -> bool:
        """Windows does."""
        return os.name == "nt"

    def create(self, path: Path) -> OutFile:
        """Make a new file."""
        return _LocalFile(path, os.O_EXCL)

    def extend(self, path: Path) -> OutFile:
        """Open a file to write at its end."""
        return _LocalFile(path, os.O_APPEND)

    def cut(self, path: Path, size: int) -> None:
        """Keep only the file's first bytes."""
        with path.open("r+b") as stream:
            stream.truncate(size)
            os.fsync(stream.fileno())

    def rename(self, source: Path, target: Path) -> None:
        """Rename; `os.replace` is atomic on POSIX, and on Windows where nobody has the target open."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make one folder."""
        path.mkdir(FOLDER_RIGHTS)

    def flush_folder(self, path: Path) -> None:
        """Flush a folder; Windows cannot open folders and writes names with its own journal."""
        if not hasattr(os, "O_DIRECTORY"):
            return
        number = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

    def pause(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)


LOCAL = LocalDisk()
