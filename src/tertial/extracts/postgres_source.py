"""An answer of a PostgreSQL database as a source of rows, beside the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tertial.domain.extracts import Database, Query
from tertial.extracts.batches import Batch, whole_file
from tertial.extracts.passwords import Password
from tertial.extracts.reasons import Reason


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds are waited: for a connection, for a lock, and for the whole answer with what is done to it.

    Raises ValueError for none.
    """

    connection: int = 15
    lock: int = 60
    answer: int = 4 * 3600

    def __post_init__(self) -> None:
        if min(self.connection, self.lock, self.answer) < 1:
            raise ValueError("a second is the least that is waited")


@dataclass(slots=True)
class PostgresSource:
    """What one query of one database gives.

    `size` and `sha256` are those of the answer as a CSV file with a header, in the order in which the rows came, so
    far as it has been read. Neither host nor password is in the repr.
    """

    database: Database = field(repr=False)
    query: Query = field(repr=False)
    password: Password = field(repr=False)
    patience: Patience = field(default=Patience(), repr=False)
    size: int = field(default=0, init=False)
    _digest: Any = field(default_factory=hashlib.sha256, init=False, repr=False)

    @property
    def name(self) -> str:
        """The database's id."""
        return self.database.id

    @property
    def sha256(self) -> str:
        """In hexadecimal digits."""
        return str(self._digest.hexdigest())

    def count_in(self, data: bytes) -> None:
        """Take bytes of the answer into the size and the hash."""
        self.size += len(data)
        self._digest.update(data)


def read_postgres(source: PostgresSource) -> Iterator[Batch]:
    """Read the answer once, in bounded memory; a row's line is its place in it, from 1, and NULL an empty text.

    Nothing that goes wrong is raised: a rejection of line 0 says why, last of all where rows had come before it. What
    was given until then must not be kept.
    """
    try:
        # libpq comes with an extra, and is in no way needed for files.
        import psycopg  # noqa: F401
    except ImportError:
        yield whole_file(Reason.NO_DRIVER)
        return
    from tertial.extracts.postgres_reader import answer

    source.size, source._digest = 0, hashlib.sha256()
    yield from answer(source)
