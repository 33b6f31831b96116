"""What the comparison of two snapshots prints, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from tertial.domain.calendar import Month
from tertial.domain.cells import NO_UNIT
from tertial.language import _, spoken
from tertial.report.numbers import number, signed
from tertial.store.snapshots.comparing import Cause, Change, ChangedIndicator, Comparison, FeedMonths
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.snapshots.moving import Moved

FEW = 2
"""So many names are printed; of more only the number. JSON has them all."""


def print_comparison(console: Console, comparison: Comparison) -> None:
    """What the two were computed from, where that differs; then a line for each indicator with other results."""
    before, after = comparison.before, comparison.after
    console.print(_("From snapshot {before} to snapshot {after}.").format(before=before.id, after=after.id))
    console.print()
    if comparison.causes:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(_("What differs"), no_wrap=True)
        table.add_column("", overflow="fold")
        for cause in comparison.causes:
            table.add_row(cause_word(cause), _difference(cause, comparison))
        console.print(table)
    else:
        console.print(_("Both were computed from the same."))
    console.print()
    if not comparison.changed:
        console.print(_("No result changed."))
        return
    console.print(_changed(comparison.changed))
    if any(not one.causes for one in comparison.changed):
        console.print()
        console.print(_("Results without a cause should not be: the same computing gave another answer. Report it."))


def _difference(cause: Cause, comparison: Comparison) -> str:
    old, new = comparison.before.basis, comparison.after.basis
    match cause:
        case Cause.DATA:
            return "\n".join(f"{feed}: {_months(months)}" for feed, months in comparison.feeds.items())
        case Cause.THROUGH:
            return _("{before}, then {after}").format(before=old.through, after=new.through)
        case Cause.DEFINITION:
            return _named(comparison.definitions, _("{count} indicators"))
        case Cause.ORGANISATION:
            return _("another organisation")
        case Cause.CODE:
            if old.code.version == new.code.version:
                return _("other rules of the engine, version {version}").format(version=new.code.version)
            return _("{before}, then {after}").format(before=old.code.version, after=new.code.version)


def _changed(changed: Sequence[ChangedIndicator]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Indicator"), overflow="fold")
    table.add_column(_("Cells"), justify="right", no_wrap=True)
    shown = [
        (title, figures)
        for title, figures in (
            (_("Numerator"), [one.moved.numerator for one in changed]),
            (_("Denominator"), [one.moved.denominator for one in changed]),
            (_("In histograms"), [one.moved.spread for one in changed]),
        )
        if any(figures)
    ]
    for title, _figures in shown:
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("Where"), overflow="fold")
    table.add_column(_("Why"), overflow="fold")
    for place, one in enumerate(changed):
        table.add_row(
            one.indicator,
            number(one.moved.cells + one.moved.unique),
            *(signed(Decimal(figures[place])) for _title, figures in shown),
            _where(one.moved),
            _why(one),
        )
    return table


def _where(moved: Moved) -> str:
    """Months and units on a line each; for unique cells periods and nodes."""
    units = [_("no unit") if unit == NO_UNIT else unit for unit in moved.units]
    lines = [
        _months(moved.months),
        _named(units, _("{count} units")),
        _named([str(period) for period in moved.periods], _("{count} periods")),
        _named(moved.nodes, _("{count} nodes")),
    ]
    return "\n".join(line for line in lines if line)


def _why(one: ChangedIndicator) -> str:
    if one.change is not Change.CHANGED:
        return _("new indicator") if one.change is Change.ADDED else _("indicator gone")
    words = [
        f"{cause_word(cause)} ({', '.join(one.feeds)})" if cause is Cause.DATA else cause_word(cause)
        for cause in one.causes
    ]
    return ", ".join(words) or _("no cause")


def cause_word(cause: Cause) -> str:
    """What differs between two snapshots, in a word."""
    return {
        Cause.DATA: _("data"),
        Cause.THROUGH: _("last month"),
        Cause.DEFINITION: _("definition"),
        Cause.ORGANISATION: _("organisation"),
        Cause.CODE: _("program"),
    }[cause]


def _months(months: Sequence[Month]) -> str:
    if len(months) <= FEW:
        return ", ".join(map(str, months))
    return _("{first} to {last}, {count} months").format(first=months[0], last=months[-1], count=number(len(months)))


def _named(names: Sequence[str], many: str) -> str:
    """A few names as they are, or how many in the words for many."""
    return ", ".join(names) if len(names) <= FEW else many.format(count=number(len(names)))


def comparison_document(comparison: Comparison) -> dict[str, object]:
    """The comparison as JSON takes it."""
    return {
        "before": _manifest(comparison.before),
        "after": _manifest(comparison.after),
        "causes": [cause.value for cause in comparison.causes],
        "feeds": _feeds(comparison.feeds),
        "definitions": list(comparison.definitions),
        "changed": [_indicator(one) for one in comparison.changed],
    }


def _manifest(manifest: SnapshotManifest) -> dict[str, object]:
    return {
        "snapshot": manifest.number,
        "id": manifest.id,
        "through": str(manifest.basis.through),
        "state": manifest.basis.state.number,
        "program": manifest.basis.code.version,
    }


def _feeds(feeds: FeedMonths) -> dict[str, list[str]]:
    return {feed: [str(month) for month in months] for feed, months in feeds.items()}


def _indicator(one: ChangedIndicator) -> dict[str, object]:
    moved = one.moved
    return {
        "indicator": one.indicator,
        "title": spoken(one.title),
        "change": one.change.value,
        "cells": moved.cells,
        "numerator": moved.numerator,
        "denominator": moved.denominator,
        "spread": moved.spread,
        "months": [str(month) for month in moved.months],
        "units": list(moved.units),
        "unique": moved.unique,
        "periods": [str(period) for period in moved.periods],
        "nodes": list(moved.nodes),
        "causes": [cause.value for cause in one.causes],
        "feeds": _feeds(one.feeds),
    }
