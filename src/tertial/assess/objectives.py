"""Objectives: a person's judgement, and the suggestion that the indicators give beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.assess import reasons
from tertial.assess.assessment import IndicatorAssessment, ObjectiveAssessment
from tertial.assess.overall import overall
from tertial.domain.calendar import Month
from tertial.domain.goals import Goal
from tertial.domain.judgements import Status
from tertial.domain.region import Region
from tertial.domain.results import Quality
from tertial.language import _

ENOUGH = 80
"""Per cent of the expected rows below which a figure alone does not carry a suggestion."""

_LATER = frozenset({Quality.NOT_DUE, Quality.NOT_STARTED})
_ELSEWHERE = frozenset({Quality.NOT_APPLICABLE, Quality.FOLLOWED_ELSEWHERE})


def objective_of(
    objective: Goal, region: Region, rows: Mapping[str, Sequence[IndicatorAssessment]], *, unit: str, as_of: Month
) -> ObjectiveAssessment:
    """Put the judgement of an objective beside the rule's suggestion. `rows`: every indicator's rows, by its id."""
    names = dict.fromkeys(name for goal in objective.walk() for name in goal.indicators)
    suggested, suggested_by, uncertain = suggestion([overall(rows[name]) for name in names])
    judged = region.judgement(objective.id, unit, as_of)
    judgement = Status.NO_DATA if judged is None else judged.judgement
    return ObjectiveAssessment(
        objective=objective,
        unit=unit,
        period=as_of,
        judgement=judgement,
        outlook=None if judged is None else judged.outlook,
        suggested=suggested,
        suggested_by=suggested_by,
        reason=reasons.NO_JUDGEMENT if judged is None else judged.reason,
        outlook_reason=None if judged is None else judged.outlook_reason,
        differs=judgement.is_judged and suggested.is_judged and judgement is not suggested,
        judged=judged,
        uncertain=uncertain,
    )


def suggestion(indicators: Sequence[IndicatorAssessment]) -> tuple[Status, str, bool]:
    """What the indicators of an objective suggest, the sentence that says by what, and whether it is uncertain.

    Only indicators that are due count. All judged ones met: met. All not met: not met. Otherwise partly met.
    When fewer than half of the due ones can be judged, the rule suggests nothing. Figures that rest on less than
    `ENOUGH` per cent of the expected rows are told of; where the suggestion would be another without them it is
    uncertain, and the sentence says so.
    """
    suggested, words = _suggestion(indicators)
    poor = [row for row in indicators if row.status.is_judged and row.covered is not None and row.covered < ENOUGH]
    if not poor:
        return suggested, words, False
    told = (
        _("one rests on less than four fifths of the expected rows")
        if len(poor) == 1
        else _("{count} rest on less than four fifths of the expected rows").format(count=len(poor))
    )
    others = [row for row in indicators if row not in poor]
    uncertain = suggested.is_judged and _suggestion(others)[0] is not suggested
    if uncertain:
        words = _("uncertain: {counts}; {told}, and the suggestion rests on that").format(counts=words, told=told)
    else:
        words = f"{words}; {told}"
    return suggested, words, uncertain


def _suggestion(indicators: Sequence[IndicatorAssessment]) -> tuple[Status, str]:
    if not indicators:
        return Status.NO_DATA, _("no indicator stands under it: only a person can judge it")
    due = [row for row in indicators if row.quality not in _LATER | _ELSEWHERE]
    later = sum(row.quality in _LATER for row in indicators)
    if not due and later:
        return Status.NOT_DUE, _("no indicator is due for follow-up now")
    if not due:
        return Status.NO_DATA, _("every indicator is followed up elsewhere or does not apply")
    statuses = [row.status for row in due]
    words = _counted(statuses, later)
    judged = {status for status in statuses if status.is_judged}
    if 2 * sum(status.is_judged for status in statuses) < len(statuses):
        return Status.NO_DATA, _("{counts}: fewer than half can be judged").format(counts=words)
    return (judged.pop() if len(judged) == 1 else Status.PARTLY_MET), words


def _counted(statuses: Sequence[Status], later: int) -> str:
    """How many of the due indicators have each status: 1 of 3 indicators met, 1 partly, 1 without outcome."""
    first = _("{met} of {due} indicator met") if len(statuses) == 1 else _("{met} of {due} indicators met")
    rest = (
        (statuses.count(Status.PARTLY_MET), _("{count} partly")),
        (statuses.count(Status.NOT_MET), _("{count} not met")),
        (statuses.count(Status.NO_TARGET), _("{count} without a target")),
        (statuses.count(Status.NO_DATA), _("{count} without an outcome to judge")),
        (later, _("{count} not due now")),
    )
    met = first.format(met=statuses.count(Status.MET), due=len(statuses))
    return ", ".join((met, *(words.format(count=count) for count, words in rest if count)))
