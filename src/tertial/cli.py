"""The command line: the commands of `tertial.commands` in one program, and how it ends.

Exit codes: 0 done, 1 the user's input is wrong (the message says where), 2 the command line is wrong, 3 the
program failed. With `--json` a command prints one JSON document on standard output and nothing else there.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

import tertial
from tertial.command_frame import SELDOM, CommandLineFault, Commands, fault_text
from tertial.commands import (
    audit,
    compute,
    disposal,
    explain,
    folder,
    keys,
    loading,
    mapping,
    pictures,
    quality,
    relinking,
    report,
    simulate,
    snapshots,
    store,
)
from tertial.language import _

USAGE_ERROR, FAILURE = 2, 3
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
PARTS = (
    folder,
    mapping,
    keys,
    loading,
    store,
    quality,
    compute,
    explain,
    snapshots,
    relinking,
    audit,
    disposal,
    report,
    pictures,
    simulate,
)
for part in PARTS:
    app.add_typer(part.commands)


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; anything unforeseen ends with 3 and one sentence (the trace with TERTIAL_DEBUG=1)."""
    gc.set_threshold(*SELDOM)
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
            typer.echo(trace(error), err=True)
        typer.echo(
            _("Tertial failed: {kind}. Run again with TERTIAL_DEBUG=1 to see where, and report it.").format(
                kind=type(error).__name__
            ),
            err=True,
        )
        sys.exit(FAILURE)
    sys.exit(code)


def trace(error: BaseException) -> str:
    """Where in the program it failed, what caused it first; without the messages, which may quote somebody's row."""
    cause = error.__cause__ or error.__context__
    before = f"{trace(cause)}\n" if cause is not None else ""
    system = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    steps = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}Traceback (most recent call last):\n{steps}{type(error).__name__}{system}"
