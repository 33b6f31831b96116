"""The lines that loads did not take, read back from the store: where each stands, and why it was not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tertial.extracts.companions import QUARANTINED_SUFFIX, accompanied
from tertial.store.load_log import LogEntry
from tertial.store.load_record import LoadRecord
from tertial.store.state import State


@dataclass(frozen=True, slots=True, order=True)
class QuarantinedLine:
    """A line of a file: the number of its first line (0 for the whole file), the column at fault and the reason's code.

    `nearest` is the right name that was nearest, `file` the file's name, or its hash where the log has no name for it.
    """

    feed: str
    extract: str
    file: str
    line: int
    column: str
    reason: str
    nearest: str


def quarantined_lines(
    state: State, log: Iterable[LogEntry], *, feed: str | None = None, load: LoadRecord | None = None
) -> tuple[QuarantinedLine, ...]:
    """The lines of all feeds, of one, or of the files of one load, in order. Raises StoreError."""
    names = {file.sha256: file.name for entry in log for file in entry.record.files}
    loaded = None if load is None else {file.sha256 for file in load.files}
    found: set[QuarantinedLine] = set()  # a file loaded again has its lines there twice
    for stored in state.feeds:
        own = accompanied(stored)
        if not stored.endswith(QUARANTINED_SUFFIX) or feed not in {None, own} or (load and load.feed != own):
            continue
        for row in state.table(stored).to_pylist():
            sha256 = row["file_sha256"]
            if loaded is not None and (sha256 not in loaded or (load and row["extract"] != load.extract)):
                continue
            file = names.get(sha256, sha256)
            found.add(
                QuarantinedLine(
                    own, row["extract"], file, row["line"], row["column"] or "", row["reason"], row["nearest"] or ""
                )
            )
    return tuple(sorted(found))


def by_reason(lines: Iterable[QuarantinedLine]) -> list[tuple[str, str, int]]:
    """Feed, reason's code and count, the most common first."""
    counts = Counter((line.feed, line.reason) for line in lines)
    return sorted(
        ((feed, reason, count) for (feed, reason), count in counts.items()), key=lambda one: (-one[2], one[:2])
    )
