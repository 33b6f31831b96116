"""The command that disposes of rows by a recorded decision."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import agreed, input_errors, print_json, progress
from tertial.commands.options import JsonOption, KeyFileOption, RegionArgument, StoreOption, YesOption, day, month
from tertial.commands.store import errand
from tertial.domain.calendar import Month
from tertial.domain.declarations import RecordedDecision
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)

T = TypeVar("T")


@commands.command(
    cls=Command,
    help=_(
        "Dispose of rows by a recorded decision: whole months whose time has passed, or one person's rows.\n\n"
        "Example: tertial dispose my-region --feed contacts --through 2019-12 --decided-by 'the archivist' "
        "--decided-on 2026-01-15 --case 'HSN 2026/31' --what 'disposal after five years'"
    ),
)
def dispose(
    region: RegionArgument,
    due: Annotated[
        bool, typer.Option("--due", help=_("Only print the months that have been kept their time."))
    ] = False,
    feed: Annotated[str | None, typer.Option("--feed", metavar="FEED", help=_("The feed."))] = None,
    through: Annotated[
        Month | None,
        typer.Option("--through", parser=month, metavar="YYYY-MM", help=_("The last month that goes.")),
    ] = None,
    person_file: Annotated[
        Path | None,
        typer.Option(
            "--person-file",
            metavar="FILE",
            help=_("Only rows of these persons: a file with a column person of identity numbers or tokens."),
            dir_okay=False,
        ),
    ] = None,
    decided_by: Annotated[str | None, typer.Option("--decided-by", metavar="NAME", help=_("Who decided."))] = None,
    decided_on: Annotated[
        date | None, typer.Option("--decided-on", parser=day, metavar="YYYY-MM-DD", help=_("When."))
    ] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="NUMBER", help=_("The decision's case number."))] = None,
    what: Annotated[str | None, typer.Option("--what", metavar="TEXT", help=_("What is disposed of, and why."))] = None,
    key_file: KeyFileOption = None,
    store: StoreOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Dispose of rows."""
    if due:
        _print_due(region, store, as_json=as_json)
        return
    # Not required by the option itself, since --due needs none of them.
    of_feed, why = _stated("--feed", feed), _stated("--what", what)
    by, on, number = _stated("--decided-by", decided_by), _stated("--decided-on", decided_on), _stated("--case", case)
    if through is None and person_file is None:
        raise typer.BadParameter(_("Say --through, --person-file or both."))
    from tertial.pipeline import disposal as pipeline
    from tertial.pipeline.errand import KeySource

    agreed(
        _("Rows of {feed} are removed for good, and with them every older state that is not pinned.").format(
            feed=of_feed
        ),
        yes=yes,
        as_json=as_json,
    )
    wanted = pipeline.DisposalWanted(of_feed, why, RecordedDecision(by, on, number), through, person_file)
    with input_errors(as_json=as_json), progress() as step:
        done = pipeline.dispose(errand(region, store, "dispose", step), wanted, KeySource(key_file))
    if as_json:
        months = [str(one) for one in done.months]
        print_json({"rows": dict(done.rows), "months": months, "pruned": list(done.pruned), "state": done.state})
        return
    terminal().print(
        _(
            "Gone for good: rows: {rows}, months: {months}, older states: {states}. State {number} is in force. Delete "
            "the extracts that the rows came from, and backups of the store, as the decision says."
        ).format(rows=sum(done.rows.values()), months=len(done.months), states=len(done.pruned), number=done.state),
        soft_wrap=True,
    )


def _stated(name: str, value: T | None) -> T:
    if value is None or not str(value).strip():
        raise typer.BadParameter(_("{name} is missing.").format(name=name))
    return value


def _print_due(region: Path, store: Path | None, *, as_json: bool) -> None:
    from tertial.pipeline import disposal as pipeline

    with input_errors(as_json=as_json), progress() as step:
        found = pipeline.due(errand(region, store, "dispose", step))
    if as_json:
        print_json({"due": {feed: [str(one) for one in months] for feed, months in found.items()}})
        return
    console = terminal()
    if not found:
        console.print(_("No month has been kept its time yet."))
    for feed, months in found.items():
        console.print(
            _("{feed}: {first} to {last}, {count} in all").format(
                feed=feed, count=len(months), first=months[0], last=months[-1]
            )
        )
