"""The sentence of an estimate: its value and interval, what it rests on, what it stands in for, and that it is none."""

from __future__ import annotations

from tertial.assess.estimates.reasons import rests_on
from tertial.assess.estimates.results import Estimate, NoEstimate
from tertial.assess.figure_wording import wording_of
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label, joined
from tertial.domain.period_words import months_words

NOT_OFFICIAL = Label("Ingen officiell siffra.", "Not an official figure.")

_NO_BREAK = "\u00a0"


def sentence(said: Estimate | NoEstimate, indicator: Indicator) -> Label:
    """What is said of a figure that lacks or is wrong; of one that cannot be estimated only why."""
    if isinstance(said, NoEstimate):
        return joined(Label("Kan inte skattas.", "Cannot be estimated."), said.reason)
    wording = wording_of(indicator)
    value, low, high = (wording.rounded(one) for one in (said.value, said.low, said.high))
    level, figure, span = round(said.level * 100), wording.figure(value), wording.span(low, high)
    figure = Label(f"{figure.sv} ({level}{_NO_BREAK}%: {span.sv})", f"{figure.en} ({level}%: {span.en})")
    rests, place = rests_on(said.sources), place_words(said)
    estimated = Label(
        f"Skattat: {figure.sv}, {rests.sv}; ersätter {place.sv}.",
        f"Estimated: {figure.en}, {rests.en}; stands in for {place.en}.",
    )
    return joined(estimated, NOT_OFFICIAL)


def place_words(said: Estimate) -> Label:
    """What it stands in for: which months, and at how many units where there are several."""
    months = months_words(said.replaces.months or (said.period.last,))
    if said.replaces.of_units == 1:
        return months
    count, of = len(said.replaces.units), said.replaces.of_units
    return Label(f"{months.sv} vid {count} av {of} enheter", f"{months.en} at {count} of {of} units")
