"""The log of whose data somebody has looked at: one line a person, only added to, on the disk before anything is shown.

Source: HSLF-FS 2016:40, 4 kap. (the log tells what was done, at which care unit, when, by whom and whose record; it
is kept for at least five years). The program removes no line of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from tertial.domain.identifier import check_identifier
from tertial.domain.key_rotation import Rotation
from tertial.domain.person_key import key_of
from tertial.store.canonical import canonical, parsed
from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import explaining
from tertial.store.lock import Holder, turn
from tertial.store.pins import BRIEF
from tertial.store.placing import PART, remove, replace_whole

FILE_NAME = "access.jsonl"
LOCK_NAME = "ACCESS.lock"
COLUMNS = ("time", "action", "unit", "user", "patient", "reason")
"""What the log says of an access."""


class AccessKind(StrEnum):
    """What was done with a person's data."""

    RELINK = "relink"
    """A list for staff was joined with the register."""
    ROWS = "rows"
    """Rows behind a figure were shown, by token."""


@dataclass(frozen=True, slots=True)
class Access:
    """One person's data shown to one user at one unit, and why.

    Raises ValueError for a missing part, a time without a zone, and for what is no token.
    """

    kind: AccessKind
    unit: str
    at: datetime
    user: str
    person: str
    reason: str

    def __post_init__(self) -> None:
        check_identifier(self.unit)
        key_of(self.person)
        if self.at.tzinfo is None:
            raise ValueError("the time of an access carries its zone")
        if not self.user.strip() or not self.reason.strip():
            raise ValueError("an access says by whom and why")

    def document(self) -> dict[str, str]:
        """The access as JSON takes it, with the keys of `COLUMNS`; the time in UTC."""
        return {
            "action": self.kind.value,
            "unit": self.unit,
            "time": self.at.astimezone(UTC).isoformat(timespec="seconds"),
            "user": self.user,
            "patient": self.person,
            "reason": self.reason,
        }

    def line(self) -> bytes:
        """The access as a line of the log."""
        return canonical(self.document())


def log_accesses(root: Path, accesses: Iterable[Access], holder: Holder, disk: Disk = LOCAL) -> None:
    """Add the accesses to the store's log, made to last before this returns. Raises StoreError."""
    content = b"".join(access.line() + b"\n" for access in accesses)
    path = root / FILE_NAME
    with explaining(path), turn(root / LOCK_NAME, holder, BRIEF, disk):
        held = path.read_bytes() if path.exists() else b""
        if held and not held.endswith(b"\n"):
            content = b"\n" + content  # the torn end of a line that was cut off stays a line of its own
        stream = disk.extend(path)
        try:
            stream.write(content)
            stream.flush()
        finally:
            stream.close()
        disk.flush_folder(root)


def read_accesses(root: Path) -> tuple[Access, ...]:
    """Every access logged, in order; a line that was cut off while it was written is left out. Raises StoreError."""
    path = root / FILE_NAME
    with explaining(path):
        lines = path.read_bytes().splitlines() if path.exists() else []
    return tuple(access for access in map(_read, lines) if access is not None)


def rename_accessed(root: Path, rotation: Rotation, holder: Holder, disk: Disk = LOCAL) -> int:
    """Let the log name persons by their new tokens; how many lines still name one by the old key's. Raises StoreError.

    The one time that lines are written again: once the old key is gone, nobody could tell whose they are.
    """
    path = root / FILE_NAME
    left = 0
    with explaining(path), turn(root / LOCK_NAME, holder, BRIEF, disk):
        if not path.exists():
            return 0
        lines: list[bytes] = []
        for line in path.read_bytes().splitlines():
            access = _read(line)
            if access is not None and key_of(access.person) == rotation.old:
                left += access.person not in rotation.tokens
                access = replace(access, person=rotation.tokens.get(access.person, access.person))
            lines.append(line if access is None else access.line())
        staged = path.with_name(path.name + PART)
        remove(disk, staged)
        replace_whole(disk, staged, path, b"".join(line + b"\n" for line in lines))
    return left


def _read(line: bytes) -> Access | None:
    try:
        document = parsed(line)
        return Access(
            AccessKind(str(document["action"])),
            str(document["unit"]),
            datetime.fromisoformat(str(document["time"])),
            str(document["user"]),
            str(document["patient"]),
            str(document["reason"]),
        )
    except (ValueError, KeyError):
        return None
