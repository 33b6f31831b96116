"""Months that a careless reckoning stumbles on: constant, zero, a single one, none, infinite, enormous, shuffled."""

from __future__ import annotations

import math
from enum import StrEnum

from hypothesis import strategies as st

from tertial.domain.calendar import Month

LAST = Month(2025, 8)
MOST_MONTHS = 60
ODD_EXAMPLES = 30
"""Of each kind: they are narrow. Thousands were drawn once."""


class Odd(StrEnum):
    """What is odd about a series."""

    CONSTANT = "constant"
    ALL_ZERO = "all zero"
    SINGLE = "a single month"
    ALL_MISSING = "all missing"
    INFINITE = "infinite"
    ENORMOUS = "enormous"
    SHUFFLED = "shuffled"


Figures = dict[Month, float | None]
Counted = dict[Month, tuple[int | None, int | None]]

_USUAL = st.floats(0, 500) | st.integers(0, 40).map(float)
_FIGURES: dict[Odd, st.SearchStrategy[float | None]] = {
    Odd.ALL_ZERO: st.sampled_from([0.0, -0.0]),
    Odd.SINGLE: _USUAL | st.floats(),
    Odd.ALL_MISSING: st.none(),
    Odd.INFINITE: st.sampled_from([math.inf, -math.inf, math.nan]),
    Odd.ENORMOUS: st.floats(1e15) | st.floats(max_value=-1e15) | st.sampled_from([1e59, 1e100, 1e308, -1e308]),
    Odd.SHUFFLED: _USUAL | st.none(),
}
_HUGE = st.sampled_from([10**15, 10**16, 10**60, 10**308, 10**400]) | st.integers(10**15)
_USUAL_COUNTS = st.integers(0, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
_COUNTS: dict[Odd, st.SearchStrategy[tuple[int | None, int | None]]] = {
    Odd.ALL_ZERO: st.tuples(st.just(0), st.sampled_from([0, 100])),
    Odd.SINGLE: _USUAL_COUNTS,
    Odd.ALL_MISSING: st.just((None, None)),
    # No count is infinite: it is one that no float holds.
    Odd.INFINITE: st.just((10**400, 10**400)) | st.just((1, 10**400)) | st.just((10**400, 1)),
    Odd.ENORMOUS: st.tuples(_HUGE, _HUGE) | st.tuples(st.just(1), _HUGE) | st.tuples(_HUGE, st.just(1)),
    Odd.SHUFFLED: _USUAL_COUNTS | st.just((None, None)),
}


@st.composite
def odd_figures(draw: st.DrawFn, odd: Odd) -> Figures:
    """Plain figures by month; infinite and enormous ones among ordinary ones or alone."""
    months = draw(odd_months(odd))
    if odd is Odd.CONSTANT:
        return dict.fromkeys(months, draw(_USUAL | st.floats(-1e6, 1e6)))
    one = draw(st.sampled_from([_FIGURES[odd], _FIGURES[odd] | _USUAL])) if _is_spike(odd) else _FIGURES[odd]
    return {month: draw(one) for month in months}


@st.composite
def odd_counts(draw: st.DrawFn, odd: Odd) -> Counted:
    """Numerators and denominators by month."""
    months = draw(odd_months(odd))
    if odd is Odd.CONSTANT:
        return dict.fromkeys(months, draw(_USUAL_COUNTS))
    one = draw(st.sampled_from([_COUNTS[odd], _COUNTS[odd] | _USUAL_COUNTS])) if _is_spike(odd) else _COUNTS[odd]
    return {month: draw(one) for month in months}


@st.composite
def odd_months(draw: st.DrawFn, odd: Odd) -> list[Month]:
    """The months up to the last, in their order or in none."""
    count = 1 if odd is Odd.SINGLE else draw(st.integers(2, MOST_MONTHS) | st.sampled_from([24, 36, 48]))
    months = [LAST.plus(-back) for back in reversed(range(count))]
    return draw(st.permutations(months)) if odd is Odd.SHUFFLED else months


def without_gaps(figures: Figures) -> tuple[Month, list[float | None]]:
    """The first month, and the figures from it on without a gap."""
    first = min(figures)
    return first, [figures.get(first.plus(place)) for place in range(LAST.since(first) + 1)]


def _is_spike(odd: Odd) -> bool:
    return odd in {Odd.INFINITE, Odd.ENORMOUS}
