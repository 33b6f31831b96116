"""Columns of few different values: each is judged once, and the verdicts are dealt out to the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.extracts.checking.cells import Cells
from tertial.extracts.checking.verdict import EMPTY, VALUE, Held, Nearest, Verdict, fault
from tertial.extracts.reasons import Reason

MOST_REMEMBERED = 200_000
"""Different texts of a column whose verdicts are kept from batch to batch."""

MANY = 1_000
"""From so many different texts in a batch those in plain form are judged all at once."""

Judge = Callable[[str], Verdict]
"""The verdict on a text that is cleaned and not empty."""

AtOnce = Callable[[pa.Array], tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]]
"""The values of the texts in plain form, and which those are."""


class Distinct:
    """A column judged by its different texts. Several threads may hold batches against it at once."""

    def __init__(
        self, cells: Cells, judge: Judge, dtype: npt.DTypeLike, *, required: bool, at_once: AtOnce | None = None
    ) -> None:
        self._cells = cells
        self._judge = judge
        self._dtype = np.dtype(dtype)
        self._nothing = fault(Reason.MISSING_VALUE) if required else EMPTY
        self._at_once = at_once if cells.plain else None
        self._verdicts: dict[str, Verdict] = {}

    def hold(self, texts: pa.Array) -> Held:
        """Judge the different texts of a column and deal out the verdicts."""
        encoded = texts.dictionary_encode()
        places: npt.NDArray[np.int32] = encoded.indices.to_numpy()
        values, states, names = self._judged(encoded.dictionary)
        by_row = values.astype(self._dtype).take(places)
        if not states.any():
            return Held(by_row)
        return Held(by_row, states.take(places), Nearest(names, places))

    def _judged(self, texts: pa.Array) -> tuple[Any, Any, tuple[str, ...]]:
        if self._at_once is None or len(texts) < MANY:
            return _taken_apart([self._verdict(text) for text in texts.to_pylist()])
        values, done = self._at_once(texts)
        empty = self._cells.are_empty(texts)
        if empty is not None:
            done &= ~empty
        states = np.zeros(len(texts), np.uint8)
        names = np.full(len(texts), "", object)
        left = np.flatnonzero(~done)
        if left.size:
            exact = [self._verdict(text) for text in texts.take(pa.array(left)).to_pylist()]
            values[left], states[left], names[left] = _taken_apart(exact)
        return values, states, tuple(names)

    def _verdict(self, text: str) -> Verdict:
        found = self._verdicts.get(text)
        if found is None:
            cleaned = self._cells.clean(text)
            found = self._judge(cleaned) if cleaned else self._nothing
            if len(self._verdicts) < MOST_REMEMBERED:
                self._verdicts[text] = found
        return found


def _taken_apart(verdicts: list[Verdict]) -> tuple[Any, Any, tuple[str, ...]]:
    size = len(verdicts)
    values = np.fromiter((verdict[0] for verdict in verdicts), np.int64, size)
    states = np.fromiter((verdict[1] for verdict in verdicts), np.uint8, size)
    names = tuple(verdict[2] for verdict in verdicts) if states.max(initial=VALUE) > VALUE else ("",) * size
    return values, states, names
