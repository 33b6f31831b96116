"""The command that joins a list for staff with the register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json, progress
from tertial.commands.options import (
    JsonOption,
    KeyFileOption,
    NumberColumnOption,
    RegionArgument,
    RegisterOption,
    StoreOption,
)
from tertial.commands.store import errand
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Join a list of tokens with the register, for the unit that is responsible; each person is logged.\n\n"
        "Example: tertial relink my-region list.csv --register register.csv --out recall.csv --unit hc-1 "
        "--reason 'recall to health dialogue'"
    ),
)
def relink(
    region: RegionArgument,
    listed: Annotated[
        Path,
        typer.Argument(
            metavar="LIST",
            help=_("A list with the columns person (tokens) and unit."),
            dir_okay=False,
            show_default=False,
        ),
    ],
    register: RegisterOption,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help=_("A new CSV file, outside the store and the region folder, that only you can read."),
            dir_okay=False,
            show_default=False,
        ),
    ],
    unit: Annotated[
        str,
        typer.Option(
            "--unit",
            metavar="UNIT",
            help=_("The responsible unit; every row is of it or below it."),
            show_default=False,
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=_("Why; it is logged with each person."), show_default=False)
    ],
    number_column: NumberColumnOption = "",
    key_file: KeyFileOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Join a list with the register."""
    from tertial.pipeline import relinking as pipeline
    from tertial.pipeline.errand import KeySource

    wanted = pipeline.ListWanted(listed, register, out, unit, reason, number_column)
    with input_errors(as_json=as_json), progress() as step:
        done = pipeline.relink(errand(region, store, "relink", step), wanted, KeySource(key_file))
    left = {"protected": done.protected, "elsewhere": done.elsewhere, "not_in_register": done.not_in_register}
    if as_json:
        print_json({"file": str(out), "rows": len(done.rows), "persons": len(done.persons), "left_out": left})
        return
    console = terminal()
    console.print(
        _(
            "{file} is written. Rows: {rows}, persons: {persons}, each logged. Delete the file when it has been used."
        ).format(file=out, rows=len(done.rows), persons=len(done.persons)),
        soft_wrap=True,
    )
    for count, words in (
        (done.protected, _("Rows left out since the person is protected or has blocked records: {count}.")),
        (done.elsewhere, _("Rows left out since the store knows nothing of the person in the unit: {count}.")),
        (done.not_in_register, _("Rows left out since the person is not in the register: {count}.")),
    ):
        if count:
            console.print(words.format(count=count), soft_wrap=True)
