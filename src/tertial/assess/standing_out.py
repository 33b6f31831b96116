"""Which indicators tell units below most apart: at which most of them differ from the others by more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median

from tertial.assess.evidence import Peers
from tertial.assess.insight import Insight
from tertial.domain.indicators import OverTime
from tertial.domain.measures import Additive

LEAST_CASES = 20
"""So many a month at the middle unit; with fewer its months are mostly chance."""


def most_apart(insights: Iterable[Insight], most: int) -> list[Insight]:
    """At most so many: certain figures first, then those with most units standing out, then those that come first."""
    found = [one for one in insights if _standing_out(one) and one.peers is not None and not one.peers.own]
    return sorted(found, key=lambda one: (_is_doubtful(one), -_standing_out(one)))[:most]


def to_be_drawn(insights: Iterable[Insight], kind: str, most: int, *, least: int = 0) -> list[Insight]:
    """Those of the kind whose months tell of themselves alone, so that they can be drawn one by one for each unit.

    A stock, such as those who are listed, is nearly the same month after month, and with few cases a month at most
    units there is little but chance to see. Months that tell of fewer than `least` are not shown: the middle unit has
    twice as many, since its months are not alike.
    """
    counted = [
        one
        for one in insights
        if isinstance(one.indicator.measure, Additive)
        and one.indicator.over_time is OverTime.SUM
        and one.peers is not None
        and one.peers.kind == kind
        and _cases_a_month(one.peers) >= LEAST_CASES
        and _told_of_a_month(one.peers) >= 2 * least
    ]
    return most_apart(counted, most)


def _cases_a_month(peers: Peers) -> float:
    """How many are counted of in a month at the middle one of the units."""
    found = [
        one.whole.denominator / one.whole.period.month_count
        for one in peers.units
        if one.whole is not None and one.whole.denominator is not None
    ]
    return median(found) if found else 0.0


def _told_of_a_month(peers: Peers) -> float:
    """How many of them have what is counted, or have it not, whichever are fewer."""
    found = [
        min(one.whole.numerator, abs(one.whole.denominator - one.whole.numerator)) / one.whole.period.month_count
        for one in peers.units
        if one.whole is not None and one.whole.numerator is not None and one.whole.denominator is not None
    ]
    return median(found) if found else 0.0


def kind_below(insights: Iterable[Insight]) -> str:
    """The kind of units below of which most indicators are compared; empty where none is."""
    kinds = Counter(one.peers.kind for one in insights if one.peers is not None and not one.peers.own)
    return max(kinds, key=lambda kind: kinds[kind], default="")


def _is_doubtful(insight: Insight) -> bool:
    """Whether what stands out may be the data's fault."""
    return insight.comparison is not None and insight.comparison.caveat is not None


def _standing_out(insight: Insight) -> int:
    return 0 if insight.comparison is None else len(insight.comparison.standing_out)
