"""The sentence of an estimate: its value and interval, what it rests on, what it stands in for, and that it is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from tertial.assess.comparison.wording import number, with_unit
from tertial.assess.estimates.reasons import rests_on
from tertial.assess.estimates.results import Estimate, NoEstimate
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.label import Label, joined
from tertial.domain.period_words import months_words

NOT_OFFICIAL = Label("Ingen officiell siffra.", "Not an official figure.")

_NO_BREAK = "\u00a0"
_ROOM = Context(prec=100)
_UNITS = {
    ValueUnit.PERCENT: Label("%", "%"),
    ValueUnit.MSEK: Label("mnkr", "MSEK"),
    ValueUnit.SEK: Label("kr", "SEK"),
    ValueUnit.HOURS: Label("timmar", "hours"),
    ValueUnit.DAYS: Label("dagar", "days"),
    ValueUnit.POSTS: Label("tjänster", "posts"),
    ValueUnit.BEDS: Label("vårdplatser", "beds"),
}


@dataclass(frozen=True, slots=True)
class Kin:
    """What units of a kind are called: hälsocentraler, and the others of them: övriga hälsocentraler."""

    units: Label
    others: Label


UNITS = Kin(Label("enheter", "units"), Label("övriga enheter", "the other units"))


def sentence(said: Estimate | NoEstimate, indicator: Indicator, kin: Kin = UNITS) -> Label:
    """What is said of a figure that lacks or is wrong; of one that cannot be estimated only why."""
    if isinstance(said, NoEstimate):
        return joined(Label("Kan inte skattas.", "Cannot be estimated."), said.reason)
    value, low, high = (_rounded(one, indicator) for one in (said.value, said.low, said.high))
    level = round(said.level * 100)
    unit = _UNITS.get(indicator.value_unit)
    figure, span = with_unit(number(value), unit), with_unit(_span(low, high), unit)
    figure = Label(f"{figure.sv} ({level}{_NO_BREAK}%: {span.sv})", f"{figure.en} ({level}%: {span.en})")
    rests = rests_on(said.sources, kin.others)
    place = place_words(said, kin)
    estimated = Label(
        f"Skattat: {figure.sv}, {rests.sv}; ersätter {place.sv}.",
        f"Estimated: {figure.en}, {rests.en}; stands in for {place.en}.",
    )
    return joined(estimated, NOT_OFFICIAL)


def place_words(said: Estimate, kin: Kin = UNITS) -> Label:
    """What it stands in for: which months, and at how many units where there are several."""
    months = months_words(said.replaces.months or (_last(said),))
    if said.replaces.of_units == 1:
        return months
    count, of = len(said.replaces.units), said.replaces.of_units
    return Label(f"{months.sv} vid {count} av {of} {kin.units.sv}", f"{months.en} at {count} of {of} {kin.units.en}")


def _last(said: Estimate) -> Month:
    return said.period.last


def _rounded(value: float, indicator: Indicator) -> Decimal:
    """As the indicator is printed, half rounded up."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-indicator.decimals), rounding=ROUND_HALF_UP, context=_ROOM)


def _span(low: Decimal, high: Decimal) -> Label:
    first, last = number(low), number(high)
    if first == last:
        return first
    return Label(f"{first.sv}–{last.sv}", f"{first.en}–{last.en}")
