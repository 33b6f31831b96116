"""Adds or replaces one row in the text of a CSV table and leaves every other row byte for byte as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tertial.definitions.not_written import NotWrittenError, check_known
from tertial.language import _


@dataclass(frozen=True, slots=True)
class _Record:
    """One row: where its text begins and ends (its line break not included) and its cells."""

    begin: int
    end: int
    cells: tuple[str, ...]


class TableEditing:
    """The text of one table with a header row. Raises NotWrittenError for one without a header."""

    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._text = text
        records = list(_records(text))
        if not records:
            raise NotWrittenError(_("The table has no header row. Write the names of the columns on its first line."))
        self._header = records[0].cells
        self._rows = records[1:]

    @property
    def text(self) -> str:
        """The whole text as it now stands."""
        return self._text

    @property
    def columns(self) -> tuple[str, ...]:
        """The names in the header row."""
        return self._header

    def put(self, row: Mapping[str, str], key: Sequence[str], defaults: Mapping[str, str] | None = None) -> None:
        """Replace the row with the same values in the key columns, or add the row at the end.

        Columns that `row` does not name are empty. `defaults` says what an empty cell of a key column means.
        Raises NotWrittenError for a column that the table lacks.
        """
        for column in row:
            check_known(column, self._header, _("column"))
        cells = [row.get(column, "") for column in self._header]
        place = self._key(cells, key, defaults or {})
        line = _written(cells)
        for record in self._rows:
            if self._key(record.cells, key, defaults or {}) == place:
                self._text = self._text[: record.begin] + line + self._text[record.end :]
                break
        else:
            gap = "" if self._text.endswith("\n") else self._newline
            self._text = f"{self._text}{gap}{line}{self._newline}"
        self._rows = list(_records(self._text))[1:]

    def _key(self, cells: Sequence[str], key: Sequence[str], defaults: Mapping[str, str]) -> tuple[str, ...]:
        named = dict(zip(self._header, cells, strict=False))
        return tuple(named.get(column, "") or defaults.get(column, "") for column in key)


def _written(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()


def _records(text: str) -> Iterator[_Record]:
    """The rows of the text; a line break within quotes does not end a row, and an empty line is none."""
    begin = 0
    quoted = False
    for place, sign in enumerate(text):
        if sign == '"':
            quoted = not quoted
        elif sign == "\n" and not quoted:
            yield from _record(text, begin, place)
            begin = place + 1
    yield from _record(text, begin, len(text))


def _record(text: str, begin: int, end: int) -> Iterator[_Record]:
    line = text[begin:end].removesuffix("\r")
    if line:
        cells = next(csv.reader(io.StringIO(line, newline="")))
        yield _Record(begin, begin + len(line), tuple(cells))
