"""What `tertial explain --json` prints: one document, with the counts as they are and every load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

from tertial.assess.age_document import age_record
from tertial.assess.estimate_document import estimate_document
from tertial.assess.forecast_document import forecast_document
from tertial.assess.forecasting.results import Forecast
from tertial.assess.insight_document import insight_record
from tertial.assess.json_document import announced_record, number
from tertial.assess.series import figure_of
from tertial.commands.definition_words import as_written
from tertial.commands.figure_words import denominator_of, numerator_of
from tertial.compute.steps import Step, Steps
from tertial.domain.calendar import Month
from tertial.domain.expressions.writing import written
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.results import ReportedValue
from tertial.language import current_language, spoken
from tertial.pipeline.explanation import Before, Computed, Explanation, Reported, Rests, Subject
from tertial.report.effect_records import effect_records
from tertial.store.load_log import LogEntry
from tertial.store.snapshots.manifest import SnapshotManifest


def explanation_document(told: Explanation) -> dict[str, object]:
    """The document."""
    subject = told.subject
    document = subject_document(subject) | {
        "computed": isinstance(told, Computed),
        "definition": _definition(subject.indicator),
        "announced": None if subject.announced is None else announced_record(subject.announced, current_language()),
    }
    actions = [action for action in subject.region.actions if action.indicator == subject.indicator.id]
    effects = {"effects": effect_records(actions, told.effects, current_language())}
    return document | (_reported(told) if isinstance(told, Reported) else _computed(told)) | effects


def subject_document(subject: Subject) -> dict[str, object]:
    """Which figure it is."""
    row = subject.region.organisation.find(subject.unit)
    return {
        "indicator": subject.indicator.id,
        "title": _words(subject.indicator.title),
        "unit": subject.unit,
        "unit_name": None if row is None else _words(row.name),
        "tree": subject.tree,
        "view": subject.view.value,
        "period": str(subject.period),
        "sex": subject.sex.value,
    }


def _definition(indicator: Indicator) -> dict[str, object]:
    return {
        "kind": indicator.kind.value,
        "why": _words(indicator.why),
        "counted": _words(indicator.counted),
        "out_of": _words(indicator.out_of),
        "official": _words(indicator.official),
        "deviations": _words(indicator.deviations),
        "remark": _words(indicator.remark),
        "value_unit": indicator.value_unit.value,
        "shown": indicator.shown.value,
        "over_time": None if indicator.over_time is None else indicator.over_time.value,
        "direction": indicator.direction.value,
        "settled_after": indicator.settled_after,
        "estimates": indicator.estimates.value,
        "version": indicator.version,
        "checked_by": indicator.checked_by or None,
        "next_review": _month(indicator.next_review),
        "owner": _words(indicator.owner),
        "library": indicator.library or None,
        "written": dict(as_written(indicator)),
    }


def _reported(told: Reported) -> dict[str, object]:
    return {
        "values": [_value(one, told.subject.indicator) for one in told.values],
        "other_periods": [_value(one, told.subject.indicator) for one in told.others],
        "reason": _words(told.why_none),
        "insight": insight_record(told.insight, told.subject.region, current_language()),
        **age_record(told.ages, told.subject.region, current_language()),
        **_forecast(told.forecast),
    }


def _forecast(forecast: Forecast | Label) -> dict[str, object]:
    """The forecast or why there is none."""
    if isinstance(forecast, Label):
        return {"forecast": None, "no_forecast": _words(forecast)}
    return {"forecast": forecast_document(forecast, current_language()), "no_forecast": None}


def _value(value: ReportedValue, indicator: Indicator) -> dict[str, object]:
    return {
        "period": str(value.period),
        "sex": value.split.sex.value,
        "age_band": value.split.age_band or None,
        "category": value.split.category or None,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "value": number(figure_of(value, indicator)),
        "source": value.source or None,
        "published": value.published,
        "note": _words(value.note),
    }


def _computed(told: Computed) -> dict[str, object]:
    indicator = told.subject.indicator
    return {
        "figure": _figure(told.figure, indicator),
        "changes": [_words(change) for change in told.changes],
        "months": [_figure(one, indicator) for one in told.months],
        "units": [_figure(one, indicator) for one in told.units],
        "splits": [_figure(one, indicator) for one in told.splits],
        "steps": [_steps(one) for one in told.steps],
        "no_steps": told.why_no_steps or None,
        "steps_agree": told.steps_agree,
        "units_against_level": [
            {
                "unit": one.unit,
                "level_value": number(
                    one.of_level.rounded(told.subject.region.indicators[one.of_level.indicator].decimals)
                ),
                "reaches": one.reaches,
                "reasons": [_words(reason) for reason in one.of_level.reasons],
                "figure": None if one.figure is None else _figure(one.figure, indicator),
            }
            for one in told.reach
        ],
        "rests_on": _rests(told.rests, told.snapshot),
        "before": None if told.before is None else _before(told.before, indicator),
        "estimate": None if told.estimate is None else estimate_document(told.estimate, indicator, current_language()),
        "insight": insight_record(told.insight, told.subject.region, current_language()),
        **_forecast(told.forecast),
    }


def _figure(figure: ComputedFigure, indicator: Indicator) -> dict[str, object]:
    return {
        "unit": figure.node,
        "period": str(figure.period),
        "sex": figure.split.sex.value,
        "age_band": figure.split.age_band or None,
        "category": figure.split.category or None,
        "numerator": number(numerator_of(figure)),
        "denominator": number(denominator_of(figure)),
        "rows": figure.rows,
        "value": number(figure.rounded(indicator.decimals)),
        "quality": figure.quality.value,
        "reasons": [_words(reason) for reason in figure.reasons],
    }


def _steps(steps: Steps) -> dict[str, object]:
    return {
        "fact": steps.chain.fact.id,
        "months": [str(month) for month in steps.months],
        "sources": [
            {
                "feed": source.feed,
                "months": [str(month) for month in source.months],
                "steps": [_step(step) for step in source.steps],
            }
            for source in steps.sources
        ],
        "steps": [_step(step) for step in steps.steps],
        "rows": {part.value: steps.rows(part) for part in steps.chain.ends},
        "different": steps.different,
    }


def _step(step: Step) -> dict[str, object]:
    one = step.filter
    return {
        "filter": "all" if one is None else one.kind.value,
        "condition": None if one is None or one.condition is None else written(one.condition),
        "rows": step.rows,
    }


def _rests(rests: Rests, manifest: SnapshotManifest) -> dict[str, object]:
    return _snapshot(manifest) | {
        "definition": {
            "version": rests.definition.version,
            "sha256": rests.definition.sha256,
            "folder_sha256": rests.definition_now,
            "redefined": rests.is_redefined,
        },
        "feeds": {feed: [str(month) for month in months] for feed, months in rests.months.items()},
        "loads": [_load(entry) for entry in rests.loads],
    }


def _snapshot(manifest: SnapshotManifest) -> dict[str, object]:
    return {
        "snapshot": manifest.number,
        "id": manifest.id,
        "made_at": manifest.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "through": str(manifest.basis.through),
        "state": manifest.basis.state.number,
        "program": manifest.basis.code.version,
    }


def _load(entry: LogEntry) -> dict[str, object]:
    record = entry.record
    return {
        "load": entry.number,
        "action": record.action.value,
        "feed": record.feed,
        "extract": record.extract or None,
        "loaded_at": record.loaded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "files": [file.name for file in record.files],
        "read": record.read,
        "accepted": record.accepted,
        "quarantined": record.quarantined,
    }


def _before(before: Before, indicator: Indicator) -> dict[str, object]:
    changed = before.changed
    causes: list[str] = [] if changed is None else [cause.value for cause in changed.causes]
    feeds: Mapping[str, tuple[Month, ...]] = {} if changed is None else changed.feeds
    return _snapshot(before.snapshot) | {
        "figure": None if before.figure is None else _figure(before.figure, indicator),
        "changed": changed is not None,
        "causes": causes,
        "feeds": {feed: [str(month) for month in months] for feed, months in feeds.items()},
    }


def _words(label: Label | None) -> str | None:
    return None if label is None else " ".join(spoken(label).split())


def _month(month: Month | None) -> str | None:
    return None if month is None else str(month)
