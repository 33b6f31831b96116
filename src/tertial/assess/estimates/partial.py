"""What the rows that did come add: their share is kept and widened, a count is scaled up by what was expected.

The rows that came are known, so that only those that lack are estimated: the more came, the narrower the interval, down
to nothing. `SELECTED` allows for rows that are not lost at random. Where what came and what was to be expected from
elsewhere part more than both allow, the rows that came are trusted less, as studies that part are in a random-effects
synthesis (DerSimonian and Laird 1986).
"""

from __future__ import annotations

from dataclasses import dataclass

from tertial.assess.estimates.series import Coverage

SELECTED = 0.15
"""How much the rows that lack may differ from those that came: standard deviation, as a part of a count; of a share as
a part of the root of p (1 - p)."""
LEAST_SHARE = 1e-9
"""Of a smaller part of what was expected nothing is scaled up: it is as if nothing had come."""
LEAST_OWN = 0.1
"""The part of an expectation's variance that is its own, and not that of the rows expected, is at least this."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A value and its variance; `part` is how much of it rests on the rows that came."""

    value: float
    variance: float
    part: float = 0.0


def scaled_up(prior: Normal, came: float, coverage: Coverage) -> Normal:
    """A count of which some came. What was expected from elsewhere errs with the rows expected where they are one."""
    share = coverage.share
    if share is None or coverage.expected is None or coverage.rows <= 0 or share < LEAST_SHARE:
        return prior
    each = max(1.0, 2 * came / coverage.rows)
    full = came / share
    thinned = each * max(came, each / 2) * (1 - share) / share**2 + (SELECTED * (1 - share) * full) ** 2
    common = (full * coverage.deviation / coverage.expected) ** 2
    shared = min(common, (1 - LEAST_OWN) * prior.variance)
    own = prior.variance - shared
    thinned += common - shared
    thinned += max(0.0, (full - prior.value) ** 2 - prior.variance - thinned)
    if own + thinned <= 0:
        return prior
    part = own / (own + thinned)
    value = part * full + (1 - part) * prior.value
    return Normal(max(value, came), shared + own * thinned / (own + thinned), part)


def kept_share(prior: Normal, came: float, of: float, whole: Normal, *, bounded: bool, spread: float) -> Normal:
    """A share, or a ratio, of which `came` of `of` rows came, out of `whole`; `spread` is the dispersion of ratios.

    What the rows that came say of all errs only by the rows that lack, and that error goes with no other: of rows lost
    at random the covariance with the expectation's is nought.
    """
    lacking = whole.value - of
    if of <= 0:
        return prior
    seen = came / of
    if lacking <= 0:
        return Normal(seen, 0.0, 1.0)
    middle = (came + prior.value) / (of + 1)
    chance = max(middle * (1 - middle), 0.25 / (of + 1)) if bounded else spread * middle
    selected = SELECTED**2 * (chance if bounded else middle**2)
    gone = lacking / whole.value
    noise = gone**2 * (chance / of + chance / lacking + selected)
    noise += max(0.0, (seen - prior.value) ** 2 - prior.variance - noise)
    if prior.variance + noise <= 0:
        return Normal(seen, 0.0, 1.0)
    part = prior.variance / (prior.variance + noise)
    value = part * seen + (1 - part) * prior.value
    return Normal(value, prior.variance * noise / (prior.variance + noise), part)
