"""A text that cannot be what its field expects: raised by the converters, told as a diagnostic by the readers."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.domain.nearest import nearest as nearest
from tertial.language import _

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


def one_of_words(words: Iterable[str], most: int = 12) -> str:
    """What was expected where one of the words fits; a single word stands alone."""
    every = list(words)
    return every[0] if len(every) == 1 else _("one of {words}").format(words=listed(every, most))


def listed(words: Iterable[str], most: int = 12) -> str:
    """The words with commas between; a long list is cut."""
    every = list(words)
    return ", ".join(every[:most]) + (", …" if len(every) > most else "")
