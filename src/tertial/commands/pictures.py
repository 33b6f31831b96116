"""The command that writes the charts of a report as pictures."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, progress
from tertial.commands.options import (
    FolderOption,
    JsonOption,
    PeriodOption,
    RegionArgument,
    UnitOption,
    chosen,
    languages,
)
from tertial.commands.written_files import tell_written
from tertial.language import _
from tertial.pipeline.formats import LIST_FILE, PIXELS, PictureFormat, TableFormat
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Write every chart of the report as a picture of its own, for slides and web pages, with a list of what they "
        "show.\n\nExample: tertial pictures my-region --period 2025-08 --format png --out slides"
    ),
)
def pictures(
    region: RegionArgument,
    period: PeriodOption,
    unit: UnitOption = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help=_("Formats: svg, png; several with commas."))
    ] = "svg,png",
    pixels: Annotated[
        int, typer.Option("--pixels", metavar="COUNT", help=_("How wide a PNG is, in pixels."), min=200, max=8000)
    ] = PIXELS,
    language: Annotated[
        str, typer.Option("--language", metavar="LANGUAGES", help=_("Languages of the pictures: sv, en or both."))
    ] = "sv",
    out: FolderOption = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Write the charts."""
    from tertial.pipeline import pictures as pipeline

    kinds, chosen_languages = chosen(formats, PictureFormat), languages(language)
    with input_errors(as_json=as_json), progress() as step:
        written = list(
            pipeline.pictures(
                region,
                as_of=period,
                out=out,
                formats=kinds,
                languages=chosen_languages,
                unit=unit,
                pixels=pixels,
                step=step,
            )
        )
    if as_json:
        tell_written(region, period, written, as_json=True)
        return
    if not written:
        terminal().print(_("The report has no charts."))
    for folder, files in groupby(written, key=lambda file: file.path.parent):
        names = {file.path.stem for file in files if file.format is not TableFormat.CSV}
        terminal().print(
            _("Pictures: {count}, in {folder}. What they show is told in {file}.").format(
                count=len(names), folder=folder, file=LIST_FILE
            )
        )
