"""What results mean as JSON records: of each indicator, of each point of a chart, of each unit compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tertial.assess.age_document import age_record
from tertial.assess.json_values import Json, rounded, text
from tertial.domain.label import Label
from tertial.domain.results import WHOLE, Split

if TYPE_CHECKING:
    from tertial.assess.comparison.comparison import ComparedUnit, Comparison
    from tertial.assess.comparison.differences import Difference
    from tertial.assess.comparison.figures import Figure
    from tertial.assess.insight import Insight
    from tertial.assess.variation.chart import ChartedPoint, Variation
    from tertial.domain.region import Region


def insight_record(insight: Insight, region: Region, language: str) -> Json:
    """Everything that is said of an indicator; what is not said is null, with its reason."""
    variation = insight.variation
    return {
        "indicator": insight.indicator.id,
        "unit": insight.unit,
        "period": str(insight.period),
        "variation": None if variation is None else _variation(insight, WHOLE, variation, language),
        "no_variation": text(insight.why_no_variation, language),
        "variation_of_sexes": {
            sex.value: _variation(insight, Split(sex), found, language) for sex, found in insight.of_sex.items()
        },
        "comparison": None
        if insight.comparison is None
        else _comparison(insight, insight.comparison, region, language),
        "no_comparison": text(insight.why_no_comparison, language),
        "sexes": None if isinstance(insight.sexes, Label) else _difference(insight, insight.sexes),
        "no_sexes": text(insight.sexes, language) if isinstance(insight.sexes, Label) else None,
        **age_record(insight.ages, region, language),
    }


def said_of_row(insight: Insight | None, split: Split, language: str) -> Json:
    """What stands on the indicator's own row: the icons' names, and the sentences or the reasons for none."""
    variation = None if insight is None else insight.variation_of(split)
    if variation is None:
        why = None if insight is None or split != WHOLE else insight.why_no_variation
        return {"variation": None, "variation_says": text(why, language), "assurance": None, "assurance_says": None}
    return {
        "variation": None if variation.variation is None else variation.variation.value,
        "variation_says": variation.variation_says.in_language(language),
        "assurance": None if variation.assurance is None else variation.assurance.value,
        "assurance_says": variation.assurance_says.in_language(language),
    }


def point_records(insight: Insight, language: str) -> Iterator[Json]:
    """One record a point of the indicator's charts."""
    for split in insight.months:
        variation = insight.variation_of(split)
        if variation is not None:
            for record in _points(insight, split, variation, language):
                yield {
                    "indicator": insight.indicator.id,
                    "unit": insight.unit,
                    "sex": split.sex.value,
                    "chart": variation.choice.kind.value,
                    **record,
                }


def unit_records(insight: Insight, region: Region, language: str) -> Iterator[Json]:
    """One record a unit that is compared."""
    if insight.comparison is None or insight.peers is None:
        return
    for record in _units(insight, insight.comparison, region, language):
        yield {
            "indicator": insight.indicator.id,
            "period": str(insight.period),
            "kind": insight.peers.kind,
            **record,
        }


def _variation(insight: Insight, split: Split, variation: Variation, language: str) -> Json:
    latest = None if variation.latest is None else variation.points[variation.latest]
    suggestion = variation.suggestion
    limits = None if latest is None else latest.limits
    return {
        "chart": variation.choice.kind.value,
        "chart_says": variation.choice.why.in_language(language),
        "sigma_z": rounded(variation.choice.sigma_z),
        "icon": None if variation.variation is None else variation.variation.value,
        "says": variation.variation_says.in_language(language),
        "assurance": None if variation.assurance is None else variation.assurance.value,
        "assurance_says": variation.assurance_says.in_language(language),
        "of": "days_between_events" if variation.is_of_days else "periods",
        "latest": None if latest is None else str(latest.month),
        "open_gap_longer_than_upper": variation.is_open_longer if variation.is_of_days else None,
        "since": since(variation),
        "centre": None if limits is None else rounded(limits.centre),
        "lower": None if limits is None else rounded(variation.held(limits.lower)),
        "upper": None if limits is None else rounded(variation.held(limits.upper)),
        "phases": [
            {
                "first": str(variation.points[phase.first].month),
                "last": str(variation.points[phase.last].month),
                "points": phase.points,
                "baseline": phase.baseline,
                "trial": phase.trial,
                "centre": rounded(phase.limits.centre),
                "rebased": None if phase.rebasing is None else text(phase.rebasing.reason, language),
                "decided_on": None if phase.rebasing is None else phase.rebasing.decided_on.isoformat(),
            }
            for phase in variation.phases
        ],
        "suggestion": None
        if suggestion is None
        else {
            "first": str(suggestion.first),
            "points": suggestion.points,
            "old_mean": rounded(suggestion.old_mean),
            "new_mean": rounded(suggestion.new_mean),
            "says": suggestion.says.in_language(language),
        },
        "points": _points(insight, split, variation, language),
    }


def since(variation: Variation) -> str | None:
    """The first month of the signal that the latest point is part of; None where it is part of none."""
    if variation.latest is None or not variation.points[variation.latest].part_of_signal:
        return None
    latest = variation.points[variation.latest]
    first = latest.month
    for point in reversed(variation.points[: variation.latest]):
        if point.limits is None:
            continue
        if not point.part_of_signal or point.way is not latest.way:
            break
        first = point.month
    return str(first)


def _points(insight: Insight, split: Split, variation: Variation, language: str) -> list[Json]:
    counts = {one.period: one for one in insight.months.get(split, ())}
    of = [None if point.period is None else counts[point.period] for point in variation.points]
    return [
        _point(
            point, None if one is None else one.numerator, None if one is None else one.denominator, variation, language
        )
        for point, one in zip(variation.points, of, strict=True)
    ]


def _point(
    point: ChartedPoint, numerator: int | None, denominator: int | None, variation: Variation, language: str
) -> Json:
    limits, target = point.limits, point.target
    ends = target if isinstance(target, tuple) else (target, None)
    return {
        # The month of an event and never its day, which could point somebody out.
        "period": str(point.month if point.period is None else point.period),
        "numerator": numerator,
        "denominator": denominator,
        "value": rounded(point.value),
        "centre": None if limits is None else rounded(limits.centre),
        "lower": None if limits is None else rounded(variation.held(limits.lower)),
        "upper": None if limits is None else rounded(variation.held(limits.upper)),
        "target": rounded(ends[0]),
        "target_to": rounded(ends[1]),
        "detected": point.detected,
        "part_of_signal": point.part_of_signal,
        "signal": None if point.signal is None else point.signal.value,
        "way": None if point.way is None else point.way.value,
        "meaning": None if point.meaning is None else point.meaning.value,
        "left_out": None if point.left is None else point.left.value,
        "note": text(point.note, language),
    }


def _comparison(insight: Insight, comparison: Comparison, region: Region, language: str) -> Json:
    factor, spread = insight.factor, comparison.spread
    return {
        "units_of": None if insight.peers is None else insight.peers.kind,
        "own": None if insight.own is None else insight.own.unit,
        "compared": len(comparison.compared),
        "uncertain": [one.unit for one in comparison.uncertain],
        "caveat": text(comparison.caveat, language),
        "centre": None if comparison.pool is None else _times(comparison.pool.centre, factor),
        "lowest": None if spread is None else _times(spread.lowest, factor),
        "highest": None if spread is None else _times(spread.highest, factor),
        "chance_share": None if spread is None else rounded(spread.chance),
        "chance_share_low": None if spread is None else rounded(spread.chance_low),
        "chance_share_high": None if spread is None else rounded(spread.chance_high),
        "range_by_chance": None if spread is None else _times(spread.by_chance, factor),
        "real_lowest": None if spread is None else _times(spread.real_lowest, factor),
        "real_highest": None if spread is None else _times(spread.real_highest, factor),
        "widened": None if comparison.dispersion is None else comparison.dispersion.widening.value,
        "standing_out": [one.unit for one in comparison.standing_out],
        "reason": text(comparison.reason, language),
        "units": _units(insight, comparison, region, language),
    }


def _units(insight: Insight, comparison: Comparison, region: Region, language: str) -> list[Json]:
    figures = {} if insight.peers is None else {one.unit: one.whole for one in insight.peers.units}
    records = []
    for one in comparison.units:
        row, figure = region.organisation.find(one.unit), figures.get(one.unit)
        records.append(
            {
                "unit": one.unit,
                "name": None if row is None else row.name.in_language(language),
                "own": insight.peers is not None and one.unit == insight.peers.own,
                "numerator": None if figure is None else figure.numerator,
                "denominator": None if figure is None else figure.denominator,
                **_unit(one, insight.factor),
                "quality": None if figure is None else figure.quality.value,
                "reason": text(one.reason, language),
                "note": None if figure is None else text(figure.note, language),
            }
        )
    return records


def _unit(one: ComparedUnit, factor: float) -> Json:
    limits = one.limits
    return {
        "value": _times(one.value, factor),
        "low": None if one.interval is None else _times(one.interval.low, factor),
        "high": None if one.interval is None else _times(one.interval.high, factor),
        "funnel_low_99_8": None if limits is None else _times(limits.alarm_low, factor),
        "funnel_low_95": None if limits is None else _times(limits.warning_low, factor),
        "funnel_high_95": None if limits is None else _times(limits.warning_high, factor),
        "funnel_high_99_8": None if limits is None else _times(limits.alarm_high, factor),
        "position": None if one.position is None else one.position.value,
        "alike": rounded(one.alike),
        "stands_out": one.stands_out,
        "rank": None if one.rank is None else one.rank.place,
        "rank_first": None if one.rank is None else one.rank.first,
        "rank_last": None if one.rank is None else one.rank.last,
        "reliability": rounded(one.reliability),
        "shrunken": _times(one.shrunken, factor),
        "uncertain": one.uncertain,
    }


def _difference(insight: Insight, found: Difference) -> Json:
    women, men, ratio = insight.women, insight.men, found.ratio_interval
    return {
        **_group("women", women, insight),
        **_group("men", men, insight),
        "women_less_men": _times(found.value, insight.factor),
        "low": _times(found.interval.low, insight.factor),
        "high": _times(found.interval.high, insight.factor),
        "method": found.interval.method.value,
        "alike": rounded(found.alike),
        "verdict": found.verdict.value,
        "ratio": rounded(found.ratio),
        "ratio_low": None if ratio is None else rounded(ratio.low),
        "ratio_high": None if ratio is None else rounded(ratio.high),
    }


def _group(name: str, figure: Figure | None, insight: Insight) -> Json:
    """A group's figure and the counts that it is made of; a mean has how many values alone."""
    return {
        name: None if figure is None else _times(figure.value, insight.factor),
        f"{name}_cases": None if figure is None else rounded(insight.cases(figure)),
        f"{name}_of": None if figure is None else rounded(figure.size),
    }


def _times(value: float | None, factor: float) -> float | int | None:
    return None if value is None else rounded(value * factor)
