"""Rows of texts gathered into batches, for the sources that give their rows one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from tertial.extracts.batches import Batch, Rejected
from tertial.extracts.csv_cells import LONGEST_CELL
from tertial.extracts.reasons import Reason

ROWS = 50_000
"""Rows of a batch."""


def batches(names: tuple[str, ...], rows: Iterable[tuple[int, Sequence[str] | Reason]]) -> Iterator[Batch]:
    """Gather rows, each with its line: its texts, or why it has none. Raises what `rows` raises."""
    texts: list[Sequence[str]] = []
    lines: list[int] = []
    rejected: list[Rejected] = []
    for line, row in rows:
        if not isinstance(row, Reason) and any(len(text) > LONGEST_CELL for text in row):
            row = Reason.LONG_CELL
        if isinstance(row, Reason):
            rejected.append(Rejected(line, row))
        else:
            texts.append(row)
            lines.append(line)
        if len(texts) + len(rejected) >= ROWS:
            yield _batch(names, texts, lines, rejected)
            texts, lines, rejected = [], [], []
    yield _batch(names, texts, lines, rejected)


def _batch(names: tuple[str, ...], texts: list[Sequence[str]], lines: list[int], rejected: list[Rejected]) -> Batch:
    columns = [pa.array([row[place] for row in texts], pa.string()) for place in range(len(names))]
    return Batch(names, pa.table(columns, names=list(names)), pa.array(lines, pa.int64()), tuple(rejected))
