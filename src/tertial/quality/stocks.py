"""Whether the rows in force of a feed that is sent in full are all there: each delivery against those before it.

A delivery in full tells the stock at the end of every month, back in time. Of a month that an earlier delivery told of
the two should say nearly the same, since it is the same day: hardly more than late registrations differ. Of a month
that is new the stock at the end of the month before is carried on, and a change has to be large before it is taken for
lost rows. What was found wrong is nothing to hold later deliveries against: so a loss lasts until it is mended. Of a
feed that was delivered once only that stock's own course can be seen: rows that never were in it cannot be missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from math import sqrt
from typing import TypeVar

from tertial.domain.calendar import Month
from tertial.domain.changes import Change
from tertial.domain.stocks import Stock
from tertial.domain.volumes import Volume
from tertial.quality.expected import Expected
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.findings import findings
from tertial.quality.verdicts import LACKING, ColumnVerdict, Kind, Verdict

LEAST_LOSS, SURE_OF_LOSS = 0.05, 2.5
"""Part of the rows, and standard deviations, of a month that an earlier delivery told of, or after one that lacks."""
LEAST_FALL, SURE_OF_FALL = 0.20, 4.0
"""The same of a month that is new: lists do shrink."""
LEAST_MANY, SURE_OF_MANY = 0.25, 3.5
FEWEST, FEWEST_TO_STOP = 20, 8
"""Rows expected below which a stock is not judged; and below which even none at all says nothing."""
LATE_ROWS, TURNOVER = 0.02, 0.04
"""Part of the rows by which two deliveries may differ of the same day; and that comes and goes in a month."""
CARRIED = 12
"""Months that a stock is carried on; after that nobody knows what it should be, and it is taken as it is."""
USUAL_MONTHS = 12

FEWEST_ROWS, LEAST_FIELD, LEAST_POINTS, LEAST_CODES = 30, 0.15, 0.05, 0.15
"""Rows from which a column is judged; part of what was filled in that is lost, and at least so much of all rows; and
the total variation distance between the codes."""

Told = TypeVar("Told")
IsOpen = Callable[[str, Month], bool]


def judge_stocks(
    stocks: Sequence[Stock], through: Month, changes: Sequence[Change], is_open: IsOpen
) -> FeedQuality | None:
    """The last of a feed's deliveries judged by those before it, for each unit and month that it reaches.

    None where there is no delivery that reaches any month until `through`.
    """
    known = _Known()
    found: tuple[tuple[Verdict, ...], tuple[ColumnVerdict, ...]] = ((), ())
    for stock in stocks:
        found = known.judge(stock, through, is_open)
    if not stocks or not any(month <= through for month in stocks[-1].months):
        return None
    verdicts, columns = found
    last = stocks[-1]
    begun = min((verdict.month for verdict in verdicts), default=through)
    months = tuple(month for month in last.months if begun <= month <= through)
    units = tuple(sorted(last.units))
    return FeedQuality(last.feed, months, units, verdicts, columns, findings(verdicts, columns, changes))


class _Known:
    """What deliveries that were held to be whole have told, by unit and month's place."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, int]] = {}
        self._filled: dict[tuple[str, str], dict[int, float]] = {}
        self._codes: dict[tuple[str, str], dict[int, Mapping[str, float]]] = {}

    def judge(
        self, stock: Stock, through: Month, is_open: IsOpen
    ) -> tuple[tuple[Verdict, ...], tuple[ColumnVerdict, ...]]:
        """The verdicts on a delivery, which is then known as far as it is whole."""
        verdicts: list[Verdict] = []
        columns: list[ColumnVerdict] = []
        for unit in sorted({*self._rows, *stock.units}):
            before: Verdict | None = None
            wrong: frozenset[tuple[str, Kind]] = frozenset()
            volumes = stock.units.get(unit, {})
            began = min((*self._rows.get(unit, ()), *(month.ordinal for month in volumes)), default=None)
            for month in stock.months:
                if began is None or month.ordinal < began or month > through or not stock.reaches(unit, month):
                    continue
                volume = volumes.get(month, Volume(0))
                if volume.rows or is_open(unit, month):
                    before = self._judged(stock.feed, unit, month, volume.rows, before)
                    verdicts.append(before)
                    found = list(self._columns(stock, unit, month, volume, wrong))
                    wrong = frozenset((one.column, one.kind) for one in found)
                    columns += found
        self._learn(verdicts)
        verdicts.sort(key=lambda one: (one.month, one.unit))
        return tuple(verdicts), tuple(sorted(columns, key=lambda one: (one.month, one.unit, one.column)))

    def _judged(self, feed: str, unit: str, month: Month, rows: int, before: Verdict | None) -> Verdict:
        number = month.ordinal
        rows_known = self._rows.setdefault(unit, {})
        told = rows_known.get(number)
        expected = _same_day(told) if told is not None else self._carried(unit, number)
        kind = Kind.NOT_JUDGED if expected is None else _kind(rows, expected, before, is_new=told is None)
        if told is None and kind in {Kind.WHOLE, Kind.NOT_JUDGED}:
            # Taken as known already now: the delivery's own later months are held against it.
            rows_known[number] = rows
        return Verdict(feed, unit, month, kind, rows, expected, expected, rows)

    def _carried(self, unit: str, number: int) -> Expected | None:
        """The last known stock before a month, with what usually comes and goes since."""
        rows_known = self._rows[unit]
        last = next((ago for ago in range(1, CARRIED + 1) if number - ago in rows_known), None)
        if last is None or not rows_known[number - last]:
            return None
        rows = rows_known[number - last]
        steps = [
            rows_known[at] - rows_known[at - 1]
            for at in range(number - last - USUAL_MONTHS + 1, number - last + 1)
            if at in rows_known and at - 1 in rows_known
        ]
        usual = sum(step * step for step in steps) / len(steps) if steps else 0.0
        deviation = sqrt(_same_day(rows).deviation ** 2 + max(TURNOVER * rows, usual) * last)
        return Expected(float(rows), deviation)

    def _columns(
        self, stock: Stock, unit: str, month: Month, volume: Volume, wrong: Set[tuple[str, Kind]]
    ) -> Iterator[ColumnVerdict]:
        """What is wrong with columns; of a month that is new only those that are `wrong` in the month before.

        In a month that is new the rows of a source may rightly begin or end, as those of a survey do.
        """
        if volume.rows < FEWEST_ROWS:
            return
        number = month.ordinal
        for column in stock.columns:
            share = 1 - volume.missing.get(column, 0) / volume.rows
            shares = self._filled.setdefault((unit, column), {})
            usual = _near(shares, number, is_new=(column, Kind.FIELD_MISSING) in wrong)
            if usual is not None and share <= usual * (1 - LEAST_FIELD) and usual - share >= LEAST_POINTS:
                yield ColumnVerdict(stock.feed, unit, month, Kind.FIELD_MISSING, column, volume.rows, share, usual)
            else:
                shares[number] = share
        for column, codes in sorted(volume.codes.items()):
            rows = sum(codes.values())
            if rows < FEWEST_ROWS:
                continue
            each = {code: count / rows for code, count in codes.items()}
            known = self._codes.setdefault((unit, column), {})
            earlier = _near(known, number, is_new=(column, Kind.CODES_CHANGED) in wrong)
            distance = 0.0 if earlier is None else _distance(each, earlier)
            if distance >= LEAST_CODES:
                yield ColumnVerdict(stock.feed, unit, month, Kind.CODES_CHANGED, column, rows, distance, 0.0)
            else:
                known[number] = each

    def _learn(self, verdicts: Sequence[Verdict]) -> None:
        """What the delivery says of months in which it is whole is what the next is held against."""
        for one in verdicts:
            if one.kind is Kind.WHOLE:
                self._rows[one.unit][one.month.ordinal] = one.rows


def _same_day(rows: int) -> Expected:
    """What another delivery should say of the same day."""
    return Expected(float(rows), max(1.0, LATE_ROWS * rows))


def _kind(rows: int, expected: Expected, before: Verdict | None, *, is_new: bool) -> Kind:
    if rows == 0 and expected.rows >= FEWEST_TO_STOP:
        return Kind.STOPPED
    if expected.rows < FEWEST:
        return Kind.NOT_JUDGED
    share, score = rows / expected.rows, expected.score(rows)
    lacked = before is not None and before.kind in LACKING
    least, sure = (LEAST_FALL, SURE_OF_FALL) if is_new and not lacked else (LEAST_LOSS, SURE_OF_LOSS)
    if share <= 1 - least and score <= -sure:
        return Kind.ROWS_LOST
    # A stock that is new grows, and may at any pace; rows that came twice are there in the months before too.
    may = not is_new or (before is not None and before.kind is Kind.TOO_MANY)
    return Kind.TOO_MANY if may and share >= 1 + LEAST_MANY and score >= SURE_OF_MANY else Kind.WHOLE


def _near(known: Mapping[int, Told], number: int, *, is_new: bool) -> Told | None:
    """What is known of a month; of one that is new, if it is asked of, what is known of the last one before."""
    months = range(CARRIED + 1) if is_new else (0,)
    return next((known[number - ago] for ago in months if number - ago in known), None)


def _distance(shares: Mapping[str, float], earlier: Mapping[str, float]) -> float:
    return sum(abs(shares.get(code, 0.0) - earlier.get(code, 0.0)) for code in {*shares, *earlier}) / 2
