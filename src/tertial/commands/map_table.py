"""A proposed mapping as a table with what is unsure below it, and as JSON."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tertial.extracts.mapping.matching import Confidence
from tertial.extracts.mapping.sentences import confidence_word, header_text, why
from tertial.extracts.reasons import sentence
from tertial.language import _, spoken
from tertial.pipeline.mapping import Mapped
from tertial.report.numbers import DASH, number

_STYLE = {Confidence.CERTAIN: "green", Confidence.LIKELY: "", Confidence.GUESS: "yellow"}


def print_mapped(console: Console, mapped: Mapped, *, with_toml: bool) -> None:
    """The feed, the piece of extracts.toml, each column with its header, and what a person has to look at."""
    proposal = mapped.proposal
    title = spoken(proposal.feed.title)
    console.print(
        Text(
            _("{file}: {feed} ({title}), {rows} rows looked at.").format(
                file=mapped.file, feed=proposal.feed.id, title=title, rows=number(proposal.rows)
            ),
            style="bold",
        ),
        soft_wrap=True,
    )
    if proposal.others:
        others = ", ".join(feed.id for feed in proposal.others)
        console.print(
            _("Fits about as well: {feeds}. Choose with --feed.").format(feeds=others), style="yellow", soft_wrap=True
        )
    if with_toml:
        console.print()
        console.print(mapped.toml, soft_wrap=True)
    console.print(_columns(mapped))
    for reason, count in proposal.reasons.most_common():
        words = _("{why} ({count} rows)").format(why=sentence(reason), count=number(count))
        console.print(words if count > 1 else sentence(reason), soft_wrap=True)
    if proposal.matching.unused:
        headers = ", ".join(map(header_text, proposal.matching.unused))
        console.print(_("Not used: {headers}.").format(headers=headers), soft_wrap=True)
    for one in mapped.unsure:
        console.print(Text(_("Look at: {what}").format(what=one), style="yellow"), soft_wrap=True)
    console.print(
        _("Fill in the declaration in the piece, put it in extracts.toml and run tertial check."), soft_wrap=True
    )


def _columns(mapped: Mapped) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (_("Column of the feed"), _("Column of the file"), _("How sure"), _("Why")):
        table.add_column(title, overflow="fold")
    found = {match.column.name: match for match in mapped.proposal.matching.matches}
    for column in mapped.proposal.feed.columns:
        match = found.get(column.name)
        if match is not None:
            sure = Text(confidence_word(match.confidence), style=_STYLE[match.confidence])
            table.add_row(column.name, header_text(match.header), sure, why(match))
        elif column.required:
            table.add_row(column.name, DASH, Text(_("missing"), style="red"), _("the feed requires it"))
        else:
            table.add_row(column.name, DASH, Text(_("not found"), style="dim"), _("the feed can do without it"))
    return table


def document(mapped: Mapped) -> dict[str, object]:
    """The same as JSON takes it."""
    proposal = mapped.proposal
    return {
        "file": mapped.file,
        "feed": proposal.feed.id,
        "other_feeds": [feed.id for feed in proposal.others],
        "rows": proposal.rows,
        "unread": {reason.value: count for reason, count in proposal.reasons.items()},
        "columns": [
            {
                "column": match.column.name,
                "header": match.header,
                "confidence": match.confidence.value,
                "why": why(match),
                "other_headers": list(match.rivals),
                "guessed_codes": dict(proposal.proposed[match.column.name].alike),
                "unknown_values": list(proposal.proposed[match.column.name].unknown),
                "hidden_values": proposal.proposed[match.column.name].hidden,
            }
            for match in proposal.matching.matches
        ],
        "missing": [column.name for column in proposal.matching.missing],
        "unused": list(proposal.matching.unused),
        "unsure": list(mapped.unsure),
        "toml": mapped.toml,
    }
