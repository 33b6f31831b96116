"""Collects everything that is wrong while the folder is read, so that all of it can be told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tertial.definitions.catalogue import CODES
from tertial.definitions.diagnostics import Diagnostic, Severity
from tertial.definitions.refusal import Refusal, quoted
from tertial.definitions.refusal import nearest as nearest_name
from tertial.language import _

MOST_OF_A_KIND = 100
"""So many of one code are told of one file; the rest are counted."""


class Findings:
    """The diagnostics of one reading."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._told: Counter[tuple[str, str]] = Counter()
        self._first_untold: dict[tuple[str, str], int] = {}

    def add(
        self,
        code: str,
        path: str,
        line: int,
        read: str,
        expected: str,
        nearest: str = "",
        among: Iterable[str] = (),
    ) -> None:
        """Note that something is wrong; what to do about it comes from the catalogue.

        The nearest right name is given, or looked for `among` the names that would be right.
        """
        kind = (path, code)
        self._told[kind] += 1
        if self._told[kind] > MOST_OF_A_KIND:
            self._first_untold.setdefault(kind, line)
            return
        nearest = nearest or nearest_name(read, among)
        self._found[self._diagnostic(kind, line, quoted(read), expected, nearest)] = None

    def refuse(self, path: str, line: int, refusal: Refusal) -> None:
        """Note what a converter refused."""
        self.add(refusal.code, path, line, refusal.read, refusal.expected, refusal.nearest)

    @property
    def errors(self) -> bool:
        """Whether anything found so far stops the reading."""
        return any(CODES[code].severity is Severity.ERROR for _path, code in self._told)

    def errors_in(self, path: str) -> bool:
        """Whether one file, or a folder of them, has an error."""
        return any(
            CODES[code].severity is Severity.ERROR and (there == path or there.startswith(f"{path}/"))
            for there, code in self._told
        )

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Everything found, by file and line; the same thing twice is told once."""
        more = [
            self._diagnostic(
                kind,
                line,
                "…",
                _("no more of the same; {count} were left out of the list").format(
                    count=self._told[kind] - MOST_OF_A_KIND
                ),
                "",
            )
            for kind, line in self._first_untold.items()
        ]
        return tuple(sorted([*self._found, *more]))

    @staticmethod
    def _diagnostic(kind: tuple[str, str], line: int, read: str, expected: str, nearest: str) -> Diagnostic:
        path, code = kind
        entry = CODES[code]
        said = (_printable(text) for text in (read, expected, nearest, _(entry.advice)))
        return Diagnostic(_printable(path, "?"), line, code, entry.severity, *said)


def _printable(text: str, instead: str = " ") -> str:
    """The text on one line, something else instead of what no terminal can show (such as broken bytes of a name)."""
    return "".join(sign if sign.isprintable() else instead for sign in text)
