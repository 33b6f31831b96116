"""Why a load did not take lines, files or an extract, as it is printed below the table of the load."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tertial.extracts.loading.load_extract import Loaded
from tertial.extracts.loading.quarantine import Refused
from tertial.extracts.reasons import Reason, sentence
from tertial.language import _
from tertial.pipeline.loading import NotLoaded
from tertial.report.numbers import number

MOST_REASONS = 12
"""Kinds of refused lines printed for an extract; the quarantine has them all."""
MOST_FILES = 3
"""Names of files in a row."""
INDENT = (0, 0, 0, 2)
NARROW = 16
"""Columns of the terminal that a file's or a column's name has at the most in a narrow one."""


def print_not_loaded(console: Console, results: Sequence[NotLoaded]) -> None:
    """Each reason once, with all the extracts that it holds for."""
    reasons: dict[str, list[str]] = {}
    for result in results:
        reasons.setdefault(result.why, []).append(result.extract)
    for why, extracts in reasons.items():
        console.print()
        console.print(Text(_("Not loaded: {extracts}").format(extracts=", ".join(extracts)), style="bold red"))
        console.print(Padding(Text(why), INDENT))


def print_known(console: Console, results: Sequence[Loaded]) -> None:
    """The files that were not read, since they had been loaded before."""
    known = [result for result in results if result.known]
    if known:
        console.print()
    for result in known:
        names = ", ".join(result.known[:MOST_FILES]) + (" …" if len(result.known) > MOST_FILES else "")
        said = (
            _("{extract}: {file} was loaded before, and was not read again.")
            if len(result.known) == 1
            else _("{extract}: {count} files were loaded before, and were not read again: {file}.")
        )
        console.print(Text(said.format(extract=result.extract, count=number(len(result.known)), file=names)))


def print_refused(console: Console, result: Loaded) -> None:
    """Where the first line of each kind stands, how many there are, what is wrong and what would be right."""
    kinds = _together(result.refused)
    if not kinds:
        return
    count = result.tally.quarantined
    said = _("{extract}: 1 row in quarantine") if count == 1 else _("{extract}: {count} rows in quarantine")
    console.print()
    console.print(Text(said.format(extract=result.extract, count=number(count)), style="bold"))
    table = Table(box=None, pad_edge=False, show_header=False)
    for _name in ("place", "column"):
        table.add_column(overflow="fold", max_width=max(NARROW, console.width // 4))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for kind in kinds[:MOST_REASONS]:
        table.add_row(*kind)
    console.print(Padding(table, INDENT))
    left = len(kinds) - MOST_REASONS
    if left > 0:
        more = (
            _("1 more reason; tertial quarantine shows all lines.")
            if left == 1
            else _("{count} more reasons; tertial quarantine shows all lines.")
        )
        console.print(Padding(Text(more.format(count=number(left)), style="dim"), INDENT))


def _together(refused: Sequence[Refused]) -> list[tuple[str, str, str, str]]:
    """What was refused in all files of an extract, the most common first: place, column, how many rows, and why."""
    kinds: dict[tuple[str, str], list[Refused]] = {}
    for one in refused:
        kinds.setdefault((one.kind.column, one.kind.reason), []).append(one)
    ordered = sorted(kinds.items(), key=lambda kind: -sum(one.count for one in kind[1]))
    return [(_place(ones), column, _rows(ones), _why(reason, ones)) for (column, reason), ones in ordered]


def _place(refused: Sequence[Refused]) -> str:
    first = refused[0]
    line = min(one.first_line for one in refused if one.kind.file == first.kind.file)
    return f"{first.kind.file}:{line}" if line else first.kind.file


def _rows(refused: Sequence[Refused]) -> str:
    count = sum(one.count for one in refused)
    return _("1 row") if count == 1 else _("{count} rows").format(count=number(count))


def _why(reason: str, refused: Sequence[Refused]) -> str:
    said = sentence(Reason(reason))
    near = list(dict.fromkeys(one.kind.nearest for one in refused if one.kind.nearest))
    if near:
        names = ", ".join(near[:MOST_FILES]) + (" …" if len(near) > MOST_FILES else "")
        said += _(" Nearest: {name}.").format(name=names)
    others = len({one.kind.file for one in refused}) - 1
    if others:
        said += (
            _(" Also in 1 other file.")
            if others == 1
            else _(" Also in {count} other files.").format(count=number(others))
        )
    return said
