"""Reads one sheet of an Excel workbook.

A cell that shows an error (#DIV/0!) comes as an empty text: the reading library does not tell them apart.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from tertial.extracts.archive import DAMAGE, too_much
from tertial.extracts.batches import Batch, Rejected, rejections, whole_file
from tertial.extracts.header import named
from tertial.extracts.reasons import Reason
from tertial.extracts.text_rows import batches

LARGEST = 1 << 30
"""Bytes unpacked; a workbook is held in memory. A full sheet of a million rows and ten columns is about half."""

MOST_CELLS = 50_000_000
_PLACE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_LONGEST_PLACE = 20

Value = int | float | str | bool | time | date | datetime | timedelta


def read_xlsx(stream: BinaryIO, sheet: str = "") -> Iterator[Batch]:
    """Read the sheet of that name, or the first visible one with rows; further ones with rows are told of.

    Raises OSError.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            if too_much(archive.infolist(), LARGEST) or _corners(archive) > MOST_CELLS:
                yield whole_file(Reason.LARGE_FILE)
                return
        stream.seek(0)
        workbook = CalamineWorkbook.from_filelike(stream)
        found = _sheets(workbook, sheet)
    except PasswordError:
        yield whole_file(Reason.PASSWORD)
        return
    except (CalamineError, *DAMAGE, ValueError):
        yield whole_file(Reason.BROKEN_FILE)
        return
    if not found:
        yield whole_file(Reason.NO_SHEET)
        return
    if len(found) > 1:
        yield whole_file(Reason.SEVERAL_SHEETS)
    yield from _rows(found[0])


def text_of(value: Value) -> str:
    """A cell as text: whole numbers without decimals, times as ISO 8601, true and false in English."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g}"
    return str(value)


def _sheets(workbook: CalamineWorkbook, wanted: str) -> list[CalamineSheet]:
    if wanted:
        return [workbook.get_sheet_by_name(wanted)] if wanted in workbook.sheet_names else []
    visible = [meta.name for meta in workbook.sheets_metadata if meta.visible is SheetVisibleEnum.Visible]
    sheets = [workbook.get_sheet_by_name(name) for name in visible]
    return [sheet for sheet in sheets if sheet.start is not None]


def _rows(sheet: CalamineSheet) -> Iterator[Batch]:
    rows = enumerate(sheet.iter_rows(), 1)
    line, cells = next(((line, row) for line, row in rows if any(cell != "" for cell in row)), (0, []))
    if not line:
        yield whole_file(Reason.NO_SHEET)
        return
    header = named([text_of(cell) for cell in cells])
    yield rejections([Rejected(line, reason) for reason in header.reasons], header.names)
    yield from batches(
        header.names,
        (
            (line, _texts(row) if header.usable else header.reasons[0])
            for line, row in rows
            if any(cell != "" for cell in row)
        ),
    )


def _texts(row: Sequence[Value]) -> Sequence[str] | Reason:
    texts = [text_of(cell) for cell in row]
    return Reason.NUL_BYTE if any("\0" in text for text in texts) else texts


def _corners(archive: zipfile.ZipFile) -> int:
    """The most cells that a sheet spans: one cell far away makes the library lay out all those before it."""
    spans = [0]
    for name in archive.namelist():
        if not (name.startswith("xl/worksheets/") and name.endswith(".xml")):
            continue
        column, row, rest = 0, 0, b""
        with archive.open(name) as stream:
            while chunk := stream.read(1 << 20):
                places = set(_PLACE.findall(rest + chunk))
                column = max((column, *(_column(letters) for letters in {letters for letters, _row in places})))
                row = max((row, *(int(number) for _letters, number in places)))
                rest = chunk[-_LONGEST_PLACE:]
        spans.append(column * row)
    return max(spans)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
