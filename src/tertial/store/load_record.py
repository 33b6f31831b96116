"""The record of a load, or of another change to the events: what was read, what became of each row, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.store.canonical import checked_hash


class Action(StrEnum):
    """What changed the events."""

    LOAD = "load"
    DISPOSAL = "disposal"
    KEY_ROTATION = "key_rotation"
    IDENTITY_CHANGE = "identity_change"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name without folders, its content's hash and its size.

    `reading` is the hash of all that decided how its rows were read (mapping, contract, units); the same content read
    in the same way says nothing new.
    """

    name: str
    sha256: str
    size: int
    """In bytes."""
    reading: str

    def __post_init__(self) -> None:
        checked_hash(self.sha256)
        checked_hash(self.reading)
        if not self.name or "/" in self.name or "\\" in self.name:
            raise ValueError(f"{self.name!r} is no file name without folders")


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """One load of one extract, or another action on the events.

    `loaded_at` is an instant with its zone; `reasons` counts the quarantined rows by reason code, and `outcome` what
    became of the accepted ones (added, corrected, ...); both add up. `removed` counts the rows that a full delivery no
    longer has. `program` is the version of the program. `extract`
    is the id of the extract loaded, `decision` what a disposal rests on and `declaration` what the extract declared,
    `keys` the check value of each key by its id. `touched`, which months of which feeds changed, is filled in by the
    store. Raises ValueError where the counts do not add up.
    """

    feed: str
    loaded_at: datetime
    files: tuple[SourceFile, ...]
    read: int
    accepted: int
    quarantined: int
    reasons: Mapping[str, int]
    outcome: Mapping[str, int]
    program: str
    removed: int = 0
    action: Action = Action.LOAD
    extract: str = ""
    decision: Mapping[str, str] = field(default_factory=dict)
    declaration: Mapping[str, object] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    touched: Mapping[str, tuple[Month, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_identifier(self.feed)
        if self.extract:
            check_identifier(self.extract)
        if self.loaded_at.tzinfo is None:
            raise ValueError("the time of a load carries its zone")
        if min(self.accepted, self.quarantined, *self.reasons.values(), *self.outcome.values(), self.removed, 0) < 0:
            raise ValueError("rows are counted from 0")
        if self.read != self.accepted + self.quarantined:
            raise ValueError(f"{self.read} rows read are not {self.accepted} accepted + {self.quarantined} quarantined")
        if sum(self.reasons.values()) != self.quarantined:
            raise ValueError(f"the reasons add up to {sum(self.reasons.values())}, not to {self.quarantined}")
        if sum(self.outcome.values()) != self.accepted:
            raise ValueError(f"the outcomes add up to {sum(self.outcome.values())}, not to {self.accepted}")

    def document(self) -> dict[str, object]:
        """The record as JSON takes it; the time in UTC with its microseconds."""
        return {
            "action": self.action.value,
            "feed": self.feed,
            "extract": self.extract,
            "loaded_at": self.loaded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "files": [
                {"name": file.name, "sha256": file.sha256, "bytes": file.size, "reading": file.reading}
                for file in self.files
            ],
            "read": self.read,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "reasons": dict(self.reasons),
            "outcome": dict(self.outcome),
            "removed": self.removed,
            "program": self.program,
            "decision": dict(self.decision),
            "declaration": dict(self.declaration),
            "keys": dict(self.keys),
            "touched": {feed: [str(month) for month in months] for feed, months in self.touched.items()},
        }


def read_record(document: Mapping[str, Any]) -> LoadRecord:
    """Read what `LoadRecord.document` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    return LoadRecord(
        feed=document["feed"],
        loaded_at=datetime.fromisoformat(document["loaded_at"]),
        files=tuple(
            SourceFile(file["name"], file["sha256"], file["bytes"], file["reading"]) for file in document["files"]
        ),
        read=document["read"],
        accepted=document["accepted"],
        quarantined=document["quarantined"],
        reasons=dict(document["reasons"]),
        outcome=dict(document["outcome"]),
        program=document["program"],
        removed=document["removed"],
        action=Action(document["action"]),
        extract=document["extract"],
        decision=dict(document["decision"]),
        declaration=dict(document["declaration"]),
        keys=dict(document["keys"]),
        touched={feed: tuple(Month.parse(month) for month in months) for feed, months in document["touched"].items()},
    )
