"""Statuses, outlooks and progress as a reader sees them: a mark, a word and a tone."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.assess.assessment import IndicatorAssessment, Sureness
from tertial.domain.assignments import Progress
from tertial.domain.judgements import Outlook, Status
from tertial.domain.results import Quality
from tertial.language import _
from tertial.report.model import Mark, Tone
from tertial.report.model import Status as Shown

OTHERWISE = "≠"
"""Stands, with words, where a person's judgement or outlook is another than the suggested one."""

_STATUS: Mapping[Status, tuple[Mark, Tone]] = {
    Status.MET: (Mark.FULL, Tone.MET),
    Status.PARTLY_MET: (Mark.HALF, Tone.PARTLY),
    Status.NOT_MET: (Mark.RING, Tone.NOT_MET),
    Status.NO_TARGET: (Mark.DOTTED, Tone.NONE),
    Status.NO_DATA: (Mark.DOTTED, Tone.NONE),
    Status.NOT_DUE: (Mark.DOTTED, Tone.NONE),
}
_OUTLOOK: Mapping[Outlook, tuple[Mark, Tone]] = {
    Outlook.WILL_BE_MET: (Mark.FULL, Tone.MET),
    Outlook.PARTLY: (Mark.HALF, Tone.PARTLY),
    Outlook.WILL_NOT_BE_MET: (Mark.RING, Tone.NOT_MET),
    Outlook.CANNOT_BE_JUDGED: (Mark.DOTTED, Tone.NONE),
}
_PROGRESS: Mapping[Progress, tuple[Mark, Tone]] = {
    Progress.NOT_STARTED: (Mark.RING, Tone.NONE),
    Progress.IN_PROGRESS: (Mark.HALF, Tone.NONE),
    Progress.PAUSED: (Mark.DOTTED, Tone.NONE),
    Progress.DONE: (Mark.FULL, Tone.MET),
    Progress.DONE_WITH_DEVIATION: (Mark.FULL, Tone.PARTLY),
}


def status_word(status: Status) -> str:
    """The word of an indicator's status."""
    return {
        Status.MET: _("met"),
        Status.PARTLY_MET: _("partly"),
        Status.NOT_MET: _("not met"),
        Status.NO_TARGET: _("no target"),
        Status.NO_DATA: _("cannot be judged"),
        Status.NOT_DUE: _("later"),
    }[status]


def status(value: Status) -> Shown:
    """An indicator's or objective's status."""
    mark, tone = _STATUS[value]
    return Shown(mark, status_word(value), tone)


def outlook(value: Outlook) -> Shown:
    """An outlook for the year's end."""
    mark, tone = _OUTLOOK[value]
    word = {
        Outlook.WILL_BE_MET: _("will be met"),
        Outlook.PARTLY: _("will be partly met"),
        Outlook.WILL_NOT_BE_MET: _("will not be met"),
        Outlook.CANNOT_BE_JUDGED: _("cannot be judged"),
    }[value]
    return Shown(mark, word, tone)


def sureness_word(value: Sureness) -> str:
    """How sure a suggestion is, in a word."""
    return {
        Sureness.SURE: _("sure"),
        Sureness.LIKELY: _("likely"),
        Sureness.UNSURE: _("unsure"),
    }[value]


def progress_word(value: Progress) -> str:
    """The word of a progress."""
    return {
        Progress.NOT_STARTED: _("not started"),
        Progress.IN_PROGRESS: _("in progress"),
        Progress.PAUSED: _("paused"),
        Progress.DONE: _("done"),
        Progress.DONE_WITH_DEVIATION: _("done with deviation"),
    }[value]


def progress(value: Progress | None) -> Shown:
    """How far an assignment or action has come."""
    if value is None:
        return Shown(Mark.DOTTED, _("not stated"), Tone.NONE)
    mark, tone = _PROGRESS[value]
    return Shown(mark, progress_word(value), tone)


def late() -> Shown:
    """An assignment whose end date has passed without being done."""
    return Shown(Mark.RING, _("late"), Tone.NOT_MET)


def quality_word(quality: Quality) -> str:
    """A quality in words."""
    return {
        Quality.COMPLETE: _("complete"),
        Quality.PROVISIONAL: _("provisional"),
        Quality.PARTIAL: _("partial"),
        Quality.BROKEN_SERIES: _("broken series"),
        Quality.ESTIMATED: _("estimated"),
        Quality.MISSING: _("missing"),
        Quality.NOT_DUE: _("followed up later"),
        Quality.NOT_APPLICABLE: _("not applicable"),
        Quality.FOLLOWED_ELSEWHERE: _("followed up elsewhere"),
        Quality.NOT_STARTED: _("not followed yet"),
    }[quality]


_RIGHTLY_ABSENT = frozenset({Quality.NOT_APPLICABLE, Quality.FOLLOWED_ELSEWHERE, Quality.NOT_STARTED})


def row_status(row: IndicatorAssessment) -> Shown:
    """The status of a row of a table; a figure that is rightly absent says so instead of that nothing can be judged."""
    if row.value is None and row.quality in _RIGHTLY_ABSENT:
        return Shown(Mark.DOTTED, quality_word(row.quality), Tone.NONE)
    return status(row.status)
