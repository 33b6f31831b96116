"""Numbers that stand for tokens, kept beside the persons of events, since numbers are many times quicker to count.

A token is a keyed hash; its code is 64 bits drawn from all of it. The text stays, and is the one that says who is who
wherever somebody is named, shown, joined with a list or disposed of.
"""

from __future__ import annotations

import hashlib
import re
import sys
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

PERSON, PERSON_CODE = "person", "person_code"
"""The column of tokens in events, and the column of their codes in the files."""

Codes = npt.NDArray[np.int64]

_TOKEN = re.compile(r"([a-z0-9]+)\.([a-p]{32})")
_LETTERS = 32
_BITS = (1 << 64) - 1
_HIGH, _LOW, _LAST = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xBF58476D1CE4E5B9
"""Odd, with about as many ones as noughts: multiplying by them spreads every bit (Steele and others 2014)."""


def code_of(token: str) -> int:
    """The code of a token, from -2^63 to below 2^63; of any other text too, by its BLAKE2b hash.

    Of ten million persons the chance that any two share a code is three in a million, of a region's 300 000 two in a
    thousand million.
    """
    match = _TOKEN.fullmatch(token)
    if match is None:
        return _signed(_hash(token))
    letters = bytes(ord(letter) - ord("a") for letter in match[2])
    octets = bytes(high << 4 | low for high, low in zip(letters[::2], letters[1::2], strict=True))
    high, low = (int.from_bytes(octets[start : start + 8], "little") for start in (0, 8))
    return _signed(_spread((high + _spread(low, _LOW) + _hash(match[1])) & _BITS, _HIGH))


def _spread(number: int, factor: int) -> int:
    """Another number for each number, in which every bit depends on every bit."""
    number = number * factor & _BITS
    number = (number ^ number >> 29) * _LAST & _BITS
    return number ^ number >> 32


def codes_of(tokens: pa.Array) -> Codes:
    """The codes of texts, none of them NULL: those of `code_of`."""
    several = _of_one_key(tokens)
    if several is None:
        return np.array([code_of(token) for token in tokens.to_pylist()], np.int64)
    return several


def with_codes(table: pa.Table) -> pa.Table:
    """The table of events with the codes of its persons; NULL where there is none."""
    codes = [_column_codes(one) for one in table[PERSON].chunks]
    return table.append_column(PERSON_CODE, pa.chunked_array(codes, pa.int64()))


def _column_codes(persons: pa.Array) -> pa.Array:
    encoded = persons if pa.types.is_dictionary(persons.type) else persons.dictionary_encode()
    if not len(encoded.dictionary):
        return pa.nulls(len(encoded), pa.int64())
    return pa.array(codes_of(encoded.dictionary)).take(encoded.indices)


def _of_one_key(tokens: pa.Array) -> Codes | None:
    """The codes all at once; None where the texts are not tokens of one key."""
    count = len(tokens)
    if not count or sys.byteorder != "little" or tokens.type != pa.string():
        return None
    offsets = np.frombuffer(tokens.buffers()[1], np.int32)[tokens.offset : tokens.offset + count + 1]
    length = int(offsets[1] - offsets[0])
    if length <= _LETTERS + 1 or (np.diff(offsets) != length).any():
        return None
    texts: npt.NDArray[Any] = np.frombuffer(tokens.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
    texts = texts.reshape(count, length)
    key = texts[:, : length - _LETTERS]
    letters = texts[:, length - _LETTERS :] - np.uint8(ord("a"))
    if (key != key[0]).any() or (letters > 15).any():
        return None
    match = _TOKEN.fullmatch(tokens[0].as_py())
    if match is None:
        return None
    octets = np.ascontiguousarray(letters[:, ::2] << 4 | letters[:, 1::2])
    halves = octets.view(np.uint64)
    codes = _all_spread(halves[:, 0] + _all_spread(halves[:, 1], _LOW) + np.uint64(_hash(match[1])), _HIGH)
    return codes.view(np.int64)


def _all_spread(numbers: npt.NDArray[np.uint64], factor: int) -> npt.NDArray[np.uint64]:
    numbers = numbers * np.uint64(factor)
    numbers = (numbers ^ numbers >> np.uint64(29)) * np.uint64(_LAST)
    return numbers ^ numbers >> np.uint64(32)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _signed(bits: int) -> int:
    return bits - (1 << 64) if bits >> 63 else bits
