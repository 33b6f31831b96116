"""A sheet as CSV: UTF-8, comma, point as decimal sign; a text that a spreadsheet would compute is disarmed."""

from __future__ import annotations

import csv
import io

from tertial.exchange.sheet import FORMULA_SIGNS, Sheet, Value


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet as a CSV file with a header row and plain line feeds."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(column) for column in sheet.columns])
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    """A cell's text. Only texts are disarmed, with an apostrophe in front: -335 as a number stays -335.

    A text that begins with white space is disarmed too, since some programs cut it away before they compute.
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            text = value.replace("\r\n", "\n").replace("\r", "\n")
            return f"'{text}" if value.lstrip().startswith(FORMULA_SIGNS) or text[:1].isspace() else text
        case _:
            return str(value)
