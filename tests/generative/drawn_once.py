"""Many drawn things at once, for what takes too long to be asked of them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import EXTRACT
from tertial.domain.indicators import Indicator
from tests.generative.definitions import indicators
from tests.generative.events import rows_of

Drawn = TypeVar("Drawn")


def drawn(strategy: st.SearchStrategy[Drawn], times: int, chance: int) -> list[Drawn]:
    """So many examples of a strategy; the same for the same number `chance`."""
    found: list[Drawn] = []

    @seed(chance)
    @settings(
        max_examples=times,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(one: Drawn) -> None:
        found.append(one)

    keep()
    return found


def drawn_rows(feed: str, months: Sequence[Month], times: int, chance: int) -> list[Row]:
    """The rows of so many drawn lists, no key twice in an extract."""
    key = (EXTRACT, *all_feeds()[feed].key)
    lists = drawn(rows_of(feed, months=months), times, chance)
    return list({tuple(row[name] for name in key): row for rows in lists for row in rows}.values())


def drawn_indicators(fact: str, times: int, chance: int) -> list[Indicator]:
    """So many indicators over one fact, named after it."""
    lists = drawn(indicators([fact], most=1), times, chance)
    return [replace(one, id=f"{fact}-{number}") for number, (one,) in enumerate(lists)]
