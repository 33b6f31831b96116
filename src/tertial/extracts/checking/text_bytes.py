"""The bytes of a column of texts, looked at many rows at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

SPACES = " \t\r\n\u00a0\u2007\u2009\u202f\ufeff"
"""What is taken away around a value."""

WORD = 8
"""Bytes of a machine word."""

_FIRST_PLAIN, _LAST_PLAIN = 0x21, 0x7E


class TextBytes:
    """The bytes of an array of strings without nulls, and where each string begins and ends."""

    __slots__ = ("data", "starts", "stops")

    def __init__(self, texts: pa.Array) -> None:
        _nulls, offsets, data = texts.buffers()
        # Arrow need not have a place in memory for what is empty.
        ends = np.frombuffer(offsets or b"", np.int32)[texts.offset : texts.offset + len(texts) + 1]
        self.starts: npt.NDArray[np.int32] = ends[: len(texts)]
        self.stops: npt.NDArray[np.int32] = ends[1:]
        self.data: npt.NDArray[np.uint8] = np.frombuffer(data or b"", np.uint8)

    @property
    def lengths(self) -> npt.NDArray[np.int32]:
        """Bytes of each string."""
        return self.stops - self.starts

    def are_plain(self) -> bool:
        """Whether the strings hold letters, digits and signs of ASCII alone: no spaces, nothing that does not show."""
        used = self.data[self.starts[0] : self.stops[-1]] if self.starts.size else self.data[:0]
        return used.size == 0 or bool(used.min() >= _FIRST_PLAIN and used.max() <= _LAST_PLAIN)

    def words(self, length: int, rows: npt.NDArray[np.intp] | None, at: int) -> npt.NDArray[np.uint64]:
        """Eight bytes from the place `at` of each string of so many bytes; `rows` is None where all are so long."""
        if rows is None:
            strided: npt.NDArray[np.uint64] = np.ndarray(
                len(self.starts), "<u8", buffer=self.data, offset=int(self.starts[0]) + at, strides=(length,)
            )
            return strided.copy()
        every: npt.NDArray[np.uint64] = np.ndarray(len(self.data) - WORD + 1, "<u8", buffer=self.data, strides=(1,))
        return every[self.starts[rows] + at]

    def signs(self, length: int, rows: npt.NDArray[np.intp] | None) -> npt.NDArray[np.uint8]:
        """The bytes of strings of one length, a row each."""
        if rows is None:
            return self.data[self.starts[0] : self.stops[-1]].reshape(-1, length)
        found: npt.NDArray[np.uint8] = self.data[self.starts[rows][:, None] + np.arange(length, dtype=np.int32)]
        return found


def stripped(texts: pa.Array) -> pa.Array:
    """The texts without spaces around them; the same array where none has any."""
    return texts if TextBytes(texts).are_plain() else pc.utf8_trim(texts, SPACES)


def one_array(column: Any) -> pa.Array:
    """A column as one array of strings without nulls."""
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    if column.null_count:
        column = pc.fill_null(column, "")
    return column
