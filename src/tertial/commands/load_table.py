"""What a load came to, as a table with the reasons below it, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tertial.extracts.loading.load_extract import Loaded
from tertial.extracts.loading.outcome import Outcome
from tertial.extracts.loading.quarantine import Refused
from tertial.extracts.reasons import Reason, sentence
from tertial.language import _
from tertial.pipeline.loading import NotLoaded
from tertial.report.numbers import number

MOST_REASONS = 12
"""Kinds of refused lines printed for an extract; the quarantine has them all."""


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
    """A line for each extract, then why lines were refused, and why an extract was not loaded."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Extract"), overflow="fold")
    table.add_column(_("Feed"), overflow="fold")
    for title in (_("Read"), _("Accepted"), _("Quarantined")):
        table.add_column(title, justify="right")
    table.add_column(_("State"), justify="right")
    table.add_column(_("Of the accepted"), overflow="fold")
    for result in results:
        table.add_row(*_cells(result))
    console.print(table)
    for result in results:
        _print_reasons(console, result)


def _cells(result: Loaded | NotLoaded) -> tuple[str | Text, ...]:
    if isinstance(result, NotLoaded):
        return (result.extract, result.feed, "", "", "", "", Text(_("not loaded"), style="red"))
    if result.state is None:
        return (result.extract, result.feed, number(0), number(0), number(0), "", _("nothing new"))
    tally = result.tally
    refused = Text(number(tally.quarantined), style="yellow" if tally.quarantined else "")
    parts = [f"{number(tally.outcome[one])} {outcome_word(one)}" for one in Outcome if tally.outcome[one]]
    if tally.removed:
        parts.append(_("{count} removed").format(count=number(tally.removed)))
    return (
        result.extract,
        result.feed,
        number(tally.read),
        number(tally.accepted),
        refused,
        str(result.state),
        ", ".join(parts),
    )


def _print_reasons(console: Console, result: Loaded | NotLoaded) -> None:
    if isinstance(result, NotLoaded):
        console.print(Text(f"{result.extract}: {result.why}", style="red"), soft_wrap=True)
        return
    if result.known:
        files = _("{extract}: {count} files were loaded before: {names}.")
        names = ", ".join(result.known[:3]) + (" …" if len(result.known) > 3 else "")
        console.print(
            files.format(extract=result.extract, count=number(len(result.known)), names=names), soft_wrap=True
        )
    for refused in result.refused[:MOST_REASONS]:
        console.print(Text(reason_line(result.extract, refused)), soft_wrap=True)
    left = len(result.refused) - MOST_REASONS
    if left > 0:
        console.print(
            _("{extract}: {count} more kinds of reasons; tertial quarantine shows them all.").format(
                extract=result.extract, count=number(left)
            ),
            soft_wrap=True,
        )


def reason_line(extract: str, refused: Refused) -> str:
    """File, line, how many, what is wrong and what would be right."""
    kind = refused.kind
    place = f"{kind.file}:{refused.first_line}" if refused.first_line else kind.file
    column = _(", column {column}").format(column=kind.column) if kind.column else ""
    near = _(" Nearest: {name}.").format(name=kind.nearest) if kind.nearest else ""
    counted = _("{count} rows").format(count=number(refused.count)) if refused.count > 1 else _("1 row")
    return f"{extract}: {place}{column}: {counted}. {sentence(Reason(kind.reason))}{near}"


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
