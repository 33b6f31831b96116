"""The goal tree, to any depth: each region names its own levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the tree, such as perspective, goal, objective or success factor."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class Goal:
    """A node of the tree, with its indicators and the nodes below it. An objective may have no indicator."""

    id: str
    level: str
    title: Label
    description: Label | None = None
    indicators: tuple[str, ...] = ()
    children: tuple[Goal, ...] = ()

    def __post_init__(self) -> None:
        check_identifier(self.id)
        if len(set(self.indicators)) < len(self.indicators):
            raise ValueError(f"{self.id}: an indicator stands twice under it")

    def walk(self) -> Iterator[Goal]:
        """The node itself and every node below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class GoalTree:
    """All goals of a region. Raises ValueError when an id stands twice or a child is not on a lower level."""

    levels: tuple[Level, ...]
    roots: tuple[Goal, ...]
    objective_level: str

    def __post_init__(self) -> None:
        order = {level.id: place for place, level in enumerate(self.levels)}
        if self.objective_level not in order:
            raise ValueError(f"{self.objective_level!r} is not one of the levels")
        seen: set[str] = set()
        for goal in self.walk():
            if goal.id in seen:
                raise ValueError(f"the goal {goal.id} stands twice")
            seen.add(goal.id)
            if goal.level not in order:
                raise ValueError(f"{goal.id}: {goal.level!r} is not one of the levels")
            for child in goal.children:
                if order.get(child.level, len(order)) <= order[goal.level]:
                    raise ValueError(f"{child.id}: {child.level} cannot stand under {goal.level}")

    def walk(self) -> Iterator[Goal]:
        """Every node, in printed order."""
        for root in self.roots:
            yield from root.walk()

    def find(self, goal_id: str) -> Goal | None:
        """The node with the id."""
        return next((goal for goal in self.walk() if goal.id == goal_id), None)

    @property
    def objectives(self) -> tuple[Goal, ...]:
        """The nodes that are judged, in printed order."""
        return tuple(goal for goal in self.walk() if goal.level == self.objective_level)

    def path(self, goal_id: str) -> tuple[Goal, ...]:
        """The nodes from the root down to the one with the id, both included; empty where there is none."""

        def down(goal: Goal) -> tuple[Goal, ...]:
            if goal.id == goal_id:
                return (goal,)
            for child in goal.children:
                found = down(child)
                if found:
                    return (goal, *found)
            return ()

        return next((found for found in map(down, self.roots) if found), ())

    def goals_of(self, indicator: str) -> tuple[Goal, ...]:
        """The nodes that the indicator stands directly under."""
        return tuple(goal for goal in self.walk() if indicator in goal.indicators)
