"""The nodes at which a unit's persons are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from tertial.compute.places import Places
from tertial.domain.calendar import Month
from tertial.domain.cells import View
from tertial.domain.organisation import LINE


class Nodes(Protocol):
    """Where units count, in each view and tree that is asked for."""

    @property
    def ways(self) -> Sequence[tuple[View, str]]:
        """The views and trees."""

    def at(self, view: View, tree: str, unit: str, month: Month) -> tuple[str, ...]:
        """The nodes at which a unit counts in a month."""


class NodesOfPlaces:
    """Where units count by the organisation; a unit whose persons are shared out counts at no node below the split."""

    def __init__(self, places: Mapping[View, Places]) -> None:
        self._places = dict(places)
        self.at = lru_cache(maxsize=None)(self._at)
        trees = dict.fromkeys((LINE, *(tree for one in places.values() for tree in one.organisation.trees)))
        self.ways: Sequence[tuple[View, str]] = [(view, tree) for view in places for tree in trees]

    def _at(self, view: View, tree: str, unit: str, month: Month) -> tuple[str, ...]:
        counted = self._places[view].of(unit, month, tree).counted
        return tuple(node for node, share in counted.items() if share == 1)
