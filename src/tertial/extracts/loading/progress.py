"""Who is told how far a load has come."""

from __future__ import annotations

from typing import Protocol

from tertial.extracts.batches import Batch


class Progress(Protocol):
    """Told while a load goes on, always from the thread that loads."""

    def begins(self, size: int) -> None:
        """So many bytes are going to be read; 0 where that is not known."""

    def reads(self, file: str, rows: int, size: int) -> None:
        """So many more rows of a file were read, which took about so many bytes of it."""

    def writes(self, done: int, months: int) -> None:
        """So many of the months that change have been written."""


class Silent:
    """Nobody is told."""

    def begins(self, size: int) -> None:
        """Nothing."""

    def reads(self, file: str, rows: int, size: int) -> None:
        """Nothing."""

    def writes(self, done: int, months: int) -> None:
        """Nothing."""


def text_size(batch: Batch) -> int:
    """About how many bytes of a text file a batch was: its cells with a sign after each."""
    table = batch.table
    if not table.num_rows:
        return 0
    # Arrow keeps four bytes a cell for its length, where the file has one sign between cells.
    return max(0, int(table.nbytes) - 3 * int(table.num_rows) * int(table.num_columns))
