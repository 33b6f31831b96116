"""Makes a series ready for the methods: what is no figure is left out, gaps are filled, and its kind is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto

import numpy as np

from tertial.assess.forecasting import sentences
from tertial.assess.forecasting.panel import TWO_YEARS, YEAR, Flags, Floats
from tertial.assess.forecasting.series import MonthlySeries
from tertial.domain.calendar import Month
from tertial.domain.label import Label

MOST_MONTHS = 120
"""Older months say nothing of the next year."""
SPARSE_FROM = 0.3
"""A series is sparse from this share of months with none on."""
LEAST_TESTED = TWO_YEARS + 6
"""Months that a back-test needs: two years to learn from and half a year to be held against."""
LEAST_SIZE, LARGEST = 1e-100, 1e100
"""Figures smaller than the first are taken for zero, and larger than the second for no figures: their products and
ratios are still floats."""


LEAST_UNDER = 1e-6
"""A denominator below this share of its mean is taken for none; one that is forecast so low, for so much."""


class Shape(Enum):
    """What can be done with a series."""

    NOTHING = auto()
    FLAT = auto()
    SHORT = auto()
    SPARSE = auto()
    REGULAR = auto()


@dataclass(frozen=True)
class Ready:
    """A series without gaps, in units of its own size.

    `figures` (and `out_of`) are what a method sees: months that compare, one-offs taken out. `year_figures` and
    `year_out_of` are what has come of the forecast year, as it came: all of it, or from `since` on where the months
    before that have no figure. `last` is the last month with a figure.
    """

    series: MonthlySeries
    shape: Shape
    reason: Label
    notes: tuple[Label, ...] = ()
    figures: Floats = field(default_factory=lambda: np.zeros(0))
    out_of: Floats | None = None
    size: float = 1.0
    out_of_size: float = 1.0
    last: Month | None = None
    year_figures: Floats = field(default_factory=lambda: np.zeros(0))
    year_out_of: Floats | None = None
    since: Month | None = None

    @property
    def per(self) -> float:
        """What a numerator over a denominator, each in its own size, is multiplied by to be a figure."""
        if self.out_of is None:
            return self.size
        return self.series.times * (self.size / self.out_of_size)

    @property
    def values(self) -> Floats:
        """The figures that readers see, in units of `per`; not a number where the denominator is zero."""
        return ratio(self.figures, self.out_of)


def ratio(over: Floats, under: Floats | None) -> Floats:
    """Numerators over denominators; not a number where a denominator, in units of its mean, is none."""
    if under is None:
        return over
    divided: Floats = np.divide(over, under, out=np.full(np.shape(over), np.nan), where=under > LEAST_UNDER)
    return divided


def ready(series: MonthlySeries) -> Ready:
    """The series made ready."""
    columns = [_numbers(series.figures)]
    if series.out_of is not None:
        below = _numbers(series.out_of)
        columns.append(np.where(below < 0, np.nan, below))
    notes = []
    refused = sum(given is not None for given in series.figures) - int(np.isfinite(columns[0]).sum())
    if refused:
        notes.append(sentences.no_numbers(refused))
    there: Flags = np.all([np.isfinite(column) for column in columns], axis=0)
    if not there.any():
        return Ready(series, Shape.NOTHING, sentences.NO_FIGURE, tuple(notes))
    begin, end = _ends(series, there)
    last = series.first.plus(end - 1)
    if begin >= end:
        return Ready(series, Shape.NOTHING, sentences.none_since_break(series.broken_from or last), tuple(notes))
    if series.as_of.since(last) >= YEAR:
        return Ready(series, Shape.NOTHING, sentences.too_old(last), tuple(notes))
    if last < series.as_of:
        notes.append(sentences.last_figure(last))
    if begin and series.broken_from is not None:
        notes.append(sentences.since_break(series.broken_from))
    # Months before the first figure are not known: of a flow that has begun they were none, of others anything.
    this_year = max(Month(series.as_of.year, 1).since(series.first), int(np.flatnonzero(there)[0]))
    gaps = int((~there[min(begin, this_year) : end]).sum())
    if gaps:
        notes.append(sentences.filled(gaps))
    since = series.first.plus(this_year)
    filled = [_filled(column, there)[:end] for column in columns]
    made = _sized(series, filled, begin, this_year, last)
    known = int(there[max(begin, end - MOST_MONTHS) : end].sum())
    # Months that are filled have not been the same: they are not known.
    reason = sentences.flat(known) if made.shape is Shape.FLAT and known > 1 else made.reason
    return replace(made, reason=reason, notes=tuple(notes), since=since if since.number > 1 else None)


def _sized(series: MonthlySeries, columns: list[Floats], begin: int, this_year: int, last: Month) -> Ready:
    months = len(columns[0])
    seen = [columns[0].copy(), *columns[1:]]
    for adjustment in series.adjustments:
        place = adjustment.month.since(series.first)
        if 0 <= place < months:
            seen[0][place] -= adjustment.amount
    seen = [column[max(begin, months - MOST_MONTHS) :] for column in seen]
    sizes = [_size(column) for column in seen]
    kept = [column / size for column, size in zip(seen, sizes, strict=True)]
    so_far = [column[this_year:] / size for column, size in zip(columns, sizes, strict=True)]
    shape, reason = _shape(kept)
    below = len(columns) > 1
    return Ready(
        series, shape, reason, (), kept[0], kept[1] if below else None, sizes[0], sizes[1] if below else 1.0,
        last, so_far[0], so_far[1] if below else None,
    )  # fmt: skip


def _shape(kept: list[Floats]) -> tuple[Shape, Label]:
    values = ratio(kept[0], kept[1] if len(kept) > 1 else None)
    values = values[np.isfinite(values)]
    if len(values) == 0:
        return Shape.NOTHING, sentences.NO_DENOMINATOR
    months = len(kept[0])
    if len(values) > 1 and np.ptp(values) == 0:
        return Shape.FLAT, sentences.flat(len(values))
    if months < LEAST_TESTED:
        return Shape.SHORT, sentences.short(months)
    if (kept[0] == 0).mean() >= SPARSE_FROM and kept[0].min() >= 0:
        return Shape.SPARSE, sentences.SPARSE
    if len(values) < months - YEAR:
        return Shape.SHORT, sentences.short(len(values))
    return Shape.REGULAR, sentences.CHOSEN


def _numbers(given: tuple[float | None, ...]) -> Floats:
    numbers = np.array([np.nan if figure is None else float(figure) for figure in given], dtype=np.float64)
    numbers[np.abs(numbers) < LEAST_SIZE] = 0.0
    return np.where(np.abs(numbers) <= LARGEST, numbers, np.nan)


def _ends(series: MonthlySeries, there: Flags) -> tuple[int, int]:
    places = np.flatnonzero(there)
    begin, end = int(places[0]), int(places[-1]) + 1
    if series.broken_from is not None:
        broken = series.broken_from.since(series.first)
        later = places[places >= broken]
        begin = int(later[0]) if len(later) else end
    return begin, end


def _filled(column: Floats, there: Flags) -> Floats:
    """Gaps filled by a straight line between what stands around them."""
    return np.interp(np.arange(len(column)), np.flatnonzero(there), column[there])


def _size(column: Floats) -> float:
    """The mean size of a column's figures; 1 where all are zero."""
    return float(np.abs(column).mean()) or 1.0
