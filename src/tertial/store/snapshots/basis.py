"""What a snapshot was computed from: the state of the events, the definitions, the organisation and the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label
from tertial.store.canonical import checked_hash


@dataclass(frozen=True, slots=True)
class StateUsed:
    """The state of the events: its number and the hash of its manifest."""

    number: int
    sha256: str

    def __post_init__(self) -> None:
        checked_hash(self.sha256)
        if self.number < 0:
            raise ValueError(f"there is no state {self.number}")


@dataclass(frozen=True, slots=True)
class DefinitionUsed:
    """An indicator's definition: the hash of all that decides its figures, its version and title, and its facts."""

    sha256: str
    version: int
    title: Label
    facts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checked_hash(self.sha256)


@dataclass(frozen=True, slots=True)
class CodeUsed:
    """The program: its version, and the hash of the rules by which its engine computes."""

    version: str
    rules: str

    def __post_init__(self) -> None:
        checked_hash(self.rules)


@dataclass(frozen=True, slots=True)
class FeedMonth:
    """A month of a feed as it was read: the hash of its content, and the newest load that changed it.

    `load` is the number of the state that the load led to.
    """

    content: str
    load: int

    def __post_init__(self) -> None:
        checked_hash(self.content)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The months of the feeds that were read, and which feeds each fact is made from.

    `known_from` says of feeds whose rows last for a time from which month on all of them are known: before it nothing
    had left, so only those are there that stayed until the first delivery. `empty` are months that were loaded and that
    have no rows of a feed which has few.
    """

    feeds: Mapping[str, Mapping[Month, FeedMonth]] = field(default_factory=dict)
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known_from: Mapping[str, Month] = field(default_factory=dict)
    empty: Mapping[str, tuple[Month, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Basis:
    """All that results follow from. `through` is the last month computed, `organisation` the hash of the organisation.

    Raises ValueError for what is no id or no hash.
    """

    through: Month
    state: StateUsed
    definitions: Mapping[str, DefinitionUsed]
    organisation: str
    code: CodeUsed
    inputs: Inputs = field(default_factory=Inputs)

    def __post_init__(self) -> None:
        checked_hash(self.organisation)
        for name in (*self.definitions, *self.inputs.feeds, *self.inputs.facts):
            check_identifier(name)

    def feeds_of(self, indicator: str) -> frozenset[str]:
        """The feeds that an indicator's facts are made from; none where it is not among the definitions."""
        used = self.definitions.get(indicator)
        facts = used.facts if used else ()
        return frozenset(feed for fact in facts for feed in self.inputs.facts.get(fact, ()))

    def document(self) -> dict[str, object]:
        """The basis as JSON takes it."""
        return {
            "through": str(self.through),
            "state": {"number": self.state.number, "sha256": self.state.sha256},
            "definitions": {
                indicator: {
                    "sha256": used.sha256,
                    "version": used.version,
                    "title": {"sv": used.title.sv, "en": used.title.en},
                    "facts": list(used.facts),
                }
                for indicator, used in self.definitions.items()
            },
            "organisation": self.organisation,
            "code": {"version": self.code.version, "rules": self.code.rules},
            "inputs": {
                "feeds": {
                    feed: {str(month): {"content": one.content, "load": one.load} for month, one in months.items()}
                    for feed, months in self.inputs.feeds.items()
                },
                "facts": {fact: list(feeds) for fact, feeds in self.inputs.facts.items()},
                "known_from": {feed: str(month) for feed, month in self.inputs.known_from.items()},
                "empty": {feed: [str(month) for month in months] for feed, months in self.inputs.empty.items()},
            },
        }


def read_basis(document: Mapping[str, Any]) -> Basis:
    """Read what `Basis.document` wrote. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    inputs = document["inputs"]
    return Basis(
        through=Month.parse(document["through"]),
        state=StateUsed(document["state"]["number"], document["state"]["sha256"]),
        definitions={
            indicator: DefinitionUsed(
                used["sha256"], used["version"], Label(used["title"]["sv"], used["title"]["en"]), tuple(used["facts"])
            )
            for indicator, used in document["definitions"].items()
        },
        organisation=document["organisation"],
        code=CodeUsed(document["code"]["version"], document["code"]["rules"]),
        inputs=Inputs(
            {
                feed: {Month.parse(month): FeedMonth(one["content"], one["load"]) for month, one in months.items()}
                for feed, months in inputs["feeds"].items()
            },
            {fact: tuple(feeds) for fact, feeds in inputs["facts"].items()},
            # Snapshots of earlier versions do not tell.
            {feed: Month.parse(month) for feed, month in inputs.get("known_from", {}).items()},
            {feed: tuple(map(Month.parse, months)) for feed, months in inputs.get("empty", {}).items()},
        ),
    )
