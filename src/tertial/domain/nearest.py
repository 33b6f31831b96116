"""The known name most like a word that is none: what a message suggests."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

LONGEST_WORD = 60
"""So many characters of the word are compared; what is longer is no mistyped name."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like the word, or nothing where none is alike."""
    return _nearest(word[:LONGEST_WORD], tuple(known))


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold().replace("_", "-"), folded, n=1, cutoff=0.6)
    if not found:
        found = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""
