"""Commands on the snapshots of results: list, compare, verify, prune, pin, unpin and pins."""

from __future__ import annotations

from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import USER_ERROR, agreed, input_errors, print_json, progress
from tertial.commands.options import JsonOption, RegionArgument, StoreOption, WhyOption, YesOption
from tertial.commands.store import errand
from tertial.language import _
from tertial.printout import terminal

KEPT = 3
"""So many snapshots stay where nothing else is asked for."""

commands = typer.Typer(cls=Commands)
group = typer.Typer(
    name="snapshots",
    cls=Commands,
    help=_("See to the snapshots of results: list, compare, verify, prune, pin, unpin, pins."),
    no_args_is_help=True,
)
commands.add_typer(group)

NumberArgument = Annotated[
    int, typer.Argument(metavar="SNAPSHOT", help=_("The snapshot's number."), show_default=False)
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=_("Who keeps the snapshot."), show_default=False)]


@group.command(
    name="list",
    cls=Command,
    help=_(
        "Print every snapshot of the results that is kept, and what each was computed from.\n\n"
        "Example: tertial snapshots list my-region"
    ),
)
def list_(region: RegionArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Print the snapshots."""
    from tertial.commands.snapshot_tables import listed_document, print_listed
    from tertial.pipeline import snapshots as pipeline

    with input_errors(as_json=as_json), progress() as step:
        found = pipeline.listed(errand(region, store, "snapshots list", step))
    if as_json:
        print_json({"snapshots": listed_document(found)})
    else:
        print_listed(terminal(), found)


@group.command(
    cls=Command,
    help=_(
        "Compare two snapshots: which results changed, by how much, and what can be why: data, definition, "
        "organisation or program.\n\n"
        "Example: tertial snapshots compare my-region 6 7"
    ),
)
def compare(
    region: RegionArgument,
    before: Annotated[int, typer.Argument(metavar="BEFORE", help=_("The older snapshot."), show_default=False)],
    after: Annotated[
        int | None, typer.Argument(metavar="AFTER", help=_("The newer one; without it the one in force."))
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two snapshots."""
    from tertial.commands.comparison_tables import comparison_document, print_comparison
    from tertial.pipeline import snapshots as pipeline

    with input_errors(as_json=as_json), progress() as step:
        step(_("Reads both snapshots"))
        comparison = pipeline.compare(errand(region, store, "snapshots compare", step), before, after)
    if as_json:
        print_json(comparison_document(comparison))
    else:
        print_comparison(terminal(), comparison)


@group.command(
    cls=Command,
    help=_(
        "Read every byte of the snapshots again and say what is wrong, and what to do.\n\n"
        "Example: tertial snapshots verify my-region"
    ),
)
def verify(region: RegionArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Verify the snapshots."""
    from tertial.commands.store_tables import findings_document, print_store_findings
    from tertial.pipeline import snapshots as pipeline

    with input_errors(as_json=as_json), progress() as step:
        step(_("Reads all snapshots"))
        findings = pipeline.verify(errand(region, store, "snapshots verify", step))
    if as_json:
        print_json({"findings": findings_document(findings)})
    else:
        print_store_findings(
            terminal(),
            findings,
            whole=_("Every byte of the snapshots is as it was published."),
            mended=_("Nothing that the next computing does not mend."),
        )
    if not all(finding.harmless for finding in findings):
        raise typer.Exit(USER_ERROR)


@group.command(
    cls=Command,
    help=_(
        "Remove old snapshots that nobody has pinned, and the pieces that only they needed.\n\n"
        "Example: tertial snapshots prune my-region --keep 3"
    ),
)
def prune(
    region: RegionArgument,
    keep: Annotated[int, typer.Option("--keep", metavar="N", help=_("So many of the newest snapshots stay."))] = KEPT,
    store: StoreOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Prune the snapshots."""
    if keep < 1:
        raise typer.BadParameter(_("The snapshot in force always stays: --keep is 1 or more."))
    from tertial.pipeline import snapshots as pipeline

    agreed(
        _("Snapshots are removed for good, all but the newest {count} and the pinned ones.").format(count=keep),
        yes=yes,
        as_json=as_json,
    )
    with input_errors(as_json=as_json), progress() as step:
        gone = pipeline.prune(errand(region, store, "snapshots prune", step), keep)
    if as_json:
        print_json({"pruned": list(gone)})
    else:
        terminal().print(_("Snapshots removed: {count}.").format(count=len(gone)))


@group.command(
    cls=Command,
    help=_(
        "Keep a snapshot until the pin is taken away.\n\n"
        "Example: tertial snapshots pin my-region 7 --by anna --why 'report per August 2025'"
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
    """Pin a snapshot."""
    from tertial.pipeline import snapshots as pipeline

    with input_errors(as_json=as_json), progress() as step:
        pipeline.pin(errand(region, store, "snapshots pin", step), number, by, why)
    if as_json:
        print_json({"snapshot": number, "by": by, "why": why})
    else:
        terminal().print(_("Snapshot {number} is kept.").format(number=number))


@group.command(
    cls=Command,
    help=_("Take a snapshot's pin away.\n\nExample: tertial snapshots unpin my-region 7 --by anna"),
)
def unpin(
    region: RegionArgument,
    number: NumberArgument,
    by: ByOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Unpin a snapshot."""
    from tertial.pipeline import snapshots as pipeline

    with input_errors(as_json=as_json), progress() as step:
        pipeline.unpin(errand(region, store, "snapshots unpin", step), number, by)
    if as_json:
        print_json({"snapshot": number, "by": by})
    else:
        terminal().print(_("The snapshot is no longer pinned."))


@group.command(
    cls=Command,
    help=_("Print which snapshots are pinned, by whom and why.\n\nExample: tertial snapshots pins my-region"),
)
def pins(region: RegionArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Print the pins of snapshots."""
    from tertial.commands.store_tables import print_pins
    from tertial.pipeline import snapshots as pipeline

    with input_errors(as_json=as_json), progress() as step:
        found = pipeline.all_pins(errand(region, store, "snapshots pins", step))
    if as_json:
        print_json({"pins": [{"snapshot": one.number, "by": one.by, "why": one.why} for one in found]})
    else:
        print_pins(terminal(), found, of=_("Snapshot"), none=_("No snapshot is pinned."))
