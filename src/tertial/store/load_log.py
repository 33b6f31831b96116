"""The load log: one line a load, each with the hash of the line before, so that a change or a cut shows.

A state's line follows from its manifest, byte by byte. The manifest is published first; so a crash between the two, or
a last line torn in the middle, is mended from the manifest, and nothing else ever is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tertial.language import _
from tertial.store.canonical import NO_HASH, checked_hash, digest, parsed
from tertial.store.disk import Disk
from tertial.store.errors import StoreError
from tertial.store.load_record import LoadRecord, read_record
from tertial.store.manifest import EMPTY, Manifest


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the log: the load, the state it led to with its manifest's hash, and the hash of the line before."""

    record: LoadRecord
    number: int
    manifest_sha256: str
    previous: str


def read_log(path: Path) -> tuple[LogEntry, ...]:
    """The log's entries, in order; none where there is no log.

    A last line without its end is left out: its load was cut off while it was written down, and the next mends it.
    Raises OSError, and StoreError naming the first line that does not follow from the one before.
    """
    content = path.read_bytes() if path.exists() else b""
    entries: list[LogEntry] = []
    previous = NO_HASH
    for position, line in enumerate(content.split(b"\n")[:-1], start=1):
        try:
            entry = read_line(line)
            if (entry.number, entry.previous) != (position, previous):
                raise ValueError("the line does not follow from the one before")
        except ValueError as error:
            raise StoreError(
                _(
                    "{path}, line {line}: the load log is altered or damaged from here. Put the log back from a backup."
                ).format(path=path, line=position)
            ) from error
        entries.append(entry)
        previous = digest(line)
    return tuple(entries)


def read_line(line: bytes) -> LogEntry:
    """Read one line, without its end. Raises ValueError for anything the store would not have written."""
    document = parsed(line)
    try:
        number = document["manifest"]
        if not isinstance(number, int):
            raise TypeError("the number")
        return LogEntry(
            record=read_record(document),
            number=number,
            manifest_sha256=checked_hash(document["manifest_sha256"]),
            previous=checked_hash(document["previous"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the line lacks or garbles {error}") from error


def known_manifests(entries: Sequence[LogEntry]) -> dict[int, str]:
    """The hash of each state's manifest as the log knows it, also of those between that are pruned."""
    return {EMPTY.number: EMPTY.sha256, **{entry.number: entry.manifest_sha256 for entry in entries}}


def mend(path: Path, manifest: Manifest, disk: Disk) -> bool:
    """Let the log end with the line of the state in force; whether anything had to be written.

    Raises OSError, and StoreError where the log misses or holds more than that one line can explain.
    """
    content = path.read_bytes() if path.exists() else b""
    whole = content.split(b"\n")[:-1]
    if len(whole) > manifest.number:
        raise StoreError(
            _(
                "{path} knows of state {logged}, but CURRENT names state {number}: CURRENT or the log was put back "
                "alone. Put the whole store back from one backup."
            ).format(path=path, logged=len(whole), number=manifest.number)
        )
    head = whole[: max(manifest.number - 1, 0)]
    last = digest(head[-1]) if head else NO_HASH
    if len(head) < manifest.number - 1 or last != manifest.log_before:
        raise StoreError(
            _(
                "{path} is cut or altered: it does not lead to state {number}. Run verify, and put the log back from a "
                "backup."
            ).format(path=path, number=manifest.number)
        )
    before = b"".join(line + b"\n" for line in head)
    line = manifest.log_line()
    rest = b"" if line is None else line + b"\n"
    if content == before + rest:
        return False
    if len(content) > len(before):
        disk.cut(path, len(before))
    if rest:
        add_line(path, rest, disk)
    return True


def add_line(path: Path, line: bytes, disk: Disk) -> None:
    """Add a line with its end, made to last. Raises OSError.

    The name of a new log is flushed by the next load; were it lost before, that load would write its one line again.
    """
    stream = disk.extend(path)
    try:
        stream.write(line)
        stream.flush()
    finally:
        stream.close()
