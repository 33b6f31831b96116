"""Reads an extract's files, holds each row against the contract, and lets the accepted ones into the spool."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.extracts.batches import WHOLE_FILE, Batch
from tertial.extracts.checking.binding import MissingColumn
from tertial.extracts.checking.checker import BoundFile, Checked, Checker
from tertial.extracts.loading.events import Events
from tertial.extracts.loading.gathering import FILE, LINE
from tertial.extracts.loading.origins import Origin
from tertial.extracts.loading.outcome import Tally
from tertial.extracts.loading.progress import Progress, text_size
from tertial.extracts.loading.quarantine import Quarantine
from tertial.extracts.loading.spool import HASH, Spool, by_month
from tertial.extracts.reasons import Reason

THREADS = 2
FEW_ROWS = 1 << 14
"""Rows of a batch that are checked before a thread for them would have come to its turn."""
REMARKS = frozenset({Reason.DUPLICATE_HEADER, Reason.MISSING_HEADER, Reason.UNREADABLE_COLUMN, Reason.SEVERAL_SHEETS})
"""What is said of a file that was read all the same."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that has been read to its end, or as far as it could be (`whole` is then false).

    One that is `cut_short` was read to its end too, but that lies in the middle of a line.
    """

    origin: Origin
    whole: bool
    cut_short: bool
    missing: tuple[MissingColumn, ...]


def spool_schema(checker: Checker) -> pa.Schema:
    """The columns of the spool: the checker's, the file and line that each row came from, and its key's hash."""
    own = [pa.field(FILE, pa.int32()), pa.field(LINE, pa.int64()), pa.field(HASH, pa.uint64())]
    return pa.schema([*checker.schema, *own])


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading fills: the spool, the quarantine and the counts of refused rows."""

    checker: Checker
    anew: Checker
    """Holds the rows of files `in_time`, told by their hashes: they were read before, and none of them is late."""
    in_time: frozenset[str]
    events: Events
    spool: Spool
    quarantine: Quarantine
    tally: Tally
    progress: Progress

    def read(self, origins: Iterable[Origin]) -> list[ReadFile]:
        """Read the files, a few batches being checked at once. Raises StoreError where the spool cannot be written."""
        with ThreadPoolExecutor(THREADS) as pool:
            return [self._read(number, origin, pool) for number, origin in enumerate(origins)]

    def _read(self, number: int, origin: Origin, pool: ThreadPoolExecutor) -> ReadFile:
        self.quarantine.name(number, origin.name, "")
        bound: BoundFile | None = None
        missing: tuple[MissingColumn, ...] = ()
        whole, cut_short = True, False
        checker = self.anew if origin.known_before and origin.sha256 in self.in_time else self.checker
        waiting: deque[Future[tuple[pa.Table, pa.Table]]] = deque()
        for batch in origin.batches():
            self.progress.reads(origin.name, batch.accepted + len(batch.rejected), text_size(batch))
            whole = whole and not any(one.line == WHOLE_FILE and one.reason not in REMARKS for one in batch.rejected)
            cut_short = cut_short or any(one.reason is Reason.TRUNCATED_LINE for one in batch.rejected)
            self._refuse(number, batch)
            if bound is None and not missing and batch.names:
                found = checker.bind(batch.names)
                if isinstance(found, BoundFile):
                    bound = found
                else:
                    missing = found
            if bound is not None and 0 < batch.accepted < FEW_ROWS and not waiting:
                self._take(number, *self._checked(number, bound, batch))
            elif bound is not None and batch.accepted:
                waiting.append(pool.submit(self._checked, number, bound, batch))
            elif batch.accepted:
                self._refuse_all(number, batch, missing)
            if len(waiting) > THREADS:
                self._take(number, *waiting.popleft().result())
        while waiting:
            self._take(number, *waiting.popleft().result())
        self.quarantine.name(number, origin.name, origin.sha256)
        return ReadFile(origin, whole, cut_short, missing)

    def _checked(self, number: int, bound: BoundFile, batch: Batch) -> tuple[pa.Table, pa.Table]:
        """A batch's accepted rows as the spool takes them, and its faults."""
        checked: Checked = bound.check(batch)
        rows = checked.rows
        hashes = self.events.key_hashes_of_rows(rows)
        rows = rows.append_column(FILE, pa.array(np.full(rows.num_rows, number, np.int32)))
        rows = rows.append_column(LINE, checked.lines)
        return by_month(rows.append_column(HASH, pa.array(hashes))), checked.faults

    def _take(self, number: int, rows: pa.Table, faults: pa.Table) -> None:
        self.spool.add(rows)
        self.quarantine.add(number, faults)
        for counted in pc.value_counts(faults["reason"].combine_chunks()).to_pylist():
            self.tally.reasons[counted["values"]] += counted["counts"]

    def _refuse(self, number: int, batch: Batch) -> None:
        self.quarantine.add_rejected(number, batch.rejected)
        self.tally.reasons.update(one.reason.value for one in batch.rejected)

    def _refuse_all(self, number: int, batch: Batch, missing: tuple[MissingColumn, ...]) -> None:
        """Each row of a file that lacks columns that must be there, for the first of them."""
        lines, first = batch.lines.to_numpy(), missing[0]
        self.quarantine.add_lines(number, lines, Reason.MISSING_COLUMN, first.column, first.nearest)
        self.tally.reasons[Reason.MISSING_COLUMN.value] += len(lines)
