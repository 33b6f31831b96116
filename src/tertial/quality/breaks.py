"""Whether the rows of a unit and month are all there, as far as can be told when the month is loaded.

The thresholds join how sure and how much, so that a large unit is not flagged for two per cent that are surely lacking,
nor a small one for what chance alone brings. How sure is told in standard deviations of what should have come (see
`dispersion`). A loss needs `SURE_OF_LOSS` where nothing else speaks for one: eight months in a thousand are lower by
chance, so that sixty months bring half a false alarm. Where a loss is likelier beforehand less is needed: the month
after a loss, since losses last; the months around a declared change of record system; and two low months in a row that
are together as unlikely as one very low. Double counting is rarer and its mark larger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import exp, log, sqrt
from statistics import median

from tertial.domain.calendar import Month
from tertial.domain.volumes import VolumeSeries
from tertial.quality.expected import Expected, History
from tertial.quality.takeovers import Takeover
from tertial.quality.verdicts import LACKING, Kind, Verdict

SURE_OF_LOSS, LEAST_LOSS = 2.4, 0.10
SURE_WHEN_LIKELY, LEAST_WHEN_LIKELY = 1.7, 0.08
"""For the month after a loss, and around a declared change of record system."""
SURE_OF_TWO, LEAST_OF_TWO = 2.75, 0.06
"""For two low months in a row: their scores together, and the least loss of each."""
SURE_OF_SPAN = 3.0
"""For months put together: they share their months with the span before and the one after, so an alarm lasts."""
SURE_OF_MANY, LEAST_MANY = 3.5, 0.25
SURE_OF_MORE, LEAST_MORE = 2.0, 0.12
"""For the month after one with too many."""
CHANCE_OF_NONE = 0.001
"""A unit has stopped where the chance of no row at all is below this."""

ENOUGH = 200
"""Rows expected of a month that is judged by itself; of smaller units months are put together until they reach it."""
LONGEST_SPAN = 12
FEWEST = 30
"""Rows expected of the longest span, below which nothing but a stop can be seen; and of a month with too many."""

LATE_BELOW, LATE_WITHIN = 0.95, 0.9
"""A feed is usually late where so small a part comes with the first load; and a unit is just late, where so much of
that part may have come."""
LIKE_DAYS, LEAST_LIKE = 15, 3
"""Earlier months tell of the last one where they came at most so many days later; and there are so many of them."""


def judge(
    series: VolumeSeries,
    through: Month,
    is_open: Callable[[str, Month], bool] = lambda _unit, _month: True,
    is_likely: Callable[[Month], bool] = lambda _month: False,
    takeovers: Sequence[Takeover] = (),
) -> tuple[Verdict, ...]:
    """A verdict for each unit and month up to `through`, from the unit's first row on, in the order of months.

    Each month is judged by the months before it alone, of a unit that took over others by theirs too. `is_open` says
    whether a unit exists in a month, `is_likely` whether something declared makes a loss likely then. Months that were
    never loaded are judged as empty.
    """
    if not series.months or series.months[0] > through:
        return ()
    judge_of = _Judge(series, is_likely, takeovers)
    found: list[Verdict] = []
    for month in series.months[0].through(through):
        found += judge_of.month(month, is_open)
    usual = _usual_share(series)
    last = series.months[-1]
    if usual is None:
        return tuple(found)
    return tuple(_late(verdict, usual) if verdict.month == last else verdict for verdict in found)


class _Judge:
    def __init__(self, series: VolumeSeries, is_likely: Callable[[Month], bool], takeovers: Sequence[Takeover]) -> None:
        self._series = series
        self._is_likely = is_likely
        self._history = History()
        self._loaded = frozenset(series.months)
        self._begun = {unit: min(volumes) for unit, volumes in series.units.items() if volumes}
        self._before: Mapping[str, Verdict] = {}
        # By the months' places: whole numbers are found quicker than months, and there are very many to find.
        self._rows = {
            unit: {month.ordinal: volume.rows for month, volume in volumes.items()}
            for unit, volumes in series.units.items()
        }
        self._since = dict(self._begun)
        self._coming = list(takeovers)

    def month(self, month: Month, is_open: Callable[[str, Month], bool]) -> list[Verdict]:
        """The verdicts of a month, which is then part of the history."""
        self._take_over(month)
        self._history.begin(month)
        number = month.ordinal
        found = [
            self._judged(unit, month)
            for unit in sorted(self._begun)
            if self._begun[unit] <= month and (number in self._rows[unit] or is_open(unit, month))
        ]
        if month in self._loaded:
            for one in found:
                if one.kind is Kind.WHOLE and one.expected is not None:
                    self._history.learn_distance(one.unit, one.rows, one.expected)
            whole = {one.unit: one.rows for one in found if one.kind in {Kind.WHOLE, Kind.NOT_JUDGED}}
            self._history.learn(whole, sum(one.rows for one in found), self._series.weekend.get(month))
        self._before = {one.unit: one for one in found}
        return found

    def _take_over(self, month: Month) -> None:
        """Have units take over others from a month on: they are waited for, and look back on what they took over.

        Not while the old unit still has rows: not every feed names the new ones at once.
        """
        due = [one for one in self._coming if one.month <= month and one.old in self._begun]
        now = [one for one in due if month.ordinal not in self._rows[one.old]]
        self._coming = [one for one in self._coming if one not in now]
        for new in sorted({one.new for one in now}):
            olds = {one.old: float(one.share) for one in now if one.new == new}
            self._history.take_over(new, olds)
            self._rows.setdefault(new, {})
            self._begun[new] = min(month, self._begun.get(new, month))
            self._since[new] = min([self._since.get(new, month), *(self._since[old] for old in olds)])

    def _judged(self, unit: str, month: Month) -> Verdict:
        here = self._rows[unit]
        rows = here.get(month.ordinal, 0)
        alone = self._history.expect(unit, [month.ordinal])
        verdict = Verdict(self._series.feed, unit, month, Kind.NOT_JUDGED, rows, alone, alone, rows)
        if alone is None:
            return verdict
        if rows == 0 and _chance_of_none(alone) < CHANCE_OF_NONE:
            return replace(verdict, kind=Kind.STOPPED)
        span = alone if alone.rows >= ENOUGH else self._span(unit, month, alone)
        if span.rows < FEWEST:
            return verdict
        first = month.ordinal - span.months + 1
        judged_rows = sum(here.get(number, 0) for number in range(first, month.ordinal + 1))
        verdict = replace(verdict, judged=span, judged_rows=judged_rows)
        return replace(verdict, kind=self._kind(verdict, alone, span))

    def _span(self, unit: str, month: Month, alone: Expected) -> Expected:
        """What is expected of as many months as make enough rows, this one the last; of fewer in a short history."""
        number = month.ordinal
        most = min(LONGEST_SPAN, number - self._since[unit].ordinal)
        months = self._history.months_for(alone, number, ENOUGH, most)
        while months > 1:
            longer = self._history.expect(unit, range(number - months + 1, number + 1))
            if longer is not None:
                return longer
            months //= 2
        return alone

    def _kind(self, verdict: Verdict, alone: Expected, span: Expected) -> Kind:
        score = span.score(verdict.judged_rows)
        # Of a span the month itself shall show it too: what lacked earlier is no news of this month.
        share = max(verdict.judged_rows / span.rows, verdict.rows / alone.rows)
        before = self._before.get(verdict.unit)
        lacked = before is not None and before.kind in LACKING
        sure = SURE_OF_LOSS if span.months == 1 else SURE_OF_SPAN
        if share <= 1 - LEAST_LOSS and score <= -sure:
            return Kind.ROWS_LOST
        likely = span.months == 1 and (lacked or self._is_likely(verdict.month))
        if likely and share <= 1 - LEAST_WHEN_LIKELY and score <= -SURE_WHEN_LIKELY:
            return Kind.ROWS_LOST
        if span.months == 1 and share <= 1 - LEAST_OF_TWO and _two_low(before, score):
            return Kind.ROWS_LOST
        share = min(verdict.judged_rows / span.rows, verdict.rows / alone.rows)
        many = before is not None and before.kind is Kind.TOO_MANY
        sure, least = (SURE_OF_MORE, LEAST_MORE) if many else (SURE_OF_MANY, LEAST_MANY)
        is_many = alone.rows >= FEWEST and share >= 1 + least and score >= sure
        return Kind.TOO_MANY if is_many else Kind.WHOLE


def _two_low(before: Verdict | None, score: float) -> bool:
    if before is None or before.kind is not Kind.WHOLE or before.judged is None or before.judged.months > 1:
        return False
    low = before.judged_rows / before.judged.rows <= 1 - LEAST_OF_TWO
    return low and (before.judged.score(before.judged_rows) + score) / sqrt(2) <= -SURE_OF_TWO


def _chance_of_none(expected: Expected) -> float:
    """The chance of no row, by the negative binomial distribution with this mean and variance, else by Poisson's."""
    spread = expected.deviation**2 / expected.rows
    return exp(-expected.rows * (log(spread) / (spread - 1) if spread > 1.001 else 1.0))


def _usual_share(series: VolumeSeries) -> float | None:
    """The part of a month that has usually come as soon as the last one has; None where too few months tell."""
    *earlier, last = series.months
    here = series.arrivals.get(last)
    if here is None:
        return None
    like = [series.arrivals[month] for month in earlier if month in series.arrivals]
    shares = [one.share for one in like if one.share is not None and one.days <= here.days + LIKE_DAYS]
    return median(shares) if len(shares) >= LEAST_LIKE else None


def _late(verdict: Verdict, usual: float) -> Verdict:
    if verdict.kind is not Kind.ROWS_LOST or verdict.expected is None or usual >= LATE_BELOW:
        return verdict
    high = verdict.expected.interval(verdict.rows)[1]
    return replace(verdict, kind=Kind.LATE) if high >= usual * LATE_WITHIN else verdict
