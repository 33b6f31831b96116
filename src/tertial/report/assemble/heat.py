"""Heat maps: units by indicators, and units by objectives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tertial.assess.assessment import RegionAssessment
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.results import Quality
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicator_rows import figure_text, whole
from tertial.report.assemble.statuses import row_status, status
from tertial.report.charts.heat import MOST_COLUMNS, MOST_ROWS, HeatCell, HeatRow
from tertial.report.heat_pictures import heat_pictures
from tertial.report.numbers import DASH

_NOTHING = HeatCell(None, DASH)


def indicator_heat(draft: Draft, units: Sequence[RegionAssessment], ids: Sequence[str]) -> None:
    """The figure and status of each indicator at each unit; a column for each indicator that any unit has."""

    def cell(unit: RegionAssessment, name: str) -> tuple[HeatCell, Label | None]:
        row = whole(unit.of(name))
        if row is None:
            return _NOTHING, None
        if row.value is None:
            return _NOTHING, row.note
        return HeatCell(row_status(row), figure_text(row, row.value), row.quality is Quality.ESTIMATED), None

    names = {name: draft.region.indicators[name].name for name in ids}
    _maps(draft, _("Indicators by unit"), units, names, cell)


def objective_heat(draft: Draft, units: Sequence[RegionAssessment]) -> None:
    """How each objective is judged at each unit: by a person where one has, else as the rule suggests."""
    found = {(unit.unit, one.objective.id): one for unit in units for one in unit.objectives}

    def cell(unit: RegionAssessment, name: str) -> tuple[HeatCell, Label | None]:
        one = found.get((unit.unit, name))
        if one is None:
            return _NOTHING, None
        judged = one.judgement if one.judged is not None else one.suggested
        if judged in {Status.NO_DATA, Status.NO_TARGET, Status.NOT_DUE}:
            return _NOTHING, one.reason
        return HeatCell(status(judged)), None

    names = {one.objective.id: one.objective.title for unit in units for one in unit.objectives}
    _maps(draft, _("Objectives by unit"), units, names, cell)


def _maps(
    draft: Draft,
    title: str,
    units: Sequence[RegionAssessment],
    names: Mapping[str, Label],
    cell: Callable[[RegionAssessment, str], tuple[HeatCell, Label | None]],
) -> None:
    """The maps, fifteen columns and sixty rows each, with the reasons for dashes in notes below."""
    told = {(unit.unit, name): cell(unit, name) for unit in units for name in names}
    shown = [name for name in names if any(told[unit.unit, name][0].status is not None for unit in units)]
    if not shown:
        return
    for across in range(0, len(shown), MOST_COLUMNS):
        columns = shown[across : across + MOST_COLUMNS]
        for down in range(0, len(units), MOST_ROWS):
            rows = [
                HeatRow(draft.unit_name(unit.unit), [told[unit.unit, name][0] for name in columns])
                for unit in units[down : down + MOST_ROWS]
            ]
            heads = [draft.say(names[name]) for name in columns]
            draft.charts(title, heat_pictures(rows, heads, title=title))
        for words in _reasons(draft, units, {name: names[name] for name in columns}, told):
            draft.note(words)


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
                found.setdefault(words, {}).setdefault(draft.say(label), []).append(draft.unit_name(unit.unit))
    said = []
    for reason, columns in found.items():
        where = (
            f"{column} ({', '.join(who) if len(who) < len(units) else _('all units')})"
            for column, who in columns.items()
        )
        said.append(_("{dash} {reason}: {where}.").format(dash=DASH, reason=reason, where="; ".join(where)))
    return said
