"""Units held against each other as if they had people of the same ages, in a table for each measure counted by age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.age_sentences import own_sentences, told_figure, told_limits, told_number, told_ratio
from tertial.assess.age_standardised import AgeStandardised, StandardisedUnit
from tertial.assess.few_cases import rests_on_few
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.withheld import withheld_words
from tertial.report.model import Align, Cell, Column, Row, Table
from tertial.report.numbers import DASH


@dataclass(frozen=True, slots=True)
class ByAges:
    """An indicator standardised by age at units."""

    indicator: Indicator
    ages: AgeStandardised


def ages_section(draft: Draft, by_ages: Sequence[ByAges]) -> None:
    """A table for each measure, the unit furthest above what its ages give first; nothing where there is none."""
    for one in by_ages:
        _table(draft, one)


def _table(draft: Draft, one: ByAges) -> None:
    told = [unit for unit in one.ages.others if unit.counts is not None and not unit.uncertain]
    few = [unit for unit in told if rests_on_few(one.indicator, *_counts(unit), draft.least)]
    rows = [
        Row((Cell(draft.unit_name(unit.unit)), *map(Cell, _figures(draft, unit, one.ages))))
        for unit in sorted(told, key=_furthest)
        if unit not in few
    ]
    if not rows:
        return
    columns = (
        Column(_("Unit"), weight=3.0),
        Column(_("As it is"), Align.DECIMAL, 1.6),
        Column(_("Standardised"), Align.DECIMAL, 2.2),
        Column(_("Times what is expected"), Align.DECIMAL, 2.4),
    )
    notes = [
        " ".join(draft.say(sentence) for sentence in own_sentences(one.ages)),
        _(
            "Standardised: had the unit’s people the ages of Europe’s standard population 2013. Expected: by the "
            "figures at each age of {unit}. In brackets the 95% interval."
        ).format(unit=draft.say(one.ages.reference_name)),
        withheld_words(draft, [draft.unit_name(unit.unit) for unit in few]),
    ]
    uncertain = [draft.unit_name(unit.unit) for unit in one.ages.others if unit.uncertain]
    if uncertain:
        notes.append(_("Not shown, since the data are uncertain: {units}.").format(units=", ".join(uncertain)))
    title = _("{measure}, with regard to age").format(measure=draft.say(one.indicator.name))
    draft.add(Table(title, columns, tuple(rows), tuple(filter(None, notes)), dense=True, show_caption=True))


def _figures(draft: Draft, unit: StandardisedUnit, ages: AgeStandardised) -> tuple[str, str, str]:
    crude = DASH if unit.crude is None else draft.say(told_figure(unit.crude, ages))
    rate, ratio = DASH, DASH
    if not isinstance(unit.rate, Label) and unit.rate.value is not None:
        figure = draft.say(told_number(unit.rate.value / ages.per, ages))
        rate = f"{figure} ({draft.say(told_limits(unit.rate, ages))})"
    if not isinstance(unit.ratio, Label):
        figure, limits = (draft.say(part) for part in told_ratio(unit.ratio))
        ratio = f"{figure} ({limits})"
    return crude, rate, ratio


def _counts(unit: StandardisedUnit) -> tuple[int | None, int | None]:
    return (None, None) if unit.counts is None else unit.counts


def _furthest(unit: StandardisedUnit) -> tuple[float, str]:
    """What is above the expected first; what has no such figure last."""
    value = None if isinstance(unit.ratio, Label) else unit.ratio.value
    return (0.0 if value is None else -value, unit.unit)
