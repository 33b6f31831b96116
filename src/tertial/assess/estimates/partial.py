"""What the rows that did come add: their share is kept and widened, a count is scaled up by what was expected.

The rows that came are known, so that only those that lack are estimated: the more came, the narrower the interval, down
to nothing. `SELECTED` allows for rows that are not lost at random. Where what came and what was to be expected from
elsewhere part more than both allow, the rows that came are trusted less, as studies that part are in a random-effects
synthesis (DerSimonian and Laird 1986).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from tertial.assess.estimates.series import Coverage

SELECTED = 0.15
"""How much the rows that lack may differ from those that came: standard deviation, as a part of a count; of a share as
a part of the root of p (1 - p)."""
LEAST_OWN = 0.1
"""The part of an expectation's variance that is its own, and not that of the rows expected, is at least this."""
LEAST_LATENT = 0.25
"""The part of the variance of a month's share that is not chance in its rows is at least this."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A value and its variance; `part` is how much of it rests on the rows that came."""

    value: float
    variance: float
    part: float = 0.0


def scaled_up(prior: Normal, came: float, coverage: Coverage) -> Normal:
    """A count of which some came. What was expected from elsewhere errs with the rows expected where they are one."""
    share = coverage.share
    if share is None or coverage.expected is None or coverage.rows <= 0 or share <= 0:
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
    """A share, or a ratio, of which `came` of `of` rows came, out of `whole`; `spread` is the dispersion of ratios."""
    lacking = whole.value - of
    if of <= 0:
        return prior
    seen = came / of
    if lacking <= 0:
        return Normal(seen, 0.0, 1.0)
    middle = (came + prior.value) / (of + 1)
    chance = max(middle * (1 - middle), 0.25 / (of + 1)) if bounded else spread * middle * (1 - LEAST_LATENT)
    latent = max(prior.variance - chance / whole.value, LEAST_LATENT * prior.variance)
    selected = SELECTED**2 * (chance if bounded else middle**2)
    noise = chance / of + selected
    noise += max(0.0, (seen - prior.value) ** 2 - latent - noise)
    if latent + noise <= 0:
        return Normal(seen, 0.0, 1.0)
    part = latent / (latent + noise)
    theirs = part * seen + (1 - part) * prior.value
    variance = latent * noise / (latent + noise) + chance / lacking + selected
    gone = lacking / whole.value
    by_whole = ((seen - theirs) * of / whole.value**2) ** 2 * whole.variance
    value = (1 - gone) * seen + gone * theirs
    return Normal(value, gone**2 * variance + by_whole, 1 - gone * (1 - part))


def deviation(one: Normal) -> float:
    """The standard deviation."""
    return sqrt(one.variance)
