"""Units held against each other in a funnel, and women against men, each with what can be said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertial.assess.comparison import Comparison, Figure
from tertial.assess.comparison.pair_sentence import MEN, WOMEN, sexes_sentence
from tertial.assess.comparison.pairs import ComparedPair, pairs_sentence
from tertial.assess.comparison.sentences import dispersion_sentence, real_range_sentence, spread_sentence
from tertial.assess.comparison.wording import Wording
from tertial.assess.figure_wording import wording_of
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.label import Label
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.withheld import withheld_words
from tertial.report.charts import ChartTarget
from tertial.report.charts.sexes import MOST_ROWS
from tertial.report.comparison_pictures import funnel_picture, sexes_picture
from tertial.report.model import Bullets, Chart
from tertial.report.numbers import level_words

MOST_NAMED = 6
"""Units at which women and men differ are named where they are so many at most."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator at several units.

    `factor` makes a figure per one the indicator's unit, which the target is in. `few` are units that take no part,
    since their figures rest on fewer than the region shows.
    """

    indicator: Indicator
    comparison: Comparison
    factor: float = 1.0
    target: float | None = None
    few: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class BySex:
    """An indicator's figures of women and men at the unit that the report is about; None where there is none.

    `pairs` are women and men at the units below it.
    """

    indicator: Indicator
    women: Figure | None
    men: Figure | None
    factor: float = 1.0
    pairs: Sequence[ComparedPair] = ()


def comparison_section(draft: Draft, compared: Sequence[Compared]) -> None:
    """For each indicator its funnel, how far apart the units stand and how much of that chance would give."""
    names = {unit.id: unit.name for unit in draft.region.organisation.units}
    for one in compared:
        _funnel(draft, one, names)


def _funnel(draft: Draft, one: Compared, names: Mapping[str, Label]) -> None:
    indicator, comparison = one.indicator, one.comparison
    wording = wording_of(indicator, one.factor)
    target = None
    if one.target is not None:
        words = _("target {level}").format(level=level_words(one.target, indicator.value_unit))
        target = ChartTarget(one.target / one.factor, words)
    sizes = indicator.out_of or Label("antal bakom värdet", "number behind the figure")
    picture = funnel_picture(comparison, names, wording, sizes=sizes, target=target)
    withheld = withheld_words(draft, [draft.unit_name(unit) for unit in one.few])
    if picture is None:
        if withheld:
            draft.note(f"{draft.say(indicator.name)}: {withheld}")
        return
    widened = None if comparison.dispersion is None else dispersion_sentence(comparison.dispersion)
    said = (spread_sentence(comparison, wording), real_range_sentence(comparison, wording), widened)
    # As the chart's own note its sentences never stand on another page than the chart.
    note = " ".join(draft.say(sentence) for sentence in said if sentence is not None)
    if comparison.uncertain:
        note = f"{note} {_('Crosses: uncertain figures.')}"
    note = f"{note} {withheld}".strip()
    draft.add(Chart(_("{measure}, units by size").format(measure=draft.say(indicator.name)), picture, note))


def sexes_section(draft: Draft, by_sex: Sequence[BySex]) -> None:
    """Women and men side by side, figures that are printed alike in one picture, with a sentence for each."""
    groups: dict[tuple[ValueUnit, int, float], list[BySex]] = {}
    for one in by_sex:
        if one.women is not None and one.men is not None and one.women.kind is one.men.kind:
            alike = (one.indicator.value_unit, one.indicator.decimals, one.factor)
            groups.setdefault(alike, []).append(one)
    for same in groups.values():
        for at in range(0, len(same), MOST_ROWS):
            _bars(draft, same[at : at + MOST_ROWS])


def _bars(draft: Draft, same: Sequence[BySex]) -> None:
    wording = wording_of(same[0].indicator, same[0].factor)
    picture = sexes_picture([(one.indicator.name, one.women, one.men) for one in same], wording)
    if picture is None:
        return
    draft.add(Chart(_("Women and men, with intervals"), picture, _("W women, M men. Lines: 95% intervals.")))
    draft.add(Bullets(tuple(f"{draft.say(one.indicator.name)}: {_said_of_sexes(draft, one, wording)}" for one in same)))


def _said_of_sexes(draft: Draft, one: BySex, wording: Wording) -> str:
    """The difference, and at how many of the units below it is more than chance gives, and at which."""
    said = [draft.say(sexes_sentence(one.women, one.men, wording))]
    if one.pairs:
        said.append(draft.say(pairs_sentence(one.pairs, WOMEN, MEN, wording)))
        out = [draft.unit_name(pair.unit) for pair in one.pairs if pair.stands_out]
        if 0 < len(out) <= MOST_NAMED:
            said.append(_("This holds for {units}.").format(units=", ".join(out)))
    return " ".join(said)
