"""What the list of snapshots prints, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from rich.console import Console
from rich.table import Table

from tertial.domain.clock import TIME_ZONE
from tertial.language import _
from tertial.pipeline.snapshots import Listed
from tertial.printout import WIDE_ENOUGH
from tertial.report.numbers import number

MONTH_WIDTH = len("2025-12")


def print_listed(console: Console, found: Sequence[Listed]) -> None:
    """A line for each snapshot, the newest last; the one in force is marked.

    In a narrow terminal the cells are left out, so that there is room for what a snapshot is kept for.
    """
    if not found:
        console.print(_("There are no snapshots yet. They come with the first computing."))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    wide = console.width >= WIDE_ENOUGH
    table.add_column(_("Snapshot"), no_wrap=True)
    table.add_column(_("Made"), no_wrap=True)
    table.add_column(_("Through"), max_width=None if wide else MONTH_WIDTH)
    for title in (_("State"), _("Indicators"), _("Cells")) if wide else (_("State"), _("Indicators")):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("Kept for"), overflow="fold")
    for one in found:
        manifest = one.snapshot.manifest
        counts = (len(manifest.basis.definitions), manifest.rows)
        table.add_row(
            manifest.id,
            manifest.made_at.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M"),
            str(manifest.basis.through),
            str(manifest.basis.state.number),
            *map(number, counts if wide else counts[:1]),
            ", ".join([_("in force")] * one.in_force + list(one.pinned_by)),
        )
    console.print(table)


def listed_document(found: Sequence[Listed]) -> list[dict[str, object]]:
    """The snapshots as JSON takes them."""
    return [
        {
            "snapshot": manifest.number,
            "id": manifest.id,
            "sha256": manifest.sha256,
            "made_at": manifest.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "through": str(manifest.basis.through),
            "state": manifest.basis.state.number,
            "program": manifest.basis.code.version,
            "indicators": len(manifest.basis.definitions),
            "cells": manifest.rows,
            "bytes": manifest.size,
            "in_force": one.in_force,
            "pinned_by": list(one.pinned_by),
        }
        for one in found
        for manifest in (one.snapshot.manifest,)
    ]
