"""A search of everything that was written, byte by byte and value by value, for what points somebody out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Digits = npt.NDArray[np.int64]

# Sums of files are of these signs; digits side by side in them are chance.
_SUM = re.compile(rb"\b[0-9a-f]{64}\b")
# Between the digits of a number: spaces and dashes, in UTF-8 or in one byte.
_BETWEEN = re.compile(rb"(?<=[0-9])(?:[-+ \t\xa0\x96\xad]|\xc2\xa0|\xe2\x80[\x80-\x95\xaf]|\xe2\x88\x92)+(?=[0-9A-Z])")
_RESERVE = re.compile(rb"(?=([0-9]{8}[A-Z][0-9A-Z]{3}))", re.IGNORECASE)
_ISO = re.compile(rb"(?=([0-9]{4}-[0-9]{2}-[0-9]{2}))")
_SIX = re.compile(rb"(?<![0-9A-Za-z.])[0-9]{6}(?![0-9A-Za-z])")
_ZERO, _NINE = ord("0"), ord("9")


@dataclass(frozen=True, slots=True)
class Person:
    """What must not be found of a person."""

    number: str
    """Twelve signs."""
    birth: date


class Search:
    """Looks for the numbers and birth days of persons, and for names, all of which have the same unusual ending."""

    def __init__(self, persons: Iterable[Person], name_ending: str) -> None:
        every = list(persons)
        self._endings = {name_ending.encode(), name_ending.encode("cp1252")}
        numbers = [one.number for one in every]
        self._reserve = {number.encode() for number in numbers if not number.isdigit()}
        plain = [number for number in numbers if number.isdigit()]
        self._of_length = {
            12: np.unique(np.array([int(number) for number in plain], np.int64)),
            10: np.unique(np.array([int(number[2:]) for number in plain], np.int64)),
            8: np.unique(np.array([int(f"{one.birth:%Y%m%d}") for one in every], np.int64)),
        }
        self._iso = {one.birth.isoformat().encode() for one in every}
        self._six = {f"{one.birth:%y%m%d}".encode() for one in every}

    def in_bytes(self, content: bytes) -> set[str]:
        """What stands in some bytes, in one byte a sign or two."""
        found = self._in_text(content)
        return found | self._in_text(content.replace(b"\0", b"")) if b"\0" in content else found

    def in_file(self, path: Path) -> set[str]:
        """What stands in a file: in its bytes, and in the values of a table that it holds."""
        content = path.read_bytes()
        found = self.in_bytes(content) | self.in_bytes(path.name.encode())
        for column in _columns(path, content):
            found |= self.in_values(column)
        return found

    def in_values(self, column: pa.Array) -> set[str]:
        """What stands in the values of a column, whatever they are kept as."""
        kind = column.type
        if pa.types.is_dictionary(kind):
            return self.in_values(column.dictionary)
        if pa.types.is_integer(kind):
            values = column.cast(pa.int64(), safe=False).drop_null().to_numpy()
            return {
                f"number of {length} digits" for length in (10, 12) if np.isin(values, self._of_length[length]).any()
            }
        if pa.types.is_temporal(kind):
            column = pc.strftime(column, "%Y-%m-%d")
        texts = [str(value).encode() for value in column.drop_null().unique().to_pylist()]
        return self.in_bytes(b"\n".join(texts)) | self._in_short(b"\n".join(texts))

    def in_words(self, words: str) -> set[str]:
        """What stands in what a program printed, days of six digits among it."""
        return self.in_bytes(words.encode()) | self._in_short(words.encode())

    def _in_short(self, content: bytes) -> set[str]:
        return {"day of six digits"} if not self._six.isdisjoint(_SIX.findall(content)) else set()

    def _in_text(self, content: bytes) -> set[str]:
        lower = content.lower()
        found = {"name" for ending in self._endings if ending in lower}
        content = _SUM.sub(b"", content)
        if not self._iso.isdisjoint(_ISO.findall(content)):
            found.add("day with hyphens")
        for form in (content, _BETWEEN.sub(b"", content)):
            if any(one.upper() in self._reserve for one in _RESERVE.findall(form)):
                found.add("reserve number")
            for length, wanted in self._of_length.items():
                if _any(_windows(form, length), wanted):
                    found.add("day of 8 digits" if length == 8 else f"number of {length} digits")
        return found


def _any(values: Digits, wanted: Digits) -> bool:
    """Whether any of the values is among the wanted, which are sorted."""
    places = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    return bool((wanted[places] == values).any())


def _windows(content: bytes, length: int) -> Digits:
    """The values of all runs of so many digits, those within longer ones too."""
    signs = np.frombuffer(content, np.uint8)
    if len(signs) < length:
        return np.empty(0, np.int64)
    is_digit = (signs >= _ZERO) & (signs <= _NINE)
    counts = np.concatenate(([0], np.cumsum(is_digit, dtype=np.int64)))
    starts = np.flatnonzero(counts[length:] - counts[:-length] == length)
    values = np.zeros(len(starts), np.int64)
    for place in range(length):
        values = values * 10 + (signs[starts + place] - _ZERO)
    return values


def _columns(path: Path, content: bytes) -> Iterator[pa.Array]:
    if content.startswith(b"PAR1"):
        table = pq.read_table(path)
    elif content.startswith(b"ARROW1"):
        table = pa.ipc.open_file(pa.BufferReader(content)).read_all()
    else:
        return
    for column in table.unify_dictionaries().combine_chunks().columns:
        yield from column.chunks
