"""Commands from a region folder to what is read: its assessment, its report, its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertial.assess.json_document import json_document
from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json, progress
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
from tertial.language import _, current_language
from tertial.pipeline.formats import Format, TableFormat, Written
from tertial.printout import print_assessment, terminal
from tertial.report.effect_records import effect_records

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Say how each indicator and objective stands. Beside it what has really changed, what is estimated where data "
        "are missing and what actions changed; with --json also how units, women and men differ and where the year "
        "will end.\n\n"
        "Example: tertial assess my-region --period 2025-08"
    ),
)
def assess(region: RegionArgument, period: PeriodOption, unit: UnitOption = None, as_json: JsonOption = False) -> None:
    """Assess a region."""
    from tertial.pipeline import report as pipeline

    with input_errors(as_json=as_json), progress() as step:
        assessment = pipeline.assess(region, as_of=period, unit=unit, step=step)
    if as_json:
        language = current_language()
        effects = effect_records(assessment.region.actions, assessment.effects, language)
        print_json({**json_document(assessment, language), "effects": effects})
    else:
        print_assessment(terminal(), assessment)


@commands.command(
    cls=Command,
    help=_(
        "Write the interim report in PDF, Word and HTML.\n\n"
        "Example: tertial report my-region --period 2025-08 --format pdf,docx --out reports"
    ),
)
def report(
    region: RegionArgument,
    period: PeriodOption,
    unit: UnitOption = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help=_("Formats: pdf, docx, html; several with commas."))
    ] = "pdf,docx,html",
    language: Annotated[
        str, typer.Option("--language", metavar="LANGUAGES", help=_("Languages of the report: sv, en or both."))
    ] = "sv",
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", help=_("A Word document whose styles and page the DOCX takes over."), dir_okay=False
        ),
    ] = None,
    out: FolderOption = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Write the interim report."""
    from tertial.pipeline import report as pipeline

    kinds, chosen_languages = chosen(formats, Format), languages(language)
    written: list[Written] = []
    with input_errors(as_json=as_json), progress() as step:
        written.extend(
            pipeline.report(
                region,
                as_of=period,
                out=out,
                formats=kinds,
                languages=chosen_languages,
                unit=unit,
                template=template,
                step=step,
            )
        )
    tell_written(region, period, written, as_json=as_json)


@commands.command(
    cls=Command,
    help=_(
        "Write every figure and status as tables for other programs. Tables of their own have how months vary, how "
        "units differ, figures by age, forecasts, estimates and the effects of actions.\n\n"
        "Example: tertial export my-region --period 2025-08 --format xlsx --out tables"
    ),
)
def export(
    region: RegionArgument,
    period: PeriodOption,
    unit: UnitOption = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help=_("Formats: csv, xlsx; several with commas."))
    ] = "csv,xlsx",
    out: FolderOption = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Export figures."""
    from tertial.pipeline import report as pipeline

    kinds = chosen(formats, TableFormat)
    with input_errors(as_json=as_json), progress() as step:
        written = list(
            pipeline.export(
                region, as_of=period, out=out, language=current_language(), formats=kinds, unit=unit, step=step
            )
        )
    tell_written(region, period, written, as_json=as_json)
