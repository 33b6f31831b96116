"""Whose data somebody has been shown, as the store's log of accesses has it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tertial.definitions.atomic_file import replace_file
from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet
from tertial.extracts.access_log import COLUMNS, Access, read_accesses
from tertial.language import _
from tertial.pipeline.errand import Errand, refusals, unknown, unwritable
from tertial.store.state import open_state


def accesses(errand: Errand, *, unit: str | None = None, user: str | None = None) -> tuple[Access, ...]:
    """The accesses in order: all, those at a unit, those of a user.

    Raises InputError where there is no store, or nothing has ever been shown there or to that user.
    """
    with refusals():
        every = read_accesses(open_state(errand.root).layout.root)
    for name, known in ((unit, {one.unit for one in every}), (user, {one.user for one in every})):
        if name is not None and name not in known:
            raise unknown(_("The log of accesses has nothing of {name}.").format(name=name), name, known)
    return tuple(one for one in every if unit in {None, one.unit} and user in {None, one.user})


def write_accesses(found: Sequence[Access], out: Path) -> None:
    """Write the accesses as a CSV file, a line a person. Raises InputError where it cannot be written."""
    rows = tuple(tuple(one.document()[column] for column in COLUMNS) for one in found)
    try:
        replace_file(out, csv_bytes(Sheet("accesses", COLUMNS, rows)))
    except OSError as error:
        raise unwritable(out, error) from error
