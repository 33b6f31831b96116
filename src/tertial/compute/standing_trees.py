"""The trees of the organisation as they stand in some days: where a unit's work counts in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tertial.domain.organisation import LINE, Carried, Membership, Organisation, Unit

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Placing:
    """The nodes of one tree where a unit's work counts, each with the share of it that counts there.

    `unclear` has the nodes where some of it may count, and the unit whose split made it so: there figures cannot be
    compared. `known` is false for a unit that the organisation does not have; its work counts in the whole alone.
    """

    counted: Mapping[str, Fraction]
    unclear: Mapping[str, str] = field(default_factory=dict)
    known: bool = True

    @property
    def divided(self) -> tuple[str, ...]:
        """The nodes where no more than a part of the unit's work counts, or may count."""
        return (*(node for node, share in self.counted.items() if share != ONE), *self.unclear)


@dataclass(frozen=True, slots=True)
class _Reach:
    """The nodes that work at a node surely counts at, those where it may, and the split that leaves it open."""

    surely: frozenset[str]
    maybe: frozenset[str]
    split: str = ""

    def at(self, *nodes: str) -> _Reach:
        """The same with nodes that it surely counts at."""
        return _Reach(self.surely.union(nodes), self.maybe.union(nodes), self.split)


_NOWHERE = _Reach(frozenset(), frozenset())


@dataclass(slots=True)
class _Climb:
    """One way up a tree from a unit: what has been found, and which units the way has come to and not left."""

    tree: str
    found: dict[str, _Reach] = field(default_factory=dict)
    under_way: set[str] = field(default_factory=set)
    is_circle: bool = False
    """Whether the way came back to a unit. What was found of the others then depends on where it began."""


class StandingTrees:
    """All trees in the days from `first` to `last`; the work of ended nodes is followed where `carried` says so.

    Threads may ask at the same time: nothing is kept before it is whole.
    """

    def __init__(self, organisation: Organisation, first: date, last: date, *, carried: bool) -> None:
        self._organisation = organisation
        self._days = first, last
        self._carried = carried
        self._reached: dict[tuple[str, str], _Reach] = {}
        self._reached_in_circles: dict[tuple[str, str], _Reach] = {}
        self._memberships: dict[tuple[str, str], list[Membership]] = {}
        for membership in organisation.memberships:
            self._memberships.setdefault((membership.unit, membership.tree), []).append(membership)
        self._line_kinds = organisation.trees.get(LINE, ())
        self._whole = whole_of(organisation)

    def placing(self, unit: str, tree: str) -> Placing:
        """Where the unit's work counts in the tree."""
        if self._organisation.find(unit) is None:
            return Placing({self._whole: ONE} if tree == LINE and self._whole else {}, known=False)
        counted: dict[str, Fraction] = {}
        unclear: dict[str, str] = {}
        for part in self._carriers(unit):
            reach = self._one_of(part, [self._reach(unit, tree) for unit in part.units])
            for node in sorted(reach.surely):
                counted[node] = counted.get(node, Fraction(0)) + part.share
            unclear |= dict.fromkeys(sorted(reach.maybe - reach.surely), reach.split)
        return Placing(counted, unclear)

    def _carriers(self, unit: str) -> tuple[Carried, ...]:
        return self._organisation.carriers(unit, self._days[1]) if self._carried else (Carried(ONE, (unit,)),)

    def _one_of(self, part: Carried, reaches: Sequence[_Reach]) -> _Reach:
        """What is known of work that one of several units has, where nobody knows which."""
        split = part.split or _split_among(reaches)
        surely = frozenset.intersection(*(reach.surely for reach in reaches))
        return _Reach(surely, frozenset.union(*(reach.maybe for reach in reaches)), split)

    def _reach(self, unit: str, tree: str) -> _Reach:
        """The unit in the tree, and what is above it."""
        place = unit, tree
        found = self._reached.get(place) or self._reached_in_circles.get(place)
        if found is None:
            climb = _Climb(tree)
            found = self._climbed(unit, climb)
            if climb.is_circle:
                self._reached_in_circles[place] = found
            else:
                self._reached.update({(other, tree): reach for other, reach in climb.found.items()})
        return found

    def _climbed(self, unit: str, climb: _Climb) -> _Reach:
        """The same on a way that has begun."""
        found = self._reached.get((unit, climb.tree)) or climb.found.get(unit)
        if found is None:
            if unit in climb.under_way:
                # Places of different days may make a circle.
                climb.is_circle = True
                return _NOWHERE
            climb.under_way.add(unit)
            found = climb.found[unit] = self._in_line(unit, climb) if climb.tree == LINE else self._in_tree(unit, climb)
            climb.under_way.discard(unit)
        return found

    def _under(self, node: str, climb: _Climb) -> _Reach:
        """Where work below a node counts: at the node or, where it has ended, at those who carry its work.

        The shares of a split node do not say which of the units below it went where.
        """
        units = tuple(dict.fromkeys(unit for part in self._carriers(node) for unit in part.units))
        part = Carried(ONE, units, node if len(units) > 1 else "")
        return self._one_of(part, [self._climbed(unit, climb) for unit in units])

    def _in_line(self, unit: str, climb: _Climb) -> _Reach:
        """At itself and above; a unit that stands in another tree alone, such as a municipality, in the whole too."""
        row = self._organisation.row_in(unit, *self._days)
        if row.parent:
            return self._under(row.parent, climb).at(unit)
        if self._line_kinds and row.kind not in self._line_kinds:
            return _NOWHERE.at(unit, self._whole)
        return _NOWHERE.at(unit)

    def _in_tree(self, unit: str, climb: _Climb) -> _Reach:
        """By its membership, or as a node of the tree, or where the unit above it in the line is."""
        row = self._organisation.row_in(unit, *self._days)
        kinds = self._organisation.trees.get(climb.tree, ())
        own = self._memberships.get((unit, climb.tree), ())
        nodes = [membership.node for membership in own if holds(membership, row, self._days[1])]
        is_node = row.kind in kinds
        if row.parent and not nodes:
            above = self._organisation.row_in(row.parent, *self._days)
            nodes = [] if is_node and above.kind not in kinds else [row.parent]
        reaches = [self._under(node, climb) for node in nodes]
        surely = frozenset[str]().union(*(reach.surely for reach in reaches))
        maybe = frozenset[str]().union(*(reach.maybe for reach in reaches))
        return _Reach(surely, maybe, _split_among(reaches)).at(*([unit] if is_node else []))


def _split_among(reaches: Iterable[_Reach]) -> str:
    return next((reach.split for reach in reaches if reach.split), "")


def holds(membership: Membership, row: Unit, last: date) -> bool:
    """Whether the membership holds on the day, up to `last`, on which the unit's row was last valid."""
    day = min(last, row.validity.last or date.max)
    return membership.validity.covers(max(day, row.validity.first or date.min))


def whole_of(organisation: Organisation) -> str:
    """The node that is the whole region: the first unit of the line's highest kind that stands under none."""
    order = {kind: place for place, kind in enumerate(organisation.trees.get(LINE, ()))}
    tops = [unit for unit in organisation.units if not unit.parent and (not order or unit.kind in order)]
    top = min(tops, key=lambda unit: (order.get(unit.kind, 0), unit.validity.last is not None), default=None)
    return "" if top is None else top.id
