"""The command that proposes how a file's columns become a feed's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json, progress
from tertial.commands.options import JsonOption
from tertial.domain.clock import TIME_ZONE
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)


@commands.command(
    name="map",
    cls=Command,
    help=_(
        "Propose how the columns of a file become a feed's, as a piece of extracts.toml. Values that may be about "
        "persons are never shown.\n\nExample: tertial map contacts.csv --region my-region"
    ),
)
def map_columns(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=_("The file, or a folder or ZIP of files alike."), show_default=False),
    ],
    feed: Annotated[
        str | None, typer.Option("--feed", metavar="FEED", help=_("The feed; without it the one that fits best."))
    ] = None,
    region: Annotated[
        Path | None,
        typer.Option("--region", metavar="REGION", help=_("The region folder, whose units are then known.")),
    ] = None,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="SHEET", help=_("The sheet of a workbook; without it the first."))
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help=_("A new file for the piece, which is then not printed.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Propose a mapping."""
    # Here, so that the help does not wait for the libraries that reading needs.
    from tertial.commands.map_table import document, print_mapped
    from tertial.pipeline.mapping import map_file, write_piece

    today = datetime.now(TIME_ZONE).date()
    with input_errors(as_json=as_json), progress() as step:
        mapped = map_file(file, today=today, feed=feed, region=region, sheet=sheet, step=step)
        if out is not None:
            write_piece(out, mapped.toml)
    if as_json:
        print_json(document(mapped))
        return
    console = terminal()
    print_mapped(console, mapped, with_toml=out is None)
    if out is not None:
        console.print(_("{file} is written.").format(file=out), soft_wrap=True)
