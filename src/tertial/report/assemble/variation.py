"""Control charts: of each indicator that has changed or does not reach its target, and of units side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.variation import Assurance, Variation, VariationIcon
from tertial.assess.variation.words import OPEN_LONGER
from tertial.domain.indicators import Indicator
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.estimates import months_estimated
from tertial.report.assemble.withheld import withheld_words
from tertial.report.model import Chart
from tertial.report.unit_pictures import UnitVariation, same_target, target_words, unit_pictures
from tertial.report.variation_picture import variation_picture
from tertial.report.variation_words import suggestion_text

MOST_CHARTS = 6
"""Charts that are drawn, so that a reader sees what matters most; the table of icons has every indicator."""
CHART_HEIGHT = 150.0
"""Points; three charts with their sentences fit on a page."""


@dataclass(frozen=True, slots=True)
class Varied:
    """An indicator and how its months vary."""

    indicator: Indicator
    variation: Variation


def signals(variation: Variation) -> bool:
    """Whether a chart is worth its place: something has changed, or the target is not met without change."""
    changed = variation.variation not in {None, VariationIcon.COMMON}
    return changed or variation.assurance is Assurance.FAILS


def variation_section(draft: Draft, varied: Sequence[Varied]) -> None:
    """The charts of indicators that signal, with their sentences: first those that have changed, then those that do
    not reach their target. The rest are named in a line.
    """
    signalling = [one for one in varied if signals(one.variation)]
    signalling.sort(key=lambda one: one.variation.variation in {None, VariationIcon.COMMON})
    for one in signalling[:MOST_CHARTS]:
        _chart(draft, one, draft.say(one.indicator.name))
    more = [draft.say(one.indicator.name) for one in signalling[MOST_CHARTS:]]
    if more:
        draft.note(_("Signal too, as the table shows: {names}.").format(names=", ".join(more)))
    quiet = [
        draft.say(one.indicator.name)
        for one in varied
        if not signals(one.variation) and one.variation.variation is VariationIcon.COMMON
    ]
    if quiet:
        words = _("Without signals and with the target within reach, or without a target: {names}.")
        draft.note(words.format(names=", ".join(quiet)))


def _chart(draft: Draft, one: Varied, name: str) -> None:
    unit, decimals = one.indicator.value_unit, one.indicator.decimals
    estimates = months_estimated(draft, one.indicator.id)
    picture = variation_picture(
        one.variation,
        title=name,
        unit=unit,
        decimals=decimals,
        estimates=estimates,
        height=CHART_HEIGHT,
    )
    if picture is None:
        return
    said = [draft.say(one.variation.choice.why)] if one.variation.choice.rare else []
    said.append(draft.say(one.variation.variation_says))
    if one.variation.is_open_longer:
        said.append(draft.say(OPEN_LONGER))
    if one.variation.assurance is not None:
        said.append(draft.say(one.variation.assurance_says))
    suggestion = suggestion_text(one.variation, unit=unit, decimals=decimals)
    if suggestion:
        said.append(suggestion)
    if any(point.month in estimates for point in one.variation.points if point.period is not None):
        said.append(_("Hatched: estimated, no official figures."))
    # As the chart's own note its sentences never stand on another page than the chart.
    title = _("{measure}, days between events") if one.variation.is_of_days else _("{measure}, month by month")
    draft.add(Chart(title.format(measure=name), picture, " ".join(said)))


def units_section(draft: Draft, indicator: Indicator, units: Sequence[UnitVariation]) -> None:
    """Little charts of an indicator at its units, the worst first; nothing where no unit has a figure."""
    name = draft.say(indicator.name)
    pictures = unit_pictures(units, title=name, unit=indicator.value_unit, decimals=indicator.decimals)
    target = same_target(units)
    note = _(
        "The worst first, all on the same scale. Band: what chance gives. Square: improvement. Diamond: "
        "deterioration. Triangle: change."
    )
    if target:
        note += " " + _("Dashed line: the target {level}.").format(level=target_words(target, indicator.value_unit))
    if any(point.value is not None and point.limits is None for one in units for point in one.variation.points):
        note += " " + _("Ring: an uncertain figure; beside the name stands the latest certain one.")
    if any(one.few for one in units):
        few = _("Too few, and gaps in lines: fewer than {least} persons or events; such figures are not shown.")
        note += " " + few.format(least=draft.least)
    withheld = withheld_words(draft, [draft.say(one.name) for one in units if one.is_few])
    if withheld and not pictures:
        draft.note(f"{name}: {withheld}")
    draft.charts(_("{measure}, unit by unit").format(measure=name), pictures, note)
