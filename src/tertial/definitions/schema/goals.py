"""goals.yaml: the goal tree."""

from __future__ import annotations

from pydantic import Field

from tertial.definitions.schema.fields import BilingualText, Entry, Identifier, Name


class GoalEntry(Entry):
    """A node of the goal tree."""

    id: Identifier = Field(title="Id", description="Short stable name; judgements, actions and texts point with it.")
    level: Name = Field(title="Nivå", description="One of the levels of region.toml; lower than the node above.")
    title: BilingualText = Field(title="Rubrik", description="The goal as it was decided.")
    description: BilingualText | None = Field(default=None, title="Beskrivning", description="Short words about it.")
    indicators: list[Identifier] = Field(
        default=[], title="Indikatorer", description="Ids of the indicators that support it, in printed order."
    )
    children: list[GoalEntry] = Field(default=[], title="Under detta", description="The nodes below, in printed order.")


class GoalsFile(Entry):
    """The goals of a region, to any depth."""

    goals: list[GoalEntry] = Field(title="Mål", description="The nodes at the top, in printed order.")
