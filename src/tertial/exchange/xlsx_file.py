"""Sheets as an Excel workbook: texts are texts whatever they begin with, figures are figures, times are fixed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tertial.exchange.sheet import Sheet, Value

LONGEST_TEXT = 32_767
"""What a cell holds at the most in Excel."""
LONGEST_TITLE = 31
WIDEST, NARROWEST = 60, 8
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def xlsx_bytes(sheets: Sequence[Sheet], *, title: str, as_of: date) -> bytes:
    """The sheets as one workbook with frozen, filtered header rows.

    The workbook's dates are the as-of date, so that the same sheets give the same bytes. Raises ValueError for a
    text longer than a cell holds.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001
        head = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title[:LONGEST_TITLE])
            for place, column in enumerate(sheet.columns):
                page.write_string(0, place, column, head)
            for number, row in enumerate(sheet.rows, 1):
                for place, value in enumerate(row):
                    _write(page, number, place, value)
            page.freeze_panes(1, 1)
            if sheet.columns:
                page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
            for place in range(len(sheet.columns)):
                page.set_column(place, place, _width(sheet, place))
    return out.getvalue()


def _write(page: Worksheet, row: int, column: int, value: Value) -> None:
    match value:
        case None:
            page.write_blank(row, column, None)
        case bool():
            page.write_boolean(row, column, value)
        case str():
            if len(value) > LONGEST_TEXT:
                raise ValueError(f"a text of {len(value)} characters does not fit in a cell of {LONGEST_TEXT}")
            page.write_string(row, column, _NO_XML.sub("", value))
        case _:
            page.write_number(row, column, value)


def _width(sheet: Sheet, place: int) -> int:
    longest = max([len(sheet.columns[place]), *(len(str(row[place])) for row in sheet.rows)])
    return min(max(longest + 2, NARROWEST), WIDEST)
