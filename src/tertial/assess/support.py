"""What supports a suggestion beside official figures: an estimate of what lacks, and the forecast of the year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.figure_wording import wording_of
from tertial.assess.likelihood import LIKELY, UNLIKELY
from tertial.assess.sentences.told import Estimated, YearEnd
from tertial.assess.status import attainment, attainment_of_improvement, attainment_of_range, status_of
from tertial.domain.judgements import Status
from tertial.domain.region import StatusRule
from tertial.domain.targets import BetterThan, PathTarget, RangeTarget, ValueTarget


@dataclass(frozen=True, slots=True)
class Support:
    """What is known of one indicator at a unit beside its row; each None where there is none."""

    estimated: Estimated | None = None
    year_end: YearEnd | None = None


def estimated_status(row: IndicatorAssessment, support: Support | None, rule: StatusRule) -> Status | None:
    """The status that the estimate would have; None where there is a figure, no estimate or no level to hold it to."""
    if support is None or support.estimated is None or row.value is not None or row.status is not Status.NO_DATA:
        return None
    return _status(row, support.estimated.value, row.target_level, rule)


def expected_status(row: IndicatorAssessment, support: Support | None, rule: StatusRule) -> Status | None:
    """How the year will probably end; None without a forecast of the target and where it can go either way.

    Not met in full, it is met partly where the middle of the interval is near enough by the region's thresholds.
    """
    end = None if support is None else support.year_end
    if end is None or end.probability is None or UNLIKELY < end.probability < LIKELY:
        return None
    if end.probability >= LIKELY:
        return Status.MET
    found = _status(row, end.low / 2 + end.high / 2, _level_of_year(row, end), rule)
    return Status.PARTLY_MET if found in {Status.PARTLY_MET, Status.MET} else Status.NOT_MET


def _level_of_year(row: IndicatorAssessment, end: YearEnd) -> Decimal | None:
    """The whole level, not in proportion to the months nor that of the months so far."""
    match row.target:
        case ValueTarget(value):
            return value
        case PathTarget(levels):
            return levels.get(row.period.last.year)
        case _:
            return row.target_level if end.reach is None else Decimal(repr(end.reach))


def _status(row: IndicatorAssessment, value: float, level: Decimal | None, rule: StatusRule) -> Status | None:
    figure = wording_of(row.indicator).rounded(value)
    match row.target:
        case RangeTarget(low, high):
            return status_of(attainment_of_range(figure, low, high), rule)
        case BetterThan() if level is not None:
            return status_of(attainment_of_improvement(figure, level, row.indicator.direction), rule)
        case ValueTarget() | PathTarget() if level is not None:
            return status_of(attainment(figure, level, row.indicator.direction), rule)
        case _:
            return None
