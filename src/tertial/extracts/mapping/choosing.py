"""Which feed a file is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tertial.domain.feeds.contract import Feed
from tertial.extracts.mapping.evidence import Judge
from tertial.extracts.mapping.matching import Matching, match_columns
from tertial.extracts.mapping.names import Header
from tertial.extracts.mapping.words import telling

LEAST_FIT = 0.25
"""Below it no feed is proposed."""
CLOSE_FIT = 0.03
"""Feeds so near the best fit about as well."""
NAMED = 0.06
"""What a feed gains whose name stands in the file's."""
MOST_OTHERS = 3
MOST_HEADERS = 300
"""A wider file is held against one feed that somebody names, not against all of them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The matching of the feed that fits best, and the feeds that fit about as well."""

    matching: Matching
    others: tuple[Feed, ...] = ()


def choose_feed(feeds: Iterable[Feed], headers: tuple[str, ...], judge: Judge, file_name: str = "") -> Choice | None:
    """The feed that the file fits best, by its columns and a little by its own name; None where it fits none.

    A single feed is somebody's choice, and is taken however little fits it.
    """
    chosen = tuple(feeds)
    if len(chosen) > 1 and len(headers) > MOST_HEADERS:
        return None
    stems = frozenset(telling(file_name.replace("_", " ").replace("-", " ")))
    names = [Header.of(header) for header in headers]
    matchings = [match_columns(feed, names, judge) for feed in chosen]
    ranked = sorted(
        ((matching.fit + _named(matching.feed, stems), matching) for matching in matchings),
        key=lambda pair: (-pair[0], pair[1].feed.id),
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] < LEAST_FIT):
        return None
    best = ranked[0][0]
    close = [matching.feed for fit, matching in ranked[1:] if fit >= best - CLOSE_FIT]
    return Choice(ranked[0][1], tuple(close[:MOST_OTHERS]))


def _named(feed: Feed, stems: frozenset[str]) -> float:
    own = {*telling(feed.id.replace("-", " ")), *telling(feed.title.sv), *telling(feed.title.en)}
    return NAMED if own & stems else 0.0
