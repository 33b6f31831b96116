"""Commands on the key of persons, and on persons whose number has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import agreed, input_errors, print_json, progress
from tertial.commands.options import (
    JsonOption,
    KeyFileOption,
    NumberColumnOption,
    RegionArgument,
    RegisterOption,
    StoreOption,
    YesOption,
)
from tertial.commands.store import errand
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)
key_group = typer.Typer(name="key", cls=Commands, help=_("Make the key of persons."), no_args_is_help=True)
commands.add_typer(key_group)


@key_group.command(
    cls=Command,
    help=_("Make a new key, in a file that only you can read.\n\nExample: tertial key new person.key --id k1"),
)
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to make."), show_default=False)],
    key_id: Annotated[
        str,
        typer.Option("--id", metavar="ID", help=_("The key's id, such as k1; never used before."), show_default=False),
    ],
    as_json: JsonOption = False,
) -> None:
    """Make a key."""
    from tertial.pipeline.persons import make_key

    with input_errors(as_json=as_json):
        make_key(file, key_id)
    if as_json:
        print_json({"file": str(file), "id": key_id})
        return
    console = terminal()
    console.print(_("The key {id} is in {file}.").format(id=key_id, file=file), soft_wrap=True)
    console.print(
        _(
            "Copy it now to where the region keeps its keys, under two persons' control. Without it, new rows cannot "
            "be matched with old ones. Keep it out of the region folder, of the store and of their backups."
        ),
        soft_wrap=True,
    )


@commands.command(
    cls=Command,
    help=_(
        "Let a new key take over the whole store; every person of the store must be in the register.\n\n"
        "Example: tertial rotate-key my-region --register register.csv --old-key-file old.key --new-key-file new.key"
    ),
)
def rotate_key(
    region: RegionArgument,
    register: RegisterOption,
    old_key_file: Annotated[
        Path,
        typer.Option(
            "--old-key-file", metavar="FILE", help=_("The store's key until now."), dir_okay=False, show_default=False
        ),
    ],
    new_key_file: Annotated[
        Path,
        typer.Option(
            "--new-key-file", metavar="FILE", help=_("The key that takes over."), dir_okay=False, show_default=False
        ),
    ],
    number_column: NumberColumnOption = "",
    store: StoreOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Rotate the key."""
    from tertial.pipeline.persons import rotate_key as rotate

    agreed(
        _("The whole store is written again, and every older state that is not pinned is removed for good."),
        yes=yes,
        as_json=as_json,
    )
    with input_errors(as_json=as_json), progress() as step:
        done = rotate(errand(region, store, "rotate-key", step), register, old_key_file, new_key_file, number_column)
    rotated = done.rotated
    refused = sum(done.refused.values())
    if as_json:
        print_json(
            {
                "rows": rotated.rows,
                "months": rotated.months,
                "pruned": list(rotated.pruned),
                "state": rotated.state,
                "accesses_left": rotated.accesses_left,
                "no_numbers": {reason.value: count for reason, count in done.refused.items()},
            }
        )
        return
    console = terminal()
    console.print(
        _("Rows with tokens of the new key: {rows}, months: {months}. State {number} is in force.").format(
            rows=rotated.rows, months=rotated.months, number=rotated.state
        ),
        soft_wrap=True,
    )
    if refused:
        console.print(
            _(
                "Values of the register that are no identity numbers: {count}. Nobody of the store was among them."
            ).format(count=refused),
            soft_wrap=True,
        )
    if rotated.accesses_left:
        console.print(
            _(
                "Lines of the log of accesses with a token of the old key: {count}. Keep the old key as long as them."
            ).format(count=rotated.accesses_left),
            soft_wrap=True,
        )
    else:
        console.print(
            _("Load with the new key from now on, and dispose of the old one and its copies."), soft_wrap=True
        )


@commands.command(
    cls=Command,
    help=_(
        "Let persons who have got a new identity number be one person from before, in every feed and from now on.\n\n"
        "Example: tertial change-identity my-region --from-file changes.csv"
    ),
)
def change_identity(
    region: RegionArgument,
    from_file: Annotated[
        Path,
        typer.Option(
            "--from-file",
            metavar="FILE",
            help=_("A file with the columns old, new (identity numbers) and since (a date)."),
            dir_okay=False,
            show_default=False,
        ),
    ],
    key_file: KeyFileOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change identities."""
    from tertial.pipeline.errand import KeySource
    from tertial.pipeline.persons import change_identity as change

    with input_errors(as_json=as_json), progress() as step:
        done = change(errand(region, store, "change-identity", step), from_file, KeySource(key_file))
    if as_json:
        print_json(
            {
                "added": done.added,
                "known": done.known,
                "renamed": done.renamed,
                "merged": done.merged,
                "state": done.state,
            }
        )
        return
    terminal().print(
        _(
            "New changes: {added}, known before: {known}. Rows with a new token: {renamed}, doubled rows that are "
            "gone: {merged}."
        ).format(added=done.added, known=done.known, renamed=done.renamed, merged=done.merged),
        soft_wrap=True,
    )
