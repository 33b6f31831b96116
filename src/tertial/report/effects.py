"""The effect of an action in words: a plain sentence with its interval, and how it was found."""

from __future__ import annotations

from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.effects.effect import (
    LEAST_AFTER,
    LEAST_BEFORE,
    LEVEL,
    SEASON_BEFORE,
    Effect,
    Reason,
    Scale,
)
from tertial.domain.indicators import ValueUnit
from tertial.domain.period_words import months_words
from tertial.language import _, spoken
from tertial.report.numbers import NO_BREAK_SPACE, figure_value, join_unit, number, percent
from tertial.report.typography import typeset, within_quotes

LEAST_DECIMALS, MOST_MORE = 1, 3
"""An effect has a decimal at least, and up to three more where its interval would else seem to reach zero."""


def effect_text(effect: Effect, action: str, *, unit: ValueUnit, decimals: int = 0) -> str:
    """The sentence and its notes; `unit` and `decimals` are the indicator's, `action` what was done."""
    return " ".join([effect_sentence(effect, action, unit=unit, decimals=decimals), *effect_notes(effect)])


def effect_sentence(effect: Effect, action: str, *, unit: ValueUnit, decimals: int = 0) -> str:
    """What can be said of the effect: how much, not surely anything, or why nothing."""
    action = within_quotes(action)
    if effect.value is None or effect.low is None or effect.high is None:
        return _("The effect of the action “{action}” cannot be told: {reason}").format(
            action=action, reason=_reason(effect)
        )
    if not effect.sure:
        low, high = (_figure(end, LEAST_DECIMALS, decimals) for end in (effect.low, effect.high))
        return _("No certain change after the action “{action}”: between {low} and {high}.").format(
            action=action, low=low, high=_with_unit(high, effect.scale, unit)
        )
    least, most = sorted((abs(effect.low), abs(effect.high)))
    shown = _decimals(least, decimals)
    words = {
        "action": action,
        "what": _what(effect.scale, unit),
        "value": _with_unit(_figure(abs(effect.value), shown, decimals), effect.scale, unit),
        "level": percent(int(LEVEL * 100)),
        "low": _figure(least, shown, decimals),
        "high": _figure(most, shown, decimals),
    }
    if effect.value > 0:
        said = _("After the action “{action}” {what} rose by {value} ({level}: {low}–{high}) beyond what was expected.")
    else:
        said = _("After the action “{action}” {what} fell by {value} ({level}: {low}–{high}) beyond what was expected.")
    return said.format(**words)


def told_effect(told: ActionEffect) -> tuple[str, tuple[str, ...]]:
    """The sentence on an action, and its notes with where the figures are from."""
    indicator = told.indicator
    sentence = effect_sentence(
        told.effect,
        typeset(spoken(told.action.action)),
        unit=indicator.value_unit,
        decimals=indicator.decimals,
    )
    notes = effect_notes(told.effect)
    if len(told.units) > 1 and told.effect.reason is None:
        where = _("Figures of the {count} units where it is done, put together.")
        notes = (where.format(count=number(len(told.units))), *notes)
    return sentence, notes


def no_start() -> str:
    """Why nothing is told of an action that has no start."""
    return _("No start month is given, so its effect cannot be told.")


def effect_notes(effect: Effect) -> tuple[str, ...]:
    """What a reader must know of how the effect was found, a sentence each."""
    notes: list[str] = []
    if effect.comparison_units == 1:
        notes.append(_("Compared with one unit without the action."))
    elif effect.comparison_units:
        notes.append(_("Compared with {count} units without the action.").format(count=number(effect.comparison_units)))
    if effect.comparison_left_out:
        count = number(len(effect.comparison_left_out))
        notes.append(_("Comparison units left out because months are missing: {count}.").format(count=count))
    if effect.guard and effect.reason is not Reason.EXTREME:
        notes.append(
            _(
                "Without {months}, which stood out just before the start: what is unusual mostly becomes more usual "
                "by itself."
            ).format(months=spoken(months_words(effect.guard)))
        )
    if effect.left_out:
        months = spoken(months_words(effect.left_out))
        notes.append(_("Without {months}, where there is no reliable figure.").format(months=months))
    if effect.breaks and effect.reason is None:
        notes.append(_("Only months of one unbroken series are used."))
    if effect.reason is None and not effect.season_known:
        notes.append(
            _(
                "The season cannot be told apart for certain: there are fewer than {count} months before the start."
            ).format(count=number(SEASON_BEFORE))
        )
    return tuple(notes)


def _reason(effect: Effect) -> str:
    match effect.reason:
        case Reason.TOO_FEW_BEFORE:
            return _too_few(
                effect.months_before,
                LEAST_BEFORE,
                none=_("there is no month with reliable figures before the start, and {least} are needed."),
                one=_("there is one month with reliable figures before the start, and {least} are needed."),
                many=_("there are {count} months with reliable figures before the start, and {least} are needed."),
            )
        case Reason.TOO_FEW_AFTER:
            return _too_few(
                effect.months_after,
                LEAST_AFTER,
                none=_("there is no month with reliable figures after the start yet, and {least} are needed."),
                one=_("there is one month with reliable figures after the start, and {least} are needed."),
                many=_("there are {count} months with reliable figures after the start, and {least} are needed."),
            )
        case Reason.BREAK:
            return _("the series is broken near the start, so that before and after cannot be compared.")
        case Reason.EXTREME:
            return _(
                "the months just before the start stood out, and too few are left to tell an effect from the return to "
                "the usual."
            )
        case Reason.NO_VARIATION:
            return _("the figures do not vary, so that nothing shows what chance can do.")
        case Reason.NO_COMPARISON:
            return _("no comparison unit has figures for enough of the months.")
        case Reason.TOO_SMALL:
            return _("the counts are too small to be compared with those of other units.")
        case Reason.NOT_HERE:
            return _("it is not done at this unit.")
        case Reason.OVERLAPPING:
            return _(
                "each month’s figure rests on several months, so that those before and after the start share the same "
                "events."
            )
        case Reason.NOT_ADDED_UP:
            return _("the figures of the units where it is done cannot be put together.")
        case _:
            return _("the figures are too large to reckon with.")


def _too_few(months: int, least: int, *, none: str, one: str, many: str) -> str:
    said = none if months == 0 else one if months == 1 else many
    return said.format(count=number(months), least=number(least))


def _what(scale: Scale, unit: ValueUnit) -> str:
    if scale is Scale.POINTS:
        return _("the share")
    return _("the number") if scale is Scale.PERCENT or unit is ValueUnit.COUNT else _("the figure")


def _decimals(least: float, decimals: int) -> int:
    """As many that the end of the interval nearest zero is not printed as zero."""
    usual = max(LEAST_DECIMALS, decimals)
    return next((more for more in range(usual, usual + MOST_MORE) if round(least, more)), usual + MOST_MORE)


def _figure(value: float, shown: int, decimals: int) -> str:
    return number(figure_value(value, max(shown, decimals)))


def _with_unit(figure: str, scale: Scale, unit: ValueUnit) -> str:
    if scale is Scale.POINTS:
        return _("{figure} percentage points").format(figure=figure).replace(" ", NO_BREAK_SPACE, 1)
    return join_unit(figure, ValueUnit.PERCENT if scale is Scale.PERCENT else unit)
