"""Keys, ids of clinicians and free texts: kept as they came, unless something personal has slipped in."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.identity import Identity, read
from tertial.extracts.checking.cells import Cells
from tertial.extracts.checking.distinct import MOST_REMEMBERED
from tertial.extracts.checking.text_bytes import TextBytes, stripped
from tertial.extracts.checking.verdict import NOTHING, VALUE, Held, state_of
from tertial.extracts.reasons import Reason

LONGEST = 200
"""Characters of a text that is kept."""

# What does not show or moves what shows: C0, C1, separators of lines, marks of direction and width.
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACE = "[ \u00a0\u2007\u2009\u202f]?"
_IN_TEXT = re.compile(rf"(?<![0-9])(?:18|19|20)?[0-9]{{6}}{_SPACE}[-+\u2010-\u2013\u2212]?{_SPACE}[0-9]{{4}}(?![0-9])")
_TEN = re.compile("[0-9]{10}")

# Of plain texts: lengths that a number can have, and what the expressions of Arrow can say of its form.
_LENGTHS = {ColumnKind.KEY: range(11, 14), ColumnKind.CLINICIAN: range(10, 14)}
_NUMBER = "^(18|19|20)?[0-9]{2}[01][0-9]{3}[-+]?[0-9]{4}$"
_IN_PLAIN_TEXT = "[0-9]{6}[-+]?[0-9]{4}"


def holds_number(text: str, kind: ColumnKind, today: date) -> bool:
    """Whether a text is a personal or co-ordination number, or, of the kind TEXT, has one in it.

    Its last digit must be right. Ten digits alone are no number in a KEY: those of a system that counts its events
    would now and then look like one; twelve, or ten with a sign or a space between, always count as one.
    """
    if kind is ColumnKind.TEXT:
        return any(isinstance(read(match.group(), today), Identity) for match in _IN_TEXT.finditer(text))
    if kind is ColumnKind.KEY and _TEN.fullmatch(text):
        return False
    return isinstance(read(text, today), Identity)


class Words:
    """A column of keys, clinicians or texts. Several threads may hold batches against it at once."""

    def __init__(self, cells: Cells, kind: ColumnKind, today: date, *, required: bool) -> None:
        self._cells = cells
        self._kind = kind
        self._today = today
        self._nothing = state_of(Reason.MISSING_VALUE) if required else NOTHING
        self._known: dict[str, tuple[str | None, int]] = {}

    def hold(self, texts: pa.Array) -> Held:
        """Take the texts as they are where nothing can be wrong with them; judge the others one by one."""
        texts = stripped(texts)
        left = np.flatnonzero(self._doubtful(texts))
        if not left.size:
            return Held(texts)
        encoded = texts.take(pa.array(left)).dictionary_encode()
        judged = [self._judged(text) for text in encoded.dictionary.to_pylist()]
        places = encoded.indices
        words = pa.array([word for word, _state in judged], pa.string()).take(places)
        mask = np.zeros(len(texts), np.bool_)
        mask[left] = True
        states = np.zeros(len(texts), np.uint8)
        states[left] = np.array([state for _word, state in judged], np.uint8).take(places.to_numpy())
        return Held(pc.replace_with_mask(texts, pa.array(mask), words), states if states.any() else None)

    def _doubtful(self, texts: pa.Array) -> npt.NDArray[np.bool_]:
        """The rows that need a closer look."""
        if self._cells.maps:
            return np.ones(len(texts), np.bool_)
        seen = TextBytes(texts)
        lengths = seen.lengths
        found: npt.NDArray[np.bool_] = (lengths == 0) | (lengths > LONGEST)
        if not seen.are_plain():
            found |= _matches(texts, r"[^\x21-\x7e]")
        empty = self._cells.are_empty(texts)
        if empty is not None:
            found |= empty
        if self._kind is ColumnKind.TEXT:
            return found | _matches(texts, _IN_PLAIN_TEXT)
        numbers = _LENGTHS[self._kind]
        perhaps = np.flatnonzero((lengths >= numbers.start) & (lengths < numbers.stop))
        if perhaps.size:
            some = texts if perhaps.size == len(texts) else texts.take(pa.array(perhaps))
            found[perhaps] |= _matches(some, _NUMBER)
        return found

    def _judged(self, text: str) -> tuple[str | None, int]:
        found = self._known.get(text)
        if found is None:
            found = self._judge(self._cells.clean(text))
            if len(self._known) < MOST_REMEMBERED:
                self._known[text] = found
        return found

    def _judge(self, word: str) -> tuple[str | None, int]:
        if not word:
            return None, self._nothing
        if len(word) > LONGEST:
            return None, state_of(Reason.LONG_TEXT)
        if _CONTROL.search(word):
            return None, state_of(Reason.CONTROL_SIGN)
        if holds_number(word, self._kind, self._today):
            return None, state_of(Reason.IDENTITY_NUMBER)
        return word, VALUE


def _matches(texts: pa.Array, form: str) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = pc.match_substring_regex(texts, form).to_numpy(zero_copy_only=False)
    return found
