"""Whom a row is about: its sex, age band and category, as an indicator splits them."""

from __future__ import annotations

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import perhaps
from tertial.domain.age_bands import UNKNOWN, age_band
from tertial.domain.facts.contract import Fact
from tertial.domain.feeds.stored import AGE_YEARS, SEX
from tertial.domain.indicators import Indicator
from tertial.domain.results import Sex, Split

BAND_CODES = "age_band"
"""Facts of staff have no ages but the codes of three bands."""

STAFF_BANDS = {"under_30": "0-29", "from_30_to_49": "30-49", "from_50": "50+"}
"""The code of a band in facts of staff -> the band's name."""

UNKNOWN_CATEGORY = "unknown"


def split_of(indicator: Indicator, fact: Fact, row: Row) -> Split:
    """The part of all that a row of the fact is in; whole in what the indicator is not split by, or the fact lacks."""
    sex, band, category = Sex.ALL, "", ""
    if SEX in indicator.by and fact.has(SEX):
        sex = Sex(perhaps(row, SEX, str) or Sex.UNKNOWN)
    if "age_band" in indicator.by:
        band = _band(indicator, fact, row)
    if indicator.category and fact.has(indicator.category):
        category = perhaps(row, indicator.category, str) or UNKNOWN_CATEGORY
    return Split(sex, band, category)


def _band(indicator: Indicator, fact: Fact, row: Row) -> str:
    if fact.has(BAND_CODES):
        code = perhaps(row, BAND_CODES, str)
        return UNKNOWN if code is None else STAFF_BANDS[code]
    if fact.has(AGE_YEARS):
        return age_band(perhaps(row, AGE_YEARS, int), indicator.cuts)
    return ""
