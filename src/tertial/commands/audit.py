"""The command that shows the log of whose data somebody has looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json, progress
from tertial.commands.options import JsonOption, LinesOption, RegionArgument, StoreOption
from tertial.commands.store import errand
from tertial.domain.clock import TIME_ZONE
from tertial.language import _
from tertial.printout import terminal
from tertial.report.numbers import number

if TYPE_CHECKING:
    from tertial.extracts.access_log import Access

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Print whose data somebody has been shown in clear text: when, at which unit, to whom and why, one line an "
        "occasion. The file has a line a person, by token.\n\n"
        "Example: tertial audit my-region --unit hc-1 --out accesses.csv"
    ),
)
def audit(
    region: RegionArgument,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=_("Only this unit."))] = None,
    user: Annotated[str | None, typer.Option("--user", metavar="USER", help=_("Only this user."))] = None,
    out: LinesOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the log of accesses."""
    from tertial.pipeline import accesses as pipeline

    with input_errors(as_json=as_json), progress() as step:
        found = pipeline.accesses(errand(region, store, "audit", step), unit=unit, user=user)
        if out is not None:
            pipeline.write_accesses(found, out)
    if as_json:
        print_json({"accesses": [one.document() for one in found]})
        return
    _print_accesses(terminal(), found)
    if out is not None:
        terminal().print(_("All lines stand in {file}.").format(file=out), soft_wrap=True)


def _print_accesses(console: Console, accesses: Sequence[Access]) -> None:
    if not accesses:
        console.print(_("Nobody has been shown anything in clear text."))
        return
    occasions = Counter((one.at, one.unit, one.user, one.reason) for one in accesses)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("When"), no_wrap=True)
    for title in (_("Unit"), _("User"), _("Why")):
        table.add_column(title, overflow="fold")
    table.add_column(_("Persons"), justify="right", no_wrap=True)
    for (at, unit, user, reason), count in occasions.items():
        table.add_row(at.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M"), unit, user, reason, number(count))
    console.print(table)
