"""Joins a list for staff with the register of identity numbers: in memory, in the responsible unit, and logged first.

The store knows persons by tokens alone. Who may act on a list needs their numbers; so the list of tokens and an extract
of the register meet here, and the outcome is a file of its owner's alone, outside the store.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import MARKS
from tertial.domain.person_key import PersonKey, key_of
from tertial.domain.pseudonyms import Person, pseudonymise
from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.row_marks import handling, marks_of
from tertial.extracts.access_log import Access, AccessKind, log_accesses
from tertial.extracts.identity_changing import current_tokens
from tertial.extracts.keys_known import check_known
from tertial.extracts.listed_file import Listed, ListProblem, number_column
from tertial.language import _
from tertial.store.disk import LOCAL, Disk
from tertial.store.load_log import read_log
from tertial.store.lock import Holder
from tertial.store.state import State

PERSON, UNIT = "person", "unit"
"""The columns that a list has: a token, and the id of the unit that the row is of."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for a list in clear text, for which unit and why. Raises ValueError for a missing part."""

    unit: str
    units: frozenset[str]
    """The unit and those below it."""
    reason: str
    user: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.user.strip() or self.unit not in self.units:
            raise ValueError("a request says for which unit, by whom and why")


class Relinked:
    """The rows in clear text, and how many rows of the list are not among them, by why. Its repr shows no row."""

    def __init__(
        self,
        columns: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        persons: Sequence[str],
        *,
        protected: int,
        elsewhere: int,
        not_in_register: int,
    ) -> None:
        self.columns = columns
        self.rows = tuple(rows)
        self.persons = tuple(persons)
        """The tokens of the persons in the rows, each once."""
        self.protected = protected
        """Rows left out since a mark of the person's takes them off lists."""
        self.elsewhere = elsewhere
        """Rows left out since the store knows nothing of the person in the unit."""
        self.not_in_register = not_in_register


def relink(
    state: State,
    listed: Listed,
    register: Listed,
    key: PersonKey,
    request: Request,
    *,
    today: date,
    patterns: Sequence[ReservePattern] = (),
    column: str = "",
) -> Relinked:
    """Join the list with the register. `column` is the register's column of numbers, found by its values if not named.

    Raises KeyProblem for a key that is not the store's, ListProblem for a row of another unit or key, StoreError where
    the store cannot be read.
    """
    check_known(read_log(state.layout.log), key)
    changes = current_tokens(state)
    tokens = [changes.current(token) for token in _tokens(listed, key, request)]
    of_unit, protected = _known(state, set(tokens), request.units)
    numbers = number_column(register, today, patterns, column)
    found = _rows_by_token(register, numbers, key, today, patterns)
    by_token = {changes.current(token): row for token, row in found.items()}
    own = [place for place, name in enumerate(listed.names) if name.strip().casefold() != PERSON]
    cells = [listed.column(listed.names[place]) for place in own]
    rows: list[tuple[str, ...]] = []
    persons: dict[str, None] = {}
    left = {"protected": 0, "elsewhere": 0, "not_in_register": 0}
    for row, token in enumerate(tokens):
        if token in protected:
            left["protected"] += 1
        elif token not in of_unit:
            left["elsewhere"] += 1
        elif token not in by_token:
            left["not_in_register"] += 1
        else:
            rows.append((*by_token[token], *(values[row] for values in cells)))
            persons[token] = None
    columns = (*register.names, *(listed.names[place] for place in own))
    return Relinked(columns, rows, tuple(persons), **left)


def hand_out(
    root: Path, relinked: Relinked, content: bytes, out: Path, request: Request, holder: Holder, disk: Disk = LOCAL
) -> None:
    """Log whose rows are handed out, then write them to a new file of its owner's alone.

    `content` is the file's. Raises StoreError where the log cannot be written (then there is no file), OSError where
    the file cannot: FileExistsError where there is one.
    """
    log_accesses(
        root,
        [
            Access(AccessKind.RELINK, request.unit, request.at, request.user, person, request.reason)
            for person in relinked.persons
        ],
        holder,
        disk,
    )
    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)


def _tokens(listed: Listed, key: PersonKey, request: Request) -> list[str]:
    tokens = listed.column(PERSON)
    for line, token, unit in zip(listed.lines, tokens, listed.column(UNIT), strict=True):
        try:
            key_id = key_of(token)
        except ValueError as error:
            raise ListProblem(
                _("{file}, line {line}: {column} is no person's token.").format(
                    file=listed.path, line=line, column=PERSON
                )
            ) from error
        if key_id != key.id:
            raise ListProblem(
                _("{file}, line {line}: the token is of the key {other}, not of {id}.").format(
                    file=listed.path, line=line, other=key_id, id=key.id
                )
            )
        if unit not in request.units:
            raise ListProblem(
                _("{file}, line {line}: the row is not of {unit} or a unit below it. Nothing is joined.").format(
                    file=listed.path, line=line, unit=request.unit
                )
            )
    return tokens


def _known(state: State, tokens: set[str], units: frozenset[str]) -> tuple[set[str], set[str]]:
    """Of the tokens, those with a row in one of the units, and those that a mark takes off lists."""
    wanted = pa.array(sorted(tokens), pa.string())
    allowed = pa.array(sorted(units), pa.string())
    of_unit: set[str] = set()
    bits: dict[str, int] = {}
    for feed in state.feeds:
        contract = all_feeds().get(feed)
        if contract is None or contract.person is None:
            continue
        person = contract.person.name
        for month in state.months(feed):
            table = state.table(feed, [month], [person, UNIT, MARKS])
            table = table.filter(pc.is_in(table.column(person).cast(pa.string()), value_set=wanted))
            marked = (
                table.filter(pc.greater(table.column(MARKS), 0)) if MARKS in table.column_names else table.slice(0, 0)
            )
            for row in marked.to_pylist():
                bits[row[person]] = bits.get(row[person], 0) | row[MARKS]
            if UNIT in table.column_names:
                here = table.filter(pc.is_in(table.column(UNIT).cast(pa.string()), value_set=allowed))
                of_unit.update(here.column(person).cast(pa.string()).to_pylist())
    return of_unit, {token for token, marks in bits.items() if not handling(marks_of(marks)).in_lists}


def _rows_by_token(
    register: Listed, column: str, key: PersonKey, today: date, patterns: Sequence[ReservePattern]
) -> Mapping[str, tuple[str, ...]]:
    """The register's rows by token; of several rows of one person the first."""
    numbers = register.column(column)
    outcomes = pseudonymise(numbers, key, today, patterns)
    cells = [register.column(name) for name in register.names]
    found: dict[str, tuple[str, ...]] = {}
    for row, number in enumerate(numbers):
        outcome = outcomes[number]
        if isinstance(outcome, Person):
            found.setdefault(outcome.token, tuple(values[row] for values in cells))
    return found
