"""Figures standardised by age as JSON records: of the unit that is asked about and of those below or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tertial.assess.json_values import Json, rounded, text
from tertial.domain.label import Label

if TYPE_CHECKING:
    from tertial.assess.age_standardised import AgeStandardised, StandardisedUnit
    from tertial.assess.comparison.standardised import Standardised
    from tertial.assess.insight import Insight
    from tertial.domain.region import Region

STANDARD = "european_2013"
"""The standard population."""


def age_record(found: AgeStandardised | Label, region: Region, language: str) -> Json:
    """What is standardised, or the reason why nothing is."""
    if isinstance(found, Label):
        return {"age_standardised": None, "no_age_standardised": found.in_language(language)}
    record = {
        "standard": STANDARD,
        "per": rounded(found.per),
        "reference": found.reference,
        "units": [_unit(one, found, region, language) for one in found.units],
    }
    return {"age_standardised": record, "no_age_standardised": None}


def age_rows(insight: Insight, region: Region, language: str) -> Iterator[Json]:
    """One row a unit that is standardised, or says why it is not; none of what is not known by age."""
    found = insight.ages
    if isinstance(found, Label):
        return
    for one in found.units:
        yield {
            "indicator": insight.indicator.id,
            "period": str(insight.period),
            "standard": STANDARD,
            "per": rounded(found.per),
            "reference": found.reference,
            **_unit(one, found, region, language),
        }


def _unit(one: StandardisedUnit, found: AgeStandardised, region: Region, language: str) -> Json:
    row = region.organisation.find(one.unit)
    numerator, denominator = (None, None) if one.counts is None else one.counts
    ratio = None if isinstance(one.ratio, Label) else one.ratio.value
    return {
        "unit": one.unit,
        "name": None if row is None else row.name.in_language(language),
        "own": one is found.own,
        "numerator": numerator,
        "denominator": denominator,
        "crude": None if one.crude is None else rounded(one.crude * found.per),
        **_figure("standardised", one.rate, language),
        "expected": None if not ratio or numerator is None else rounded(numerator / ratio),
        **_figure("observed_to_expected", one.ratio, language),
        "uncertain": one.uncertain,
        "quality": one.quality.value,
        "note": text(one.note, language),
    }


def _figure(name: str, figure: Standardised | Label, language: str) -> Json:
    """The figure with its limits, and the reason where there is none."""
    limits = None if isinstance(figure, Label) else figure.interval
    return {
        name: None if isinstance(figure, Label) else rounded(figure.value),
        f"{name}_low": None if limits is None else rounded(max(limits.low, 0.0)),
        f"{name}_high": None if limits is None else rounded(limits.high),
        f"{name}_method": None if limits is None else limits.method.value,
        f"no_{name}": figure.in_language(language) if isinstance(figure, Label) else None,
    }
