"""A proposal for one file: its feed, the header of each column, and what loading must be told of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tertial.domain.extracts import Cell
from tertial.domain.feeds.contract import Feed
from tertial.domain.reserve_numbers import ReservePattern
from tertial.extracts.mapping.cells import Proposed, propose_cell
from tertial.extracts.mapping.choosing import choose_feed
from tertial.extracts.mapping.evidence import Judge
from tertial.extracts.mapping.header_check import lacks_header
from tertial.extracts.mapping.matching import Matching
from tertial.extracts.mapping.sample import Sample
from tertial.extracts.mapping.units import Units
from tertial.extracts.reasons import Reason


class NoHeaderError(ValueError):
    """The first row reads as values, so nothing of it is shown and no column has a name to map."""


class NoFeedError(ValueError):
    """The columns fit no feed well enough to propose it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed; `proposed` by the feed's columns, `others` the feeds that fit about as well.

    `rows` is how many rows were looked at and `reasons` why others could not be read.
    """

    matching: Matching
    proposed: Mapping[str, Proposed]
    others: tuple[Feed, ...]
    rows: int
    reasons: Counter[Reason]

    @property
    def feed(self) -> Feed:
        """The feed that the file is for."""
        return self.matching.feed

    @property
    def told(self) -> dict[str, Cell]:
        """The cells of the columns that loading must be told of, in the feed's order."""
        return {
            match.column.name: found.cell
            for match in self.matching.matches
            if not (found := self.proposed[match.column.name]).is_untold(match.column)
        }


def propose(
    sample: Sample,
    feeds: Iterable[Feed],
    *,
    today: date,
    units: Units,
    patterns: tuple[ReservePattern, ...] = (),
    file_name: str = "",
) -> Proposal:
    """Propose a mapping for a file to the feed, of those given, that fits it best; of a single feed to that one.

    `today` and `patterns` are for reading identity numbers. Raises NoHeaderError, and NoFeedError.
    """
    if lacks_header(sample):
        raise NoHeaderError
    judge = Judge(sample, units, today, patterns)
    choice = choose_feed(tuple(feeds), sample.headers, judge, file_name)
    if choice is None:
        raise NoFeedError
    matching = choice.matching
    proposed = {
        match.column.name: propose_cell(match, sample.columns[match.header], units, judge) for match in matching.matches
    }
    return Proposal(matching, proposed, choice.others, sample.rows, sample.reasons)
