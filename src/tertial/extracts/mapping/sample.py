"""The first rows of a file, column by column, kept out of sight: what they hold may be about patients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import final

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.sealed import Sealed
from tertial.extracts.batches import WHOLE_FILE
from tertial.extracts.mapping.shapes import NOTHING
from tertial.extracts.reading import Choices, read_source
from tertial.extracts.reasons import Reason
from tertial.extracts.source import SourceFile

MOST_ROWS = 50_000
"""Rows that are looked at; batches are taken whole, so it may be some more."""
MOST_JUDGED = 1_000
"""Distinct values of a column that are looked at; of more, so many are taken evenly."""
LONGEST_VALUE = 60
"""Signs; no number, day, code, unit or identity number is longer."""

_ONLY_TOLD = frozenset({Reason.SEVERAL_SHEETS, Reason.UNREADABLE_COLUMN})
"""What is said of a whole file although its rows are read."""


class UnreadableError(ValueError):
    """A file of which no row can be looked at; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@final
class Counts(Sealed[Mapping[str, int]]):
    """How many rows have each of a column's values."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in one column of the sample.

    `counts` are the values looked at, stripped; words for nothing are left out of it and stand in `nothing` as they are
    written. `distinct` is how many different values there are in all and `filled` how many rows have one.
    """

    counts: Counts
    distinct: int
    filled: int
    nothing: frozenset[str]

    def share(self, fits: Callable[[str], bool], most: int = MOST_JUDGED) -> float:
        """The share of the rows looked at whose value fits; 0 where no row has a value. `most` values are asked of."""
        counts = dict(islice(self.counts.reveal().items(), most))
        every = sum(counts.values())
        return sum(count for value, count in counts.items() if fits(value)) / every if every else 0.0

    @property
    def unique(self) -> float:
        """The share of the filled rows that have a value of their own: 1 where no two are alike."""
        return self.distinct / self.filled if self.filled else 0.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The columns of a file by their headers, how many rows were looked at, and why some could not be read."""

    columns: Mapping[str, Values]
    rows: int
    reasons: Counter[Reason] = field(default_factory=Counter)

    @property
    def headers(self) -> tuple[str, ...]:
        """The names of the columns, in the file's order."""
        return tuple(self.columns)


def take_sample(source: SourceFile, choices: Choices) -> Sample:
    """Look at the first rows of a file. Raises UnreadableError where the file, or all that was read, is unreadable."""
    names: tuple[str, ...] = ()
    tables: list[pa.Table] = []
    reasons: Counter[Reason] = Counter()
    for batch in read_source(source, choices):
        for one in batch.rejected:
            if one.line == WHOLE_FILE and one.reason not in _ONLY_TOLD:
                raise UnreadableError(one.reason)
            reasons[one.reason] += 1
        names = batch.names or names
        if batch.accepted:
            tables.append(batch.table)
        if sum(table.num_rows for table in tables) >= MOST_ROWS:
            break
    if not names:
        raise UnreadableError(next(iter(reasons), Reason.EMPTY_FILE))
    rows = pa.concat_tables(tables) if tables else pa.table({name: pa.array([], pa.string()) for name in names})
    if not rows.num_rows and reasons.total():
        raise UnreadableError(reasons.most_common(1)[0][0])
    return Sample({name: _values(rows[name]) for name in names}, rows.num_rows, reasons)


def _values(column: pa.ChunkedArray) -> Values:
    counted = pc.value_counts(pc.utf8_trim_whitespace(column))
    counted = counted.filter(pc.not_equal(counted.field("values"), ""))
    texts, numbers = counted.field("values"), counted.field("counts")
    distinct, filled = len(texts), pc.sum(numbers).as_py() or 0
    if distinct > MOST_JUDGED:
        places = pa.array([place * distinct // MOST_JUDGED for place in range(MOST_JUDGED)])
        texts, numbers = texts.take(places), numbers.take(places)
    counts: Counter[str] = Counter()
    nothing: set[str] = set()
    for text, count in zip(texts.to_pylist(), numbers.to_pylist(), strict=True):
        if text.casefold() in NOTHING:
            nothing.add(text)
            filled -= count
        else:
            counts[text[: LONGEST_VALUE + 1]] += count
    return Values(Counts(counts), distinct - len(nothing), filled, frozenset(nothing))
