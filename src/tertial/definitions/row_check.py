"""Refuses a row that would not read before it is written into a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tertial.definitions import scalars
from tertial.definitions.known_names import indicator_ids, unit_ids
from tertial.definitions.not_written import NotWrittenError, check_known
from tertial.definitions.refusal import Refusal
from tertial.domain.economy import AmountUnit, Item
from tertial.language import _

CONVERTERS: Mapping[str, Callable[[str], object]] = {
    "id": scalars.identifier,
    "period": scalars.period,
    "sex": scalars.sex,
    "age_band": scalars.age_band,
    "item": lambda text: scalars.one_of(text, Item),
    "numerator": scalars.count,
    "denominator": scalars.count,
    "value": scalars.figure,
    "amount": scalars.figure,
    "published": scalars.yes_or_no,
    "valid_from": scalars.day,
    "valid_to": scalars.day,
}
"""Column -> what reads its cells, in whichever table it stands."""

UNITS = {
    "organisation.csv": ("parent",),
    "memberships.csv": ("unit", "node"),
    "economy.csv": ("frame",),
    "outcomes": ("unit",),
}
"""Table -> its columns that name units."""

NEEDED = {
    "organisation.csv": ("id", "name", "kind"),
    "memberships.csv": ("unit", "tree", "node"),
    "economy.csv": ("frame", "account", "period", "item", "amount", "unit"),
    "outcomes": ("indicator", "unit", "period"),
}
"""Table -> the cells that no row leaves empty."""


def check_row(folder: Path, file: str, row: Mapping[str, str]) -> None:
    """Raise NotWrittenError for the first cell that would not read; the nearest right name is told."""
    table = "outcomes" if file.startswith("outcomes/") else file
    empty = [column for column in NEEDED[table] if not row.get(column)]
    if table == "outcomes" and not row.get("value") and not row.get("numerator"):
        empty.append("value")
    if empty:
        raise NotWrittenError(_("{file}: fill in {columns}.").format(file=file, columns=", ".join(empty)))
    for column, cell in row.items():
        if not cell:
            continue
        if column in UNITS[table]:
            check_known(cell, unit_ids(folder), _("unit"))
        elif column == "indicator":
            check_known(cell, indicator_ids(folder), _("indicator"))
        elif column == "unit" and table == "economy.csv":
            _convert(file, column, cell, lambda text: scalars.one_of(text, AmountUnit))
        elif column in CONVERTERS:
            _convert(file, column, cell, CONVERTERS[column])


def _convert(file: str, column: str, cell: str, convert: Callable[[str], object]) -> None:
    try:
        convert(cell)
    except Refusal as refusal:
        said = _("read ”{read}”, expected {expected}").format(read=refusal.read, expected=refusal.expected)
        raise NotWrittenError(_("{file}, {place}: {said}.").format(file=file, place=column, said=said)) from refusal
