"""Lists for staff in clear text."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet
from tertial.extracts import relinking
from tertial.extracts.listed_file import read_listed
from tertial.extracts.relinking import Relinked, Request
from tertial.language import _
from tertial.pipeline.errand import Errand, KeySource, refusals, unknown, unwritable
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.pipeline.loading import declared_units
from tertial.store.state import open_state


@dataclass(frozen=True, slots=True)
class ListWanted:
    """A list for staff to be joined with the register, and where the outcome goes."""

    listed: Path
    register: Path
    out: Path
    unit: str
    reason: str
    column: str = ""


def relink(errand: Errand, wanted: ListWanted, key: KeySource) -> Relinked:
    """Join a list with the register and write it, logged, to a new file outside the store and the region folder.

    Raises InputError for a unit that is unknown, a file that cannot be used, and where nobody is left to hand out.
    """
    region = read(errand.folder)
    root = errand.root_of(region.extracts)
    known = region.organisation.ids
    if wanted.unit not in known:
        raise unknown(_("There is no unit {unit} in organisation.csv.").format(unit=wanted.unit), wanted.unit, known)
    if not wanted.reason.strip():
        raise InputError(_("The reason is empty. It is logged with each person."))
    _check_out(wanted.out, errand.folder, root)
    units = declared_units(region.organisation, (wanted.unit,))
    request = Request(wanted.unit, units, wanted.reason, account(), errand.now)
    with refusals():
        errand.step(_("Joins {file} with the register").format(file=wanted.listed.name))
        relinked = relinking.relink(
            open_state(root),
            read_listed(wanted.listed),
            read_listed(wanted.register),
            key.read(),
            request,
            today=errand.today,
            patterns=region.extracts.reserve_patterns,
            column=wanted.column,
        )
        if not relinked.rows:
            raise InputError(_("Nobody on the list can be handed out; no file is written."))
        content = csv_bytes(Sheet(wanted.out.stem, relinked.columns, relinked.rows))
        try:
            relinking.hand_out(root, relinked, content, wanted.out, request, errand.holder)
        except OSError as error:
            raise unwritable(wanted.out, error) from error
    return relinked


def _check_out(out: Path, folder: Path, root: Path) -> None:
    """Before anything is logged: the file is new, its folder is there, and it is not where others look for data."""
    if out.exists() or out.is_symlink():
        raise InputError(_("{file} exists already. A list is never written over.").format(file=out))
    if not out.parent.is_dir():
        raise InputError(_("There is no folder {folder}.").format(folder=out.parent))
    place = out.parent.resolve()
    for kept in (folder.resolve(), root.resolve()):
        if place.is_relative_to(kept):
            raise InputError(
                _(
                    "{file} lies in {folder}. Identity numbers are written outside the store and the region folder."
                ).format(file=out, folder=kept)
            )


def account() -> str:
    """The account that runs the program, as the operating system knows it and no environment variable says."""
    if sys.platform == "win32":
        return os.getlogin()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"
