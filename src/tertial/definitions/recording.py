"""Records what councils and people decide: a target with its decision, a judgement, a report of an assignment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tertial.definitions import scalars
from tertial.definitions.known_names import INDICATORS, assignment_ids, indicator_ids, objective_ids, settings, unit_ids
from tertial.definitions.library import library_indicators
from tertial.definitions.not_written import NotWrittenError, check_known
from tertial.definitions.target_layout import dated_target, first_month, label, last_month
from tertial.definitions.writing import edit
from tertial.definitions.yaml_editing import Step, YamlEditing
from tertial.definitions.yaml_layout import INDENT, Plain, after_key
from tertial.domain.assignments import AssignmentReport
from tertial.domain.calendar import Month
from tertial.domain.indicators import Direction, check_target, simple_targets
from tertial.domain.judgements import Judgement
from tertial.domain.targets import DatedTarget
from tertial.language import _

JUDGEMENTS = "judgements.yaml"
NEW_JUDGEMENTS = "# yaml-language-server: $schema=.schemas/judgements.json\n"
ASSIGNMENTS = "assignments.yaml"
JUDGEMENT_KEYS = (
    "objective",
    "unit",
    "period",
    "judgement",
    "outlook",
    "reason",
    "outlook_reason",
    "by",
    "on",
    "remark",
)
BEFORE_TARGET = ("title", "short", "why", "kind", "value_unit", "noun", "decimals", "shown", "over_time", "direction")


def set_target(folder: Path, indicator: str, target: DatedTarget) -> Path:
    """Set a target from a month on, with the decision behind it, and close the one that held until then.

    The old target keeps its text and decision and gets the month before as its last. A target that already begins
    in that month or later is refused: what was decided is not written over. Raises NotWrittenError.
    """
    check_known(indicator, indicator_ids(folder), _("indicator"))
    first = target.first
    if first is None:
        raise NotWrittenError(_("Say from which year or month the target holds."))
    if target.decision is None or target.decision.by is None or target.decision.on is None:
        raise NotWrittenError(_("Say who decided the target and when."))
    return edit(
        folder, f"{INDICATORS}/{indicator}.yaml", lambda editing: _set_target(editing, indicator, target, first)
    )


def record_judgement(folder: Path, judgement: Judgement) -> Path:
    """Record a person's judgement; one of the same objective, unit and month is changed where it differs.

    Raises NotWrittenError for an objective or unit that does not exist.
    """
    check_known(judgement.objective, objective_ids(folder), _("objective"))
    check_known(judgement.unit, unit_ids(folder), _("unit"))
    own = str(settings(folder).get("unit", ""))
    return edit(folder, JUDGEMENTS, lambda editing: _record(editing, judgement, own), new=NEW_JUDGEMENTS)


def report_assignment(folder: Path, assignment: str, report: AssignmentReport) -> Path:
    """Record how an assignment goes as of a month; a report of the same month is changed where it differs.

    Raises NotWrittenError for an assignment that does not exist.
    """
    known = assignment_ids(folder)
    place = known.index(check_known(assignment, known, _("assignment")))
    laid: dict[str, Plain] = {"period": str(report.period), "status": report.status.value}
    if report.analysis is not None:
        laid["analysis"] = label(report.analysis)

    def change(editing: YamlEditing) -> None:
        reports = ("assignments", place, "reports")
        for number, entry in enumerate(_listed(editing.value(*reports))):
            if entry.get("period") == laid["period"]:
                _update(editing, (*reports, number), laid, ("period", "status", "analysis"))
                return
        editing.append(reports, laid)

    return edit(folder, ASSIGNMENTS, change)


def _set_target(editing: YamlEditing, indicator: str, target: DatedTarget, first: Month) -> None:
    direction = _direction(editing)
    try:
        for simple in simple_targets(target.target):
            check_target(simple, direction)
    except ValueError as error:
        raise NotWrittenError(
            _(
                "This target does not go with the direction {direction} of {indicator}. Change the direction first."
            ).format(indicator=indicator, direction=direction.value)
        ) from error
    laid = dated_target(target)
    old = editing.value("target")
    if old is None or old == "":
        editing.set(["target"], laid, after=BEFORE_TARGET)
        return
    if not isinstance(old, list):
        editing.put(["target"], _as_list(editing))
    for number, entry in enumerate(_listed(editing.value("target"))):
        _close(editing, number, entry, first, indicator)
    editing.append(["target"], laid)


def _direction(editing: YamlEditing) -> Direction:
    """The direction that the file states, or that the definition of the library has that it uses."""
    stated, use = editing.value("direction"), editing.value("use")
    if isinstance(use, str) and use in library_indicators():
        return library_indicators()[use].direction
    return Direction(str(stated)) if stated else Direction.NONE


def _as_list(editing: YamlEditing) -> str:
    """The one target as the first item of a list, its own text kept."""
    source = editing.source("target")
    begin = f"\n{' ' * INDENT}- "
    if not isinstance(editing.value("target"), dict):
        return f"{begin}{{value: {source}}}"
    deeper = "" if editing.is_flow("target") else " " * max(2 * INDENT - editing.column("target"), 0)
    return begin + source.replace("\n", f"\n{deeper}")


def _close(editing: YamlEditing, number: int, entry: Mapping[str, object], first: Month, indicator: str) -> None:
    """Let a target that holds in the new one's first month end the month before."""
    begins, ends = _written(entry, "from", scalars.first_month), _written(entry, "to", scalars.last_month)
    if ends is not None and ends < first:
        return
    if begins is not None and begins >= first:
        raise NotWrittenError(
            _("{indicator} already has a target from {month}. Change that one, or choose a later month.").format(
                indicator=indicator, month=first_month(begins)
            )
        )
    end = last_month(first.plus(-1))
    if entry:
        editing.set(["target", number, "to"], end)
    else:
        level = Decimal(str(editing.value("target", number)))
        editing.set(["target", number], {"value": level, "to": end})


def _record(editing: YamlEditing, judgement: Judgement, own_unit: str) -> None:
    laid = _judgement(judgement)
    for number, entry in enumerate(_listed(editing.value("judgements"))):
        if (entry.get("objective"), entry.get("unit") or own_unit, entry.get("period")) == (
            judgement.objective,
            judgement.unit,
            str(judgement.period),
        ):
            if "unit" not in entry:
                del laid["unit"]
            _update(editing, ("judgements", number), laid, JUDGEMENT_KEYS)
            return
    editing.append(["judgements"], laid)


def _judgement(judgement: Judgement) -> dict[str, Plain]:
    laid: dict[str, Plain] = {
        "objective": judgement.objective,
        "unit": judgement.unit,
        "period": str(judgement.period),
        "judgement": judgement.judgement.value,
    }
    if judgement.outlook is not None:
        laid["outlook"] = judgement.outlook.value
    for key, text in (("reason", judgement.reason), ("outlook_reason", judgement.outlook_reason), ("by", judgement.by)):
        if text is not None:
            laid[key] = label(text)
    if judgement.on is not None:
        laid["on"] = judgement.on
    if judgement.remark is not None:
        laid["remark"] = label(judgement.remark)
    return laid


def _update(editing: YamlEditing, entry: Sequence[Step], laid: Mapping[str, Plain], order: Sequence[str]) -> None:
    """Make an entry say what `laid` says, touching only the keys that differ."""
    for place, key in enumerate(order):
        old = editing.value(*entry, key)
        if key not in laid:
            if old is not None:
                editing.remove([*entry, key])
        elif old != YamlEditing(f"laid:{after_key(laid[key], 0)}\n").value("laid"):
            editing.set([*entry, key], laid[key], after=order[:place])


def _listed(value: object) -> list[Mapping[str, object]]:
    """The mappings of a list; a bare value counts as an empty one, so that places hold."""
    return [entry if isinstance(entry, dict) else {} for entry in value] if isinstance(value, list) else []


def _written(entry: Mapping[str, object], key: str, read: Callable[[str], Month]) -> Month | None:
    """The month that a key of a target says, or None where it says none."""
    text = entry.get(key)
    return read(text) if isinstance(text, str) else None
