"""The manifest of a state: which files hold which feed's events of which month, chained to the state before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.store.canonical import NO_HASH, canonical, checked_hash, digest, parsed
from tertial.store.load_record import LoadRecord, read_record

FORMAT = 1
"""Raised when a manifest changes so that older programs would misread it."""


@dataclass(frozen=True, slots=True, order=True)
class EventFile:
    """An immutable Parquet file, named by the SHA-256 of its bytes. Raises ValueError for what no file can have."""

    sha256: str
    rows: int
    size: int
    """In bytes."""

    def __post_init__(self) -> None:
        checked_hash(self.sha256)
        if self.rows < 0 or self.size <= 0:
            raise ValueError(f"a file of {self.rows} rows and {self.size} bytes cannot be")


Months = Mapping[Month, tuple[EventFile, ...]]


@dataclass(frozen=True)
class Manifest:
    """One state of the store.

    `previous` is the hash of the manifest before, `log_before` the hash of the load log's line before this state's.
    State 0 is the empty store: no load led to it. Raises ValueError where number and load do not agree.
    """

    number: int
    previous: str
    log_before: str
    load: LoadRecord | None
    feeds: Mapping[str, Months]

    def __post_init__(self) -> None:
        if (self.number == 0) != (self.load is None):
            raise ValueError(f"state {self.number}: every state but 0 comes of a load")
        checked_hash(self.previous)
        checked_hash(self.log_before)

    def content(self) -> bytes:
        """The manifest's file."""
        return self._content

    # Its file and its hash are asked for several times while a load publishes, and name thousands of files.
    @cached_property
    def _content(self) -> bytes:
        return canonical(
            {
                "format": FORMAT,
                "number": self.number,
                "previous": self.previous,
                "log_before": self.log_before,
                "load": self.load.document() if self.load else None,
                "feeds": {
                    feed: {
                        str(month): [{"sha256": file.sha256, "rows": file.rows, "bytes": file.size} for file in files]
                        for month, files in months.items()
                    }
                    for feed, months in self.feeds.items()
                },
            }
        )

    @cached_property
    def sha256(self) -> str:
        """The hash of the manifest's file."""
        return digest(self._content)

    def log_line(self) -> bytes | None:
        """The load log's line of this state, without the line's end; it follows from the manifest alone."""
        if self.load is None:
            return None
        return canonical(
            {
                **self.load.document(),
                "manifest": self.number,
                "manifest_sha256": self.sha256,
                "previous": self.log_before,
            }
        )

    def files(self) -> Iterator[tuple[str, Month, EventFile]]:
        """Every file of the state with its feed and month."""
        for feed, months in self.feeds.items():
            for month, files in months.items():
                yield from ((feed, month, file) for file in files)


EMPTY = Manifest(number=0, previous=NO_HASH, log_before=NO_HASH, load=None, feeds={})


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest's file. Raises ValueError where it is not what the store writes, or of a newer format."""
    document: dict[str, Any] = parsed(content)
    if document.get("format") != FORMAT:
        raise ValueError(f"format {document.get('format')!r}; this program reads format {FORMAT}")
    try:
        load = document["load"]
        return Manifest(
            number=int(document["number"]),
            previous=document["previous"],
            log_before=document["log_before"],
            load=None if load is None else read_record(load),
            feeds={
                check_identifier(feed): {
                    Month.parse(month): tuple(EventFile(one["sha256"], one["rows"], one["bytes"]) for one in files)
                    for month, files in months.items()
                }
                for feed, months in document["feeds"].items()
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the manifest lacks or garbles {error}") from error
