"""Cells found by indicator, as arrays: sorted once, then never looped over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.measures import Part
from tertial.domain.results import Sex, Split

Numbers = npt.NDArray[np.int64]
PARTS = tuple(Part)

SAFE = float(1 << 62)
"""Amounts that make less than this in all are added up as machine numbers, others as Python's, which have no end."""


@dataclass(frozen=True, slots=True)
class IndicatorCells:
    """The cells of one indicator, one a place in each array.

    `parts` are places in `PARTS`, `units` in the index's units, `splits` in `split_values`; `months` are numbers.
    `values` and `overs` mean nothing but in histograms, and `overs` only where `has_over`.
    """

    parts: Numbers
    units: Numbers
    months: Numbers
    splits: Numbers
    values: Numbers
    overs: Numbers
    amounts: npt.NDArray[np.int64] | npt.NDArray[np.object_]
    rows: Numbers
    split_values: tuple[Split, ...]
    has_over: bool

    def within(self, split: Split) -> npt.NDArray[np.bool_]:
        """The cells that are part of a split: all of them of the whole."""
        chosen = np.array([_within(one, split) for one in self.split_values], dtype=np.bool_)
        return chosen[self.splits] if len(chosen) else np.zeros(0, dtype=np.bool_)


def _within(one: Split, wider: Split) -> bool:
    return (
        wider.sex in {Sex.ALL, one.sex}
        and wider.age_band in {"", one.age_band}
        and wider.category in {"", one.category}
    )


class CellIndex:
    """A table of cells, found by indicator. `units` are the ids that cells have."""

    def __init__(self, cells: pa.Table) -> None:
        indicators, self._names = _codes(cells, "indicator")
        order = np.argsort(indicators, kind="stable")
        self._bounds = np.searchsorted(indicators[order], np.arange(len(self._names) + 1))
        self._places = {name: place for place, name in enumerate(self._names)}
        units, self.units = _codes(cells, "unit")
        self._units = units[order]
        self._months = _months(cells)[order]
        texts = [_codes(cells, name) for name in ("sex", "age_band", "category")]
        self._splits = [(codes[order], words) for codes, words in texts]
        parts, words = _codes(cells, "part")
        self._parts = np.array([PARTS.index(Part(word)) for word in words], dtype=np.int64)[parts[order]]
        self._numbers = {name: _whole_numbers(cells, name)[order] for name in ("value", "over", "amount", "rows")}
        self._has_over = np.asarray(cells.column("over").is_valid().to_numpy())[order]

    @property
    def months(self) -> tuple[int, int] | None:
        """The numbers of the first and the last month; None where there are no cells."""
        return (int(self._months.min()), int(self._months.max())) if len(self._months) else None

    def of(self, indicator: str) -> IndicatorCells:
        """The cells of an indicator, none where it has none."""
        place = self._places.get(indicator)
        piece = slice(0, 0) if place is None else slice(self._bounds[place], self._bounds[place + 1])
        splits, values = self._split_codes(piece)
        amounts = self._numbers["amount"][piece]
        fits = np.abs(amounts.astype(np.float64)).sum() < SAFE
        return IndicatorCells(
            parts=self._parts[piece],
            units=self._units[piece],
            months=self._months[piece],
            splits=splits,
            values=self._numbers["value"][piece],
            overs=self._numbers["over"][piece],
            amounts=amounts if fits else amounts.astype(object),
            rows=self._numbers["rows"][piece],
            split_values=values,
            has_over=bool(self._has_over[piece].any()),
        )

    def _split_codes(self, piece: slice) -> tuple[Numbers, tuple[Split, ...]]:
        """Sex, age band and category as one code, numbered anew within the indicator."""
        together = np.zeros(piece.stop - piece.start, dtype=np.int64)
        for codes, words in self._splits:
            together = together * len(words) + codes[piece]
        found, numbers = np.unique(together, return_inverse=True)
        values = []
        for code in found.tolist():
            texts: list[str] = []
            for _codes_of, words in reversed(self._splits):
                code, place = divmod(code, len(words))
                texts.insert(0, words[place])
            values.append(Split(Sex(texts[0]), texts[1], texts[2]))
        return numbers.astype(np.int64), tuple(values)


def _codes(cells: pa.Table, name: str) -> tuple[Numbers, tuple[str, ...]]:
    """A column of texts as codes."""
    column = cells.column(name)
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
        words = tuple(column.chunk(0).dictionary.to_pylist()) if column.num_chunks else ()
        indices = [chunk.indices.to_numpy() for chunk in column.chunks]
        return np.concatenate([*indices, np.zeros(0, np.int64)]).astype(np.int64), words
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), tuple(encoded.dictionary.to_pylist())


def _months(cells: pa.Table) -> Numbers:
    months: Numbers = cells.column("month").to_numpy().astype("datetime64[M]").astype(np.int64)
    return months + Month(1970, 1).ordinal


def _whole_numbers(cells: pa.Table, name: str) -> Numbers:
    numbers: Numbers = cells.column(name).fill_null(0).to_numpy().astype(np.int64)
    return numbers
