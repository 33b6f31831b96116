"""The tokens that a load's persons have today, by the numbers that the load gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa

from tertial.domain.identity_changes import IdentityChanges
from tertial.extracts.checking.persons import Numbers


class Numbered(Protocol):
    """Persons numbered from 0."""

    def __len__(self) -> int:
        """How many there are."""

    def tokens(self, numbers: Numbers) -> pa.Array:
        """The token of each of some numbers."""


@dataclass(frozen=True, slots=True)
class KnownTokens:
    """Persons of whom the tokens alone are left: what another process may be told of them."""

    known: pa.Array

    def __len__(self) -> int:
        return len(self.known)

    def tokens(self, numbers: Numbers) -> pa.Array:
        """The token of each of some numbers."""
        return self.known.take(pa.array(numbers))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The persons met so far, and the identities that have changed."""

    persons: Numbered
    changes: IdentityChanges

    def of(self, numbers: Numbers) -> pa.Array:
        """The token of each number."""
        found = self.persons.tokens(numbers)
        if not self.changes.changes:
            return found
        return pa.array([self.changes.current(token) for token in found.to_pylist()], pa.string())

    def all(self) -> pa.Array:
        """The token of every person met so far, by number."""
        return self.of(np.arange(len(self.persons), dtype=np.int32))
