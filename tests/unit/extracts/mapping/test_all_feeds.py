"""Every feed's sample file finds its feed and its columns, under its own names and under the usual Swedish ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.mapping.matching import Confidence
from tertial.extracts.mapping.usual_names import usual_names
from tests.unit.extracts.mapping.extract_files import headers_of, proposal_for

FEEDS = list(all_feeds().values())


@pytest.fixture(params=FEEDS, ids=lambda feed: feed.id)
def feed(request: pytest.FixtureRequest) -> Feed:
    found: Feed = request.param
    return found


def sample_columns(feed: Feed, headers: list[str]) -> dict[str, list[str]]:
    return {header: [row[place] for row in feed.sample] for place, header in enumerate(headers)}


def test_a_sample_file_finds_its_feed_and_needs_no_telling(feed: Feed, tmp_path: Path) -> None:
    proposal = proposal_for(tmp_path, sample_columns(feed, list(feed.names)), file_name=f"{feed.id}-2025")
    assert proposal.feed.id == feed.id
    assert headers_of(proposal) == {name: name for name in feed.names}
    assert proposal.told == {}
    assert {match.confidence for match in proposal.matching.matches} == {Confidence.CERTAIN}
    assert (proposal.matching.missing, proposal.matching.unused) == ((), ())


def test_usual_swedish_names_in_any_order_find_their_columns(feed: Feed, tmp_path: Path) -> None:
    headers = [next(iter(usual_names(feed.id, name)), name).upper() for name in feed.names]
    columns = list(sample_columns(feed, headers).items())
    random.Random(feed.id).shuffle(columns)
    proposal = proposal_for(tmp_path, dict(columns), feeds=[feed])
    assert headers_of(proposal) == dict(zip(feed.names, headers, strict=True))


def test_the_meanings_of_the_columns_are_names_too(feed: Feed, tmp_path: Path) -> None:
    headers = [column.meaning.sv for column in feed.columns]
    proposal = proposal_for(tmp_path, sample_columns(feed, headers), feeds=[feed])
    assert headers_of(proposal) == dict(zip(feed.names, headers, strict=True))
