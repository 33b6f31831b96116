"""One at a time: a lock of the operating system with a note of who holds it.

The lock is the system's, so it is free the moment its holder dies, however it dies; the note only tells those who
wait for whom, and a note left behind blocks nobody. A process that the holder forked shares the lock until it ends too.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tertial.domain.clock import TIME_ZONE
from tertial.language import _
from tertial.store.disk import Disk
from tertial.store.errors import StoreError, explaining

BUSY = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
NOTE_SUFFIX = ".holder"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock: the process, its machine, since when, and the command it runs."""

    pid: int
    host: str
    since: datetime
    command: str

    @classmethod
    def here(cls, command: str, since: datetime) -> Holder:
        """This process."""
        return cls(os.getpid(), platform.node(), since, command)

    def __str__(self) -> str:
        return _("{command} (process {pid} on {host}, since {since})").format(
            command=self.command,
            pid=self.pid,
            host=self.host,
            since=self.since.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M"),
        )


def _told_to_nobody(_sentence: str) -> None:
    return


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for one's turn, how often to look, and whom to tell for whom one waits."""

    seconds: float = 600.0
    interval: float = 0.5
    tell: Callable[[str], None] = _told_to_nobody


@contextmanager
def turn(path: Path, holder: Holder, patience: Patience, disk: Disk) -> Iterator[None]:
    """Hold the lock inside the block. Raises StoreError, also when the wait was in vain."""
    note = path.with_name(path.name + NOTE_SUFFIX)
    with explaining(path):
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(number, path, note, patience, disk)
        try:
            with explaining(note):
                _write_note(disk, note, holder)
            yield
        finally:
            with suppress(OSError):  # a note left behind misleads nobody: it counts only while the lock is held
                disk.remove(note)
            _release(number)
    finally:
        os.close(number)


def _wait(number: int, path: Path, note: Path, patience: Patience, disk: Disk) -> None:
    told: Holder | None = None
    first = True
    left = patience.seconds
    while not _taken(number, path):
        holder = read_note(note)
        who = str(holder) if holder else _("another command")
        if left <= 0:
            raise StoreError(
                _("The store is in use by {holder}. Waited {seconds:.0f} seconds; try again when it is done.").format(
                    holder=who, seconds=patience.seconds
                )
            )
        if first or holder != told:
            patience.tell(_("Waits for {holder}.").format(holder=who))
        first, told = False, holder
        disk.pause(patience.interval)
        left -= patience.interval


def read_note(note: Path) -> Holder | None:
    """Who the note names; None where there is none or it is not written to the end."""
    try:
        document = json.loads(note.read_bytes())
        since = datetime.fromisoformat(document["since"])
        return Holder(int(document["pid"]), str(document["host"]), since, str(document["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_note(disk: Disk, note: Path, holder: Holder) -> None:
    """Write who holds the lock over what a dead holder left; it need not last, for after a power cut nobody holds it.

    Raises OSError.
    """
    if note.exists():
        disk.cut(note, 0)
    stream = disk.extend(note)
    try:
        stream.write(_written(holder))
    finally:
        stream.close()


def _written(holder: Holder) -> bytes:
    since = holder.since.astimezone(UTC).isoformat()
    return json.dumps(
        {"pid": holder.pid, "host": holder.host, "since": since, "command": holder.command}, ensure_ascii=False
    ).encode()


def _taken(number: int, path: Path) -> bool:
    try:
        _take(number)
    except OSError as error:
        if error.errno in BUSY:
            return False
        raise StoreError(
            _(
                "The disk of {path} has no file locks ({reason}), so commands could collide. Keep the store elsewhere."
            ).format(path=path, reason=error.strerror)
        ) from error
    return True


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

    def _release(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)
