"""The command that shows the log of whose data somebody has looked at."""

from __future__ import annotations

from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json, progress
from tertial.commands.options import JsonOption, LinesOption, RegionArgument, StoreOption
from tertial.commands.store import errand
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Print whose data somebody has been shown: when, what was shown, at which unit, to whom and why, one line an "
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
    from tertial.commands.access_table import print_accesses
    from tertial.pipeline import accesses as pipeline

    with input_errors(as_json=as_json), progress() as step:
        found = pipeline.accesses(errand(region, store, "audit", step), unit=unit, user=user)
        if out is not None:
            pipeline.write_accesses(found, out)
    if as_json:
        print_json({"accesses": [one.document() for one in found]})
        return
    print_accesses(terminal(), found)
    if out is not None:
        terminal().print(_("All lines stand in {file}.").format(file=out), soft_wrap=True)
