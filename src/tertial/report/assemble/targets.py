"""Targets and rules in words."""

from __future__ import annotations

from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import Direction, Indicator, ValueUnit
from tertial.domain.targets import (
    Against,
    AsNeeded,
    Baseline,
    BetterThan,
    BySex,
    ByUnit,
    ChangeTarget,
    Decision,
    OfTarget,
    PathTarget,
    RangeTarget,
    Reference,
    SimpleTarget,
    Target,
    ValueTarget,
    ZeroTarget,
)
from tertial.language import _
from tertial.report.numbers import (
    DASH,
    NO_BREAK_SPACE,
    day,
    join_unit,
    number,
    period_short,
    signed,
    unbroken,
    with_unit,
)


def target_text(indicator: Indicator, *, unit: str, month: Month) -> str:
    """The target in force in a month, short enough for a table; a dash where there is none."""
    dated = indicator.targets.in_force(month)
    return DASH if dated is None else _of(dated.target, indicator, unit, month.year)


def _of(target: Target, indicator: Indicator, unit: str, year: int) -> str:
    match target:
        case BySex():
            women, men = (simple_text(simple, indicator, year) for simple in (target.women, target.men))
            return _("W {women}\nM {men}").format(women=women, men=men)
        case ByUnit():
            simple = target.units.get(unit, target.otherwise)
            return DASH if simple is None else simple_text(simple, indicator, year)
        case _:
            return simple_text(target, indicator, year)


def simple_text(target: SimpleTarget, indicator: Indicator, year: int) -> str:
    """One simple target in words: `95 %`, `högst 7 %`, `20–35`, `öka`, `3 av 3`."""
    match target:
        case ValueTarget():
            level = with_unit(target.value, indicator.value_unit)
            if indicator.direction is Direction.DECREASE and target.value >= 0:
                level = _("at most {level}").format(level=level)
            return _("{level} for the year").format(level=level) if target.for_year else level
        case ChangeTarget():
            change = join_unit(signed(target.percent), ValueUnit.PERCENT)
            return _("{change} against {reference}").format(change=change, reference=reference_text(target.against))
        case BetterThan():
            way = _("increase") if indicator.direction is Direction.INCREASE else _("decrease")
            if target.reference is Against.PREVIOUS:
                return way
            return _("{way} from {reference}").format(way=way, reference=reference_text(target.reference))
        case AsNeeded():
            return _("as needed")
        case OfTarget():
            return _("{done} of {of}").format(done=target.done, of=target.of)
        case RangeTarget():
            between = "–" if target.low >= 0 else " – "
            return join_unit(f"{number(target.low)}{between}{number(target.high)}", indicator.value_unit)
        case ZeroTarget():
            return with_unit(0, indicator.value_unit)
        case PathTarget():
            step = target.levels.get(year)
            return DASH if step is None else with_unit(step, indicator.value_unit)


def reference_text(reference: Reference) -> str:
    """What a change is measured against."""
    if isinstance(reference, Period):
        return period_short(reference)
    return {
        Against.BASELINE: _("the baseline"),
        Against.PREVIOUS: _("the last measurement"),
        Against.SAME_PERIOD_LAST_YEAR: _("last year"),
    }[reference]


def baseline_text(indicator: Indicator, age_band: str = "", category: str = "") -> str:
    """A split's baselines in short: `ingångsvärde 8 % (T2 2020)`, with women and men; empty where there is none."""
    parts: dict[str, list[str]] = {}
    for baseline in indicator.baselines:
        value = baseline.value if baseline.value is not None else baseline.numerator
        if value is None or (baseline.split.age_band, baseline.split.category) != (age_band, category):
            continue
        sign = {"women": _("W") + NO_BREAK_SPACE, "men": _("M") + NO_BREAK_SPACE}.get(baseline.split.sex, "")
        shown = ValueUnit.COUNT if baseline.value is None else indicator.value_unit
        text = sign + with_unit(value, shown)
        if baseline.value is not None and baseline.numerator is not None:
            text = f"{text}, {_counts(baseline)}"
        parts.setdefault(unbroken(period_short(baseline.period)), []).append(text)
    texts = [f"{', '.join(values)} ({period})" for period, values in parts.items()]
    return _("baseline {values}").format(values="; ".join(texts)) if texts else ""


def _counts(baseline: Baseline) -> str:
    """The counts behind a baseline: `515 av 831`, or the one count that is known."""
    count = number(baseline.numerator or 0)
    if baseline.denominator is None:
        return count
    return _("{numerator} of {denominator}").format(numerator=count, denominator=number(baseline.denominator))


def decision_text(decision: Decision, language: str) -> str:
    """Who set a target, when and in which case: `Regionfullmäktige, 24 november 2021, RS 123-2021`."""
    by = "" if decision.by is None else decision.by.in_language(language)
    on = "" if decision.on is None else day(decision.on)
    return ", ".join(filter(None, (by, on, decision.case)))
