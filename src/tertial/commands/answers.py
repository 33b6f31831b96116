"""How a command answers: its progress, one JSON document, or what is wrong with the input and exit code 1."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tertial.definitions.diagnostics import Diagnostic
from tertial.language import _
from tertial.pipeline.input_error import InputError
from tertial.pipeline.step import Step, silent
from tertial.printout import terminal

USER_ERROR = 1
"""The exit code when the user's input is wrong."""


@contextmanager
def progress() -> Iterator[Step]:
    """A spinner with the present step on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    console = terminal(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), console=console
    ) as bar:
        task = bar.add_task("")
        yield lambda words: bar.update(task, description=words)


@contextmanager
def input_errors(*, as_json: bool) -> Iterator[None]:
    """Inside the block, what is wrong with the input is said, and the command ends with 1."""
    try:
        yield
    except InputError as error:
        refuse(str(error), error.diagnostics, as_json=as_json)


def refuse(message: str, findings: Sequence[Diagnostic] = (), *, as_json: bool) -> NoReturn:
    """Say what is wrong with the input, and where, and end with 1."""
    if as_json:
        print_json({"error": message, "errors": [finding.as_json() for finding in findings]})
    else:
        for finding in findings:
            typer.echo(finding.sentence(), err=True)
        typer.echo(message, err=True)
    raise typer.Exit(USER_ERROR)


def agreed(question: str, *, yes: bool, as_json: bool) -> None:
    """Ask before what cannot be undone, unless `yes`; another answer than yes ends the command with 1."""
    if yes:
        return
    if as_json or not sys.stdin.isatty():
        refuse(_("{question} Nobody can be asked here: add --yes to go on.").format(question=question), as_json=as_json)
    typer.echo(_("{question} Go on? (yes/no)").format(question=question), err=True)
    if sys.stdin.readline().strip().casefold() not in {"j", "ja", "y", "yes"}:
        refuse(_("Nothing was done."), as_json=as_json)


def print_json(document: object) -> None:
    """JSON is UTF-8, whatever encoding a pipe or a console has been given."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
