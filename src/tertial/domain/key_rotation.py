"""A new key: which token of the old key becomes which of the new, made while both keys are at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tertial.domain.identity import Fault, read
from tertial.domain.person_key import PersonKey, key_of
from tertial.domain.reserve_numbers import ReservePattern


@dataclass(frozen=True, slots=True)
class Rotation:
    """Tokens of the key `old` and what each becomes under the key `new`.

    It holds no number, but with the old key it is as telling as the tokens: dispose of it when the store is rewritten.
    Raises ValueError when a token is of another key or two become one.
    """

    old: str
    new: str
    tokens: Mapping[str, str]

    def __post_init__(self) -> None:
        if self.old == self.new:
            raise ValueError("a new key has a new id")
        if any(key_of(token) != self.old for token in self.tokens):
            raise ValueError(f"a token to replace is not of the key {self.old}")
        if any(key_of(token) != self.new for token in self.tokens.values()):
            raise ValueError(f"a token to put in place is not of the key {self.new}")
        if len(set(self.tokens.values())) < len(self.tokens):
            raise ValueError("two tokens become one: the mapping mixes two persons")

    def renamed(self, token: str) -> str:
        """The new token. Raises ValueError where the mapping has none: its person was not among the numbers given."""
        found = self.tokens.get(token)
        if found is None:
            raise ValueError(f"no new token for a token of the key {key_of(token)}: see which are missing first")
        return found

    def missing(self, tokens: Iterable[str]) -> frozenset[str]:
        """Those of the tokens that the mapping does not cover; a rotation is carried out only when none is left."""
        return frozenset(token for token in tokens if token not in self.tokens)


@dataclass(frozen=True, slots=True)
class RotationMade:
    """A rotation, and how many of the distinct values given were no identity numbers, by reason."""

    rotation: Rotation
    refused: Mapping[Fault, int]


def rotation(
    values: Iterable[str],
    old: PersonKey,
    new: PersonKey,
    today: date,
    patterns: Sequence[ReservePattern] = (),
) -> RotationMade:
    """The rotation from one key to another for the written numbers of a register that holds all persons of the store.

    Raises ValueError when both ids name the same key, or both keys have one id.
    """
    if old.reveal() == new.reveal():
        raise ValueError(f"the keys {old.id} and {new.id} are the same key")
    tokens: dict[str, str] = {}
    refused: Counter[Fault] = Counter()
    for value in dict.fromkeys(values):
        found = read(value, today, patterns)
        if isinstance(found, Fault):
            refused[found] += 1
        else:
            tokens[old.token(found.number)] = new.token(found.number)
    return RotationMade(Rotation(old.id, new.id, tokens), dict(refused))
