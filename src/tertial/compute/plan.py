"""The plan: a fact is grouped once into a few small cuboids of counts, and every additive figure is taken from those.

One FILTER an indicator reads the rows once an indicator; one cube of all columns has more cells than there are rows.
Between them lie cuboids of the columns that occur together. What a condition says of columns with many values (days,
instants, numbers) is lifted into a yes-or-no key of its own, so that the cuboids stay small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tertial.compute.drafts import Drafts, Weight, most_cells
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
FEW_CUBOIDS = 8
"""Where there are more than this, other ways to put the keys together are tried."""
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
    keys: dict[str, Key] = field(default_factory=dict)
    lifted: dict[Expression, Lifted] = field(default_factory=dict)
    added: dict[Expression, Added] = field(default_factory=dict)
    bands: dict[tuple[int, ...], Band] = field(default_factory=dict)

    def raw(self, name: str) -> str:
        return self._named(Raw(name))

    def lift(self, expression: Expression, *, is_condition: bool) -> str:
        found = self.lifted.get(expression)
        if found is None:
            name = f"{'is' if is_condition else 'value'}_{len(self.lifted)}"
            found = self.lifted[expression] = Lifted(name, expression, is_condition)
        return self._named(found)

    def add(self, expression: Expression) -> Added:
        return self.added.setdefault(expression, Added(f"sum_{len(self.added)}", expression))

    def band(self, cuts: tuple[int, ...]) -> str:
        if self.fact.has(AGE_CODES):
            return self._named(Band(BAND_OF_CODES, ()))
        return self._named(self.bands.setdefault(cuts, Band(f"band_{len(self.bands)}", cuts)))

    def _named(self, key: Key) -> str:
        self.keys.setdefault(key.name, key)
        return key.name


@dataclass(frozen=True, slots=True)
class _Taken:
    """A term with the keys it asks for, by name, and what it adds up."""

    term: CellTerm
    keys: tuple[str, ...]
    sums: tuple[Added, ...]


@dataclass(slots=True)
class _Draft:
    keys: dict[str, Key]
    sums: dict[str, Added]
    terms: list[CellTerm]


def _cuboids(fact: Fact, place: str, terms: list[Term]) -> tuple[Cuboid, ...]:
    names = _Names(fact)
    taken = [_taken(term, names) for term in terms]
    weights = {name: weight_of(fact, place, key) for name, key in names.keys.items()}
    size = {one.keys: most_cells(map(weights.__getitem__, one.keys)) for one in taken}
    # The widest first, so that the narrow ones find room in them.
    taken.sort(key=lambda one: -size[one.keys])
    drafts: dict[int, _Draft] = {}
    numbers = _drafted([one.keys for one in taken], weights, size)
    for one in taken:
        draft = drafts.setdefault(numbers[one.keys], _Draft({}, {}, []))
        draft.keys.update((name, names.keys[name]) for name in one.keys)
        draft.sums.update((added.name, added) for added in one.sums)
        draft.terms.append(one.term)
    return tuple(
        Cuboid(tuple(draft.keys.values()), tuple(draft.sums.values()), tuple(draft.terms)) for draft in drafts.values()
    )


def _drafted(
    asked: Sequence[tuple[str, ...]], weights: Mapping[str, Weight], size: Mapping[tuple[str, ...], int]
) -> dict[tuple[str, ...], int]:
    """The number of the draft that each of these sets of keys finds room in."""
    sets = dict.fromkeys(asked)
    found = _put(sets, weights)
    if len(set(found.values())) <= FEW_CUBOIDS:
        return found
    # Sets that have a rare key in common, or all but the rarest, are put beside each other: often far fewer drafts.
    often = Counter(name for keys in sets for name in keys)
    rarest, commonest = (
        sorted(sets, key=lambda keys: (-size[keys], sorted((sign * often[name], name) for name in keys)))
        for sign in (1, -1)
    )
    tried = [found, _put(rarest, weights), _put(commonest, weights)]
    return min(tried, key=lambda numbers: len(set(numbers.values())))


def _put(sets: Iterable[tuple[str, ...]], weights: Mapping[str, Weight]) -> dict[tuple[str, ...], int]:
    numbers = {name: number for number, name in enumerate(weights)}
    drafts = Drafts(list(weights.values()), cells=MOST_CELLS, keys=MOST_KEYS)
    return {keys: drafts.put(map(numbers.__getitem__, keys)) for keys in sets}


def weight_of(fact: Fact, place: str, key: Key) -> Weight:
    """What a key does to the number of cells that a unit, as the place says it, can have."""
    columns = columns_of_key(key)
    if columns == {place}:
        # Cells are a unit's own anyway.
        return Weight("", 1)
    return Weight(next(iter(columns)) if len(columns) == 1 else "", _values(fact, key))


def _values(fact: Fact, key: Key) -> int:
    match key:
        case Raw(name=name):
            column = fact.column(name)
            return len(column.codes) or (2 if column.type is ValueType.YES_NO else USUAL_VALUES)
        case Lifted(is_condition=is_condition):
            return 2 if is_condition else USUAL_VALUES
        case Band(cuts=cuts):
            return len(band_starts(cuts))


def _taken(term: Term, names: _Names) -> _Taken:
    keys: dict[str, None] = dict.fromkeys(map(names.raw, _split_columns(term.splits)))
    where = None if term.rows.where is None else _on_cells(term.rows.where, names, keys)
    found = CellTerm(term, where)
    if term.splits.cuts is not None:
        found = replace(found, age_band=names.band(term.splits.cuts))
    sums: tuple[Added, ...] = ()
    if term.add is not None:
        sums = (names.add(term.add),)
        found = replace(found, add=sums[0].name)
    if term.value is not None:
        found = replace(found, value=names.lift(term.value, is_condition=False))
    if term.over is not None:
        found = replace(found, over=names.lift(term.over, is_condition=False))
    keys.update(dict.fromkeys(filter(None, (found.age_band, found.value, found.over))))
    return _Taken(found, tuple(keys), sums)


def _split_columns(splits: Splits) -> Iterable[str]:
    if splits.sex:
        yield SEX
    if splits.category:
        yield splits.category


def _on_cells(condition: Expression, names: _Names, keys: dict[str, None]) -> Expression:
    """The condition as it is asked of a cell: columns of few values stay, all else becomes a key of its own."""
    columns = columns_of(condition)
    few = {name for name in columns if names.fact.column(name).type in FEW_VALUES}
    if few == columns and not isinstance(condition, And | Or | Not):
        keys.update(dict.fromkeys(map(names.raw, sorted(columns))))
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


def _key(condition: Expression, names: _Names, keys: dict[str, None]) -> Expression:
    name = names.lift(condition, is_condition=True)
    keys[name] = None
    return Column(name)
