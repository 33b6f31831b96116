"""Small extracts written for tests, and what is proposed for them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.mapping.matching import Match
from tertial.extracts.mapping.proposal import Proposal, propose
from tertial.extracts.mapping.sample import Sample, take_sample
from tertial.extracts.mapping.units import Units
from tertial.extracts.reading import Choices
from tertial.extracts.source import find_sources

TODAY = date(2026, 11, 22)
NO_UNITS = Units()


def write_extract(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(headers)
        writer.writerows(rows)
    return path


def sampled(path: Path) -> Sample:
    return take_sample(find_sources(path).files[0], Choices())


def proposal_for(
    folder: Path,
    columns: Mapping[str, Sequence[str]],
    *,
    feeds: Iterable[Feed] | None = None,
    units: Units = NO_UNITS,
    file_name: str = "",
) -> Proposal:
    """What is proposed for a file of these columns; of all feeds where none is given."""
    path = write_extract(folder / "extract.csv", tuple(columns), zip(*columns.values(), strict=True))
    return propose(
        sampled(path),
        all_feeds().values() if feeds is None else feeds,
        today=TODAY,
        units=units,
        file_name=file_name,
    )


def headers_of(proposal: Proposal) -> dict[str, str]:
    """The header that each column gets."""
    return {match.column.name: match.header for match in proposal.matching.matches}


def match_of(proposal: Proposal, column: str) -> Match:
    return next(match for match in proposal.matching.matches if match.column.name == column)
