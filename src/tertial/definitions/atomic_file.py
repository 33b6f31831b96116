"""Replaces a file whole or not at all: a write that fails or is killed leaves the old file as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tertial.definitions.not_written import NotWrittenError
from tertial.language import _

PART_SUFFIX = ".part"
"""Ends the hidden file beside; one left by a killed write is ignored by the reader and may be thrown away."""


def replace_file(path: Path, content: bytes, *, instead_of: bytes | None = None) -> None:
    """Put `content` at `path`: written beside, flushed to the disk, then renamed over the old file.

    `instead_of` is what the caller read before it made the change: where the file holds something else by now,
    somebody else has written it meanwhile and NotWrittenError is raised, so that no change is lost in silence.
    Raises OSError where the folder cannot be written.
    """
    if instead_of is not None and path.read_bytes() != instead_of:
        raise NotWrittenError(
            _("{file} was changed by somebody else meanwhile. Read it again and repeat the change.").format(
                file=path.name
            )
        )
    number, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART_SUFFIX, dir=path.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).chmod(_mode(path))
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut, on systems that can open folders."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _mode(path: Path) -> int:
    """The rights of the old file, or those of a new file here (mkstemp alone would shut everybody else out)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
