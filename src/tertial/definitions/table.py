"""Reads a CSV table: which columns it has, and its rows with their lines; tells what Excel did to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from tertial.definitions.findings import Findings
from tertial.definitions.refusal import listed, nearest
from tertial.language import _


class Table:
    """A table's rows in the order of `columns`, whatever the order in the file; a column left out is empty.

    `rows` may be read once. Cells are stripped of the spaces around them.
    """

    def __init__(self, text: str, path: str, columns: Sequence[str], needed: int, findings: Findings) -> None:
        """`needed`: how many of the columns, counted from the first, the header must have."""
        self.path = path
        self._text = text
        self._findings = findings
        self._columns = tuple(columns)
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = self._next()
        self._width = len(header) if header is not None else 0
        self._places = self._find_columns(header, needed) if header is not None else None

    def _next(self) -> list[str] | None:
        line = self._reader.line_num + 1
        try:
            return next(self._reader, None)
        except csv.Error as error:
            there = next(islice(io.StringIO(self._text, newline=""), line - 1, None), "")
            if "field limit" in str(error):
                most = _("at most {most} characters in a cell").format(most=csv.field_size_limit())
                self._findings.add("E107", self.path, line, there, most)
            else:
                self._findings.add("E308", self.path, line, there, _("a closing quote for each quote that opens"))
            return None

    def _find_columns(self, header: list[str], needed: int) -> list[int] | None:
        names = [name.strip() for name in header]
        expected = _("the columns {columns}").format(columns=listed(self._columns, 20))
        if len(names) == 1 and self._columns[0] != names[0]:
            for sign, code in ((";", "E301"), ("\t", "E302")):
                if sign in names[0]:
                    self._findings.add(code, self.path, 1, names[0].replace("\t", "→"), _("commas between the columns"))
                    return None
        if not set(names) & set(self._columns):
            self._findings.add("E303", self.path, 1, ",".join(names), expected)
            return None
        broken = False
        for place, name in enumerate(names):
            if name not in self._columns:
                missing = [column for column in self._columns if column not in names]
                self._findings.add("E304", self.path, 1, name, expected, among=missing)
                broken = True
            elif name in names[:place]:
                self._findings.add("E305", self.path, 1, name, expected)
                broken = True
        for column in self._columns[:needed]:
            if column not in names:
                wanted = _("the column {column}").format(column=column)
                unknown = [name for name in names if name not in self._columns]
                self._findings.add("E303", self.path, 1, ",".join(names), wanted, nearest(column, unknown))
                broken = True
        if broken:
            return None
        return [names.index(column) if column in names else -1 for column in self._columns]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its line; rows with the wrong number of cells are told and left out."""
        if self._places is None:
            return
        width = self._width
        in_order = self._places == list(range(len(self._places)))
        places = self._places
        while True:
            line = self._reader.line_num + 1
            row = self._next()
            if row is None:
                return
            if len(row) != width:
                if any(cell.strip() for cell in row):
                    self._refuse_width(line, row)
                continue
            cells = list(map(str.strip, row))
            if not any(cells):
                continue
            yield line, cells if in_order else [cells[place] if place >= 0 else "" for place in places]

    def _refuse_width(self, line: int, row: list[str]) -> None:
        code = "E306" if len(row) < self._width else "E307"
        expected = _("{count} cells").format(count=self._width)
        self._findings.add(
            code, self.path, line, _("{count} cells: {row}").format(count=len(row), row=",".join(row)), expected
        )
