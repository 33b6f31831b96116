"""The organisation: units with history, and several trees over the same units.

Facts keep the unit they happened at. "As it was" and "as it is now" are mappings made from validity and successor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label

LINE = "line"
"""The tree that the parent column makes."""


@dataclass(frozen=True, slots=True)
class Validity:
    """From the first day to the last, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"{self.first} to {self.last}: the dates are reversed")

    def covers(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.first or day) <= day <= (self.last or day)

    def overlaps(self, other: Validity) -> bool:
        """Whether the two share a day."""
        before = self.first is None or other.last is None or self.first <= other.last
        after = self.last is None or other.first is None or other.first <= self.last
        return before and after


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit that took over, and the share of the work it took (None where nobody stated it)."""

    unit: str
    share: Decimal | None = None

    def __post_init__(self) -> None:
        if self.share is not None and not 0 < self.share <= 1:
            raise ValueError(f"successor {self.unit}: a share lies above 0 and at most at 1, not {self.share}")


@dataclass(frozen=True, slots=True)
class Carried:
    """A part of a unit's work and the units that carry it.

    One unit carries it, or several together where `split` was split and nobody stated who took how much.
    """

    share: Fraction
    units: tuple[str, ...]
    split: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit during one validity: a unit that moves has a row for each place in the line."""

    id: str
    name: Label
    kind: str
    parent: str = ""
    provider: str = ""
    hsa_id: str = ""
    validity: Validity = Validity()
    successors: tuple[Successor, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        check_identifier(self.id)
        if self.parent == self.id:
            raise ValueError(f"{self.id} is its own parent")
        shares = [successor.share for successor in self.successors if successor.share is not None]
        if shares and len(shares) == len(self.successors) and sum(shares) != 1:
            raise ValueError(f"{self.id}: the shares of its successors make {sum(shares)}, not 1")


@dataclass(frozen=True, slots=True)
class Membership:
    """A unit's place in another tree than the line: county part, municipality, frame."""

    unit: str
    tree: str
    node: str
    validity: Validity = Validity()


@dataclass(frozen=True)
class Organisation:
    """All units and their trees.

    `trees` names each tree's kinds of node from the top. Raises ValueError for a unit that is valid twice on
    the same day, an unknown parent, successor or node, and for circles of parents or successors.
    """

    units: tuple[Unit, ...]
    memberships: tuple[Membership, ...] = ()
    trees: Mapping[str, tuple[str, ...]] = ()  # type: ignore[assignment]

    def __post_init__(self) -> None:
        object.__setattr__(self, "trees", dict(self.trees))
        for rows in self._rows.values():
            for place, row in enumerate(rows):
                if any(row.validity.overlaps(other.validity) for other in rows[place + 1 :]):
                    raise ValueError(f"{row.id} is valid twice on the same day")
        for unit in self.units:
            for other in (unit.parent, *(successor.unit for successor in unit.successors)):
                if other and other not in self._rows:
                    raise ValueError(f"{unit.id}: the unit {other} is unknown")
        for membership in self.memberships:
            for other in (membership.unit, membership.node):
                if other not in self._rows:
                    raise ValueError(f"membership in {membership.tree}: the unit {other} is unknown")
        self._refuse_circles()

    def _refuse_circles(self) -> None:
        parents: dict[str, set[str]] = {unit: {row.parent for row in rows} - {""} for unit, rows in self._rows.items()}
        if _circle(parents):
            # Units may change places over the years; only a circle that stands on one day is wrong.
            for day in {row.validity.first or date.min for row in self.units}:
                valid = (row for row in self.units if row.validity.covers(day))
                _refuse("parents", _circle({row.id: {row.parent} - {""} for row in valid}))
        # Successors are followed from a unit's latest row, whichever place it has in the file.
        latest = (row for row in map(self.find, self._rows) if row is not None)
        _refuse("successors", _circle({row.id: {s.unit for s in row.successors} for row in latest}))

    @cached_property
    def _rows(self) -> dict[str, list[Unit]]:
        rows: dict[str, list[Unit]] = {}
        for unit in self.units:
            rows.setdefault(unit.id, []).append(unit)
        return rows

    @property
    def ids(self) -> tuple[str, ...]:
        """Every unit's id, in the order of the file."""
        return tuple(self._rows)

    def find(self, unit_id: str, on: date | None = None) -> Unit | None:
        """The unit on a day; without a day, or where it was not valid that day, its latest row."""
        rows = self._rows.get(unit_id, [])
        if on is not None:
            for row in rows:
                if row.validity.covers(on):
                    return row
        return max(rows, key=lambda row: row.validity.first or date.min, default=None)

    def exists(self, unit_id: str, on: date) -> bool:
        """Whether the unit was valid on the day."""
        return any(row.validity.covers(on) for row in self._rows.get(unit_id, []))

    def tree_of(self, unit_id: str) -> str:
        """The tree that a unit is a node of: the line, unless its kind is one of another tree alone."""
        row = self.find(unit_id)
        if row is None or row.kind in self.trees.get(LINE, ()):
            return LINE
        return next((tree for tree, kinds in self.trees.items() if row.kind in kinds), LINE)

    def with_all_below(self, units: Iterable[str]) -> frozenset[str]:
        """The units and all that have ever been below them."""
        found = set(units)
        while True:
            below = {unit.id for unit in self.units if unit.parent in found} - found
            if not below:
                return frozenset(found)
            found |= below

    def with_all_around(self, units: Iterable[str]) -> frozenset[str]:
        """The units, all that have ever been below them, and all that they have ever been below."""
        named = frozenset(units)
        found = set(named)
        while True:
            above = {unit.parent for unit in self.units if unit.id in found and unit.parent} - found
            if not above:
                return self.with_all_below(named) | found
            found |= above

    def below(self, node: str, on: date, tree: str = LINE) -> tuple[str, ...]:
        """The units below a node of a tree on a day, itself not included, in the order of the file."""
        if tree == LINE:
            places = {row.id: {row.parent} for row in self.units if row.validity.covers(on)}
        else:
            places = {
                row.id: {row.parent} for row in self.units if row.validity.covers(on) and self._in_tree(row, tree)
            }
            for membership in self.memberships:
                if membership.tree == tree and membership.validity.covers(on):
                    places.setdefault(membership.unit, set()).add(membership.node)
        found: list[str] = []
        reached = {node}
        while True:
            more = [unit for unit, parents in places.items() if unit not in reached and parents & reached]
            if not more:
                return tuple(unit for unit in self._rows if unit in set(found))
            found += more
            reached.update(more)

    def _in_tree(self, unit: Unit, tree: str) -> bool:
        return unit.kind in self.trees.get(tree, ())

    def carriers(self, unit_id: str, on: date) -> tuple[Carried, ...]:
        """The units that carry a unit's work on a day, part by part; the shares make 1.

        Chains of successors are followed. The successors of a split without shares carry its part together, with
        whoever carries theirs. A unit that has ended without successor carries itself. Raises KeyError when the unit
        is unknown.
        """
        if unit_id not in self._rows:
            raise KeyError(unit_id)
        row = self.find(unit_id, on)
        if row is None or row.validity.covers(on) or not row.successors:
            return (Carried(Fraction(1), (unit_id,)),)
        if row.validity.last is not None and row.validity.last >= on:
            return (Carried(Fraction(1), (unit_id,)),)
        ends = [(successor, self.carriers(successor.unit, on)) for successor in row.successors]
        if len(ends) > 1 and any(successor.share is None for successor, _ends in ends):
            units = dict.fromkeys(unit for _successor, parts in ends for part in parts for unit in part.units)
            return (Carried(Fraction(1), tuple(units), unit_id if len(units) > 1 else ""),)
        return tuple(
            Carried(part.share * Fraction(successor.share or 1), part.units, part.split)
            for successor, parts in ends
            for part in parts
        )

    def row_in(self, unit_id: str, first: date, last: date) -> Unit:
        """The unit's latest row that was valid some day from `first` to `last`, else the nearest; of two, the earlier.

        Raises KeyError when the unit is unknown.
        """
        rows = self._rows[unit_id]
        days = Validity(first, last)
        valid = [row for row in rows if row.validity.overlaps(days)]
        if valid:
            return max(valid, key=lambda row: row.validity.first or date.min)
        return min(rows, key=lambda row: (_days_between(row.validity, days), row.validity.first or date.min))


def _days_between(one: Validity, other: Validity) -> int:
    """How many days lie between two validities that share none."""
    earlier, later = sorted((one, other), key=lambda validity: validity.first or date.min)
    return ((later.first or date.min) - (earlier.last or date.max)).days


def _circle(steps: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Where following the steps comes back to, as a way round; empty when it never does."""
    try:
        TopologicalSorter(steps).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def _refuse(what: str, circle: tuple[str, ...]) -> None:
    if circle:
        raise ValueError(f"a circle of {what}: {' > '.join(circle)}")
