"""What `tertial audit` prints: the log of accesses, a line an occasion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tertial.domain.clock import TIME_ZONE
from tertial.extracts.access_log import Access, AccessKind
from tertial.language import _
from tertial.printout import WIDE_ENOUGH
from tertial.report.numbers import number

WORD = 8
"""In a narrow terminal what was shown stands on two lines, so that there is room for unit, user and reason."""


def kind_word(kind: AccessKind) -> str:
    """What somebody was shown, in two short words."""
    return {AccessKind.RELINK: _("joined list"), AccessKind.ROWS: _("single rows")}[kind]


def print_accesses(console: Console, accesses: Sequence[Access]) -> None:
    """A line for each occasion, with how many persons somebody was shown."""
    if not accesses:
        console.print(_("Nobody has been shown any person's data."))
        return
    occasions = Counter((one.at, one.kind, one.unit, one.user, one.reason) for one in accesses)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("When"), no_wrap=True)
    table.add_column(_("Shown"), max_width=None if console.width >= WIDE_ENOUGH else WORD)
    for title in (_("Unit"), _("User"), _("Why")):
        table.add_column(title, overflow="fold")
    table.add_column(_("Persons"), justify="right", no_wrap=True)
    for (at, kind, unit, user, reason), count in occasions.items():
        when = at.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M")
        table.add_row(when, kind_word(kind), unit, user, reason, number(count))
    console.print(table)
