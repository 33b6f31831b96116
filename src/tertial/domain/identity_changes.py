"""A changed identity: from a reserve or co-ordination number to a personal number, as dated links between tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from tertial.domain.key_rotation import Rotation
from tertial.domain.person_key import key_of


@dataclass(frozen=True, slots=True)
class IdentityChange:
    """From a day on, the person of `old` is known as `new`.

    Raises ValueError for a change to the same token and for tokens of different keys.
    """

    old: str
    new: str
    since: date

    def __post_init__(self) -> None:
        if key_of(self.old) != key_of(self.new):
            raise ValueError("both tokens of a changed identity are of one key: rotate one of them first")
        if self.old == self.new:
            raise ValueError("a changed identity has two tokens; these are the same")


@dataclass(frozen=True, slots=True)
class IdentityChanges:
    """All changes of identity. Several tokens may become one (a reserve number, then a personal one, for two visits).

    Raises ValueError when one token becomes two, or the changes run in a circle.
    """

    changes: tuple[IdentityChange, ...] = ()
    _by_old: Mapping[str, IdentityChange] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_old: dict[str, IdentityChange] = {}
        for change in self.changes:
            if change.old in by_old:
                raise ValueError("a token becomes two: a person has one identity at a time")
            by_old[change.old] = change
        object.__setattr__(self, "_by_old", MappingProxyType(by_old))
        self._refuse_circles()

    def _refuse_circles(self) -> None:
        settled: set[str] = set()
        for start in self._by_old:
            on_the_way: set[str] = set()
            token = start
            while token in self._by_old and token not in settled:
                if token in on_the_way:
                    raise ValueError("the changes of identity run in a circle")
                on_the_way.add(token)
                token = self._by_old[token].new
            settled |= on_the_way

    def current(self, token: str, on: date | None = None) -> str:
        """The token that the person has in the end, or had on a day. A token that never changed is its own answer."""
        change = self._by_old.get(token)
        while change is not None and (on is None or change.since <= on):
            token = change.new
            change = self._by_old.get(token)
        return token

    def rotated(self, rotation: Rotation) -> IdentityChanges:
        """The same changes under a new key. Raises ValueError when the rotation lacks one of the tokens."""
        return IdentityChanges(
            tuple(
                IdentityChange(rotation.renamed(change.old), rotation.renamed(change.new), change.since)
                for change in self.changes
            )
        )
