"""Hashes of rows' columns: 64 bits a row, the same for the same values whatever chunks or dictionaries hold them.

Equal hashes are only a reason to look: rows with the same key are told by the key itself (see `resolving`). The
function is our own so that the order of rows in the store, which follows it, does not change with a library's version.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Hashes = npt.NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
"""Odd: multiplying by it loses nothing modulo 2^64."""
_WORD = 8
_NULL = np.uint64(0xD1B54A32D192ED03)


def row_hashes(columns: Sequence[Hashes]) -> Hashes:
    """One hash a row, of those of its columns (at least one); their order counts."""
    first, *others = columns
    total = first
    for column in others:
        total = _mixed(total * np.uint64(_BASE) + column)
    return total


def column_hashes(column: pa.Array | pa.ChunkedArray) -> Hashes:
    """One hash a value; nulls have one of their own."""
    if isinstance(column, pa.ChunkedArray):
        if column.num_chunks != 1:
            parts = [column_hashes(chunk) for chunk in column.chunks]
            return np.concatenate(parts) if parts else np.empty(0, np.uint64)
        column = column.chunk(0)
    if pa.types.is_dictionary(column.type):
        of_values = np.append(column_hashes(column.dictionary), _NULL)
        places = pc.fill_null(column.indices, len(of_values) - 1).to_numpy(zero_copy_only=False)
        return np.asarray(of_values[places], np.uint64)
    hashes = _text_hashes(column) if pa.types.is_string(column.type) else _mixed(_whole_numbers(column))
    if column.null_count:
        hashes[column.is_null().to_numpy(zero_copy_only=False)] = _NULL
    return hashes


def _whole_numbers(column: pa.Array) -> Hashes:
    kind = column.type
    if pa.types.is_decimal(kind):
        # 128 bits: both halves count.
        halves = np.frombuffer(column.buffers()[1], np.uint64).reshape(-1, 2)
        halves = halves[column.offset : column.offset + len(column)]
        return _mixed(halves[:, 0].copy()) + halves[:, 1]
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.int64())
    elif pa.types.is_date32(kind):
        column = column.cast(pa.int32())
    elif pa.types.is_boolean(kind):
        column = column.cast(pa.int8())
    numbers = pc.fill_null(column, 0).to_numpy(zero_copy_only=False)
    return np.asarray(numbers.astype(np.int64).view(np.uint64), np.uint64)


def _text_hashes(column: pa.Array) -> Hashes:
    """Each text in UTF-8 as words of eight bytes, the last filled up with zeros; the hashes of the words added up."""
    count = len(column)
    offsets = np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + count + 1].astype(np.int64)
    lengths = np.diff(offsets)
    total = lengths.astype(np.uint64)
    longest = int(lengths.max(initial=0))
    if longest:
        letters = np.frombuffer(column.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
        words = _words(letters, offsets[:-1] - offsets[0], lengths, -(-longest // _WORD))
        for place in range(words.shape[1]):
            # A word of zeros adds nothing, so it does not matter how long the longest text beside it is.
            total += _mixed(words[:, place] * np.uint64(pow(_BASE, place + 1, 1 << 64)))
    return _mixed(total)


def _words(
    letters: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64], most: int
) -> Hashes:
    """A row of `most` words for each text."""
    width = most * _WORD
    filled = np.zeros((len(lengths), width), np.uint8)
    longest = int(lengths.max())
    if longest == int(lengths.min()):
        filled[:, :longest] = letters.reshape(-1, longest)
    else:
        shifts = np.arange(len(lengths), dtype=np.int64) * width - starts
        filled.reshape(-1)[np.arange(len(letters)) + np.repeat(shifts, lengths)] = letters
    return filled.view("<u8")


def _mixed(numbers: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the input moves every bit out."""
    mixed = numbers ^ (numbers >> np.uint64(30))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed
