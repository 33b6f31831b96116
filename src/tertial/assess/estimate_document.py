"""Estimates as JSON objects and as a table: apart from every outcome, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tertial.assess.estimates.results import Estimate, Said
from tertial.assess.estimates.sentences import sentence
from tertial.assess.json_values import Json, rounded
from tertial.domain.indicators import Indicator

if TYPE_CHECKING:
    from tertial.assess.assessment import RegionAssessment


def estimate_document(said: Said, indicator: Indicator, language: str) -> Json:
    """A figure that lacks rows or is wrong, in the indicator's unit; where it cannot be estimated the numbers are null.

    `sources` are what it rests on with their weights, `tried` how many earlier months its interval was tried on.
    """
    one = said if isinstance(said, Estimate) else None
    return {
        "period": str(said.period),
        "value": None if one is None else rounded(one.value),
        "low": None if one is None else rounded(one.low),
        "high": None if one is None else rounded(one.high),
        "level": None if one is None else one.level,
        "months": [] if one is None else [str(month) for month in one.replaces.months],
        "units": [] if one is None else list(one.replaces.units),
        "of_units": None if one is None else one.replaces.of_units,
        "sources": []
        if one is None
        else [
            {"source": weight.source.value, "feed": weight.name or None, "part": rounded(weight.part)}
            for weight in one.sources
        ],
        "tried": None if one is None else one.tried,
        "sentence": sentence(said, indicator).in_language(language),
    }


def estimate_records(assessment: RegionAssessment, language: str) -> Iterator[Json]:
    """A record of each period and each month that lacks rows or is wrong, by indicator."""
    for name, found in assessment.estimates.items():
        indicator = assessment.region.indicators[name]
        months = (one for _month, one in sorted(found.months.items()))
        for said in (found.shown, *months):
            if said is not None:
                yield {"indicator": name, "unit": said.unit, **estimate_document(said, indicator, language)}


def estimate_rows(assessment: RegionAssessment, language: str) -> Iterator[Json]:
    """The same as rows of a table: months, units and sources are texts."""
    for record in estimate_records(assessment, language):
        yield {key: _text(value) if isinstance(value, list) else value for key, value in record.items()}


def _text(values: list[object]) -> str:
    return " ".join(f"{one['source']}" if isinstance(one, dict) else str(one) for one in values)
