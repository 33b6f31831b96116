"""Objectives: a person's judgement, and the suggestion that the indicators give beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tertial.assess import reasons
from tertial.assess.assessment import IndicatorAssessment, ObjectiveAssessment, Sureness
from tertial.assess.outlooks import suggested_outlook
from tertial.assess.overall import overall
from tertial.assess.support import Support, estimated_status, expected_status
from tertial.assess.sureness import sureness
from tertial.assess.units_judged import suggested_by_units, units_judged, units_words
from tertial.domain.calendar import Month
from tertial.domain.goals import Goal
from tertial.domain.judgements import Outlook, Status
from tertial.domain.region import Region
from tertial.domain.results import Quality
from tertial.language import _

ENOUGH = 80
"""Per cent of the expected rows below which a figure alone does not carry a suggestion."""

_LATER = frozenset({Quality.NOT_DUE, Quality.NOT_STARTED})
_ELSEWHERE = frozenset({Quality.NOT_APPLICABLE, Quality.FOLLOWED_ELSEWHERE})


_NO_SUPPORT: Mapping[str, Support] = {}
_NO_ESTIMATES: Mapping[str, Status] = {}


def objective_of(
    objective: Goal,
    region: Region,
    rows: Mapping[str, Sequence[IndicatorAssessment]],
    *,
    unit: str,
    as_of: Month,
    support: Mapping[str, Support] = _NO_SUPPORT,
) -> ObjectiveAssessment:
    """Put the judgement of an objective beside the rule's suggestion, and the outlook beside the forecasts'.

    `rows` are every indicator's, by its id; `support` is what is known of them beside, at the same unit.
    """
    names = dict.fromkeys(name for goal in objective.walk() for name in goal.indicators)
    indicators = [overall(rows[name]) for name in names]
    made = _Made(region, indicators, support)
    units = units_judged(region, objective.id, unit, as_of)
    of_units = suggested_by_units(units)
    suggested, suggested_by, uncertain = suggestion(indicators, made.estimated)
    sure, sure_by = None, ""
    if suggested.is_judged:
        units_part = of_units is not None and of_units is not suggested
        sure, sure_by = sureness(made.due, region.settings.status, uncertain=uncertain, units_part=units_part)
    elif suggested is Status.NO_DATA and of_units is not None and units is not None:
        suggested = of_units
        # People below have judged what figures cannot show: never sure, and likely only where all have.
        sure = Sureness.LIKELY if units.judged == units.of else Sureness.UNSURE
        sure_by = _("the units below have judged, and the indicators cannot")
    outlook, outlook_by = suggested_outlook(made.expected, made.forecasts, made.targetless)
    judged = region.judgement(objective.id, unit, as_of)
    judgement = Status.NO_DATA if judged is None else judged.judgement
    stated = None if judged is None else judged.outlook
    return ObjectiveAssessment(
        objective=objective,
        unit=unit,
        period=as_of,
        judgement=judgement,
        outlook=stated,
        suggested=suggested,
        suggested_by=suggested_by if units is None else f"{suggested_by}; {units_words(units)}",
        reason=reasons.NO_JUDGEMENT if judged is None else judged.reason,
        outlook_reason=None if judged is None else judged.outlook_reason,
        differs=judgement.is_judged and suggested.is_judged and judgement is not suggested,
        judged=judged,
        uncertain=uncertain,
        sureness=sure,
        sureness_by=sure_by,
        suggested_outlook=outlook,
        suggested_outlook_by=outlook_by,
        outlook_differs=_outlooks_differ(stated, outlook),
        units=units,
    )


def _outlooks_differ(stated: Outlook | None, suggested: Outlook | None) -> bool:
    """Whether both a person and the rule expect something, and not the same."""
    said = {stated, suggested} - {None, Outlook.CANNOT_BE_JUDGED}
    return len(said) == 2


def _is_foreseen(support: Support | None) -> bool:
    """Whether there is a forecast of the year's target."""
    end = None if support is None else support.year_end
    return end is not None and end.probability is not None


class _Made:
    """What estimates and forecasts make of the indicators of an objective."""

    def __init__(
        self, region: Region, indicators: Sequence[IndicatorAssessment], support: Mapping[str, Support]
    ) -> None:
        rule = region.settings.status
        found = {row.indicator.id: estimated_status(row, support.get(row.indicator.id), rule) for row in indicators}
        self.estimated = {name: status for name, status in found.items() if status is not None}
        self.due = _due(_with_estimates(indicators, self.estimated))
        follows = [row for row in indicators if row.quality not in _ELSEWHERE]
        self.expected = [expected_status(row, support.get(row.indicator.id), rule) for row in follows]
        bare = [row for row in follows if not _is_foreseen(support.get(row.indicator.id))]
        self.forecasts = len(follows) - len(bare)
        self.targetless = sum(row.target is None or row.status is Status.NO_TARGET for row in bare)


def _with_estimates(
    indicators: Sequence[IndicatorAssessment], estimated: Mapping[str, Status]
) -> list[IndicatorAssessment]:
    """The indicators, those that lack a figure with the status of their estimate."""
    return [replace(row, status=estimated.get(row.indicator.id, row.status)) for row in indicators]


def _due(indicators: Sequence[IndicatorAssessment]) -> list[IndicatorAssessment]:
    return [row for row in indicators if row.quality not in _LATER | _ELSEWHERE]


def suggestion(
    indicators: Sequence[IndicatorAssessment], estimated: Mapping[str, Status] = _NO_ESTIMATES
) -> tuple[Status, str, bool]:
    """What the indicators of an objective suggest, the sentence that says by what, and whether it is uncertain.

    Only indicators that are due count. All judged ones met: met. All not met: not met. Otherwise partly met.
    When fewer than half of the due ones can be judged, the rule suggests nothing. `estimated` has the status of
    estimates by indicator, which count where a figure lacks. Estimates, figures that rest on less than `ENOUGH`
    per cent of the expected rows and provisional ones are told of; where the suggestion would be another without
    them it is uncertain, and the sentence says so.
    """
    counted = _with_estimates(indicators, estimated)
    suggested, words = _suggestion(counted)
    poor = [row for row in indicators if row.status.is_judged and row.covered is not None and row.covered < ENOUGH]
    provisional = [row for row in indicators if row.uncertain == reasons.PROVISIONAL and row not in poor]
    told = _told(len(poor), len(provisional), len(estimated))
    if not told:
        return suggested, words, False
    others = [row for row in indicators if row not in poor and row not in provisional]
    uncertain = suggested.is_judged and _suggestion(others)[0] is not suggested
    if uncertain:
        words = _("uncertain: {counts}; {told}, and the suggestion rests on that").format(counts=words, told=told)
    else:
        words = f"{words}; {told}"
    return suggested, words, uncertain


def _told(poor: int, provisional: int, estimated: int) -> str:
    """That some of the indicators rest on a part of their rows, some are provisional, and some rest on an estimate."""
    said = []
    if poor:
        said.append(
            _("one rests on less than four fifths of the expected rows")
            if poor == 1
            else _("{count} rest on less than four fifths of the expected rows").format(count=poor)
        )
    if provisional:
        said.append(_("one provisional") if provisional == 1 else _("{count} provisional").format(count=provisional))
    if estimated:
        said.append(
            _("one by an estimate, no official figure")
            if estimated == 1
            else _("{count} by estimates, no official figures").format(count=estimated)
        )
    return ", ".join(said)


def _suggestion(indicators: Sequence[IndicatorAssessment]) -> tuple[Status, str]:
    if not indicators:
        return Status.NO_DATA, _("no indicator stands under it: only a person can judge it")
    due = _due(indicators)
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
