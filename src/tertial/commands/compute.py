"""The command that computes a region's indicators and publishes a snapshot."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json
from tertial.commands.options import JsonOption, RegionArgument, StoreOption, month
from tertial.commands.store import errand
from tertial.domain.calendar import Month
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Compute every indicator that is not reported, and publish the results as a numbered snapshot. What has not "
        "changed since the last one is taken over.\n\n"
        "Example: tertial compute my-region --through 2025-08"
    ),
)
def compute(
    region: RegionArgument,
    through: Annotated[
        Month,
        typer.Option(
            "--through",
            parser=month,
            metavar="YYYY-MM",
            help=_("The last month to compute, such as 2025-08."),
            show_default=False,
        ),
    ],
    store: StoreOption = None,
    again: Annotated[bool, typer.Option("--again", help=_("Compute all anew, whatever could be taken over."))] = False,
    spark: Annotated[
        str | None,
        typer.Option(
            "--spark", metavar="MASTER", help=_("Compute on Spark at this address, such as local[*]; the same results.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compute indicators."""
    from tertial.commands.computed_table import computed_document, print_computed
    from tertial.pipeline import computing as pipeline

    with input_errors(as_json=as_json), _bar() as (told, step):
        done = pipeline.compute(errand(region, store, "compute", step), through, told, again=again, spark_master=spark)
    if as_json:
        print_json(computed_document(done))
    else:
        print_computed(terminal(), done)


@contextmanager
def _bar() -> Iterator[tuple[Callable[[int, int], None], Callable[[str], None]]]:
    """A bar of months on standard error, and how to tell of a step; nothing where that is no terminal."""
    with Bars(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[said]}", markup=False),
        TimeElapsedColumn(),
        console=terminal(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    ) as bars:
        task = bars.add_task("", total=None, said="")

        def told(done: int, months: int) -> None:
            said = _("{done} of {months} months").format(done=done, months=months)
            bars.update(task, completed=done, total=months, said=said)

        yield told, lambda words: bars.update(task, description=words)
