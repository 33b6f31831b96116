"""The plan: a fact is grouped once into a few small cuboids of counts, and every additive figure is taken from those.

One FILTER an indicator reads the rows once an indicator; one cube of all columns has more cells than there are rows.
Between them lie cuboids of the columns that occur together. What a condition says of columns with many values (days,
instants, numbers) is lifted into a yes-or-no key of its own, so that the cuboids stay small.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import prod

from tertial.compute.terms import AGE_CODES, Splits, Term
from tertial.domain.age_bands import band_starts
from tertial.domain.expressions.tree import (
    And,
    Between,
    Column,
    Compare,
    Expression,
    In,
    IsNull,
    Not,
    Or,
    columns_of,
)
from tertial.domain.facts.contract import Fact, ValueType
from tertial.domain.feeds.stored import AGE_YEARS, SEX

FEW_VALUES = frozenset({ValueType.CODE, ValueType.YES_NO, ValueType.UNIT})
"""Columns of these types may be keys as they are."""

BAND_OF_CODES = "band_of_codes"
"""The name of the age band that is made from the feed's own; those may be a key beside it as they are."""

MOST_CELLS = 20_000
"""Cells a unit and month that a cuboid is let grow to, by the most values that its keys can have."""
MOST_KEYS = 128
"""Keys of a cuboid: SQL that groups by thousands of them is planned longer than it runs."""
USUAL_VALUES = 40
"""How many values a number is taken to have."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A column as it is."""

    name: str


@dataclass(frozen=True, slots=True)
class Lifted:
    """What a part of a condition, or a quantity, comes to for the row."""

    name: str
    expression: Expression
    is_condition: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The age band of the row, by these cuts."""

    name: str
    cuts: tuple[int, ...]


Key = Raw | Lifted | Band


@dataclass(frozen=True, slots=True)
class Added:
    """A quantity that is added up over the rows of a cell."""

    name: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class CellTerm:
    """A term as it is taken from a cuboid: its condition, and the names of its keys and sums there."""

    term: Term
    where: Expression | None
    age_band: str = ""
    add: str = ""
    value: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True)
class Cuboid:
    """Counts, and sums, of a fact's rows by unit, month and these keys; and the terms taken from it."""

    keys: tuple[Key, ...]
    sums: tuple[Added, ...]
    terms: tuple[CellTerm, ...]

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the fact that it is made from, without unit and day."""
        sums = (columns_of(added.expression) for added in self.sums)
        return frozenset[str]().union(*map(columns_of_key, self.keys), *sums)


def columns_of_key(key: Key) -> frozenset[str]:
    """The columns of the fact that a key is made from."""
    match key:
        case Raw(name=name):
            return frozenset({name})
        case Lifted(expression=expression):
            return columns_of(expression)
        case Band(name=name):
            return frozenset({AGE_CODES if name == BAND_OF_CODES else AGE_YEARS})


@dataclass(frozen=True, slots=True)
class Scope:
    """All that is taken from the rows of one fact, made from the same events and counted at the same place."""

    fact: Fact
    events: Expression | None
    place: str
    cuboids: tuple[Cuboid, ...]


def planned(terms: Iterable[Term]) -> tuple[Scope, ...]:
    """The scopes of the terms, in their order."""
    scopes: dict[tuple[Fact, Expression | None, str], list[Term]] = {}
    for term in terms:
        scopes.setdefault((term.rows.fact, term.rows.events, term.rows.place), []).append(term)
    return tuple(
        Scope(fact, events, place, _cuboids(fact, place, found)) for (fact, events, place), found in scopes.items()
    )


@dataclass(slots=True)
class _Names:
    """The names of the keys and sums of a scope: the same expression has one name."""

    fact: Fact
    lifted: dict[Expression, Lifted] = field(default_factory=dict)
    added: dict[Expression, Added] = field(default_factory=dict)
    bands: dict[tuple[int, ...], Band] = field(default_factory=dict)

    def lift(self, expression: Expression, *, is_condition: bool) -> Lifted:
        letter = "is" if is_condition else "value"
        return self.lifted.setdefault(expression, Lifted(f"{letter}_{len(self.lifted)}", expression, is_condition))

    def add(self, expression: Expression) -> Added:
        return self.added.setdefault(expression, Added(f"sum_{len(self.added)}", expression))

    def band(self, cuts: tuple[int, ...]) -> Band:
        if self.fact.has(AGE_CODES):
            return Band(BAND_OF_CODES, ())
        return self.bands.setdefault(cuts, Band(f"band_{len(self.bands)}", cuts))


@dataclass(slots=True)
class _Draft:
    keys: dict[Key, None]
    sums: dict[Added, None]
    terms: list[CellTerm]


def _cuboids(fact: Fact, place: str, terms: list[Term]) -> tuple[Cuboid, ...]:
    names = _Names(fact)
    drafts: list[_Draft] = []
    taken = [_taken(term, names) for term in terms]
    # The widest first, so that the narrow ones find room in them.
    for cell_term, keys, sums in sorted(taken, key=lambda one: -most_cells(fact, place, one[1])):
        draft = next((one for one in drafts if _fits(fact, place, one, keys)), None)
        if draft is None:
            draft = _Draft({}, {}, [])
            drafts.append(draft)
        draft.keys.update(dict.fromkeys(keys))
        draft.sums.update(dict.fromkeys(sums))
        draft.terms.append(cell_term)
    return tuple(Cuboid(tuple(draft.keys), tuple(draft.sums), tuple(draft.terms)) for draft in drafts)


def _fits(fact: Fact, place: str, draft: _Draft, keys: tuple[Key, ...]) -> bool:
    """Whether the keys find room: those that it has already always do."""
    together = {**draft.keys, **dict.fromkeys(keys)}
    if len(together) == len(draft.keys):
        return True
    return len(together) <= MOST_KEYS and most_cells(fact, place, together) <= MOST_CELLS


def most_cells(fact: Fact, place: str, keys: Iterable[Key]) -> int:
    """The most cells that a unit, as the place says it, can have.

    Keys of one column cut its values into classes: each condition makes one class more, whatever came before.
    """
    cuts: dict[frozenset[str], int] = {}
    size = 1
    for key in keys:
        columns = columns_of_key(key)
        if len(columns) == 1:
            cuts[columns] = cuts.get(columns, 0) + _values(fact, key) - 1
        else:
            size *= _values(fact, key)
    # Cells are a unit's own anyway.
    cuts.pop(frozenset({place}), None)
    return size * prod(1 + count for count in cuts.values())


def _values(fact: Fact, key: Key) -> int:
    match key:
        case Raw(name=name):
            column = fact.column(name)
            return len(column.codes) or (2 if column.type is ValueType.YES_NO else USUAL_VALUES)
        case Lifted(is_condition=is_condition):
            return 2 if is_condition else USUAL_VALUES
        case Band(cuts=cuts):
            return len(band_starts(cuts))


def _taken(term: Term, names: _Names) -> tuple[CellTerm, tuple[Key, ...], tuple[Added, ...]]:
    keys: dict[Key, None] = dict.fromkeys(_split_keys(term.splits))
    where = None if term.rows.where is None else _on_cells(term.rows.where, names, keys)
    found = CellTerm(term, where)
    if term.splits.cuts is not None:
        band = names.band(term.splits.cuts)
        keys[band] = None
        found = replace(found, age_band=band.name)
    sums: tuple[Added, ...] = ()
    if term.add is not None:
        sums = (names.add(term.add),)
        found = replace(found, add=sums[0].name)
    if term.value is not None:
        value = names.lift(term.value, is_condition=False)
        keys[value] = None
        found = replace(found, value=value.name)
    if term.over is not None:
        over = names.lift(term.over, is_condition=False)
        keys[over] = None
        found = replace(found, over=over.name)
    return found, tuple(keys), sums


def _split_keys(splits: Splits) -> Iterable[Key]:
    if splits.sex:
        yield Raw(SEX)
    if splits.category:
        yield Raw(splits.category)


def _on_cells(condition: Expression, names: _Names, keys: dict[Key, None]) -> Expression:
    """The condition as it is asked of a cell: columns of few values stay, all else becomes a key of its own."""
    columns = columns_of(condition)
    few = {name for name in columns if names.fact.column(name).type in FEW_VALUES}
    if few == columns and not isinstance(condition, And | Or | Not):
        keys.update(dict.fromkeys(Raw(name) for name in sorted(columns)))
        return condition
    if isinstance(condition, Compare | Between | In | IsNull | Column) or (not few and len(columns) <= 1):
        return _key(condition, names, keys)
    match condition:
        case Not(part=part):
            return Not(_on_cells(part, names, keys))
        case And(parts=parts) | Or(parts=parts):
            kind = And if isinstance(condition, And) else Or
            # What is asked of one column of many values is asked at once, so that it is one key.
            of_one: dict[frozenset[str], list[Expression]] = {}
            kept: list[Expression] = []
            for part in parts:
                read = columns_of(part)
                if len(read) == 1 and not read & few:
                    of_one.setdefault(read, []).append(part)
                else:
                    kept.append(_on_cells(part, names, keys))
            asked = (same[0] if len(same) == 1 else kind(tuple(same)) for same in of_one.values())
            kept.extend(_key(part, names, keys) for part in asked)
            return kept[0] if len(kept) == 1 else kind(tuple(kept))
        case _:
            return _key(condition, names, keys)


def _key(condition: Expression, names: _Names, keys: dict[Key, None]) -> Expression:
    lifted = names.lift(condition, is_condition=True)
    keys[lifted] = None
    return Column(lifted.name)
