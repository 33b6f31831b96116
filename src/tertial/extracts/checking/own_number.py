"""A row's own identity number in a column where nobody may be named, such as in the key of its event."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.extracts.checking.text_bytes import TextBytes
from tertial.extracts.checking.verdict import VALUE, Held, state_of
from tertial.extracts.reasons import Reason

Mask = npt.NDArray[np.bool_]

SIGNS = 10
"""The last signs of a number: its own without the century."""

LONGEST_LOOKED_AT = 64
"""Bytes of a word; longer ones are searched as they are."""

_NINE = 9

# Days of birth have such months and days; co-ordination numbers have 60 more.
_PERHAPS = "[0-9]{2}(0[1-9]|1[0-2])[0-36-9][0-9][^0-9A-Za-z]*[0-9A-Za-z]{4}"
_BETWEEN = "[^0-9A-Za-z]+"


def without_own_number(held: Held, persons: pa.Array) -> Held:
    """A column of keys or other words in which the number of the row's own person is a fault, and is not kept.

    `persons` are the texts of the rows' persons as sent. Ten digits alone may be the number of an event, and are then
    no fault; those of the row's own person never are by chance.
    """
    rows = _perhaps(held.values)
    if not rows.size:
        return held
    found = _stand_in(held.values.take(pa.array(rows)), persons.take(pa.array(rows)))
    if not found.any():
        return held
    states = np.full(len(persons), VALUE, np.uint8) if held.states is None else held.states.copy()
    states[rows[found]] = state_of(Reason.IDENTITY_NUMBER)
    mask = np.zeros(len(persons), np.bool_)
    mask[rows[found]] = True
    return replace(held, values=pc.if_else(pa.array(mask), None, held.values), states=states)


def _perhaps(words: pa.Array) -> npt.NDArray[np.intp]:
    """The rows whose words have the form of such a number in them."""
    rows = np.flatnonzero(_have_six_digits(TextBytes(words)))
    if rows.size:
        some = words if rows.size == len(words) else words.take(pa.array(rows))
        rows = rows[pc.match_substring_regex(some, _PERHAPS).fill_null(False).to_numpy(zero_copy_only=False)]
    return rows


def _have_six_digits(words: TextBytes) -> Mask:
    """Which words have six digits that may begin with a year and a month, with room for four signs behind.

    It says no to most keys at a tenth of what the whole expression costs.
    """
    lengths = words.lengths
    found: Mask = lengths > LONGEST_LOOKED_AT
    for length in np.unique(lengths[(lengths >= SIGNS) & ~found]).tolist():
        rows = np.flatnonzero(lengths == length)
        # The same place of all words side by side.
        signs = np.ascontiguousarray(words.signs(length, None if rows.size == lengths.size else rows).T)
        starts = length - SIGNS + 1
        six = (signs[2 : 2 + starts] == ord("0")) | (signs[2 : 2 + starts] == ord("1"))
        digits = signs - np.uint8(ord("0")) <= _NINE
        for place in (0, 1, 3, 4, 5):
            six &= digits[place : place + starts]
        found[rows] = six.any(axis=0)
    return found


def _stand_in(words: pa.Array, persons: pa.Array) -> Mask:
    """In which of the words the number of the person beside stands, whatever signs are between."""
    numbers = pc.utf8_slice_codeunits(_plain(persons), -SIGNS, None)
    found: Mask = np.strings.find(_signs(_plain(words)), _signs(numbers)) >= 0
    # An empty or short text, which is no number, is found in everything.
    long_enough: Mask = pc.utf8_length(numbers).to_numpy() == SIGNS
    return found & long_enough


def _plain(texts: pa.Array) -> pa.Array:
    return pc.utf8_upper(pc.replace_substring_regex(texts, _BETWEEN, ""))


def _signs(texts: pa.Array) -> npt.NDArray[np.bytes_]:
    found: npt.NDArray[np.bytes_] = texts.cast(pa.binary()).to_numpy(zero_copy_only=False).astype(np.bytes_)
    return found
