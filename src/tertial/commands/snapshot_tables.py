"""What the list of snapshots prints, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from rich.console import Console
from rich.table import Table

from tertial.domain.clock import TIME_ZONE
from tertial.language import _
from tertial.pipeline.snapshots import Listed
from tertial.report.numbers import number


def print_listed(console: Console, found: Sequence[Listed]) -> None:
    """A line for each snapshot, the newest last; the one in force is marked."""
    if not found:
        console.print(_("There are no snapshots yet. They come with the first computing."))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Snapshot"), no_wrap=True)
    for title in (_("Made"), _("Through")):
        table.add_column(title, no_wrap=True)
    for title in (_("State"), _("Indicators"), _("Cells")):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("Kept for"), overflow="fold")
    for one in found:
        manifest = one.snapshot.manifest
        table.add_row(
            manifest.id,
            manifest.made_at.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M"),
            str(manifest.basis.through),
            str(manifest.basis.state.number),
            number(len(manifest.basis.definitions)),
            number(manifest.rows),
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
