"""What is known of the events behind the figures: which feeds are whole, which lack what since when, and who mends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label
from tertial.language import _
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.findings import Finding
from tertial.quality.inherited_words import units_in_words
from tertial.quality.region_quality import RegionQuality
from tertial.quality.sentence import mend, since, small
from tertial.quality.verdicts import OTHERWISE, Kind
from tertial.quality.work_list import readers
from tertial.report.assemble.draft import Draft
from tertial.report.model import Align, Cell, Column, Row, RowKind, Table
from tertial.report.numbers import DASH, month_year, number, percent

RECENT = 12
"""Months before the report's in which what is wrong is still told: no figure of the report reaches longer back."""
MOST_TASKS = 15
"""Tasks that a report lists; `tertial quality` has them all."""


def kind_word(kind: Kind) -> str:
    """A kind of verdict in a word or two."""
    return {
        Kind.WHOLE: _("whole"),
        Kind.NOT_JUDGED: _("not judged"),
        Kind.ROWS_LOST: _("rows lack"),
        Kind.STOPPED: _("stopped"),
        Kind.LATE: _("late"),
        Kind.TOO_MANY: _("too many"),
        Kind.FIELD_MISSING: _("field empty"),
        Kind.CODES_CHANGED: _("codes changed"),
        Kind.TIMES_COARSER: _("coarser times"),
    }[kind]


def finding_word(finding: Finding) -> str:
    """What is wrong in a few words; what may be chance is said to be possible."""
    # What came back has not stopped.
    word = _("no rows") if finding.kind is Kind.STOPPED and not finding.lasts else kind_word(finding.kind)
    return _("possibly: {what}").format(what=word) if finding.is_possible else word


def feeds_part(draft: Draft, quality: RegionQuality) -> None:
    """The feeds in a paragraph and a table, and the work list."""
    first = quality.through.plus(1 - RECENT)
    recent = {
        feed.feed: [one for one in feed.findings if one.last >= first and readers(draft.region.indicators, feed.feed)]
        for feed in quality.feeds
    }
    wrong = [feed for feed in quality.feeds if recent[feed.feed]]
    unjudged = [feed for feed in quality.feeds if feed not in wrong and not is_judged(feed)]
    whole = [feed for feed in quality.feeds if feed not in wrong and feed not in unjudged]
    in_full = [feed for feed in quality.feeds if feed.feed in quality.in_full]
    monthly = len(quality.feeds) - len(in_full)
    words = _("The figures are computed from {count} feeds that come month by month, judged through {month}.")
    if monthly == 1:
        words = _("The figures are computed from one feed that comes month by month, judged through {month}.")
    draft.paragraph(words.format(count=number(monthly), month=month_year(quality.through)))
    if in_full:
        words = _(
            "Sent in full, and judged by the rows in force at each month's end, each delivery against those before it: "
            "{feeds}. What a first delivery lacked cannot be known."
        )
        draft.paragraph(words.format(feeds=_titles(draft, in_full)))
    for words, feeds in (
        (_("Whole, as far as can be told: {feeds}."), whole),
        (_("Too few rows or too short a history to be judged: {feeds}."), unjudged),
    ):
        if feeds:
            draft.paragraph(words.format(feeds=_titles(draft, feeds)))
    if not wrong:
        return
    rows: list[Row] = []
    for feed in wrong:
        rows.append(Row((Cell(_title(draft, feed.feed), bold=True),), RowKind.GROUP))
        rows += [_finding(draft, quality, finding) for finding in recent[feed.feed]]
    columns = (
        Column(_("What is wrong"), weight=1.7),
        Column(_("Units"), weight=2.6),
        Column(_("There"), Align.DECIMAL, 1.2),
        Column(_("What would mend it"), weight=3),
    )
    note = _("There: the share of the expected rows that came, or of the rows in which the column is filled in.")
    draft.add(Table(_("What is wrong with the feeds"), columns, tuple(rows), (note,), show_caption=True))
    _work_list(draft, quality, [finding for found in recent.values() for finding in found])


def is_judged(feed: FeedQuality) -> bool:
    """Whether anything can be said of the feed: of any unit and month."""
    return any(verdict.kind is not Kind.NOT_JUDGED for verdict in feed.verdicts)


def _finding(draft: Draft, quality: RegionQuality, finding: Finding) -> Row:
    when = draft.say(since(finding.first, finding.last, lasts=finding.lasts))
    return Row(
        (
            Cell(_what(draft, finding), sub=when),
            _units(draft, quality, finding),
            _there(finding),
            draft.cell(mend(finding)),
        )
    )


def _units(draft: Draft, quality: RegionQuality, finding: Finding) -> Cell:
    units = draft.cell(units_in_words(finding.units, quality.names))
    if finding.span == 1:
        return units
    few = draft.say(small(finding.span, len(finding.units)))
    return replace(units, sub=few[:1].upper() + few[1:])


def _what(draft: Draft, finding: Finding) -> str:
    word = finding_word(finding)
    word = word[:1].upper() + word[1:]
    if not finding.column:
        return word
    return f"{word}: {draft.say(all_feeds()[finding.feed].column(finding.column).meaning)}"


def _there(finding: Finding) -> Cell:
    """The share that is there; of changed codes and coarser times none can be told."""
    if finding.kind in OTHERWISE:
        return Cell(DASH)
    if finding.column:
        share = finding.share
    elif finding.expected is None:
        return Cell(DASH)
    else:
        share = finding.rows / finding.expected.rows
    whole = round(100 * share)
    return Cell(percent(whole), figure=str(whole))


def _work_list(draft: Draft, quality: RegionQuality, recent: Sequence[Finding]) -> None:
    wanted = {id(finding) for finding in recent}
    tasks = [task for task in quality.tasks if id(task.finding) in wanted and task.indicators]
    if not tasks:
        return
    rows = tuple(
        Row(
            (
                _unit(draft, quality, task.unit),
                Cell(_title(draft, task.finding.feed), sub=_what(draft, task.finding)),
                Cell(month_year(task.finding.first)),
                Cell(number(len(task.indicators)), figure=str(len(task.indicators))),
            )
        )
        for task in tasks[:MOST_TASKS]
    )
    columns = (
        Column(_("Unit"), weight=2.6),
        Column(_("What to mend"), weight=3.4),
        Column(_("Since"), weight=1.6),
        Column(_("Indicators"), Align.DECIMAL, 1.2),
    )
    notes = [_("Indicators: how many of them rest on what is to be mended.")]
    if len(tasks) > MOST_TASKS:
        notes.append(_("{count} more tasks are listed by tertial quality.").format(count=len(tasks) - MOST_TASKS))
    draft.add(Table(_("Work list: who mends what"), columns, rows, tuple(notes), show_caption=True))


def _unit(draft: Draft, quality: RegionQuality, unit: str) -> Cell:
    name = quality.names.get(unit)
    return Cell(unit) if name is None else draft.cell(name)


def _title(draft: Draft, feed: str) -> str:
    return draft.say(all_feeds()[feed].title)


def _titles(draft: Draft, feeds: Iterable[FeedQuality]) -> str:
    """Titles in a row, with semicolons since some have commas."""
    titles: list[Label] = [all_feeds()[feed.feed].title for feed in feeds]
    return "; ".join(draft.say(title) for title in titles)
