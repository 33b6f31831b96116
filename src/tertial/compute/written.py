"""The SQL of the engine, written once: to load Ibis takes longer than most of what a new month asks of it.

What is written follows from definitions and from the code that computes, so it is kept beside the store by both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from tertial.compute.plan import Added, Cuboid, Key, Scope
from tertial.compute.questions import Question, questions
from tertial.compute.rules import rules_hash
from tertial.compute.token_plan import TokenPlan
from tertial.domain.expressions.tree import Expression
from tertial.domain.facts.contract import Fact
from tertial.store.canonical import digest
from tertial.store.kept_texts import KeptTexts

WRITERS = ("ibis-framework", "sqlglot")
"""The libraries that texts are written by: those of another version are written again."""


@dataclass(frozen=True, slots=True)
class Statements:
    """The SQL that answers a scope, whatever the months: the rows, where several cuboids are made from them, and
    each cuboid with its questions.
    """

    made: str
    cuboids: tuple[tuple[str, tuple[tuple[Question, str], ...]], ...]


class WrittenSql:
    """All SQL that the engine of one machine runs, as Ibis writes it from the logical plan."""

    def __init__(self, kept: KeptTexts | None = None) -> None:
        self._kept = kept or KeptTexts()

    @classmethod
    def beside(cls, store: Path) -> WrittenSql:
        """Kept in the folder of a store."""
        return cls(KeptTexts(store, edition))

    def values(self, fact: Fact, columns: Iterable[str], keys: Iterable[Key | Added]) -> str:
        """What these keys, or quantities, of a feed come to in each row, which has these columns."""
        asked = (fact.id, tuple(sorted(columns)), tuple(keys))
        return self._text("values", asked, lambda: _writing().values(fact, *asked[1:]))

    def conditions(self, scope: Scope, cuboid: Cuboid, conditions: Mapping[str, Expression]) -> str:
        """Whether each cell of a cuboid meets these conditions, by the names of the columns of the answer."""
        asked = (scope.fact.id, cuboid.keys, cuboid.sums, tuple(conditions.items()))
        return self._text("conditions", asked, lambda: _writing().conditions(scope, cuboid, conditions))

    def statements(self, scope: Scope, *, from_kept: bool) -> Statements:
        """What answers a scope over a derived fact, from feeds or from what is kept of the events."""
        asked = (*_said(scope), from_kept)
        texts = iter(self._texts("statements", asked, lambda: _writing().statements(scope, from_kept=from_kept)))
        made = next(texts)
        return Statements(
            made,
            tuple(
                (next(texts), tuple((question, next(texts)) for question in questions(cuboid)))
                for cuboid in scope.cuboids
            ),
        )

    def gathering(self, scope: Scope, first: int | None) -> str:
        """What is to be kept of the events: new ones, and of those kept already the ones from a month's number on."""
        return self._text("gathering", (scope.fact.id, scope.events, first), lambda: _writing().gathering(scope, first))

    def gathers(self, fact: Fact) -> bool:
        """Whether what is kept of the events for some months serves the months that follow."""
        return bool(self._texts("gathers", (fact.id,), lambda: ["yes"] if _writing().gathers(fact) else []))

    def token_entries(self, plan: TokenPlan) -> str:
        """The different tokens of each unit, month and part of the people."""
        return self._text("tokens", (plan.of, *_said(plan.scope)), lambda: _writing().tokens(plan))

    def _text(self, what: str, asked: tuple[object, ...], write: Callable[[], str]) -> str:
        (found,) = self._texts(what, asked, lambda: [write()])
        return found

    def _texts(self, what: str, asked: tuple[object, ...], write: Callable[[], Sequence[str]]) -> tuple[str, ...]:
        """What is asked for is told by how it is written out, in which no two different things are alike."""
        return self._kept.texts(digest(f"{what} {asked!r}".encode()), write)


def _said(scope: Scope) -> tuple[object, ...]:
    """All of a scope that its SQL follows from: the terms without the indicators that they are of."""
    cuboids = [
        (
            cuboid.keys,
            cuboid.sums,
            [
                (term.where, term.age_band, term.add, term.value, term.over, term.term.splits, term.term.rows.where)
                for term in cuboid.terms
            ],
        )
        for cuboid in scope.cuboids
    ]
    return (scope.fact.id, scope.events, scope.place, cuboids)


def _writing() -> ModuleType:
    """The module that writes, loaded by whoever needs it: Ibis and its compilers are slow to load."""
    return import_module("tertial.compute.writing")


@cache
def edition() -> str:
    """The hash of all that texts follow from beside what is asked: the code that computes, and who writes."""
    writers = " ".join(f"{name} {version(name)}" for name in WRITERS)
    return digest(f"{rules_hash()} {writers}".encode())
