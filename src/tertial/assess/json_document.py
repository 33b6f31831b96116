"""An assessment as one JSON document: the contract of `tertial assess --json`."""

from __future__ import annotations

from decimal import Decimal

from tertial.assess.assessment import (
    EconomyForecast,
    IndicatorAssessment,
    ObjectiveAssessment,
    RegionAssessment,
    UnitsJudged,
)
from tertial.assess.beside import Told, groups_of
from tertial.assess.estimate_document import estimate_records
from tertial.assess.forecast_document import forecast_document
from tertial.assess.forecasting.sentences import OF_EVERYBODY, why_none
from tertial.assess.insight_document import insight_record, said_of_row
from tertial.assess.json_values import Json, text
from tertial.domain.economy import AmountUnit, EconomyLine
from tertial.domain.forecasts import Announced
from tertial.domain.targets import Decision, OfTarget, RangeTarget, SimpleTarget, ValueTarget


def json_document(assessment: RegionAssessment, language: str) -> Json:
    """The whole assessment; texts in `language`, figures as numbers with the decimals they came with."""
    rule = assessment.region.settings.status
    return {
        "region": assessment.region.settings.id,
        "unit": assessment.unit,
        "period": str(assessment.as_of),
        "status_rule": {
            "met": rule.met,
            "partly_met": rule.partly,
            "assumed": rule.assumed,
            "stated_in": rule.stated_in.in_language(language),
        },
        "indicators": [_indicator(row, assessment, language) for row in assessment.indicators],
        "objectives": [_objective(found, language) for found in assessment.objectives],
        "economy": _economy(assessment, language),
        **_beside(assessment, language),
        "estimates": list(estimate_records(assessment, language)),
        "insights": [insight_record(insight, assessment.region, language) for insight in assessment.insights.values()],
    }


def _beside(assessment: RegionAssessment, language: str) -> Json:
    """Figures of the same thing, one record each with the number of its group; nothing where none are declared."""
    records = [_told(place, told, language) for place, group in enumerate(groups_of(assessment), 1) for told in group]
    return {"beside": records} if records else {}


def _told(group: int, told: Told, language: str) -> Json:
    indicator = told.indicator
    return {
        "group": group,
        "indicator": indicator.id,
        "title": indicator.title.in_language(language),
        "period": str(told.period),
        "value": number(told.value),
        "value_unit": indicator.value_unit.value,
        "computed": told.is_computed,
        "source": told.source or None,
        "definition": told.definition.in_language(language),
        "official": text(indicator.official, language),
        "quality": told.quality.value,
        "note": text(told.note, language),
    }


def _foreseen(row: IndicatorAssessment, assessment: RegionAssessment, language: str) -> Json:
    """That of everybody or why there is none; parts have none of their own."""
    found = assessment.forecasts.get(row.indicator.id)
    if not row.split.is_whole:
        return {"forecast": None, "no_forecast": OF_EVERYBODY.in_language(language)}
    if found is None:
        return {"forecast": None, "no_forecast": why_none(row.indicator).in_language(language)}
    return {"forecast": forecast_document(found, language), "no_forecast": None}


def _announced(row: IndicatorAssessment, assessment: RegionAssessment, language: str) -> Json | None:
    """The forecast that the region has announced, of everybody."""
    if not row.split.is_whole:
        return None
    found = assessment.region.announced_forecast(row.indicator.id, assessment.unit, assessment.as_of)
    return None if found is None else announced_record(found, language)


def announced_record(found: Announced, language: str) -> Json:
    """A forecast that is announced: the year's figure, as of which month, when and by whom."""
    return {
        "value": number(found.value),
        "period": str(found.period),
        "on": found.on.isoformat(),
        "source": found.source.in_language(language),
    }


def _indicator(row: IndicatorAssessment, assessment: RegionAssessment, language: str) -> Json:
    indicator = row.indicator
    return {
        "indicator": indicator.id,
        "title": indicator.title.in_language(language),
        "goal": row.goal or None,
        "unit": row.unit,
        "period": str(row.period),
        "sex": row.split.sex.value,
        "age_band": row.split.age_band or None,
        "category": row.split.category or None,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": number(row.value),
        "value_unit": indicator.value_unit.value,
        "target": target(row.target, row.target_level),
        "target_level": number(row.target_level),
        "decision": _decision(row.decision, language),
        "attainment": row.attainment,
        "status": row.status.value,
        "rule": row.rule or None,
        "assumed": row.assumed,
        "quality": row.quality.value,
        "covered": row.covered,
        "uncertain": text(row.uncertain, language),
        "note": text(row.note, language),
        "previous": number(row.previous),
        "change": number(row.change),
        **said_of_row(assessment.insights.get(indicator.id), row.split, language),
        **_foreseen(row, assessment, language),
        "announced": _announced(row, assessment, language),
    }


def target(simple: SimpleTarget | None, level: Decimal | None) -> object:
    """The target as it was set: a level, a pair for a range or 3 of 3; else the level compared with."""
    match simple:
        case None:
            return None
        case ValueTarget():
            return number(simple.value)
        case RangeTarget():
            return [number(simple.low), number(simple.high)]
        case OfTarget():
            return [simple.done, simple.of]
        case _:
            return number(level)


def _decision(decision: Decision | None, language: str) -> Json | None:
    """Who set the target, when and in which case, as far as it is known."""
    if decision is None:
        return None
    return {
        "by": text(decision.by, language),
        "on": None if decision.on is None else decision.on.isoformat(),
        "case": decision.case or None,
    }


def _objective(found: ObjectiveAssessment, language: str) -> Json:
    return {
        "objective": found.objective.id,
        "title": found.objective.title.in_language(language),
        "unit": found.unit,
        "period": str(found.period),
        "judgement": found.judgement.value,
        "judged": found.judged is not None,
        "outlook": None if found.outlook is None else found.outlook.value,
        "suggested": found.suggested.value,
        "suggested_by": found.suggested_by,
        "suggestion_uncertain": found.uncertain,
        "sureness": None if found.sureness is None else found.sureness.value,
        "sureness_by": found.sureness_by or None,
        "units_judged": _units(found.units),
        "suggested_outlook": None if found.suggested_outlook is None else found.suggested_outlook.value,
        "suggested_outlook_by": found.suggested_outlook_by or None,
        "outlook_differs": found.outlook_differs,
        "differs": found.differs,
        "reason": text(found.reason, language),
        "outlook_reason": text(found.outlook_reason, language),
    }


def _units(units: UnitsJudged | None) -> Json | None:
    """How the units directly below judge the objective; None where none has."""
    if units is None:
        return None
    return {"below": units.of, "met": units.met, "partly_met": units.partly, "not_met": units.not_met}


def _economy(assessment: RegionAssessment, language: str) -> Json | None:
    """The forecast, the frames with their sum, and every line of the year; None where the folder has no economy."""
    lines = [line for line in assessment.region.economy.lines if line.period.last.year == assessment.as_of.year]
    if not lines:
        return None
    frames = assessment.frames
    return {
        **_forecast(assessment.forecast, language),
        "frames": None
        if frames is None
        else {
            "parts": [{"frame": frame, "deviation": number(amount)} for frame, amount in frames.parts],
            "sum": number(frames.made),
            "total": number(frames.total),
            "agrees": frames.agrees,
        },
        "lines": [_line(line, language) for line in lines],
    }


def _forecast(forecast: EconomyForecast | None, language: str) -> Json:
    """The deviation so far, the plain 1/12 rule and the announced forecast, in MSEK."""
    return {
        "deviation": number(None if forecast is None else forecast.result),
        "twelfth": number(None if forecast is None else forecast.twelfth),
        "announced": number(None if forecast is None else forecast.announced),
        "announced_note": None if forecast is None else text(forecast.announced_note, language),
        "amount_unit": AmountUnit.MSEK.value,
    }


def _line(line: EconomyLine, language: str) -> Json:
    return {
        "frame": line.frame,
        "account": line.account,
        "period": str(line.period),
        "item": line.item.value,
        "amount": number(line.amount),
        "unit": line.unit.value,
        "version": line.version or None,
        "published": line.published,
        "note": text(line.note, language),
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the figure has no decimals."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    return int(value) if isinstance(exponent, int) and exponent >= 0 else float(value)
