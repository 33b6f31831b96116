"""Commands on the store: its log, what is wrong with it, pruning and pins, and the lines in quarantine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import USER_ERROR, agreed, input_errors, print_json, progress
from tertial.commands.options import JsonOption, LinesOption, RegionArgument, StoreOption, WhyOption, YesOption
from tertial.language import _
from tertial.printout import terminal

if TYPE_CHECKING:
    from tertial.pipeline.errand import Errand
    from tertial.pipeline.step import Step

commands = typer.Typer(cls=Commands)
group = typer.Typer(
    name="store", cls=Commands, help=_("See to the store: log, verify, prune, pin, unpin, pins."), no_args_is_help=True
)
commands.add_typer(group)

NumberArgument = Annotated[int, typer.Argument(metavar="STATE", help=_("The state's number."), show_default=False)]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=_("Who keeps the state."), show_default=False)]


def errand(region: Path, store: Path | None, command: str, step: Step) -> Errand:
    """What a command works on, beginning now."""
    # Here, and so in every command below: the help does not wait for the libraries that the store needs.
    from tertial.pipeline.errand import Errand

    return Errand(region, datetime.now(UTC), f"tertial {command} {region}", store, step)


@group.command(
    cls=Command, help=_("Print every load and other change of the store.\n\nExample: tertial store log my-region")
)
def log(region: RegionArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Print the load log."""
    from tertial.commands.store_tables import log_document, print_log
    from tertial.pipeline import store as pipeline

    with input_errors(as_json=as_json), progress() as step:
        entries = pipeline.log(errand(region, store, "store log", step))
    if as_json:
        print_json({"loads": log_document(entries)})
    else:
        print_log(terminal(), entries)


@group.command(
    cls=Command,
    help=_(
        "Read every byte of the store again and say what is wrong, and what to do.\n\n"
        "Example: tertial store verify my-region"
    ),
)
def verify(region: RegionArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Verify the store."""
    from tertial.commands.store_tables import findings_document, print_store_findings
    from tertial.pipeline import store as pipeline

    with input_errors(as_json=as_json), progress() as step:
        step(_("Reads the whole store"))
        findings = pipeline.verify(errand(region, store, "store verify", step))
    if as_json:
        print_json({"findings": findings_document(findings)})
    else:
        print_store_findings(
            terminal(),
            findings,
            whole=_("Every byte of the store is as it was published."),
            mended=_("Nothing that the next load does not mend."),
        )
    if not all(finding.harmless for finding in findings):
        raise typer.Exit(USER_ERROR)


@group.command(
    cls=Command,
    help=_(
        "Remove old states of the store that nobody has pinned, and the files that only they needed.\n\n"
        "Example: tertial store prune my-region --keep 3"
    ),
)
def prune(
    region: RegionArgument,
    keep: Annotated[
        int,
        typer.Option("--keep", metavar="N", help=_("So many of the newest states stay."), show_default=False),
    ],
    store: StoreOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Prune the store."""
    if keep < 1:
        raise typer.BadParameter(_("The state in force always stays: --keep is 1 or more."))
    from tertial.pipeline import store as pipeline

    agreed(
        _("States are removed for good, all but the newest {count} and the pinned ones.").format(count=keep),
        yes=yes,
        as_json=as_json,
    )
    with input_errors(as_json=as_json), progress() as step:
        gone = pipeline.prune(errand(region, store, "store prune", step), keep)
    if as_json:
        print_json({"pruned": list(gone)})
    else:
        terminal().print(_("States removed: {count}.").format(count=len(gone)))


@group.command(
    cls=Command,
    help=_(
        "Keep a state of the store until the pin is taken away.\n\n"
        "Example: tertial store pin my-region 42 --by anna --why 'report per August 2025'"
    ),
)
def pin(
    region: RegionArgument,
    number: NumberArgument,
    by: ByOption,
    why: WhyOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pin a state."""
    from tertial.pipeline import store as pipeline

    with input_errors(as_json=as_json), progress() as step:
        pipeline.pin(errand(region, store, "store pin", step), number, by, why)
    if as_json:
        print_json({"state": number, "by": by, "why": why})
    else:
        terminal().print(_("State {number} is kept.").format(number=number))


@group.command(
    cls=Command,
    help=_("Take a pin away.\n\nExample: tertial store unpin my-region 42 --by anna"),
)
def unpin(
    region: RegionArgument,
    number: NumberArgument,
    by: ByOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Unpin a state."""
    from tertial.pipeline import store as pipeline

    with input_errors(as_json=as_json), progress() as step:
        pipeline.unpin(errand(region, store, "store unpin", step), number, by)
    if as_json:
        print_json({"state": number, "by": by})
    else:
        terminal().print(_("The pin is taken away."))


@group.command(
    cls=Command, help=_("Print which states are pinned, by whom and why.\n\nExample: tertial store pins my-region")
)
def pins(region: RegionArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Print the pins."""
    from tertial.commands.store_tables import print_pins
    from tertial.pipeline import store as pipeline

    with input_errors(as_json=as_json), progress() as step:
        found = pipeline.all_pins(errand(region, store, "store pins", step))
    if as_json:
        print_json({"pins": [{"state": one.number, "by": one.by, "why": one.why} for one in found]})
    else:
        print_pins(terminal(), found, of=_("State"), none=_("No state is pinned."))


@commands.command(
    cls=Command,
    help=_(
        "Print the lines that loads did not take: how many for each reason, then where they stand.\n\n"
        "Example: tertial quarantine my-region --feed contacts"
    ),
)
def quarantine(
    region: RegionArgument,
    feed: Annotated[str | None, typer.Option("--feed", metavar="FEED", help=_("Only this feed."))] = None,
    load: Annotated[
        int | None,
        typer.Option(
            "--load", metavar="STATE", help=_("Only the load that led to this state (see tertial store log).")
        ),
    ] = None,
    out: LinesOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the quarantine."""
    from tertial.commands.store_tables import print_quarantine, quarantine_document
    from tertial.pipeline import store as pipeline

    with input_errors(as_json=as_json), progress() as step:
        lines = pipeline.quarantine(errand(region, store, "quarantine", step), feed=feed, load=load)
        if out is not None:
            pipeline.write_quarantine(lines, out)
    if as_json:
        print_json(quarantine_document(lines))
    else:
        print_quarantine(terminal(), lines, out)
