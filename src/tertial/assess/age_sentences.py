"""Sentences on a unit's figure freed from differences in age, or why it is not."""

from __future__ import annotations

from decimal import Decimal

from tertial.assess.age_standardised import AgeStandardised
from tertial.assess.comparison.standardised import Standardised
from tertial.assess.comparison.wording import Wording, number, with_unit
from tertial.domain.label import Label

RATIO = Wording(1, 2, percent=False)
"""How many times what is expected."""
PER_CENT = Label("%", "%")
_LEVEL = with_unit(number(95), PER_CENT)
_FEW_DIGITS = 100
"""Rates below so many are told with a decimal."""


def own_sentences(found: AgeStandardised) -> tuple[Label, ...]:
    """The unit's figure as it is, standardised, and against what its ages would give; reasons are told once."""
    own = found.own
    said = [_crude(found), _rate(found, own.rate)]
    if own.ratio != own.rate:
        said.append(_ratio(found, own.ratio))
    return tuple(sentence for sentence in said if sentence is not None)


def told_figure(value: float, found: AgeStandardised) -> Label:
    """A crude or standardised figure with its unit: 81,3 %, 412 per 100 000. `value` is per one."""
    figure = told_number(value, found)
    if found.is_share:
        return with_unit(figure, PER_CENT)
    per = number(round(found.per))
    return Label(f"{figure.sv} per {per.sv}", f"{figure.en} per {per.en}")


def told_number(value: float, found: AgeStandardised) -> Label:
    """The figure without its unit; `value` is per one."""
    return number(_wording(found, value).rounded(value))


def told_limits(one: Standardised, found: AgeStandardised) -> Label:
    """The limits of a standardised figure, without unit: 380–446."""
    if one.interval is None or one.value is None:
        raise ValueError("a figure without limits is told by its reason")
    wording = _wording(found, one.value / found.per)
    low, high = (wording.rounded(limit / found.per) for limit in (max(one.interval.low, 0.0), one.interval.high))
    return RATIO.span(low, high)


def told_ratio(one: Standardised) -> tuple[Label, Label]:
    """How many times the expected, and the limits: 1,12 and 1,01–1,24."""
    if one.interval is None or one.value is None:
        raise ValueError("a ratio without limits is told by its reason")
    low, high = RATIO.rounded(one.interval.low), RATIO.rounded(one.interval.high)
    return number(RATIO.rounded(one.value)), RATIO.span(low, high)


def _crude(found: AgeStandardised) -> Label | None:
    own = found.own
    if own.counts is None or own.crude is None:
        return None
    figure = told_figure(own.crude, found)
    events, people = (number(Decimal(count)) for count in own.counts)
    return Label(
        f"Utan hänsyn till ålder: {figure.sv} ({events.sv} av {people.sv}).",
        f"Without regard to age: {figure.en} ({events.en} of {people.en}).",
    )


def _rate(found: AgeStandardised, rate: Standardised | Label) -> Label:
    if isinstance(rate, Label):
        return rate
    if rate.value is None:
        raise ValueError("a figure that is told has a value")
    figure, limits = told_figure(rate.value / found.per, found), told_limits(rate, found)
    return Label(
        f"Åldersstandardiserat (Europas standardbefolkning 2013): {figure.sv} ({_LEVEL.sv}: {limits.sv}).",
        f"Standardised by age (European standard population 2013): {figure.en} ({_LEVEL.en}: {limits.en}).",
    )


def _ratio(found: AgeStandardised, ratio: Standardised | Label) -> Label:
    if isinstance(ratio, Label):
        return ratio
    (figure, limits), name = told_ratio(ratio), found.reference_name
    return Label(
        f"Antalet är {figure.sv} ({_LEVEL.sv}: {limits.sv}) gånger det som väntas av åldrarna, med {name.sv} som "
        "jämförelse.",
        f"The count is {figure.en} ({_LEVEL.en}: {limits.en}) times what is expected of its ages, with {name.en} "
        "for comparison.",
    )


def _wording(found: AgeStandardised, value: float) -> Wording:
    decimals = 1 if found.is_share or value * found.per < _FEW_DIGITS else 0
    return Wording(found.per, decimals, percent=False)
