"""The command line: thin; every command calls one function of the pipeline or of the definitions.

Exit codes: 0 done, 1 the user's input is wrong (the message says where), 2 the command line is wrong, 3 the
program failed. With `--json` a command prints one JSON document on standard output and nothing else there.
"""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import tertial
from tertial import pipeline
from tertial.assess.json_document import json_document
from tertial.command_frame import Command, CommandLineFault, Commands, fault_text
from tertial.definitions.diagnostics import Diagnostic
from tertial.definitions.start import start_folder
from tertial.definitions.upgrade import upgrade_folder
from tertial.domain.calendar import Month
from tertial.language import LANGUAGES, _, current_language
from tertial.pipeline import Format, InputError, Step, TableFormat, Written
from tertial.printout import print_assessment, print_findings, print_written, terminal

USER_ERROR, USAGE_ERROR, FAILURE = 1, 2, 3
K = TypeVar("K", Format, TableFormat)
DEBUG_VARIABLE = "TERTIAL_DEBUG"

app = typer.Typer(
    name="tertial",
    cls=Commands,
    help=_("Follow-up for a health region: from a region folder to the interim report."),
    epilog=_("The words are Swedish; set TERTIAL_LANGUAGE=en for English."),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

RegionArgument = Annotated[
    Path, typer.Argument(metavar="REGION", help=_("The region folder."), exists=False, show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Print one JSON document instead of text."))]
UnitOption = Annotated[
    str | None,
    typer.Option("--unit", metavar="UNIT", help=_("A unit's id; without it the unit named in region.toml.")),
]


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(_("{text} is no month; write it as 2025-08.").format(text=text)) from error


PeriodOption = Annotated[
    Month,
    typer.Option(
        "--period", parser=_month, metavar="YYYY-MM", help=_("The as-of month, such as 2025-08."), show_default=False
    ),
]


def _languages(text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    wrong = [part for part in chosen if part not in LANGUAGES]
    if wrong or not chosen:
        raise typer.BadParameter(_("{text}: choose among {known}.").format(text=text, known=", ".join(LANGUAGES)))
    return chosen


def _chosen(text: str, known: type[K]) -> tuple[K, ...]:
    chosen = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    words = [kind.value for kind in known]
    if not chosen or not set(chosen) <= set(words):
        raise typer.BadParameter(_("{text}: choose among {known}.").format(text=text, known=", ".join(words)))
    return tuple(known(part) for part in chosen)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=_("Print the version and end."))] = False,
) -> None:
    """What every command shares."""
    if version:
        typer.echo(f"tertial {tertial.__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(USAGE_ERROR)


@app.command(
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
    try:
        made = start_folder(directory, name=name, language=language)
    except (ValueError, OSError) as error:
        _refuse(str(error), as_json=as_json)
    if as_json:
        _print_json({"folder": str(directory), "files": [str(path) for path in made]})
        return
    console = terminal()
    console.print(_("{folder} is made: {count} files.").format(folder=directory, count=len(made)))
    console.print(_("Next: tertial check {folder}").format(folder=directory))
    console.print(_("Then: tertial report {folder} --period 2025-08 --out reports").format(folder=directory))


@app.command(
    cls=Command,
    help=_("Check a region folder and say everything that is wrong with it.\n\nExample: tertial check my-region"),
)
def check(region: RegionArgument, as_json: JsonOption = False) -> None:
    """Check a region folder."""
    with _progress() as step:
        step(_("Reads {folder}").format(folder=region))
        reading = pipeline.check(region)
    if as_json:
        _print_json(
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


@app.command(cls=Command, help=_("Bring a region folder to the newest form.\n\nExample: tertial upgrade my-region"))
def upgrade(region: RegionArgument, as_json: JsonOption = False) -> None:
    """Upgrade a region folder."""
    try:
        done = upgrade_folder(region)
    except (ValueError, OSError) as error:
        _refuse(str(error), as_json=as_json)
    if as_json:
        _print_json(done.as_json())
        return
    console = terminal()
    for line in done.sentences():
        console.print(line, soft_wrap=True)


@app.command(
    cls=Command,
    help=_("Say how each indicator and objective stands.\n\nExample: tertial assess my-region --period 2025-08"),
)
def assess(region: RegionArgument, period: PeriodOption, unit: UnitOption = None, as_json: JsonOption = False) -> None:
    """Assess a region."""
    with _input_errors(as_json=as_json), _progress() as step:
        assessment = pipeline.assess(region, as_of=period, unit=unit, step=step)
    if as_json:
        _print_json(json_document(assessment, current_language()))
    else:
        print_assessment(terminal(), assessment)


@app.command(
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
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Where the files are written."))] = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Write the interim report."""
    kinds, languages = _chosen(formats, Format), _languages(language)
    written: list[Written] = []
    with _input_errors(as_json=as_json), _progress() as step:
        written.extend(
            pipeline.report(
                region,
                as_of=period,
                out=out,
                formats=kinds,
                languages=languages,
                unit=unit,
                template=template,
                step=step,
            )
        )
    _print_written(region, period, written, as_json=as_json)


@app.command(
    cls=Command,
    help=_(
        "Write every figure and status as tables for other programs.\n\n"
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
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Where the files are written."))] = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Export figures."""
    kinds = _chosen(formats, TableFormat)
    with _input_errors(as_json=as_json), _progress() as step:
        written = list(
            pipeline.export(
                region, as_of=period, out=out, language=current_language(), formats=kinds, unit=unit, step=step
            )
        )
    _print_written(region, period, written, as_json=as_json)


def _print_written(region: Path, period: Month, written: Sequence[Written], *, as_json: bool) -> None:
    if not as_json:
        print_written(terminal(), written)
        return
    files = [
        {"file": str(file.path), "format": file.format.value, "language": file.language, "bytes": file.size}
        for file in written
    ]
    _print_json({"region": str(region), "period": str(period), "files": files})


@contextmanager
def _progress() -> Iterator[Step]:
    """A spinner with the present step on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _words: None
        return
    console = terminal(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), console=console
    ) as bar:
        task = bar.add_task("")
        yield lambda words: bar.update(task, description=words)


@contextmanager
def _input_errors(*, as_json: bool) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        _refuse(str(error), error.diagnostics, as_json=as_json)


def _refuse(message: str, findings: Sequence[Diagnostic] = (), *, as_json: bool) -> NoReturn:
    """Say what is wrong with the input, and where, and end with 1."""
    if as_json:
        _print_json({"error": message, "errors": [finding.as_json() for finding in findings]})
    else:
        for finding in findings:
            typer.echo(finding.sentence(), err=True)
        typer.echo(message, err=True)
    raise typer.Exit(USER_ERROR)


def _print_json(document: object) -> None:
    """JSON is UTF-8, whatever encoding a pipe or a console has been given."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; anything unforeseen ends with 3 and one sentence (the trace with TERTIAL_DEBUG=1)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the console's encoding lacks is no failure
    try:
        code = app(args=None if arguments is None else list(arguments), standalone_mode=False)
    except Exception as error:  # noqa: BLE001 - the last net: whatever failed, the user gets a sentence and code 3
        if isinstance(error, CommandLineFault):
            typer.echo(fault_text(error), err=True)
            sys.exit(error.exit_code)
        if os.environ.get(DEBUG_VARIABLE):
            traceback.print_exc()
        typer.echo(
            _("Tertial failed: {kind}. Run again with TERTIAL_DEBUG=1 to see where, and report it.").format(
                kind=type(error).__name__
            ),
            err=True,
        )
        sys.exit(FAILURE)
    sys.exit(code)
