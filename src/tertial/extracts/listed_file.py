"""A file that a person hands to a command: a list, or a register with identity numbers, held in memory alone.

An extract's lines are quarantined one by one. Such a file is taken whole or not at all: what a line that could not be
read would have said is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from tertial.domain.identity import Fault, read
from tertial.domain.person_key import PersonKey
from tertial.domain.pseudonyms import pseudonymise
from tertial.domain.reserve_numbers import ReservePattern
from tertial.extracts.reading import Choices, read_source
from tertial.extracts.reasons import Reason, sentence
from tertial.extracts.source import find_sources
from tertial.language import _

NOTES = frozenset({Reason.DUPLICATE_HEADER, Reason.MISSING_HEADER})
"""What is said of a header whose lines can be read all the same."""

TRIED = 200
"""So many values of a column tell whether it holds identity numbers."""
MOSTLY = 0.9
"""This share of them must."""


class ListProblem(ValueError):  # noqa: N818 - the noun that the command line speaks of
    """The file cannot be used; the message names it, the line and the column, and never what stands there."""


class Listed:
    """The rows of a file as texts, with their lines. Its repr shows nothing of them."""

    def __init__(self, path: Path, table: pa.Table, lines: Sequence[int]) -> None:
        self.path = path
        self.lines = tuple(lines)
        self._table = table

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, as they stand."""
        return tuple(self._table.column_names)

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> list[str]:
        """The values of a column, without the spaces around; the name in any case. Raises ListProblem."""
        for own in self.names:
            if own.strip().casefold() == name.strip().casefold():
                return [(value or "").strip() for value in self._table.column(own).to_pylist()]
        raise ListProblem(
            _("{file} has no column {column}; it has {columns}.").format(
                file=self.path, column=name, columns=", ".join(self.names)
            )
        )


def read_listed(path: Path) -> Listed:
    """All rows of a file of any format that extracts have. Raises ListProblem where one of them cannot be read."""
    found = find_sources(path)
    if found.refused:
        raise ListProblem(_("{file} cannot be read: {why}").format(file=path, why=sentence(found.refused[0].reason)))
    if len(found.files) != 1:
        raise ListProblem(_("{file} is not one file.").format(file=path))
    tables: list[pa.Table] = []
    lines: list[int] = []
    for batch in read_source(found.files[0], Choices()):
        for rejected in batch.rejected:
            if rejected.reason not in NOTES:
                raise ListProblem(
                    _("{file}, line {line}: {why}").format(file=path, line=rejected.line, why=sentence(rejected.reason))
                )
        if batch.accepted:
            tables.append(batch.table)
            lines += batch.lines.to_pylist()
    if not tables:
        raise ListProblem(_("{file} has no rows.").format(file=path))
    return Listed(path, pa.concat_tables(tables), lines)


def number_column(listed: Listed, today: date, patterns: Sequence[ReservePattern], asked: str = "") -> str:
    """The column with identity numbers: the one asked for, else the only one whose values are. Raises ListProblem."""
    if asked:
        listed.column(asked)
        return asked
    found = [name for name in listed.names if _holds_numbers(listed.column(name), today, patterns)]
    if len(found) == 1:
        return found[0]
    if found:
        raise ListProblem(
            _("{file}: several columns hold identity numbers ({columns}). Name one by --number-column.").format(
                file=listed.path, columns=", ".join(found)
            )
        )
    raise ListProblem(_("{file}: no column holds identity numbers.").format(file=listed.path))


def tokens_of(
    listed: Listed, column: str, key: PersonKey, today: date, patterns: Sequence[ReservePattern]
) -> list[str]:
    """The token of each number in a column. Raises ListProblem for the first that is no number."""
    values = listed.column(column)
    outcomes = pseudonymise(values, key, today, patterns)
    tokens: list[str] = []
    for line, value in zip(listed.lines, values, strict=True):
        outcome = outcomes[value]
        if isinstance(outcome, Fault):
            raise ListProblem(
                _("{file}, line {line}: {why}").format(
                    file=listed.path, line=line, why=sentence(Reason(f"person_{outcome.value}"))
                )
            )
        tokens.append(outcome.token)
    return tokens


def _holds_numbers(values: Sequence[str], today: date, patterns: Sequence[ReservePattern]) -> bool:
    tried = [value for value in values if value][:TRIED]
    numbers = sum(1 for value in tried if not isinstance(read(value, today, patterns), Fault))
    return numbers > 0 and numbers >= MOSTLY * len(tried)
