"""Whether two groups differ by more than chance gives: the probability of a difference as large without any."""

from __future__ import annotations

import math

from tertial.assess.comparison import chance
from tertial.assess.comparison.figures import Mean, Rate, Share
from tertial.assess.comparison.quantiles import normal_tail, student_tail


def shares_alike(one: Share, other: Share) -> float:
    """The two-sided mid-p probability given all events together (Fisher's exact test with mid-p).

    By the score test where numbers are large. 1 where a group is empty or nothing varies.
    """
    drawn, marked, whole = one.of, one.events + other.events, one.of + other.of
    variance = chance.hypergeometric_variance(drawn, marked, whole)
    if not variance > 0 or other.of == 0:
        return 1.0
    if variance <= chance.SUMMED_BELOW:
        counts = [round(figure) for figure in (one.events, one.of, other.events, other.of)]
        events, of, other_events, other_of = counts
        return chance.hypergeometric(of, events + other_events, of + other_of).tail(events)
    skewness = (1 - 2 * marked / whole) * (1 - 2 * drawn / whole) / math.sqrt(variance)
    score = (one.events - drawn * (marked / whole)) / math.sqrt(variance)
    return normal_tail(chance.normal_from_skewed(score, skewness))


def rates_alike(one: Rate, other: Rate) -> float:
    """The two-sided mid-p probability given all events together: then each falls to a group by its exposure.

    1 where a group has no exposure or there are no events.
    """
    events, exposure = one.events + other.events, one.exposure + other.exposure
    if not (one.exposure and other.exposure and events):
        return 1.0
    part = one.exposure / exposure
    variance = events * part * (1 - part)
    if variance == 0:
        return 1.0
    if variance <= chance.SUMMED_BELOW:
        return chance.binomial(round(one.events) + round(other.events), part).tail(round(one.events))
    score = (one.events - events * part) / math.sqrt(variance)
    return normal_tail(chance.normal_from_skewed(score, (1 - 2 * part) / math.sqrt(variance)))


def means_alike(one: Mean, other: Mean, variance: float, freedom: float) -> float:
    """The two-sided probability by Student's t, where all share one variance within. 1 where nothing varies within."""
    if variance <= 0 or freedom <= 0:
        return 1.0
    error = math.sqrt(variance / one.size + variance / other.size)
    return student_tail((one.value - other.value) / error, freedom)
