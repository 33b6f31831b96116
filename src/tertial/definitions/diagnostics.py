"""What is wrong in a region folder, said so that the person who wrote it can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertial.language import _


class Severity(StrEnum):
    """An error stops the reading; a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing that is wrong, where it stands, what was read, what was expected and what to do.

    `path` is relative to the region folder, `line` counts from 1. `expected` and `advice` are in the language that
    was in force when the folder was read. Diagnostics sort by file and line.
    """

    path: str
    line: int
    code: str
    severity: Severity
    read: str
    expected: str
    nearest: str = ""
    advice: str = ""

    def sentence(self) -> str:
        """The whole message on one line, in the language in force."""
        place = f"{self.path}:{self.line}: {self.code}"
        said = [_("read ”{read}”, expected {expected}").format(read=self.read, expected=self.expected)]
        if self.nearest:
            said.append(_("nearest right: {nearest}").format(nearest=self.nearest))
        sentence = f"{place} {'; '.join(said)}."
        return f"{sentence} {self.advice}" if self.advice else sentence

    def as_json(self) -> dict[str, object]:
        """The parts by name, for programs; `line` is a number, everything else text."""
        return {
            "path": self.path,
            "line": self.line,
            "code": self.code,
            "severity": self.severity.value,
            "read": self.read,
            "expected": self.expected,
            "nearest": self.nearest,
            "advice": self.advice,
        }
