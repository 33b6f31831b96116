"""The command that says which events lack, where and since when, and what would mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json, progress
from tertial.commands.options import JsonOption, RegionArgument, StoreOption, month
from tertial.commands.store import errand
from tertial.domain.calendar import Month
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Say whether all events are there: rows that lack or came twice, fields that are empty, codes that changed, "
        "by feed and unit, since when, and which unit should mend what. With --feed also units by months.\n\n"
        "Example: tertial quality my-region --feed contacts"
    ),
)
def quality(
    region: RegionArgument,
    through: Annotated[
        Month | None,
        typer.Option(
            "--through",
            parser=month,
            metavar="YYYY-MM",
            help=_("The last month to judge; without it the last that most feeds have."),
        ),
    ] = None,
    feed: Annotated[str | None, typer.Option("--feed", metavar="FEED", help=_("Only this feed."))] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help=_("Only this unit and those below it."))
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=_("A file for the verdict on each unit and month: .csv, .xlsx or .json."),
            dir_okay=False,
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge the quality of events."""
    from tertial.commands.quality_tables import print_quality, quality_document
    from tertial.pipeline import quality as pipeline

    with input_errors(as_json=as_json), progress() as step:
        if out is not None:
            pipeline.check_suffix(out)
        found = pipeline.quality(errand(region, store, "quality", step), through=through, feed=feed, unit=unit)
        if out is not None:
            pipeline.write_verdicts(found, out)
    if as_json:
        print_json(quality_document(found))
    else:
        print_quality(terminal(), found)
