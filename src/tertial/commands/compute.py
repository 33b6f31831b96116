"""The command that computes a region's indicators and publishes a snapshot."""

from __future__ import annotations

from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json
from tertial.commands.bars import months_bar
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

    with input_errors(as_json=as_json), months_bar() as (told, step):
        done = pipeline.compute(errand(region, store, "compute", step), through, told, again=again, spark_master=spark)
    if as_json:
        print_json(computed_document(done))
    else:
        print_computed(terminal(), done)
