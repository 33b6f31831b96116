"""What goes wrong on a disk, in sentences for the person who loads."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tertial.language import _

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_RIGHT = frozenset({errno.EACCES, errno.EPERM})
WRONG_KIND = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR})


class StoreError(Exception):
    """The store cannot do what was asked; the text says why, where and what to do. What was published stays whole."""


class PublishedError(StoreError):
    """The state `number` is published, but what follows the publishing failed; the next load finishes it."""

    def __init__(self, message: str, number: int) -> None:
        super().__init__(message)
        self.number = number


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn an OSError inside the block into a StoreError about the file it names, else about `path`."""
    try:
        yield
    except OSError as error:
        named = error.filename
        place = Path(os.fsdecode(named)) if isinstance(named, str | bytes) else path
        raise StoreError(sentence(error, place)) from error


def sentence(error: OSError, path: Path) -> str:
    """What the operating system's error means to the person who loads."""
    number = error.errno
    if number in FULL:
        text = _(
            "The disk is full: {path} could not be written. What was published before stands. Make room, try again."
        )
    elif number == errno.EROFS:
        text = _("The disk can only be read, so {path} could not be written. What was published before stands.")
    elif number in NO_RIGHT:
        text = _("This user may not use {path}, or another program holds it. See to its rights, then try again.")
    elif number in WRONG_KIND:
        text = _("{path} is a file where a folder should be, or a folder where a file should be. Move it away.")
    elif number == errno.EFBIG:
        text = _("{path} would be larger than this disk or user is allowed. What was published before stands.")
    elif number == errno.ENOENT:
        text = _("{path} is not there. Run verify to see what else is missing.")
    elif number == errno.EIO:
        text = _(
            "The disk fails at {path}. What was published before stands; have the disk looked at, then run verify."
        )
    else:
        text = _("{path} could not be read or written: {reason}.")
    return text.format(path=path, reason=error.strerror or type(error).__name__)
