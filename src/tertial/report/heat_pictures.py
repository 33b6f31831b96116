"""The heat map of units with what it shows in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tertial.language import _
from tertial.report.charts.heat import HeatCell, HeatRow, heat_map, parted
from tertial.report.model import Picture, Status


def heat_pictures(
    rows: Sequence[HeatRow], columns: Sequence[str], *, title: str, uncertain: str
) -> tuple[Picture, ...]:
    """The units in the order given, in as few pictures as fit on pages. `title` begins each alternative text, and
    `uncertain` says what is hatched.

    Raises ValueError as `heat_map` does.
    """
    cells = [cell for row in rows for cell in row.cells]
    parts = parted(rows, columns)
    return heat_map(
        rows,
        columns,
        legend=_legend(cells),
        uncertain=uncertain if any(cell.uncertain for cell in cells) else "",
        alts=[_alt(title, part, columns, uncertain) for part in parts],
    )


def _legend(cells: Sequence[HeatCell]) -> list[Status]:
    """The statuses that stand in the picture, from met to what cannot be judged."""
    order = ("full", "half", "ring", "dotted")
    found = {cell.status for cell in cells if cell.status is not None}
    return sorted(found, key=lambda status: (order.index(status.mark.value), status.word))


def _alt(title: str, rows: Sequence[HeatRow], columns: Sequence[str], uncertain: str) -> str:
    """The units of the picture, and how many have each status, column by column."""
    said = [_("{title}, a heat map of units: {units}.").format(title=title, units=", ".join(row.name for row in rows))]
    for place, column in enumerate(columns):
        cells = [row.cells[place] for row in rows]
        counts = Counter(cell.status for cell in cells if cell.status is not None)
        parts = [f"{counts[status]} {status.word}" for status in _legend(cells)]
        absent = sum(cell.status is None for cell in cells)
        if absent:
            parts.append(_("{count} without a figure").format(count=absent))
        hatched = sum(cell.uncertain for cell in cells)
        if hatched:
            parts.append(_("of which hatched ({words}): {count}").format(words=uncertain, count=hatched))
        said.append(f"{column}: {', '.join(parts)}.")
    return " ".join(said)
