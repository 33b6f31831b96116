"""The persons of a load: every written number read and hashed once, and a small number for each person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from threading import Lock
from typing import NoReturn, final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.domain.feeds.schemes import SEX
from tertial.domain.identity import Fault, read
from tertial.domain.person_key import PersonKey
from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.results import Sex
from tertial.domain.sealed import SealedNumber
from tertial.extracts.checking.days import number
from tertial.extracts.checking.short_texts import ABSENT, LONGEST, SHORTEST, ShortTexts
from tertial.extracts.checking.text_bytes import WORD, TextBytes, stripped
from tertial.extracts.checking.usual_numbers import FORMS, read_usual

UNKNOWN_DAY = int(np.iinfo(np.int32).min)
"""Stands where a number tells no day of birth."""

FAULTS = tuple(Fault)
SEXES = tuple(SEX.codes)
_WOMEN, _MEN = SEXES.index(Sex.WOMEN), SEXES.index(Sex.MEN)

MOST_FAULTS = 200_000
"""Different wrong texts that are remembered; a file of nothing else must not fill the memory."""

_ROOM = 1 << 10

Days = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int32]
Rows = npt.NDArray[np.intp]
Words = npt.NDArray[np.uint64]


@final
class Persons:
    """Whom the written numbers of a load stand for; several threads may ask at once.

    Persons are numbered from 0 in the order first seen, whatever form their number is written in. Texts are judged as
    of `today` and by the region's patterns. Nothing of them shows in a repr, and they cannot be pickled.
    """

    def __init__(self, key: PersonKey | None, today: date, patterns: Sequence[ReservePattern]) -> None:
        self._key = key
        self._today = today
        self._patterns = tuple(patterns)
        self._lock = Lock()
        self._short = {length: ShortTexts() for length in range(SHORTEST, LONGEST + 1)}
        self._other: dict[str, int] = {}
        self._by_token: dict[str, int] = {}
        self._tokens: list[str] = []
        self._birth_days: Days = np.full(_ROOM, UNKNOWN_DAY, np.int32)
        self._sexes = np.full(_ROOM, len(SEXES) - 1, np.uint8)
        self._faults_left = MOST_FAULTS

    def __repr__(self) -> str:
        return "<Persons: sealed>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("persons with the numbers they stand for are not written anywhere, so they cannot be pickled")

    def __len__(self) -> int:
        return len(self._tokens)

    def tokens(self, numbers: Numbers) -> pa.Array:
        """The token of each of some numbers."""
        return pa.array([self._tokens[number] for number in numbers.tolist()], pa.string())

    @property
    def birth_days(self) -> Days:
        """The day of birth by number, in days since 1970, UNKNOWN_DAY where the number tells none; and room behind."""
        return self._birth_days

    @property
    def sexes(self) -> npt.NDArray[np.uint8]:
        """The place of the sex in SEXES by number; and room behind."""
        return self._sexes

    def numbers(self, written: pa.Array) -> Numbers:
        """The number of each text's person; -1 - k for a text with FAULTS[k].

        Raises ValueError where there is no key to make tokens with.
        """
        if self._key is None:
            raise ValueError("persons are not numbered without a key")
        written = stripped(written)
        seen = TextBytes(written)
        lengths = seen.lengths
        found = np.empty(len(written), np.int32)
        if not lengths.size:
            return found
        low, high = int(lengths.min()), int(lengths.max())
        if low == high and SHORTEST <= low <= LONGEST:
            return self._of_short(written, seen, low, None)
        counts = np.bincount(np.minimum(lengths, LONGEST + 1), minlength=LONGEST + 2)
        for length in range(SHORTEST, LONGEST + 1):
            if counts[length]:
                rows = np.flatnonzero(lengths == length)
                found[rows] = self._of_short(written, seen, length, rows)
        rest = np.flatnonzero((lengths < SHORTEST) | (lengths > LONGEST))
        if rest.size:
            encoded = written.take(pa.array(rest)).dictionary_encode()
            with self._lock:
                each = [self._of_other(text) for text in encoded.dictionary.to_pylist()]
            found[rest] = np.array(each, np.int32).take(encoded.indices.to_numpy())
        return found

    def _of_short(self, written: pa.Array, seen: TextBytes, length: int, rows: Rows | None) -> Numbers:
        firsts = seen.words(length, rows, 0)
        lasts = seen.words(length, rows, length - WORD)
        table = self._short[length]
        with self._lock:
            found = table.find(firsts, lasts)
            missed = np.flatnonzero(found == ABSENT)
            if missed.size:
                at = missed if rows is None else rows[missed]
                found[missed] = self._add(written.take(pa.array(at)), table, firsts[missed], lasts[missed])
        return found

    def _add(self, written: pa.Array, table: ShortTexts, firsts: Words, lasts: Words) -> Numbers:
        """Read texts that are new and put them in the table, as far as it takes wrong ones."""
        encoded = written.dictionary_encode()
        each = self._read_all(encoded.dictionary)
        places = encoded.indices.to_numpy()
        keep = each >= 0
        wrong = np.flatnonzero(~keep)[: self._faults_left]
        self._faults_left -= wrong.size
        keep[wrong] = True
        # A row of each different text, for its bytes.
        row = np.empty(len(each), np.intp)
        row[places] = np.arange(len(places))
        table.add(firsts[row[keep]], lasts[row[keep]], each[keep])
        found: Numbers = each.take(places)
        return found

    def _read_all(self, written: pa.Array) -> Numbers:
        """Read different texts of one length: those in a usual form all at once, the rest one by one."""
        texts = written.to_pylist()
        length = int(TextBytes(written).lengths[0])
        if length not in FORMS:
            return np.array([self._read(text) for text in texts], np.int32)
        usual = read_usual(TextBytes(written).signs(length, None), self._today)
        sign = FORMS[length]
        return np.array(
            [
                self._number(SealedNumber(f"{century}{text.replace(sign, '')[-10:]}"), day, _MEN if odd else _WOMEN)
                if right
                else self._read(text)
                for text, right, century, day, odd in zip(texts, *(column.tolist() for column in usual), strict=True)
            ],
            np.int32,
        )

    def _of_other(self, text: str) -> int:
        found = self._other.get(text)
        if found is None:
            found = self._read(text)
            if found >= 0 or self._faults_left > 0:
                self._faults_left -= found < 0
                self._other[text] = found
        return found

    def _read(self, text: str) -> int:
        found = read(text, self._today, self._patterns)
        if isinstance(found, Fault):
            return -1 - FAULTS.index(found)
        day = UNKNOWN_DAY if found.birth_day is None else number(found.birth_day.reveal())
        return self._number(found.number, day, SEXES.index(found.sex))

    def _number(self, sealed: SealedNumber, birth_day: int, sex: int) -> int:
        """The number of a person, a new one where the person has not been seen."""
        if self._key is None:
            raise ValueError("persons are not numbered without a key")
        token = self._key.token(sealed)
        new = len(self._by_token)
        known = self._by_token.setdefault(token, new)
        if known == new:
            if new == len(self._birth_days):
                self._birth_days = np.concatenate((self._birth_days, np.full(new, UNKNOWN_DAY, np.int32)))
                self._sexes = np.concatenate((self._sexes, np.full(new, len(SEXES) - 1, np.uint8)))
            self._birth_days[new] = birth_day
            self._sexes[new] = sex
            self._tokens.append(token)
        return known
