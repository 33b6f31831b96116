"""Which header each column of a feed gets: the best whole, by names and values together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.extracts.mapping.assignment import best_assignment
from tertial.extracts.mapping.evidence import Evidence, Judge
from tertial.extracts.mapping.names import SAME, Header, name_score

OF_NAME, OF_VALUES = 0.65, 0.35
"""The parts of the score that the name and the values make."""
AGAINST = 0.3
"""What is taken off a name whose values are mostly of another kind."""
REQUIRED_FROM, OPTIONAL_FROM = 0.17, 0.33
"""The least scores: a required column is looked for among the values too, an optional one by its name."""
REQUIRED_FIRST = 0.05
"""Added where two columns want one header and one of them is required."""
CLOSE = 0.1
"""Scores so near each other do not tell two headers apart."""

SURE_NAME, LIKELY_NAME = 0.85, 0.5
SURE_SHARE, LIKELY_SHARE = 0.95, 0.9
LIKELY_TELLING = 0.5


class Confidence(StrEnum):
    """How sure a proposal is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the feed and the header that it gets.

    `name` says how well the name fits (0 to 1), `evidence` what the values say, `rivals` are other headers that fit
    about as well.
    """

    column: Column
    header: str
    name: float
    evidence: Evidence | None
    rivals: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """From 0 to 1, for comparing with other headers."""
        if self.evidence is None:
            return OF_NAME * self.name
        if self.evidence.against:
            return OF_NAME * self.name - AGAINST
        return OF_NAME * self.name + OF_VALUES * self.evidence.telling * self.evidence.share

    @property
    def confidence(self) -> Confidence:
        """How sure it is that the header stands for the column."""
        found = self.evidence
        if self.rivals or (found is not None and (found.shared or found.against)):
            return Confidence.GUESS
        share = 1.0 if found is None else found.share
        if self.name >= SURE_NAME and share >= SURE_SHARE:
            return Confidence.CERTAIN
        # Names out of a list are told by their column's name, and then one by one.
        settled = share >= LIKELY_SHARE or self.column.kind in {ColumnKind.CODE, ColumnKind.UNIT}
        by_name = self.name >= LIKELY_NAME and settled
        return Confidence.LIKELY if by_name or self._by_values() else Confidence.GUESS

    def _by_values(self) -> bool:
        """Whether the values alone make it likely: identity numbers do, others where the name does not contradict."""
        if self.evidence is None or self.evidence.share < SURE_SHARE:
            return False
        return self.column.kind is ColumnKind.PERSON or (self.name > 0 and self.evidence.telling >= LIKELY_TELLING)


@dataclass(frozen=True, slots=True)
class Matching:
    """A feed held against a file's headers: what each column gets, and which headers no column wants."""

    feed: Feed
    matches: tuple[Match, ...]
    unused: tuple[str, ...]

    @property
    def missing(self) -> tuple[Column, ...]:
        """The required columns that no header fits."""
        found = {match.column.name for match in self.matches}
        return tuple(column for column in self.feed.columns if column.required and column.name not in found)

    @property
    def fit(self) -> float:
        """How well the feed fits the file, from 0 to 1: whether what it requires is there and little is left over."""
        required = [match.score for match in self.matches if match.column.required]
        wanted = sum(column.required for column in self.feed.columns)
        headers = len(self.matches) + len(self.unused)
        return 0.6 * sum(required) / wanted + 0.4 * sum(match.score for match in self.matches) / headers


def match_columns(feed: Feed, headers: Sequence[Header], judge: Judge) -> Matching:
    """The best matching of a feed's columns and the headers."""
    table = [[_pair(feed, column, header, judge) for header in headers] for column in feed.columns]
    worth = [[_worth(match) for match in row] for row in table]
    chosen = best_assignment(worth)
    matches = tuple(
        _with_rivals(table, worth, chosen, row, place) for row, place in enumerate(chosen) if place is not None
    )
    taken = {match.header for match in matches}
    return Matching(feed, matches, tuple(header.text for header in headers if header.text not in taken))


def _pair(feed: Feed, column: Column, header: Header, judge: Judge) -> Match:
    name = name_score(feed, column, header)
    # By values alone only what is required is looked for: most columns of a file may be some optional number.
    asked = name > 0 or column.required
    evidence = judge.evidence(header.text, column, sole_key=feed.key == (column.name,)) if asked else None
    return Match(column, header.text, name, evidence)


def _worth(match: Match) -> float:
    least = REQUIRED_FROM if match.column.required else OPTIONAL_FROM
    if match.score < least:
        return 0.0
    return match.score + (REQUIRED_FIRST if match.column.required else 0.0)


def _with_rivals(
    table: list[list[Match]], worth: list[list[float]], chosen: tuple[int | None, ...], row: int, place: int
) -> Match:
    match = table[row][place]
    if match.name >= SAME:
        return match
    owners: Mapping[int, int] = {taken: owner for owner, taken in enumerate(chosen) if taken is not None}
    rivals = []
    for other, worthy in enumerate(worth[row]):
        if other == place or worthy < worth[row][place] - CLOSE or not worthy:
            continue
        if match.name >= SURE_NAME > table[row][other].name:
            continue  # a column's usual name beats a header that is only like one
        owner = owners.get(other)
        if owner is not None and worth[owner][other] >= worthy:
            # The other header has a column that it fits better: only if the two might change places is it a rival.
            changed = worthy + worth[owner][place]
            if not worth[owner][place] or changed < worth[row][place] + worth[owner][other] - CLOSE:
                continue
        rivals.append(table[row][other].header)
    return Match(match.column, match.header, match.name, match.evidence, tuple(rivals))
