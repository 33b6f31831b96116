"""What a region states of its extracts: where each comes from, under which law, and how its columns become a feed's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tertial.domain.declarations import Declaration
from tertial.domain.identifier import check_identifier
from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.row_marks import Mark

FIRST_DAY = date(2000, 1, 1)
"""Nothing that is followed up happened before it, unless an extract says otherwise."""
NOTHING: Mapping[str, str] = MappingProxyType({})

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")


class Take(StrEnum):
    """Which of the files that fit are read: all of them, or the last by name (a full delivery that names its day)."""

    ALL = "all"
    LAST = "last"


class VersionKind(StrEnum):
    """What tells the newer of two versions of a row: a point in time, or a running number."""

    INSTANT = "instant"
    INTEGER = "integer"


@dataclass(frozen=True, slots=True)
class Files:
    """Files of an extract: a file, a folder, a ZIP or a pattern, relative to the region folder.

    `select` and `tables` are for SQLite files: one SELECT, over those tables only. Raises ValueError for an empty
    pattern, a separator of several signs, or a SELECT that no table is allowed for.
    """

    pattern: str
    take: Take | None = None
    separator: str | None = None
    sheet: str = ""
    select: str = ""
    tables: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.pattern.strip():
            raise ValueError("the files are named by a file, a folder or a pattern")
        if self.separator is not None and len(self.separator) != 1:
            raise ValueError("a separator is one sign")
        if self.select and not self.tables:
            raise ValueError("a select states the tables that it may read")


@dataclass(frozen=True, slots=True)
class Query:
    """One SELECT of a declared database, over the tables allowed. Raises ValueError where one of them is missing."""

    database: str
    select: str
    tables: frozenset[str]

    def __post_init__(self) -> None:
        check_identifier(self.database)
        if not self.select.strip() or not self.tables:
            raise ValueError("a query has its select and the tables that it may read")


@dataclass(frozen=True, slots=True)
class Database:
    """A PostgreSQL database to read; the password comes from the environment variable named, and stands in no file.

    Raises ValueError for a missing name, an impossible port, or a variable that is no name in capitals.
    """

    id: str
    host: str
    name: str
    user: str
    password_variable: str
    port: int = 5432
    tls: str = "verify-full"
    """libpq's `sslmode`."""

    def __post_init__(self) -> None:
        check_identifier(self.id)
        if not (self.host and self.name and self.user):
            raise ValueError(f"the database {self.id} has a host, a name and a user")
        if not 0 < self.port < 1 << 16:
            raise ValueError(f"{self.port} is no port")
        if not _VARIABLE.fullmatch(self.password_variable):
            raise ValueError("the password's variable is named in capitals, digits and _")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a feed's column comes from: a column of the extract, or a constant for all rows.

    `codes` turns values as sent into codes, ids of units, or yes and no; `empty` are values that mean nothing;
    `format` reads dates and instants that are not written as ISO 8601 (the signs of `strptime`).
    Raises ValueError unless there is just one of column and constant.
    """

    column: str = ""
    constant: str = ""
    codes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    empty: frozenset[str] = frozenset()
    format: str = ""

    def __post_init__(self) -> None:
        if bool(self.column) == bool(self.constant):
            raise ValueError("a column comes from a column of the extract, or is a constant")


@dataclass(frozen=True, slots=True)
class Flag:
    """Rows in which a column has one of some values. Raises ValueError without a column or values."""

    column: str
    values: frozenset[str]

    def __post_init__(self) -> None:
        if not self.column or not self.values:
            raise ValueError("rows are told by a column and the values in it")


@dataclass(frozen=True, slots=True)
class Version:
    """The column that tells the newer of two versions of a row."""

    column: str
    kind: VersionKind


@dataclass(frozen=True, slots=True)
class Extract:
    """One source of one feed.

    Rows are named by the extract's id and the feed's key together, so that two systems may use the same keys. With
    `version` the order of deliveries never matters; without it a later load corrects an earlier one. `deleted` tells
    rows that withdraw what was sent before. `columns` holds what differs from a column of the same name.
    `first_day` is the first day that an event can have.
    """

    id: str
    declaration: Declaration
    origin: Files | Query
    columns: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))
    version: Version | None = None
    deleted: Flag | None = None
    marks: Mapping[Mark, Flag] = field(default_factory=lambda: MappingProxyType({}))
    first_day: date = FIRST_DAY

    def __post_init__(self) -> None:
        check_identifier(self.id)

    @property
    def feed(self) -> str:
        """The id of the feed that it fills."""
        return self.declaration.feed


@dataclass(frozen=True, slots=True)
class Extracts:
    """All that extracts.toml says. `store` is the store's folder, relative to the region folder.

    Raises ValueError for an id that stands twice, or a query of a database that is not stated.
    """

    extracts: tuple[Extract, ...] = ()
    databases: tuple[Database, ...] = ()
    reserve_patterns: tuple[ReservePattern, ...] = ()
    store: str = "store"

    def __post_init__(self) -> None:
        ids = [extract.id for extract in self.extracts]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"the extract {twice[0]} stands twice")
        known = {database.id for database in self.databases}
        for extract in self.extracts:
            if isinstance(extract.origin, Query) and extract.origin.database not in known:
                raise ValueError(f"{extract.id}: there is no database {extract.origin.database}")

    def of_feed(self, feed: str) -> tuple[Extract, ...]:
        """The extracts that fill a feed."""
        return tuple(extract for extract in self.extracts if extract.feed == feed)
