"""Which months of a period an indicator's figure covers, and what that makes of its quality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tertial.compute import absence
from tertial.domain.calendar import Month, Period
from tertial.domain.facts.contract import Fact
from tertial.domain.indicators import Indicator, OverTime
from tertial.domain.label import Label
from tertial.domain.measures import rows_of_measure
from tertial.domain.results import Quality

Loaded = Mapping[str, frozenset[Month]]
"""Feed -> the months whose events are in the store."""


@dataclass(frozen=True, slots=True)
class LoadedMonths:
    """What is known of the months of feeds.

    `feeds` are those with events. From `known_from` on all rows of a feed are known that last for a time. `empty` are
    months that were loaded and have no rows.
    """

    feeds: Loaded
    known_from: Mapping[str, Month] = field(default_factory=dict)
    empty: Loaded = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The months of a period that a figure is taken from; none of them where it is missing.

    `reasons` say which months lack what, and until when the figure is provisional.
    """

    months: tuple[Month, ...]
    quality: Quality
    reasons: tuple[Label, ...]
    empty: tuple[Label, ...] = ()
    """Of the reasons those that say that the months were loaded and have no rows."""


def coverage_follows_from(indicator: Indicator) -> tuple[object, ...]:
    """What the coverage of an indicator's periods follows from; many indicators have it in common."""
    facts = () if indicator.measure is None else rows_of_measure(indicator.measure)
    return (*dict.fromkeys(rows.fact.id for rows in facts), indicator.over_time, indicator.final_after)


class Coverages:
    """The coverage of one indicator's periods.

    A month is there when every feed that its facts are made from is loaded for it. Facts at month ends need the main
    feed loaded up to the month or past it, and something of the others. Raises ValueError where months of such a fact
    would be added up.
    """

    def __init__(self, indicator: Indicator, loaded: Loaded | LoadedMonths, through: Month) -> None:
        measure = indicator.measure
        facts = () if measure is None else tuple(dict.fromkeys(rows.fact for rows in rows_of_measure(measure)))
        stocks = [fact.id for fact in facts if fact.at_month_ends]
        if stocks and indicator.over_time is OverTime.SUM:
            raise ValueError(f"{indicator.id}: months of {stocks[0]} are never added up")
        self._facts = facts
        self._over_time = indicator.over_time
        self._through = through
        known = loaded if isinstance(loaded, LoadedMonths) else LoadedMonths(loaded)
        feeds = dict.fromkeys(feed for fact in facts for feed in fact.sources)
        self._with_rows = {feed: known.feeds.get(feed, frozenset()) for feed in feeds}
        self._loaded = {feed: months | known.empty.get(feed, frozenset()) for feed, months in self._with_rows.items()}
        self._ends = {feed: (min(months), max(months)) for feed, months in self._loaded.items() if months}
        # Rows that last are told of by facts at month ends alone; what began in a month is known as far as it is there.
        self._known_from = {
            fact.sources[0]: known.known_from[fact.sources[0]]
            for fact in facts
            if fact.at_month_ends and fact.sources[0] in known.known_from
        }
        self._monthly = not stocks
        self._final_after = indicator.final_after
        self._known: dict[Period, Coverage] = {}

    def of(self, period: Period) -> Coverage:
        """The coverage of a period."""
        if period not in self._known:
            self._known[period] = self._covered(period)
        return self._known[period]

    def _covered(self, period: Period) -> Coverage:
        wanted = (period.last,) if self._over_time is OverTime.LAST else period.months
        lacking = {feed: self._lacking(feed, wanted) for feed in self._loaded}
        late = [month for month in wanted if month > self._through]
        gone = set(late).union(*lacking.values())
        months = tuple(month for month in wanted if month not in gone)
        reasons = [reason for feed, found in lacking.items() for reason in self._why(feed, found)]
        if late:
            reasons.append(absence.not_computed_after(self._through))
        if not months:
            return Coverage((), Quality.MISSING, tuple(reasons))
        if gone:
            reasons.append(absence.covers_only(months))
        empty = tuple(
            absence.loaded_and_empty(feed, months)
            for feed, found in self._with_rows.items()
            if self._monthly and found.isdisjoint(months)
        )
        reasons += empty
        settled = self._settled_in(months[-1])
        if settled is not None:
            reasons.append(absence.provisional_until(settled))
        quality = Quality.PARTIAL if gone else Quality.COMPLETE if settled is None else Quality.PROVISIONAL
        return Coverage(months, quality, tuple(reasons), empty)

    def _why(self, feed: str, months: Sequence[Month]) -> Iterator[Label]:
        """Why months of a feed are not there: it had not begun to be delivered, or they were not loaded."""
        first = self._known_from.get(feed)
        before = [month for month in months if first is not None and month < first]
        if first is not None and before:
            yield absence.not_delivered_yet(feed, first)
        if later := [month for month in months if month not in before]:
            yield absence.not_loaded(feed, later)

    def _lacking(self, feed: str, wanted: tuple[Month, ...]) -> list[Month]:
        """The months up to the last computed one in which a fact lacks the feed."""
        computed = [month for month in wanted if month <= self._through]
        return [
            month
            for month in computed
            if any(feed in fact.sources and not self._has(fact, feed, month) for fact in self._facts)
        ]

    def _has(self, fact: Fact, feed: str, month: Month) -> bool:
        if not fact.at_month_ends:
            return month in self._loaded[feed]
        if feed not in self._ends:
            return False
        first, last = self._ends[feed]
        first = max(first, self._known_from.get(feed, first))
        return first <= month and (feed != fact.sources[0] or month <= last)

    def _settled_in(self, last: Month) -> Month | None:
        """The month whose loading makes a figure up to `last` final; None where it is."""
        settled = last.plus(self._final_after)
        return settled if any(settled > self._ends[fact.sources[0]][1] for fact in self._facts) else None
