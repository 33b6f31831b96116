"""The command that makes a synthetic region."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import print_json, refuse
from tertial.commands.bars import months_bar
from tertial.commands.options import JsonOption, chosen, month
from tertial.disk_errors import disk_error_words
from tertial.language import _
from tertial.printout import terminal
from tertial.report.numbers import number

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Make a synthetic region: extracts of every feed about invented persons, what describes them, and the truth "
        "beside. The same seed makes the same files on every machine.\n\n"
        "Example: tertial simulate my-region --residents 27000 --months 36 --seed 1"
    ),
)
def simulate(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder to make."), show_default=False)],
    residents: Annotated[
        int, typer.Option("--residents", metavar="NUMBER", help=_("How many live there on the first day."))
    ] = 27_000,
    months: Annotated[int, typer.Option("--months", metavar="NUMBER", help=_("How many months."))] = 36,
    seed: Annotated[int, typer.Option("--seed", metavar="NUMBER", help=_("Another number makes another region."))] = 1,
    last: Annotated[str, typer.Option("--last", metavar="YYYY-MM", help=_("The last month."))] = "2025-12",
    new_record_system: Annotated[
        str,
        typer.Option(
            "--new-record-system",
            metavar="YYYY-MM",
            help=_("The first month of a new record system, from which some deliveries go wrong."),
            show_default=False,
        ),
    ] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=_("How extracts are written: csv or parquet."))
    ] = "csv",
    files: Annotated[
        str, typer.Option("--files", metavar="SPAN", help=_("What each file holds: a month or a year."))
    ] = "month",
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Make anew what an earlier simulation left in the folder."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a synthetic region."""
    # Here, so that the help does not wait for the libraries that it needs.
    from tertial.simulate.deliveries import Form, Span
    from tertial.simulate.folder import FolderRefusedError
    from tertial.simulate.region import Plan, PlanRefusedError
    from tertial.simulate.region import simulate as made_by

    forms, spans, last_month = chosen(form, Form), chosen(files, Span), month(last)
    changed = month(new_record_system) if new_record_system else None
    try:
        with months_bar() as (told, step):
            step(_("Simulates"))
            made = made_by(
                directory, Plan(residents, months, seed, last_month, forms[0], changed, spans[0]), told, replace=replace
            )
    except (PlanRefusedError, FolderRefusedError) as error:
        refuse(str(error), as_json=as_json)
    except OSError as error:
        refuse(
            _("Cannot write {file}: {why}").format(file=error.filename or directory, why=disk_error_words(error)),
            as_json=as_json,
        )
    if as_json:
        print_json(
            {
                "folder": str(directory),
                "residents": made.residents,
                "months": made.months,
                "seed": seed,
                "feeds": made.feeds,
                "extracts": made.extracts,
                "rows": made.rows,
            }
        )
        return
    console = terminal()
    console.print(
        _("{folder} is made: {feeds} feeds in {extracts} extracts, {rows} rows. The persons are invented.").format(
            folder=directory, feeds=made.feeds, extracts=made.extracts, rows=number(made.rows)
        )
    )
    console.print(_("Next: tertial load {folder}").format(folder=directory))
