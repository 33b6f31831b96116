"""What is asked of a cuboid: terms that are split alike make one question, and what several ask is asked once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tertial.compute.plan import Cuboid
from tertial.compute.terms import Term
from tertial.domain.age_bands import UNKNOWN
from tertial.domain.expressions.tree import Expression
from tertial.domain.feeds.stored import SEX
from tertial.domain.results import Sex

UNIT, MONTH, COUNT = "cell_unit", "cell_month", "cell_rows"
"""The columns of every cuboid beside its keys and sums."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the cells: those that meet a condition, and what they come to of a sum, else of rows alone.

    Where definitions have much in common, many terms ask for the same.
    """

    where: Expression | None
    add: str
    terms: tuple[Term, ...]
    """The terms that ask for it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is split alike: one query answers it all, with a column of rows and one of amounts for each."""

    sex: bool
    age_band: str
    category: str
    value: str
    over: str
    asked: tuple[Asked, ...]

    @property
    def keys(self) -> dict[str, str]:
        """The keys of the cuboid that split the terms beside unit and month, by what answers call them."""
        named = {
            "sex": SEX if self.sex else "",
            "age_band": self.age_band,
            "category": self.category,
            "value": self.value,
            "over": self.over,
        }
        return {name: key for name, key in named.items() if key}

    def amount(self, place: int) -> str:
        """The column of the amounts of what is asked in this place."""
        return f"amount_{place}"

    def rows(self, place: int) -> str:
        """The column that says how many rows those amounts rest on."""
        return f"rows_{place}"


CALLED = {"sex": Sex.UNKNOWN.value, "category": UNKNOWN}
"""What is not known is called in answers: a code of the feed may say that it is unknown, which is the same."""

MOST_ASKED = 250
"""What is asked for in a query: planning takes longer than computing where there are thousands."""


def questions(cuboid: Cuboid) -> Iterator[Question]:
    """The queries that answer the terms of a cuboid; what several terms ask for is asked once."""
    alike: dict[tuple[bool, str, str, str, str], dict[tuple[Expression | None, str], list[Term]]] = {}
    for term in cuboid.terms:
        splits = term.term.splits
        split_alike = alike.setdefault((splits.sex, term.age_band, splits.category, term.value, term.over), {})
        split_alike.setdefault((term.where, term.add), []).append(term.term)
    for (sex, age_band, category, value, over), found in alike.items():
        asked = [Asked(where, add, tuple(terms)) for (where, add), terms in found.items()]
        for first in range(0, len(asked), MOST_ASKED):
            yield Question(sex, age_band, category, value, over, tuple(asked[first : first + MOST_ASKED]))
