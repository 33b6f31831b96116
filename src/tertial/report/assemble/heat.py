"""Heat maps: units by indicators, and units by objectives, where most units can be judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tertial.assess.assessment import RegionAssessment
from tertial.assess.few_cases import rests_on_few
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.results import Quality
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicator_rows import figure_text, whole
from tertial.report.assemble.statuses import row_status, status
from tertial.report.charts.heat import FIGURE_COLUMNS, MOST_COLUMNS, MOST_ROWS, HeatCell, HeatRow
from tertial.report.heat_pictures import heat_pictures
from tertial.report.model import Tone
from tertial.report.numbers import DASH

FEW = 4
"""So many units are named where a figure is absent; of more only the number."""
_NOTHING = HeatCell(None, DASH)
_UNJUDGED = {
    Status.NO_DATA: Label("färre än hälften av måtten kan bedömas", "fewer than half of the indicators can be judged"),
    Status.NO_TARGET: Label("måtten har inga mål", "the indicators have no targets"),
    Status.NOT_DUE: Label("inget mått ska följas upp nu", "no indicator is due for follow-up now"),
}
_WORTH = {Tone.MET: 1.0, Tone.PARTLY: 0.5, Tone.NOT_MET: 0.0}


@dataclass(frozen=True, slots=True)
class Hatching:
    """What hatched cells are: in a word for the legend, and in a sentence."""

    word: str
    note: str


def indicator_heat(draft: Draft, units: Sequence[RegionAssessment], ids: Sequence[str]) -> None:
    """The figure and status of each indicator at each unit; a column for each indicator that any unit has."""

    def cell(unit: RegionAssessment, name: str) -> tuple[HeatCell, Label | None]:
        row = whole(unit.of(name))
        if row is None:
            return _NOTHING, None
        if row.value is None:
            return _NOTHING, row.note
        few = rests_on_few(row.indicator, row.numerator, row.denominator, draft.least)
        figure = "" if few else figure_text(row, row.value)
        uncertain = row.uncertain is not None or row.quality is Quality.ESTIMATED
        return HeatCell(row_status(row), figure, uncertain), None

    names = {name: draft.region.indicators[name].name for name in ids}
    hatched = Hatching(
        _("uncertain figure"),
        _("Hatched: the figure is provisional, estimated, or rests on a part of the expected rows."),
    )
    if _maps(draft, _("Indicators by unit"), units, names, cell, hatched, most=FIGURE_COLUMNS) and draft.least:
        draft.note(_("Figures that rest on fewer than {least} are not printed.").format(least=draft.least))


def objective_heat(draft: Draft, units: Sequence[RegionAssessment]) -> None:
    """How each objective is judged at each unit: by a person where one has, else as the rule suggests."""
    found = {(unit.unit, one.objective.id): one for unit in units for one in unit.objectives}

    def cell(unit: RegionAssessment, name: str) -> tuple[HeatCell, Label | None]:
        one = found.get((unit.unit, name))
        if one is None:
            return _NOTHING, None
        judged = one.judgement if one.judged is not None else one.suggested
        if judged in {Status.NO_DATA, Status.NO_TARGET, Status.NOT_DUE}:
            return _NOTHING, one.reason if one.judged is not None else _UNJUDGED[judged]
        return HeatCell(status(judged), uncertain=one.judged is None and one.uncertain), None

    names = {one.objective.id: one.objective.title for unit in units for one in unit.objectives}
    hatched = Hatching(
        _("rests on uncertain figures"), _("Hatched: the rule would suggest otherwise without uncertain figures.")
    )
    shown = _maps(draft, _("Objectives by unit"), units, names, cell, hatched, most=MOST_COLUMNS)
    if shown and any(one.judged is not None for one in found.values()):
        draft.note(_("Where a unit has judged an objective itself, that judgement is the one shown."))


def _maps(
    draft: Draft,
    title: str,
    units: Sequence[RegionAssessment],
    names: Mapping[str, Label],
    cell: Callable[[RegionAssessment, str], tuple[HeatCell, Label | None]],
    hatched: Hatching,
    *,
    most: int,
) -> bool:
    """The maps, at most so many columns each, the units that reach least first; the reasons for dashes in notes below.

    What fewer than half of the units can be judged by has no column, and is named. Says whether there is any map.
    """
    told = {(unit.unit, name): cell(unit, name) for unit in units for name in names}
    judged = {name: sum(_worth(told[unit.unit, name][0]) is not None for unit in units) for name in names}
    shown = [name for name in names if units and 2 * judged[name] >= len(units)]
    if not shown:
        return False
    ordered = sorted(units, key=lambda unit: _reached(draft, unit, [told[unit.unit, name][0] for name in shown]))
    maps = -(-len(shown) // most)
    wide = -(-len(shown) // maps)
    for across in range(0, len(shown), wide):
        columns = shown[across : across + wide]
        numbered = f"{title} ({across // wide + 1}/{maps})" if maps > 1 else title
        for down in range(0, len(ordered), MOST_ROWS):
            rows = [
                HeatRow(draft.unit_name(unit.unit), [told[unit.unit, name][0] for name in columns])
                for unit in ordered[down : down + MOST_ROWS]
            ]
            heads = [draft.say(names[name]).rstrip(".") for name in columns]
            draft.charts(numbered, heat_pictures(rows, heads, title=title, uncertain=hatched.word))
        for words in _reasons(draft, ordered, {name: names[name] for name in columns}, told):
            draft.note(words)
    if any(told[unit.unit, name][0].uncertain for unit in units for name in shown):
        draft.note(hatched.note)
    draft.note(_("The units that reach least stand first. Each is judged by its own figures, as the region is."))
    rest = [draft.say(names[name]).rstrip(".") for name in names if name not in shown]
    if rest:
        words = _("Not shown, since fewer than half of the units can be judged: {names}.")
        draft.note(words.format(names=", ".join(rest)))
    return True


def _worth(cell: HeatCell) -> float | None:
    """How much is reached, from 0 to 1; None where that is not judged."""
    return None if cell.status is None else _WORTH.get(cell.status.tone)


def _reached(draft: Draft, unit: RegionAssessment, cells: Sequence[HeatCell]) -> tuple[float, str]:
    """By what units are set in order: how much they reach of what they are judged by; those without any are last."""
    found = [worth for one in cells if (worth := _worth(one)) is not None]
    return (sum(found) / len(found) if found else len(_WORTH), draft.unit_name(unit.unit))


def _reasons(
    draft: Draft,
    units: Sequence[RegionAssessment],
    names: Mapping[str, Label],
    told: Mapping[tuple[str, str], tuple[HeatCell, Label | None]],
) -> list[str]:
    """Why there are dashes: each reason once, with the columns and the units that it holds for."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, label in names.items():
        for unit in units:
            shown, why = told[unit.unit, name]
            if shown.status is None:
                words = _("no figure") if why is None else draft.say(why).rstrip(".")
                column = draft.say(label).rstrip(".")
                found.setdefault(words, {}).setdefault(column, []).append(draft.unit_name(unit.unit))
    said = []
    for reason, columns in found.items():
        where = (f"{column} ({_who(who, len(units))})" for column, who in columns.items())
        said.append(_("{dash} {reason}: {where}.").format(dash=DASH, reason=reason, where="; ".join(where)))
    return said


def _who(names: Sequence[str], of: int) -> str:
    if len(names) == of:
        return _("all units")
    return ", ".join(names) if len(names) <= FEW else _("{count} units").format(count=len(names))
