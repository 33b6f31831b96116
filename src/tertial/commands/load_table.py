"""What a load came to, as a table with the reasons below it, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tertial.commands.load_reasons import print_known, print_not_loaded, print_refused
from tertial.extracts.loading.load_extract import Loaded
from tertial.extracts.loading.outcome import Outcome, Tally
from tertial.extracts.reasons import Reason, sentence
from tertial.language import _
from tertial.pipeline.loading import NotLoaded
from tertial.printout import WIDE_ENOUGH
from tertial.report.numbers import NO_BREAK_SPACE, number


def outcome_word(outcome: Outcome) -> str:
    """What became of an accepted row, in a word."""
    return {
        Outcome.ADDED: _("new"),
        Outcome.CORRECTED: _("corrected"),
        Outcome.UNCHANGED: _("unchanged"),
        Outcome.REPEATED: _("repeated"),
        Outcome.OUTDATED: _("outdated"),
        Outcome.WITHDRAWN: _("withdrawn"),
    }[outcome]


def print_loaded(console: Console, results: Sequence[Loaded | NotLoaded]) -> None:
    """A line or a few for each extract, then why lines were refused, and why an extract was not loaded."""
    console.print(_table(results, wide=console.width >= WIDE_ENOUGH))
    loaded = [result for result in results if isinstance(result, Loaded)]
    print_not_loaded(console, [result for result in results if isinstance(result, NotLoaded)])
    print_known(console, loaded)
    for result in loaded:
        print_refused(console, result)


def _table(results: Sequence[Loaded | NotLoaded], *, wide: bool) -> Table:
    """In a wide terminal the feed has a column of its own, in a narrow one it stands below the extract's id."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Extract"), overflow="fold")
    if wide:
        table.add_column(_("Feed"), no_wrap=True)
    for title in (_("Read"), _("Accepted"), _("Quarantined")):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("Of the accepted"), no_wrap=True)
    table.add_column(_("State"), justify="right", no_wrap=True)
    for result in results:
        names = [Text(result.extract), Text(result.feed)]
        if not wide:
            names = [names[0] if result.feed == result.extract else Text(f"{result.extract}\n  {result.feed}")]
        table.add_row(*names, *_cells(result))
    return table


def _cells(result: Loaded | NotLoaded) -> tuple[Text, ...]:
    if isinstance(result, NotLoaded):
        return (Text(), Text(), Text(), Text(_("not loaded"), style="red"))
    if result.state is None:
        return (Text(), Text(), Text(), Text(_("nothing new"), style="dim"))
    tally = result.tally
    quarantined = Text(number(tally.quarantined), style="yellow" if tally.quarantined else "")
    outcome = Text(_outcome(tally))
    return (Text(number(tally.read)), Text(number(tally.accepted)), quarantined, outcome, Text(str(result.state)))


def _outcome(tally: Tally) -> str:
    """A line for each thing that became of rows, the figures below each other."""
    counts = [(tally.outcome[one], outcome_word(one)) for one in Outcome if tally.outcome[one]]
    if tally.removed:
        counts.append((tally.removed, _("removed")))
    width = max((len(number(count)) for count, _word in counts), default=0)
    return "\n".join(f"{number(count):>{width}}{NO_BREAK_SPACE}{word}" for count, word in counts)


def document(region: Path, results: Sequence[Loaded | NotLoaded]) -> dict[str, object]:
    """The same as JSON takes it."""
    return {"region": str(region), "extracts": [_as_json(result) for result in results]}


def _as_json(result: Loaded | NotLoaded) -> dict[str, object]:
    if isinstance(result, NotLoaded):
        return {"extract": result.extract, "feed": result.feed, "error": result.why}
    tally = result.tally
    return {
        "extract": result.extract,
        "feed": result.feed,
        "state": result.state,
        "read": tally.read,
        "accepted": tally.accepted,
        "quarantined": tally.quarantined,
        "outcome": {one.value: tally.outcome[one] for one in Outcome},
        "removed": tally.removed,
        "files": list(result.files),
        "known": list(result.known),
        "refused": [
            {
                "file": one.kind.file,
                "first_line": one.first_line,
                "rows": one.count,
                "column": one.kind.column,
                "reason": one.kind.reason,
                "sentence": sentence(Reason(one.kind.reason)),
                "nearest": one.kind.nearest,
            }
            for one in result.refused
        ],
    }
