"""The key of persons made and replaced, and identities changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tertial
from tertial.domain.identity_changes import IdentityChange
from tertial.domain.key_rotation import rotation
from tertial.extracts.identity_changing import IdentitiesChanged, change_identities
from tertial.extracts.keys import KeyProblem, new_key, read_key, write_key
from tertial.extracts.listed_file import number_column, read_listed, tokens_of
from tertial.extracts.reasons import Reason
from tertial.extracts.rotating import Rotated, rotate
from tertial.extracts.token_columns import NEW, OLD, SINCE
from tertial.language import _
from tertial.pipeline.errand import Errand, KeySource, refusals
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.store.state import open_state


def make_key(file: Path, key_id: str) -> None:
    """Write a new key to a new file of its owner's alone. Raises InputError for an id that is none, or a file there."""
    try:
        key = new_key(key_id)
    except ValueError as error:
        raise InputError(
            _(
                "{id} is no key's id: 1 to 12 lower-case letters and digits, a letter first, four digits at most."
            ).format(id=key_id)
        ) from error
    with refusals():
        write_key(key, file)


@dataclass(frozen=True, slots=True)
class KeysRotated:
    """A rotation done, and how many values of the register were no numbers, by why."""

    rotated: Rotated
    refused: Mapping[Reason, int]


def rotate_key(errand: Errand, register: Path, old_file: Path, new_file: Path, column: str = "") -> KeysRotated:
    """Let a new key take over the whole store. Raises InputError where the register lacks a person of the store."""
    extracts = read(errand.folder).extracts
    root = errand.root_of(extracts)
    today = errand.today
    with refusals():
        open_state(root)  # a mistyped folder is no new store
        old, new = (read_key({}, file) for file in (old_file, new_file))
        if old.id == new.id or old.reveal() == new.reveal():
            raise KeyProblem(_("The new key is the old one, or has its id. Make one with tertial key new."))
        listed = read_listed(register)
        errand.step(_("Hashes {count} numbers of the register").format(count=len(listed)))
        values = listed.column(number_column(listed, today, extracts.reserve_patterns, column))
        made = rotation(values, old, new, today, extracts.reserve_patterns)
        rotated = rotate(
            root,
            made.rotation,
            old,
            new,
            now=errand.now,
            program=tertial.__version__,
            holder=errand.holder,
            tell=errand.step,
            patience=errand.patience,
        )
    refused: Counter[Reason] = Counter(
        {Reason(f"person_{fault.value}"): count for fault, count in made.refused.items()}
    )
    return KeysRotated(rotated, refused)


def change_identity(errand: Errand, file: Path, key: KeySource) -> IdentitiesChanged:
    """Take changes of identity from a file with the columns old, new and since. Raises InputError."""
    extracts = read(errand.folder).extracts
    root = errand.root_of(extracts)
    with refusals():
        open_state(root)
        person_key = key.read()
        listed = read_listed(file)
        before, after = (
            tokens_of(listed, name, person_key, errand.today, extracts.reserve_patterns) for name in (OLD, NEW)
        )
        days = listed.column(SINCE)
        wanted: list[IdentityChange] = []
        for line, old, new, since in zip(listed.lines, before, after, days, strict=True):
            if old == new:
                raise InputError(
                    _("{file}, line {line}: both numbers are the same person's.").format(file=file, line=line)
                )
            wanted.append(IdentityChange(old, new, _day(file, line, since)))
        return change_identities(
            root,
            wanted,
            person_key,
            now=errand.now,
            program=tertial.__version__,
            holder=errand.holder,
            patience=errand.patience,
        )


def _day(file: Path, line: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            _("{file}, line {line}: {column} is no date; write it as 2025-08-04.").format(
                file=file, line=line, column=SINCE
            )
        ) from error
