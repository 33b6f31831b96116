"""The cells of one row of a table, converted; what is wrong in one is told with the row's line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tertial.definitions import scalars
from tertial.definitions.findings import Findings
from tertial.definitions.refusal import Refusal
from tertial.domain.organisation import Validity
from tertial.language import _

Value = TypeVar("Value")


class Cells:
    """Converts the cells of a row; what is refused is noted and becomes None."""

    def __init__(self, path: str, line: int, findings: Findings) -> None:
        self.path, self.line = path, line
        self._findings = findings

    def get(self, convert: Callable[[str], Value], column: str, cell: str) -> Value | None:
        """The converted cell; of one that is refused, the column is told."""
        try:
            return convert(cell)
        except Refusal as refusal:
            expected = _("in the column {column}: {expected}").format(column=column, expected=refusal.expected)
            self._findings.add(refusal.code, self.path, self.line, refusal.read, expected, refusal.nearest)
            return None

    def needed(self, column: str, cell: str) -> bool:
        """Whether the cell is filled in; an empty one is noted."""
        if not cell:
            expected = _("a value in the column {column}").format(column=column)
            self._findings.add("E309", self.path, self.line, "", expected)
        return bool(cell)

    def validity(self, first: str, last: str) -> Validity | None:
        """The days from the first to the last; empty cells are open ends."""
        start = self.get(scalars.day, "valid_from", first) if first else None
        end = self.get(scalars.day, "valid_to", last) if last else None
        if (first and start is None) or (last and end is None):
            return None
        if start and end and start > end:
            self._findings.add("E526", self.path, self.line, f"{start} – {end}", _("valid_from before valid_to"))
            return None
        return Validity(start, end)
