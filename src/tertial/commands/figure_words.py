"""A computed figure in numbers and words, as `tertial explain` shows it; counts stand as they are."""

from __future__ import annotations

from collections.abc import Container, Mapping
from decimal import Decimal
from fractions import Fraction

from tertial.domain.figures import Amount, ComputedFigure, rounded
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.results import Quality, Sex, Split
from tertial.language import _, current_language, spoken
from tertial.report.assemble.statuses import quality_word
from tertial.report.numbers import DASH, number, with_unit

MOST_DECIMALS = 6


def value_words(figure: ComputedFigure, indicator: Indicator) -> str:
    """The figure as it is shown, with its unit; a dash where there is none."""
    value = figure.rounded(indicator.decimals)
    return DASH if value is None else with_unit(value, indicator.value_unit)


def numerator_of(figure: ComputedFigure) -> Decimal | None:
    """The numerator in shown units: kronor, hours, persons; None where there is none, as in a histogram."""
    how = figure.reckoning
    return _shown(figure.numerator, how.scale * how.whole_unit)


def denominator_of(figure: ComputedFigure) -> Decimal | None:
    """The denominator in shown units; None where there is none."""
    return _shown(figure.denominator, figure.reckoning.out_of_scale)


def _shown(amount: Amount | None, scale: int) -> Decimal | None:
    """Exact up to six decimals, without zeros at the end; shares of split units may leave more."""
    if amount is None:
        return None
    value = rounded(Fraction(amount) / scale, MOST_DECIMALS)
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def count_words(count: Decimal | int | None) -> str:
    """A count, or a dash where there is none."""
    return DASH if count is None else number(count)


def quality_words(figure: ComputedFigure, *, without: Container[Label] = ()) -> str:
    """Nothing for a complete figure, else its quality in a word; where there is no figure its reasons too.

    `without` are reasons that are told already.
    """
    if figure.quality is Quality.COMPLETE:
        return ""
    word, language = quality_word(figure.quality), current_language()
    reasons = [reason.in_language(language) for reason in figure.reasons if reason not in without]
    return word if figure.has_value or not reasons else f"{word}: {' '.join(reasons)}"


def sex_word(sex: Sex) -> str:
    """Whom a figure is about."""
    return {
        Sex.ALL: _("everybody"),
        Sex.WOMEN: _("women"),
        Sex.MEN: _("men"),
        Sex.UNKNOWN: _("sex unknown"),
    }[sex]


def _category(code: str, categories: Mapping[str, Label]) -> str:
    if code == "unknown":
        return _("category unknown")
    return spoken(categories[code]) if code in categories else code


def split_words(split: Split, categories: Mapping[str, Label]) -> str:
    """The part that a figure is of: kvinnor, 65–69, läkare. `categories` are the codes' labels."""
    ages = split.age_band.replace("-", "–")
    parts = [
        "" if split.sex is Sex.ALL else sex_word(split.sex),
        ages and (_("age unknown") if ages == "unknown" else _("{ages} years").format(ages=ages)),
        _category(split.category, categories),
    ]
    return ", ".join(filter(None, parts)) or sex_word(Sex.ALL)
