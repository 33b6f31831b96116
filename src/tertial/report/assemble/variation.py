"""Control charts: of each indicator that has changed or does not reach its target, and of units side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.variation import Assurance, Variation, VariationIcon
from tertial.domain.indicators import Indicator
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.model import Chart
from tertial.report.unit_pictures import UnitVariation, same_target, target_words, unit_pictures
from tertial.report.variation_picture import suggestion_text, variation_picture

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
    """The chart of each indicator that signals, with its sentences; the others are named in one line."""
    quiet: list[str] = []
    for one in varied:
        name = draft.say(one.indicator.name)
        if not signals(one.variation):
            if one.variation.variation is VariationIcon.COMMON:
                quiet.append(name)
            continue
        _chart(draft, one, name)
    if quiet:
        words = _("Without signals and with the target within reach, or without a target: {names}.")
        draft.note(words.format(names=", ".join(quiet)))


def _chart(draft: Draft, one: Varied, name: str) -> None:
    unit, decimals = one.indicator.value_unit, one.indicator.decimals
    picture = variation_picture(one.variation, title=name, unit=unit, decimals=decimals, height=CHART_HEIGHT)
    if picture is None:
        return
    said = [draft.say(one.variation.variation_says)]
    if one.variation.assurance is not None:
        said.append(draft.say(one.variation.assurance_says))
    suggestion = suggestion_text(one.variation, unit=unit, decimals=decimals)
    if suggestion:
        said.append(suggestion)
    # As the chart's own note its sentences never stand on another page than the chart.
    draft.add(Chart(_("{measure}, month by month").format(measure=name), picture, " ".join(said)))


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
    draft.charts(_("{measure}, unit by unit").format(measure=name), pictures, note)
