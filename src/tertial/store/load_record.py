"""The record of a load: what was read, what became of each row, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.store.canonical import checked_hash


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name without folders, its content's hash and its size."""

    name: str
    sha256: str
    size: int
    """In bytes."""

    def __post_init__(self) -> None:
        checked_hash(self.sha256)
        if not self.name or "/" in self.name or "\\" in self.name:
            raise ValueError(f"{self.name!r} is no file name without folders")


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """One load of one feed.

    `loaded_at` is an instant with its zone; `reasons` counts the quarantined rows by reason code; `program` is the
    version of the program that loaded. `touched`, which months of which feeds changed, is filled in by the store.
    Raises ValueError where read is not accepted + quarantined, or the reasons do not add up to the quarantined.
    """

    feed: str
    loaded_at: datetime
    files: tuple[SourceFile, ...]
    read: int
    accepted: int
    quarantined: int
    reasons: Mapping[str, int]
    program: str
    touched: Mapping[str, tuple[Month, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_identifier(self.feed)
        if self.loaded_at.tzinfo is None:
            raise ValueError("the time of a load carries its zone")
        if min(self.accepted, self.quarantined, *self.reasons.values(), 0) < 0:
            raise ValueError("rows are counted from 0")
        if self.read != self.accepted + self.quarantined:
            raise ValueError(f"{self.read} rows read are not {self.accepted} accepted + {self.quarantined} quarantined")
        if sum(self.reasons.values()) != self.quarantined:
            raise ValueError(f"the reasons add up to {sum(self.reasons.values())}, not to {self.quarantined}")

    def document(self) -> dict[str, object]:
        """The record as JSON takes it; the time in UTC with its microseconds."""
        return {
            "feed": self.feed,
            "loaded_at": self.loaded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "files": [{"name": file.name, "sha256": file.sha256, "bytes": file.size} for file in self.files],
            "read": self.read,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "reasons": dict(self.reasons),
            "program": self.program,
            "touched": {feed: [str(month) for month in months] for feed, months in self.touched.items()},
        }


def read_record(document: Mapping[str, Any]) -> LoadRecord:
    """Read what `LoadRecord.document` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    return LoadRecord(
        feed=document["feed"],
        loaded_at=datetime.fromisoformat(document["loaded_at"]),
        files=tuple(SourceFile(file["name"], file["sha256"], file["bytes"]) for file in document["files"]),
        read=document["read"],
        accepted=document["accepted"],
        quarantined=document["quarantined"],
        reasons=dict(document["reasons"]),
        program=document["program"],
        touched={feed: tuple(Month.parse(month) for month in months) for feed, months in document["touched"].items()},
    )
