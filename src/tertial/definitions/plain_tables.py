"""Brings a table as Excel saves it to the plain form of the folder: commas between columns, points in figures.

What cannot be told for certain is left as it stands, with its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tertial.definitions.plain_figures import plain_figure
from tertial.language import _

FIGURES: Mapping[str, tuple[str, ...]] = {
    "outcomes": ("numerator", "denominator", "value"),
    "economy.csv": ("amount",),
    "organisation.csv": ("share",),
    "memberships.csv": (),
}
"""The columns that hold figures; `outcomes` is every table of that folder."""

COUNTS = ("numerator", "denominator")
"""Columns of whole numbers."""

IsPercent = Callable[[Mapping[str, str]], bool]
"""Whether the figure of a row is in per cent."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell or row that was left as it stands: its line in the written table, and what is wrong with it."""

    line: int
    read: str
    why: str


@dataclass(slots=True)
class PlainTable:
    """The table's new text, what was done to it, and what was left."""

    text: str
    done: list[str] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)


def plain_table(text: str, figures: Sequence[str], is_percent: IsPercent) -> PlainTable:
    """The table in plain form; its text is returned as it stands when nothing has to change."""
    separator, body = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        return PlainTable(text, unclear=[Unclear(1, str(error), _("a quotation mark that does not close"))])
    table = PlainTable(text)
    if separator != ",":
        table.done.append(_("commas between the columns"))
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    if any(len(row) > width or not any(row) for row in rows):
        table.done.append(_("empty columns and rows taken out"))
    rows = [row[:width] for row in rows if any(row)]
    mended = _mend(rows, figures, is_percent, separator, table.unclear)
    if mended:
        table.done.append(_("{count} figures written with a point and without spaces or %").format(count=mended))
    if table.done:
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(rows)
        table.text = written.getvalue()
    return table


def _separator(text: str) -> tuple[str, str]:
    """What parts the columns, and the table without the line in which Excel may say so itself."""
    first = next(iter(text.splitlines()), "")
    rest = text[len(first) :].removeprefix("\r\n").removeprefix("\r").removeprefix("\n")
    said = first.strip().removeprefix("sep=")
    if len(said) == 1 and first.strip() != said:
        return said, rest
    if "," not in first:
        return next((sign for sign in (";", "\t") if sign in first), ","), text
    return ",", text


def _mend(
    rows: list[list[str]], figures: Sequence[str], is_percent: IsPercent, separator: str, unclear: list[Unclear]
) -> int:
    """Mend the figures of the rows in place; how many were."""
    header = [name.strip() for name in rows[0]] if rows else []
    places = [(header.index(column), column) for column in figures if column in header]
    mended = 0
    line = 1 + _height(header)
    for row in rows[1:]:
        if len(row) != len(header):
            told = _("{count} cells where the header has {expected}").format(count=len(row), expected=len(header))
            unclear.append(Unclear(line, separator.join(row), told))
        else:
            percent = is_percent(dict(zip(header, row, strict=True)))
            for place, column in places:
                figure = _plain(row[place], column, percent=percent, comma_is_decimal=separator != ",")
                if figure is None:
                    unclear.append(
                        Unclear(line, row[place], _("no figure that is certain, in {column}").format(column=column))
                    )
                elif figure != row[place]:
                    row[place] = figure
                    mended += 1
        line += _height(row)
    return mended


def _plain(written: str, column: str, *, percent: bool, comma_is_decimal: bool) -> str | None:
    """The cell in plain form; shares of several successors stand in one cell with semicolons between."""
    if not written.strip():
        return written
    in_percent = percent and column not in COUNTS
    parts = [plain_figure(part, percent=in_percent, comma_is_decimal=comma_is_decimal) for part in written.split(";")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or (column in COUNTS and any("." in part for part in known)):
        return None
    return ";".join(known)


def _height(row: Sequence[str]) -> int:
    """How many lines a row takes up."""
    return 1 + sum(cell.count("\n") for cell in row)
