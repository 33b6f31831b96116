"""Which column of a file is which column of the feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tertial.domain.extracts import Cell
from tertial.domain.nearest import nearest
from tertial.extracts.checking.terms import Terms


@dataclass(frozen=True, slots=True)
class MissingColumn:
    """A column that the header lacks, and the name in it that is most like it; empty where none is."""

    column: str
    nearest: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a file has what is read of it: names in its header, in the order of what is asked for.

    None stands for a column that the file lacks and need not have.
    """

    columns: tuple[str | None, ...]
    marks: tuple[str, ...]
    deleted: str
    version: str


class Header:
    """The names of a file's columns. A name is found as it is written, else whatever the case of its letters."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.strip(): name for name in names}
        folded: dict[str, list[str]] = {}
        for stripped, name in self._names.items():
            folded.setdefault(stripped.casefold(), []).append(name)
        # Of names that differ by case alone none is silently taken for the one that was meant.
        self._folded = {text: found[0] for text, found in folded.items() if len(found) == 1}

    def find(self, wanted: str) -> str | None:
        """The name in the header, as it stands there; None where there is none."""
        wanted = wanted.strip()
        return self._names.get(wanted) or self._folded.get(wanted.casefold())

    def missing(self, wanted: Iterable[str], used: Iterable[str]) -> tuple[MissingColumn, ...]:
        """The columns that were not found, each with the nearest name that is not in use.

        Where nothing is in use the line is perhaps no header but somebody's row, so no name of it is told.
        """
        taken = set(used)
        free = [name for name in self._names.values() if name not in taken] if taken else []
        return tuple(MissingColumn(name, nearest(name, free)) for name in dict.fromkeys(wanted))


def find_columns(terms: Terms, names: tuple[str, ...]) -> Sources | tuple[MissingColumn, ...]:
    """Find every column in a header; or say which are missing that must be there.

    Those are the columns that the feed requires, those that extracts.toml names (one that was renamed must not pass for
    one that has nothing to say), and those that tell versions, withdrawals and marks.
    """
    header = Header(names)
    extract, feed = terms.extract, terms.feed
    wanted = [extract.columns.get(column.name, Cell(column=column.name)).column for column in feed.columns]
    must = [
        name
        for name, column in zip(wanted, feed.columns, strict=True)
        if name and (column.required or column.name in extract.columns)
    ]
    flags = [flag.column for flag in extract.marks.values()]
    deleted = extract.deleted.column if extract.deleted else ""
    version = extract.version.column if extract.version else ""
    must += [name for name in (*flags, deleted, version) if name]
    found = {name: header.find(name) for name in (*wanted, *must) if name}
    lacking = [name for name in must if found[name] is None]
    if lacking:
        return header.missing(lacking, [name for name in found.values() if name])
    return Sources(
        tuple(found.get(name) for name in wanted),
        tuple(found[name] or "" for name in flags),
        found.get(deleted) or "",
        found.get(version) or "",
    )


def constants(terms: Terms) -> Mapping[int, str]:
    """The values that stand for whole columns, by the column's place in the feed."""
    cells = terms.extract.columns
    return {
        place: cells[column.name].constant
        for place, column in enumerate(terms.feed.columns)
        if column.name in cells and cells[column.name].constant
    }
