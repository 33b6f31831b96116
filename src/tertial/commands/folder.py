"""Commands on a region folder: make one, check it, bring it to the newest form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import USER_ERROR, print_json, progress, refuse
from tertial.commands.options import JsonOption, RegionArgument
from tertial.language import _
from tertial.printout import print_findings, terminal

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_("Make a region folder that checks clean and explains itself.\n\nExample: tertial init my-region"),
)
def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder to make."), show_default=False)],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=_("The region's name."))] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="LANGUAGE", help=_("The language of its reports: sv or en."))
    ] = "sv",
    as_json: JsonOption = False,
) -> None:
    """Make a region folder."""
    from tertial.definitions.start import start_folder

    try:
        made = start_folder(directory, name=name, language=language)
    except (ValueError, OSError) as error:
        refuse(str(error), as_json=as_json)
    if as_json:
        print_json({"folder": str(directory), "files": [str(path) for path in made]})
        return
    console = terminal()
    console.print(_("{folder} is made: {count} files.").format(folder=directory, count=len(made)))
    console.print(_("Next: tertial check {folder}").format(folder=directory))
    console.print(_("Then: tertial report {folder} --period 2025-08 --out reports").format(folder=directory))


@commands.command(
    cls=Command,
    help=_("Check a region folder and say everything that is wrong with it.\n\nExample: tertial check my-region"),
)
def check(region: RegionArgument, as_json: JsonOption = False) -> None:
    """Check a region folder."""
    from tertial.pipeline import folder

    with progress() as step:
        step(_("Reads {folder}").format(folder=region))
        reading = folder.check(region)
    if as_json:
        print_json(
            {
                "folder": str(region),
                "files": list(reading.files),
                "errors": [finding.as_json() for finding in reading.errors],
                "warnings": [finding.as_json() for finding in reading.warnings],
            }
        )
    else:
        print_findings(terminal(), region, reading.diagnostics, len(reading.files))
    if reading.errors:
        raise typer.Exit(USER_ERROR)


@commands.command(
    cls=Command, help=_("Bring a region folder to the newest form.\n\nExample: tertial upgrade my-region")
)
def upgrade(region: RegionArgument, as_json: JsonOption = False) -> None:
    """Upgrade a region folder."""
    from tertial.definitions.upgrade import upgrade_folder

    try:
        done = upgrade_folder(region)
    except (ValueError, OSError) as error:
        refuse(str(error), as_json=as_json)
    if as_json:
        print_json(done.as_json())
        return
    console = terminal()
    for line in done.sentences():
        console.print(line, soft_wrap=True)
