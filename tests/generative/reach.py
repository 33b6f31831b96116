"""How far the rows of a fact reach: what a month's rows depend on lies in the months that the fact says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.facts.contract import EVER
from tertial.domain.facts.registry import derived_facts
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day
from tests.facts_both_ways import slowly
from tests.generative.events import MONTHS

Sources = Mapping[str, Sequence[Row]]

ASKED = tuple(MONTHS[0].plus(step) for step in range(-1, len(MONTHS) + 13))
"""A month before the first row, and more than a year after the last."""


def check_reach(fact: str, sources: Sources) -> None:
    whole = by_month(fact, slowly(fact, sources, ASKED))
    for month in ASKED:
        near = {feed: [row for row in rows if within_reach(fact, feed, row, month)] for feed, rows in sources.items()}
        assert by_month(fact, slowly(fact, near, [month]))[month] == whole[month]


def by_month(fact: str, rows: Sequence[Row]) -> dict[Month, Counter[tuple[object, ...]]]:
    contract = derived_facts()[fact]
    found: dict[Month, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for row in rows:
        day = row[contract.day]
        assert isinstance(day, date)
        found[Month(day.year, day.month)][tuple(row[name] for name in contract.names)] += 1
    return found


def within_reach(fact: str, feed: str, row: Row, month: Month) -> bool:
    contract = derived_facts()[fact]
    day = row[event_day(all_feeds()[feed])]
    assert isinstance(day, date)
    begun = contract.look_back == EVER or month.plus(-contract.look_back).first_day <= day
    return begun and day <= month.plus(contract.look_ahead).last_day
