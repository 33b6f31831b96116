"""What the store's commands print: the load log, findings and quarantine, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tertial.domain.clock import TIME_ZONE
from tertial.extracts.quarantined_lines import QuarantinedLines
from tertial.extracts.rotating import ALL_FEEDS
from tertial.language import _
from tertial.pipeline.store import reason_sentence
from tertial.report.numbers import number
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action
from tertial.store.pins import Pin
from tertial.store.verifying import Finding

LONGEST_NAME = 17
"""Characters of an extract's name that fit on a line of 80 beside the rest of the log."""
MOST_LINES = 40
"""Lines of quarantine printed; a file takes them all."""


def action_word(action: Action) -> str:
    """What changed the events, in a word or two."""
    return {
        Action.LOAD: _("load"),
        Action.DISPOSAL: _("disposal"),
        Action.KEY_ROTATION: _("new key"),
        Action.IDENTITY_CHANGE: _("changed identity"),
    }[action]


def print_log(console: Console, entries: Sequence[LogEntry]) -> None:
    """A line for each load and other change, the newest last."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("No."), justify="right", no_wrap=True)
    # Where the line is short it is the hour that goes below the day: what loads are called is read as one word.
    longest = max((len(_name(entry)) for entry in entries), default=0)
    table.add_column(_("When"), min_width=len("2026-01-01"))
    table.add_column(_("Action"), no_wrap=True)
    table.add_column(_("Extract or feed"), overflow="fold", min_width=min(longest, LONGEST_NAME))
    for title in (_("Read"), _("Accepted"), _("Quarantined")):
        table.add_column(title, justify="right", no_wrap=True)
    for entry in entries:
        record = entry.record
        table.add_row(
            str(entry.number),
            record.loaded_at.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M"),
            action_word(record.action),
            _name(entry),
            number(record.read),
            number(record.accepted),
            number(record.quarantined),
        )
    console.print(table)


def _name(entry: LogEntry) -> str:
    """What was loaded, or changed."""
    return _("all") if entry.record.feed == ALL_FEEDS else entry.record.extract or entry.record.feed


def log_document(entries: Sequence[LogEntry]) -> list[dict[str, object]]:
    """The log as JSON takes it, each load with the state that it led to."""
    return [{"state": entry.number, **entry.record.document()} for entry in entries]


def print_pins(console: Console, found: Sequence[Pin], *, of: str, none: str) -> None:
    """A line for each pin of what is called `of`, or the words for none."""
    if not found:
        console.print(none)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(of, justify="right")
    for title in (_("Pinned by"), _("Why")):
        table.add_column(title, overflow="fold")
    for one in found:
        table.add_row(str(one.number), one.by, one.why)
    console.print(table)


def print_store_findings(console: Console, findings: Sequence[Finding], *, whole: str, mended: str) -> None:
    """Each finding with what to do; last the words for a whole one, or for one that the next at work mends."""
    for finding in findings:
        style = "yellow" if finding.harmless else "red"
        console.print(Text(f"{finding.path}: {finding.wrong}", style=style), soft_wrap=True)
        console.print(Text(f"    {finding.remedy}"), soft_wrap=True)
    if not findings:
        console.print(whole)
    elif all(finding.harmless for finding in findings):
        console.print(mended)


def findings_document(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """The findings as JSON takes them."""
    return [
        {"file": str(one.path), "wrong": one.wrong, "remedy": one.remedy, "harmless": one.harmless} for one in findings
    ]


def print_quarantine(console: Console, lines: QuarantinedLines, out: Path | None) -> None:
    """How many for each reason, then the first lines, or where the file with all of them is."""
    if not len(lines):
        console.print(_("No line is in quarantine."))
        return
    counts = _table(_("Feed"), _("Reason"))
    counts.add_column(_("Lines"), justify="right")
    for feed, reason, count in lines.by_reason():
        counts.add_row(feed, reason_sentence(reason), number(count))
    console.print(counts)
    if out is not None:
        console.print(_("All lines stand in {file}.").format(file=out), soft_wrap=True)
        return
    console.print()
    table = _table(_("File"))
    table.add_column(_("Line"), justify="right")
    for title in (_("Column"), _("Reason"), _("Nearest")):
        table.add_column(title, overflow="fold")
    for one in islice(lines, MOST_LINES):
        line = str(one.line) if one.line else ""
        table.add_row(one.file, line, one.column, reason_sentence(one.reason), one.nearest)
    console.print(table)
    if len(lines) > MOST_LINES:
        console.print(
            _("More lines: {count}. All of them go to a file with --out.").format(count=number(len(lines) - MOST_LINES))
        )


def quarantine_document(lines: QuarantinedLines) -> dict[str, object]:
    """The quarantine as JSON takes it."""
    return {
        "reasons": [
            {"feed": feed, "reason": reason, "sentence": reason_sentence(reason), "lines": count}
            for feed, reason, count in lines.by_reason()
        ],
        "lines": [
            {
                "feed": one.feed,
                "extract": one.extract,
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "reason": one.reason,
                "nearest": one.nearest,
            }
            for one in lines
        ],
    }


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
