"""The sentence on level, target and the year's end: what has changed, what to expect, where the year will end."""

from __future__ import annotations

from itertools import takewhile

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.comparison.wording import Wording
from tertial.assess.likelihood import LIKELY, UNLIKELY
from tertial.assess.sentences.told import YearEnd
from tertial.assess.variation import Assurance, ChartedPoint, Meaning, Variation, VariationIcon, Way
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.judgements import Status
from tertial.domain.label import Label, opened
from tertial.domain.period_words import month_words, months_words, period_words

_ASSURED = {
    Assurance.PASSES: Label("målet nås så länge inget ändras", "the target is met as long as nothing changes"),
    Assurance.FAILS: Label("målet nås inte utan förändring", "the target is not met without change"),
    Assurance.HIT_OR_MISS: Label("målet nås ibland", "the target is met at times"),
}
_ANY_WAY = {
    Assurance.PASSES: Label("når målet", "meet the target"),
    Assurance.FAILS: Label("når inte målet", "do not meet the target"),
}
_MEANING = {
    Meaning.IMPROVING: Label("har förbättrats", "has improved"),
    Meaning.CONCERNING: Label("har försämrats", "has deteriorated"),
}
_MONTHS, _PERIODS = Label("enskilda månader", "single months"), Label("enskilda perioder", "single periods")


def level_sentence(
    row: IndicatorAssessment, variation: Variation | None, end: YearEnd | None, wording: Wording, as_of: Month
) -> Label | None:
    """What can be said of level, target and year; None where nothing can. Of a level of two series nothing is."""
    if variation is not None and variation.broken_from is not None:
        variation = None
    level = None if variation is None else _level(variation)
    assured = None if variation is None else _assured(variation, row.status)
    said = level or assured
    if level is not None and assured is not None:
        joint = _joint(variation, row.status)
        said = Label(f"{level.sv}{joint.sv} {assured.sv}", f"{level.en}{joint.en} {assured.en}")
    answer = None if variation is None else variation.assurance
    year = None if end is None or _year_is_over(row, as_of) else _year(end, wording, answer, as_of)
    if year is not None:
        said = year if said is None else Label(f"{said.sv}; {year.sv}", f"{said.en}; {year.en}")
    return None if said is None else Label(f"{opened(said.sv)}.", f"{opened(said.en)}.")


def _level(variation: Variation) -> Label | None:
    """Stable, better or worse since when; None where there is no icon."""
    if variation.variation is None or variation.latest is None:
        return None
    if variation.is_of_days:
        return _between_events(variation, variation.points[variation.latest])
    if variation.variation is VariationIcon.COMMON:
        return Label("nivån är stabil", "the level is stable")
    latest = variation.points[variation.latest]
    run = _run(variation, latest)
    when = _named(run[-1])
    if len(run) == 1:
        high = latest.way is Way.HIGH
        return Label(
            f"värdet för {when.sv} är ovanligt {'högt' if high else 'lågt'}",
            f"the figure for {when.en} is unusually {'high' if high else 'low'}",
        )
    higher = Label("har höjts", "has risen") if latest.way is Way.HIGH else Label("har sänkts", "has fallen")
    changed = _MEANING.get(latest.meaning or Meaning.NEITHER, higher)
    return Label(f"nivån {changed.sv} sedan {when.sv}", f"the level {changed.en} since {when.en}")


def _between_events(variation: Variation, latest: ChartedPoint) -> Label:
    """How close rare events come: stable, or closer or further apart since when."""
    if variation.variation is VariationIcon.COMMON:
        return Label("tiden mellan händelserna är stabil", "the time between events is stable")
    run = _run(variation, latest)
    when = _named(run[-1])
    longer = latest.way is Way.HIGH
    if len(run) == 1:
        return Label(
            f"tiden till händelsen i {when.sv} var ovanligt {'lång' if longer else 'kort'}",
            f"the time to the event in {when.en} was unusually {'long' if longer else 'short'}",
        )
    return Label(
        f"tiden mellan händelserna är {'längre' if longer else 'kortare'} sedan {when.sv}",
        f"the time between events has been {'longer' if longer else 'shorter'} since {when.en}",
    )


def _run(variation: Variation, latest: ChartedPoint) -> list[ChartedPoint]:
    """The points up to the latest, newest first, that belong to a signal the same way, within one level."""
    end = variation.latest or 0
    first = max((phase.first for phase in variation.phases if phase.first <= end), default=0)
    used = [point for point in variation.points[first : end + 1] if point.left is None]
    return list(takewhile(lambda point: point.part_of_signal and point.way is latest.way, reversed(used)))


def _named(point: ChartedPoint) -> Label:
    return month_words(point.month) if point.period is None else period_words(point.period)


def _contradicted(answer: Assurance, status: Status) -> bool:
    """Whether the months say another thing than the status of the longer period that the row shows."""
    if answer is Assurance.FAILS:
        return status is Status.MET
    return answer is Assurance.PASSES and status in {Status.PARTLY_MET, Status.NOT_MET}


def _assured(variation: Variation, status: Status) -> Label | None:
    answer = variation.assurance
    if answer is None or variation.latest is None:
        return None
    if not _contradicted(answer, status):
        return _ASSURED[answer]
    period = variation.points[variation.latest].period
    who = _MONTHS if period is not None and period.kind is PeriodKind.MONTH else _PERIODS
    does = _ANY_WAY[answer]
    return Label(f"{who.sv} {does.sv}", f"{who.en} {does.en}")


def _joint(variation: Variation | None, status: Status) -> Label:
    """And, or but where the second half is not what the first makes one expect."""
    if variation is None or variation.assurance is None:
        return Label(" och", " and")
    icon, answer = variation.variation, variation.assurance
    better = icon in {VariationIcon.IMPROVING_HIGH, VariationIcon.IMPROVING_LOW}
    worse = icon in {VariationIcon.CONCERNING_HIGH, VariationIcon.CONCERNING_LOW}
    against = (better and answer is Assurance.FAILS) or (worse and answer is Assurance.PASSES)
    return Label(", men", ", but") if against or _contradicted(answer, status) else Label(" och", " and")


def _year_is_over(row: IndicatorAssessment, as_of: Month) -> bool:
    """Whether the row shows a whole calendar year that has ended: then nothing is left to expect."""
    whole = row.period.kind in {PeriodKind.YEAR, PeriodKind.YTD} and row.period.month_count == 12
    return whole and row.period.last <= as_of


def _year(end: YearEnd, wording: Wording, assured: Assurance | None, as_of: Month) -> Label:
    """The year's likely figure, and whether its target is met where that is near certain either way."""
    low, high = wording.rounded(end.low), wording.rounded(end.high)
    figure = wording.span(low, high)
    said = Label(f"sannolikt årsvärde {figure.sv}", f"the year’s figure is likely {figure.en}")
    if end.since is not None and end.since.number > 1:
        months = months_words(end.since.through(Month(as_of.year, 12)))
        said = Label(
            f"sannolikt värde {figure.sv} för {months.sv}", f"the figure for {months.en} is likely {figure.en}"
        )
    if end.probability is None or UNLIKELY < end.probability < LIKELY:
        return said
    met = end.probability >= LIKELY
    unlike = assured is (Assurance.FAILS if met else Assurance.PASSES)
    joint = Label("men", "but") if unlike else Label("och", "and")
    return Label(
        f"{said.sv}, {joint.sv} årets mål nås troligen{'' if met else ' inte'}",
        f"{said.en}, {joint.en} the year’s target is likely{'' if met else ' not'} met",
    )
