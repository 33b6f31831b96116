"""What the units directly below judge of an objective, and what that suggests where indicators suggest nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from tertial.assess.assessment import UnitsJudged
from tertial.domain.calendar import Month
from tertial.domain.judgements import Status
from tertial.domain.region import Region
from tertial.language import _

MOST = Fraction(2, 3)
"""The part of the judging units that must agree for their judgement to be suggested; else partly met."""
AT_LEAST = 2
"""Units that must have judged; and half of those directly below."""


def units_judged(region: Region, objective: str, unit: str, as_of: Month) -> UnitsJudged | None:
    """How the units directly below judge the objective as of the month; None where none of them has."""
    made = [one for one in region.judgements if one.objective == objective and one.period == as_of]
    if not made:
        return None
    day = as_of.last_day
    below = {name for name in region.organisation.below(unit, day) if _parent(region, name, day) == unit}
    counts = Counter(one.judgement for one in made if one.unit in below)
    found = UnitsJudged(len(below), counts[Status.MET], counts[Status.PARTLY_MET], counts[Status.NOT_MET])
    return found if found.judged else None


def _parent(region: Region, name: str, day: date) -> str:
    unit = region.organisation.find(name, day)
    return "" if unit is None else unit.parent


def suggested_by_units(units: UnitsJudged | None) -> Status | None:
    """What most of them judge; None where too few have."""
    if units is None or units.judged < AT_LEAST or 2 * units.judged < units.of:
        return None
    counts = {Status.MET: units.met, Status.PARTLY_MET: units.partly, Status.NOT_MET: units.not_met}
    return next((status for status, count in counts.items() if count >= MOST * units.judged), Status.PARTLY_MET)


def units_words(units: UnitsJudged) -> str:
    """How many judge what: of 6 units below 4 have judged: 3 as met, 1 as not met."""
    counts = (
        (units.met, _("{count} as met")),
        (units.partly, _("{count} as partly met")),
        (units.not_met, _("{count} as not met")),
    )
    said = ", ".join(words.format(count=count) for count, words in counts if count)
    return _("of the {of} units below {judged} have judged: {counts}").format(
        of=units.of, judged=units.judged, counts=said
    )
