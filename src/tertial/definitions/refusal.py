"""A text that cannot be what its field expects: raised by the converters, told as a diagnostic by the readers."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

LONGEST_QUOTE = 60
"""So many characters of what was read are quoted; the rest would hide the message."""


class Refusal(ValueError):  # noqa: N818  (the noun that the readers speak of)
    """What was read and expected, under a code of the catalogue; `at` leads from the refused field to the fault."""

    def __init__(self, code: str, read: str, expected: str, nearest: str = "", at: tuple[str | int, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.read = quoted(read)
        self.expected = expected
        self.nearest = nearest
        self.at = at


def quoted(text: str) -> str:
    """The text on one line without control characters, cut where it is long."""
    start = text[: LONGEST_QUOTE + 1]
    line = "".join(sign if sign.isprintable() else " " for sign in start)
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like the word, or nothing where none is alike."""
    return _nearest(word[:LONGEST_QUOTE], tuple(known))


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold().replace("_", "-"), folded, n=1, cutoff=0.6)
    if not found:
        found = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def listed(words: Iterable[str], most: int = 12) -> str:
    """The words with commas between; a long list is cut."""
    every = list(words)
    return ", ".join(every[:most]) + (", …" if len(every) > most else "")
