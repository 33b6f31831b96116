"""The first sentence: the figure, what it has changed since last year and how far it is from its target."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.comparison.wording import Wording, number
from tertial.assess.figure_wording import wording_of
from tertial.assess.sentences.subject import Subject, during, subject_of
from tertial.assess.yardstick import PRORATED, PRORATED_YEAR
from tertial.domain.calendar import Month
from tertial.domain.indicators import ValueUnit
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.results import Quality
from tertial.domain.targets import AsNeeded, BetterThan, ChangeTarget, OfTarget, RangeTarget, ZeroTarget

PERCENT_FROM = 100
"""A change of a figure that was at least this last year is told in per cent, a smaller one as a number."""
PERCENT_AT_MOST = 200
"""A change of more per cent is told as a number: five times as many says little of a share of before."""

_WHOLE_THINGS = frozenset({ValueUnit.POSTS, ValueUnit.BEDS})
_MEASURED = frozenset({ValueUnit.HOURS, ValueUnit.DAYS})
_ROOM = Context(prec=400)

_STATUS = {
    Status.MET: Label("uppfyllt", "met"),
    Status.PARTLY_MET: Label("delvis uppfyllt", "partly met"),
    Status.NOT_MET: Label("inte uppfyllt", "not met"),
}
_ABOVE, _BELOW = Label("över", "above"), Label("under", "below")


def figure_sentence(row: IndicatorAssessment, value: Decimal, as_of: Month, category: Label | None = None) -> Label:
    """The figure with its unit and period, the change and the target.

    `value` is that of the row; `category` names the row's.
    """
    past = row.period.last <= as_of
    subject, wording = subject_of(row, category, past=past), wording_of(row.indicator, past=past)
    figure, when = wording.figure(value), during(row.period)
    if not past:
        when = Label(f"hittills {when.sv}", f"so far {when.en}")
    said = Label(f"{subject.head.sv} {figure.sv} {when.sv}", f"{subject.head.en} {figure.en} {when.en}")
    change, target = _change(row, subject, wording, as_of), _target(row, value, wording)
    joint = Label(" och", " and") if change is not None and target is not None else Label(",", ",")
    if change is not None:
        said = Label(f"{said.sv}, {change.sv}", f"{said.en}, {change.en}")
    if target is not None:
        said = Label(f"{said.sv}{joint.sv} {target.sv}", f"{said.en}{joint.en} {target.en}")
    bare = _without_distance(row)
    return Label(f"{said.sv}{bare.sv}", f"{said.en}{bare.en}") if bare is not None else _stopped(said)


def _stopped(words: Label) -> Label:
    return Label(f"{words.sv}.", f"{words.en}.")


def _change(row: IndicatorAssessment, subject: Subject, wording: Wording, as_of: Month) -> Label | None:
    """Against the same period last year; None where there is none or the series is broken between the two."""
    change, before = row.change, row.previous
    if change is None or before is None or row.quality is Quality.BROKEN_SERIES:
        return None
    same_year = row.period.last.year == as_of.year
    year = Label("i fjol" if same_year else "året före", "last year" if same_year else "the year before")
    if change == 0:
        return _unchanged(subject, year)
    how = _how(row, more=change > 0)
    if row.indicator.value_unit is not ValueUnit.PERCENT and before >= PERCENT_FROM:
        part = _ROOM.divide(100 * abs(change), before)
        if part <= PERCENT_AT_MOST:
            percent = part.quantize(Decimal(1), rounding=ROUND_HALF_UP)
            if percent == 0:
                return Label(f"i stort sett {_unchanged(subject, year).sv}", f"almost {_unchanged(subject, year).en}")
            return _than(Wording().figure(percent), how, year)
    return _than(wording.of_difference().figure(abs(change)), how, year)


def _unchanged(subject: Subject, year: Label) -> Label:
    return Label(f"{subject.unchanged.sv} jämfört med {year.sv}", f"{subject.unchanged.en} from {year.en}")


def _than(figure: Label, how: Label, year: Label) -> Label:
    return Label(f"{figure.sv} {how.sv} än {year.sv}", f"{figure.en} {how.en} than {year.en}")


def _how(row: IndicatorAssessment, *, more: bool) -> Label:
    """Fewer of what is counted, less of what is measured in time, lower for the rest."""
    unit = row.indicator.value_unit
    # A count with decimals or out of something is a rate.
    is_count = unit is ValueUnit.COUNT and row.indicator.decimals == 0 and not row.denominator
    if is_count or unit in _WHOLE_THINGS:
        return Label("fler", "more") if more else Label("färre", "fewer")
    if unit in _MEASURED:
        return Label("mer", "more") if more else Label("mindre", "less")
    return Label("högre", "higher") if more else Label("lägre", "lower")


def _target(row: IndicatorAssessment, value: Decimal, wording: Wording) -> Label | None:
    """How far from the target, and its status; None where there is no level to be away from."""
    match row.target:
        case None | AsNeeded() | ZeroTarget() | OfTarget():
            return None
        case RangeTarget(low, high):
            return _of_range(row, value, low, high, wording)
    level = row.target_level
    if level is None or not row.status.is_judged:
        return None
    return _with_status(_away(value, level, wording, _level(row, wording.figure(level))), row)


def _level(row: IndicatorAssessment, level: Label) -> Label:
    """What the figure is held against, by the rule."""
    if isinstance(row.target, BetterThan):
        return Label(f"jämförelsetalet {level.sv}", f"the figure to improve on, {level.en}")
    if isinstance(row.target, ChangeTarget):
        return Label(f"målnivån {level.sv}", f"the target level of {level.en}")
    if row.rule == PRORATED_YEAR or row.rule.endswith(PRORATED):
        return Label(f"periodens del av målet, {level.sv}", f"the period’s part of the target, {level.en}")
    return Label(f"målet {level.sv}", f"the target of {level.en}")


def _of_range(row: IndicatorAssessment, value: Decimal, low: Decimal, high: Decimal, wording: Wording) -> Label | None:
    if not row.status.is_judged:
        return None
    span = wording.span(low, high)
    target = Label(f"målet {span.sv}", f"the target of {span.en}")
    if low <= value <= high:
        return _with_status(Label(f"inom {target.sv}", f"within {target.en}"), row)
    return _with_status(_away(value, low if value < low else high, wording, target), row)


def _away(value: Decimal, level: Decimal, wording: Wording, target: Label) -> Label:
    apart = _ROOM.subtract(value, level)
    if apart == 0:
        return Label(f"precis på {target.sv}", f"exactly at {target.en}")
    way = _ABOVE if apart > 0 else _BELOW
    # Percentage points are another unit than per cent; any other unit stands with the target.
    figure = wording.of_difference().figure(abs(apart)) if wording.percent else number(abs(apart))
    return Label(f"{figure.sv} {way.sv} {target.sv}", f"{figure.en} {way.en} {target.en}")


def _with_status(words: Label, row: IndicatorAssessment) -> Label:
    """The status word in brackets, as a suggestion where thresholds are assumed, with why it is uncertain."""
    status = _STATUS[row.status]
    sv, en = ("förslag: ", "suggested: ") if row.assumed else ("", "")
    sv, en = f"{sv}{status.sv}", f"{en}{status.en}"
    if row.uncertain is not None:
        sv, en = f"{sv}, {row.uncertain.sv}", f"{en}, {row.uncertain.in_language('en')}"
    return Label(f"{words.sv} ({sv})", f"{words.en} ({en})")


def _without_distance(row: IndicatorAssessment) -> Label | None:
    """A target that no distance is told of, or that there is none; with the stop that ends the sentence."""
    if row.target is None:
        # A target that is set for others is told of by the row's note.
        none = not row.indicator.targets.dated
        return Label("; inget mål är satt.", "; no target is set.") if none else None
    if isinstance(row.target, AsNeeded):
        return Label("; målet är enligt behov, utan nivå.", "; the target is as needed, without a level.")
    if not row.status.is_judged:
        return None
    match row.target:
        case ZeroTarget():
            words = Label("målet är noll eller bättre", "the target is zero or better")
        case OfTarget(done, of):
            words = Label(
                f"målet är {number(done).sv} av {number(of).sv}", f"the target is {number(done).en} of {number(of).en}"
            )
        case _:
            return None
    said = _with_status(words, row)
    return Label(f"; {said.sv}.", f"; {said.en}.")
