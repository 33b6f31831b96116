"""What `tertial quality` prints: feeds with their findings, units by months, the sentences and the work list."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tertial.domain.feeds.registry import all_feeds
from tertial.language import _, current_language, spoken
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.findings import Finding
from tertial.quality.region_quality import RegionQuality
from tertial.quality.verdicts import Kind, Verdict
from tertial.report.assemble.feeds import finding_word, kind_word
from tertial.report.numbers import number

MOST_TASKS = 20
"""Tasks and sentences printed; --json has them all."""
NAME_WIDTH = 30

_SIGNS = {
    Kind.WHOLE: ("●", "green"),
    Kind.NOT_JUDGED: ("·", "dim"),
    Kind.STOPPED: ("○", "red"),
    Kind.LATE: ("◔", "yellow"),
    Kind.TOO_MANY: ("▲", "magenta"),
}
"""Rows lost have no sign but the tenths of the expected rows that are there."""


def print_quality(console: Console, found: RegionQuality) -> None:
    """The feeds with what is wrong now and before; units by months where one feed is asked for; what to mend."""
    language = current_language()
    console.print(Text(_("Judged through {month}.").format(month=found.through), style="bold"))
    if len(found.feeds) == 1:
        _print_map(console, found, found.feeds[0])
    elif found.feeds:
        console.print(_feeds(found))
    if found.in_full:
        _print_in_full(console, found)
    if not found.findings:
        console.print(_("Nothing is found to lack, as far as can be told."))
        return
    console.print()
    for finding in found.findings[:MOST_TASKS]:
        console.print(Text("– " + found.sentence(finding).in_language(language)))
    _print_more(console, len(found.findings))
    console.print()
    console.print(_tasks(found))
    _print_more(console, len(found.tasks))


def _print_in_full(console: Console, found: RegionQuality) -> None:
    names = "; ".join(spoken(all_feeds()[feed].title) for feed in found.in_full)
    words = _(
        "Sent in full: {feeds}. Their rows in force at each month's end are judged, each delivery against those before "
        "it; what a first delivery lacked cannot be known."
    )
    console.print(Text(words.format(feeds=names), style="dim"))


def _print_more(console: Console, count: int) -> None:
    if count > MOST_TASKS:
        console.print(Text(_("{count} more: see --json.").format(count=number(count - MOST_TASKS)), style="dim"))


def _feeds(found: RegionQuality) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Feed"), overflow="fold")
    for title in (_("Units"), _("Judged"), _("Lasting"), _("Earlier")):
        table.add_column(title, justify="right")
    table.add_column(_("What"), overflow="fold")
    for feed in found.feeds:
        lasting = sum(finding.lasts for finding in feed.findings)
        judged = len({verdict.unit for verdict in feed.verdicts if verdict.kind is not Kind.NOT_JUDGED})
        kinds = Counter(finding_word(finding) for finding in feed.findings)
        words = ", ".join(kinds) or kind_word(Kind.WHOLE if judged else Kind.NOT_JUDGED)
        title = spoken(all_feeds()[feed.feed].title)
        counts = (len(feed.units), judged, lasting, len(feed.findings) - lasting)
        table.add_row(title, *map(number, counts), words)
    return table


def _print_map(console: Console, found: RegionQuality, feed: FeedQuality) -> None:
    """Units by months, a sign each: the latest months that the terminal has room for."""
    months = sorted({verdict.month for verdict in feed.verdicts})[-max(12, console.width - NAME_WIDTH - 2) :]
    of_unit: dict[str, dict[object, Verdict]] = {}
    for verdict in feed.verdicts:
        of_unit.setdefault(verdict.unit, {})[verdict.month] = verdict
    columns = {(one.unit, one.month) for one in feed.columns}
    # A year is written from its January on, over the three months after it.
    line, place = "", 0
    while place < len(months):
        begins = months[place].number == 1 and place + 4 <= len(months)
        line += str(months[place].year) if begins else " "
        place += 4 if begins else 1
    console.print(Text(" " * (NAME_WIDTH + 2) + line, style="bold"))
    for unit, verdicts in of_unit.items():
        label = found.names.get(unit)
        name = unit if label is None else spoken(label)
        row = Text(f"{name[:NAME_WIDTH]:<{NAME_WIDTH}}  ")
        for month in months:
            row.append_text(_sign(verdicts.get(month), wrong_column=(unit, month) in columns))
        console.print(row, no_wrap=True, overflow="crop")
    console.print(
        Text(
            _(
                "● whole  0–9 tenths of the expected rows are there  ○ none  ◔ late  ▲ too many  ◆ a column changed  "
                "· not judged"
            ),
            style="dim",
        )
    )


def _sign(verdict: Verdict | None, *, wrong_column: bool) -> Text:
    if verdict is None:
        return Text(" ")
    if verdict.kind is Kind.ROWS_LOST and verdict.share is not None:
        return Text(str(min(9, int(verdict.share * 10))), style="red")
    if wrong_column:
        return Text("◆", style="yellow")
    sign, colour = _SIGNS[verdict.kind]
    return Text(sign, style=colour)


def _tasks(found: RegionQuality) -> Table:
    table = Table(title=_("Work list"), title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Unit"), overflow="fold")
    table.add_column(_("Feed"), overflow="fold")
    table.add_column(_("What"))
    table.add_column(_("Since"), no_wrap=True)
    table.add_column(_("Indicators"), justify="right")
    language = current_language()
    for task in found.tasks[:MOST_TASKS]:
        label = found.names.get(task.unit)
        finding = task.finding
        table.add_row(
            task.unit if label is None else label.in_language(language),
            all_feeds()[finding.feed].title.in_language(language),
            finding_word(finding) + (f" ({finding.column})" if finding.column else ""),
            str(finding.first),
            number(len(task.indicators)),
        )
    return table


def quality_document(found: RegionQuality) -> dict[str, object]:
    """All of it as JSON takes it; of each feed the verdicts that are not whole, and how many are."""
    numbers = {id(finding): place for place, finding in enumerate(found.findings)}
    return {
        "state": found.state,
        "through": str(found.through),
        "feeds": [
            {
                "feed": feed.feed,
                "units": len(feed.units),
                "months": [str(month) for month in feed.months],
                "verdicts": dict(Counter(verdict.kind.value for verdict in feed.verdicts)),
                "findings": [numbers[id(finding)] for finding in feed.findings],
            }
            for feed in found.feeds
        ],
        "in_full": list(found.in_full),
        "findings": [_finding(found, finding) for finding in found.findings],
        "tasks": [
            {"unit": task.unit, "finding": numbers[id(task.finding)], "indicators": list(task.indicators)}
            for task in found.tasks
        ],
    }


def _finding(found: RegionQuality, finding: Finding) -> dict[str, object]:
    expected = finding.expected
    interval = None if expected is None else [round(limit, 4) for limit in expected.interval(finding.rows)]
    words = found.sentence(finding)
    return {
        "feed": finding.feed,
        "kind": finding.kind.value,
        "column": finding.column,
        "units": list(finding.units),
        "first": str(finding.first),
        "last": str(finding.last),
        "lasts": finding.lasts,
        "rows": finding.rows,
        "expected": None if expected is None else round(expected.rows, 1),
        "share": round(finding.share if expected is None else finding.rows / expected.rows, 4),
        "interval": interval,
        "usual": round(finding.usual, 4) if finding.column else None,
        "span": finding.span,
        "possible": finding.is_possible,
        "change": None if finding.change is None else finding.change.id,
        "sentence": {"sv": words.sv, "en": words.in_language("en")},
    }
