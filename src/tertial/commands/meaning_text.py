"""What a figure means, in sentences: how its months vary, where the unit stands, how women and men differ."""

from __future__ import annotations

from collections.abc import Iterator

from tertial.assess.comparison.comparison import ComparedUnit, Comparison
from tertial.assess.comparison.pair_sentence import sexes_sentence
from tertial.assess.comparison.sentences import spread_sentence
from tertial.assess.comparison.wording import Wording
from tertial.assess.estimates.reasons import source_words
from tertial.assess.estimates.results import Estimate, Said
from tertial.assess.estimates.sentences import sentence
from tertial.assess.figure_wording import wording_of
from tertial.assess.insight import Insight
from tertial.assess.insight_document import since
from tertial.assess.insight_reasons import NOT_BY_SEX
from tertial.assess.variation.chart import Variation
from tertial.assess.variation.points import Left
from tertial.assess.variation.words import OPEN_LONGER, broken
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.label import Label
from tertial.domain.period_words import months_words
from tertial.domain.results import Sex, Split
from tertial.language import _, spoken
from tertial.report.numbers import month_year, percent, with_unit
from tertial.report.variation_words import new_levels

_LARGE = 100
"""Levels from here on have no more decimals than the figures."""


def meaning_sentences(insight: Insight, sex: Sex = Sex.ALL) -> Iterator[str]:
    """The sentences, each with the reason where something cannot be said."""
    variation = insight.variation_of(Split(sex))
    if variation is not None:
        yield from _of_variation(insight.indicator, variation)
    elif insight.why_no_variation is not None:
        yield spoken(insight.why_no_variation)
    if sex is not Sex.ALL:
        return
    why = insight.why_no_comparison
    if insight.comparison is None and why is not None and why == insight.sexes:
        yield _("Comparison of units, and of women and men: {words}").format(words=spoken(why))
        return
    yield from _of_units(insight)
    yield from _of_sexes(insight)


def estimate_sentences(said: Said, indicator: Indicator) -> Iterator[str]:
    """What the figure would probably have been, what that rests on and how it was tried; or why nobody can say."""
    yield spoken(sentence(said, indicator))
    if not isinstance(said, Estimate):
        return
    parts: dict[str, float] = {}
    for one in said.sources:
        words = spoken(source_words(one))
        parts[words] = parts.get(words, 0.0) + one.part
    weights = [f"{words} {percent(round(100 * part))}" for words, part in sorted(parts.items(), key=_heaviest)]
    yield _("It rests on: {sources}.").format(sources=", ".join(weights))
    yield _("It supports texts and the suggested judgement and is in no official count.")


def _heaviest(one: tuple[str, float]) -> tuple[float, str]:
    return -one[1], one[0]


def _of_variation(indicator: Indicator, variation: Variation) -> Iterator[str]:
    if variation.choice.rare:
        yield spoken(variation.choice.why)
    yield spoken(variation.variation_says)
    latest = None if variation.latest is None else variation.points[variation.latest]
    if latest is not None and latest.limits is not None and latest.limits.lower < latest.limits.upper:
        limits = latest.limits
        lower, upper = variation.held(limits.lower), variation.held(limits.upper)
        words = _("Level {centre}, limits {lower} to {upper}; the latest month judged is {month}.")
        if variation.is_of_days:
            words = _("Between events {centre}, limits {lower} to {upper}; the latest event was in {month}.")
        yield words.format(
            **{
                name: _level(value, variation, indicator, limits.centre)
                for name, value in (("centre", limits.centre), ("lower", lower), ("upper", upper))
            },
            month=month_year(latest.month),
        )
    yield from new_levels(variation)
    if variation.broken_from is not None:
        yield spoken(broken(variation.broken_from))
    if variation.is_open_longer:
        yield spoken(OPEN_LONGER)
    began = since(variation)
    if began is not None:
        yield _("The signal began in {month}.").format(month=month_year(Month.parse(began)))
    unreliable = [point.month for point in variation.points if point.left is Left.UNRELIABLE]
    if unreliable:
        yield _("Months that take no part since their data are incomplete: {months}.").format(
            months=spoken(months_words(unreliable))
        )
    # With too few figures the one reason stands for both.
    if variation.assurance_says != variation.variation_says:
        yield spoken(variation.assurance_says)
    if variation.suggestion is not None:
        yield spoken(variation.suggestion.says)


def _of_units(insight: Insight) -> Iterator[str]:
    own, comparison = insight.own, insight.comparison
    if comparison is None:
        if insight.why_no_comparison is not None:
            yield _("Comparison: {words}").format(words=spoken(insight.why_no_comparison))
    elif own is None:
        yield spoken(spread_sentence(comparison, wording_of(insight.indicator, insight.factor)))
    else:
        yield from _of_own(insight, own, comparison)


def _of_own(insight: Insight, own: ComparedUnit, comparison: Comparison) -> Iterator[str]:
    if own.value is None or own.rank is None or own.interval is None or comparison.pool is None:
        why = own.reason or comparison.reason
        if why is not None:
            yield _("Comparison: {words}").format(words=spoken(why))
        return
    indicator, factor = insight.indicator, insight.factor
    yield _(
        "Among {units} units of the same kind it stands at place {rank} ({first}–{last} with its uncertainty), 1 being "
        "the highest: {value} ({low} to {high}); all together {centre}."
    ).format(
        units=len(comparison.compared),
        rank=own.rank.place,
        first=own.rank.first,
        last=own.rank.last,
        value=_figure(own.value * factor, indicator),
        low=_figure(own.interval.low * factor, indicator),
        high=_figure(own.interval.high * factor, indicator),
        centre=_figure(comparison.pool.centre * factor, indicator),
    )
    if own.stands_out:
        yield _("It differs from the others by more than chance gives.")
    else:
        yield _("It does not differ from the others by more than chance gives.")
    if comparison.caveat is not None:
        yield spoken(comparison.caveat)


def _of_sexes(insight: Insight) -> Iterator[str]:
    if insight.sexes == NOT_BY_SEX:
        yield spoken(NOT_BY_SEX)
    elif isinstance(insight.sexes, Label):
        yield _("Women and men: {words}").format(words=spoken(insight.sexes))
    else:
        yield spoken(sexes_sentence(insight.women, insight.men, wording_of(insight.indicator, insight.factor)))


def _level(value: float, variation: Variation, indicator: Indicator, centre: float) -> str:
    """A level of the chart: in the indicator's unit, or the days between its events.

    Where whole numbers are small it has a decimal more.
    """
    if variation.is_of_days:
        return with_unit(Wording(1).rounded(value), ValueUnit.DAYS)
    if abs(centre) >= _LARGE:
        return with_unit(Wording(1, indicator.decimals).rounded(value), indicator.value_unit)
    return _figure(value, indicator)


def _figure(value: float, indicator: Indicator) -> str:
    return with_unit(Wording(1, max(indicator.decimals, 1)).rounded(value), indicator.value_unit)
