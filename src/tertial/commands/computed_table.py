"""What `tertial compute` prints, as text and as JSON."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tertial.language import _
from tertial.pipeline.computing import Computed
from tertial.report.numbers import number


def print_computed(console: Console, done: Computed) -> None:
    """The snapshot's number, what was done, and which indicators have no events and why."""
    manifest = done.snapshot.manifest
    if done.is_new:
        console.print(_("Published snapshot {id}.").format(id=manifest.id), soft_wrap=True)
    else:
        console.print(_("Nothing has changed since snapshot {id}.").format(id=manifest.id), soft_wrap=True)
    counted = Table.grid(padding=(0, 2))
    counted.add_column()
    counted.add_column(justify="right")
    for title, count in (
        (_("Indicators"), len(manifest.basis.definitions)),
        (_("Cells"), manifest.rows),
        (_("Months of facts computed"), done.computed),
        (_("Months of facts taken over"), done.reused),
    ):
        counted.add_row(title, number(count))
    console.print(counted)
    if done.without_events:
        console.print()
        console.print(_("These have no figures, since a feed that they need is not in the store:"))
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(_("Indicator"), overflow="fold")
        table.add_column(_("Feeds"), overflow="fold")
        for indicator, feeds in done.without_events.items():
            table.add_row(indicator, ", ".join(feeds))
        console.print(table)
    console.print()
    console.print(
        _("See what changed with tertial snapshots compare, and why a figure is what it is with tertial explain."),
        soft_wrap=True,
    )


def computed_document(done: Computed) -> dict[str, object]:
    """The same as JSON takes it."""
    manifest = done.snapshot.manifest
    return {
        "snapshot": manifest.number,
        "id": manifest.id,
        "sha256": manifest.sha256,
        "new": done.is_new,
        "through": str(manifest.basis.through),
        "state": manifest.basis.state.number,
        "indicators": len(manifest.basis.definitions),
        "cells": manifest.rows,
        "computed": done.computed,
        "taken_over": done.reused,
        "without_events": [
            {"indicator": indicator, "feeds": list(feeds)} for indicator, feeds in done.without_events.items()
        ],
    }
