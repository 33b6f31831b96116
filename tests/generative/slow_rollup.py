"""The slow, obvious roll-up: day by day, unit by unit, every possible place spelled out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

from tertial.domain.calendar import Month
from tertial.domain.cells import Cell, View
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.results import Sex, Split

Nodes = frozenset[str]
ONE_DAY = timedelta(days=1)


def totals(
    cells: Iterable[Cell], organisation: Organisation, tree: str, view: View, on: date
) -> dict[str, Fraction | None]:
    """The sum of the cells' amounts at every node; None where a split leaves open what it is."""
    found: dict[str, Fraction | None] = dict.fromkeys(organisation.ids, Fraction(0))
    for cell in cells:
        for node, share in shares(cell.unit, cell.month, organisation, tree, view, on).items():
            before = found[node]
            found[node] = None if before is None or share is None else before + share * cell.amount
    return found


def is_within(cell: Cell, split: Split) -> bool:
    return (
        (split.sex is Sex.ALL or split.sex is cell.sex)
        and (not split.age_band or split.age_band == cell.age_band)
        and (not split.category or split.category == cell.category)
    )


def shares(
    unit: str, month: Month, organisation: Organisation, tree: str, view: View, on: date
) -> dict[str, Fraction | None]:
    """How much of a unit's work of a month counts at each node; None where nobody knows."""
    if unit not in organisation.ids:
        return {"region": Fraction(1)} if tree == "line" else {}
    days = (month.first_day, month.last_day) if view is View.AS_IT_WAS else (on, on)
    found: dict[str, Fraction | None] = {}
    for share, carriers in carried(unit, organisation, days[1], view):
        worlds = [nodes for carrier in carriers for nodes in possible_places(carrier, organisation, tree, view, days)]
        for node in frozenset[str]().union(*worlds):
            before = found.get(node, Fraction(0))
            is_sure = all(node in nodes for nodes in worlds)
            found[node] = before + share if is_sure and before is not None else None
    return found


def carried(unit: str, organisation: Organisation, day: date, view: View) -> list[tuple[Fraction, tuple[str, ...]]]:
    """Parts of a unit's work, and the units of which one has each part, or several together."""
    rows = [row for row in organisation.units if row.id == unit]
    latest = max(rows, key=lambda row: row.validity.first or date.min)
    has_ended = latest.validity.last is not None and latest.validity.last < day
    if (
        view is View.AS_IT_WAS
        or not has_ended
        or not latest.successors
        or any(row.validity.covers(day) for row in rows)
    ):
        return [(Fraction(1), (unit,))]
    ends = [(one.share, carried(one.unit, organisation, day, view)) for one in latest.successors]
    if len(ends) > 1 and any(share is None for share, _parts in ends):
        return [(Fraction(1), tuple(unit for _share, parts in ends for _part, units in parts for unit in units))]
    return [(Fraction(share or 1) * part, units) for share, parts in ends for part, units in parts]


def possible_places(
    unit: str, organisation: Organisation, tree: str, view: View, days: tuple[date, date]
) -> list[Nodes]:
    """Every set of nodes that work at a unit may count at."""
    row, day = nearest_row(unit, organisation, days)
    kinds = organisation.trees[tree]
    if tree == "line":
        if not row.parent:
            return [frozenset({unit} if row.kind in kinds else {unit, "region"})]
        return [nodes | {unit} for nodes in under(row.parent, organisation, tree, view, days)]
    own = frozenset({unit} if row.kind in kinds else ())
    for membership in organisation.memberships:
        if membership.unit == unit and membership.tree == tree and membership.validity.covers(day):
            return [nodes | own for nodes in under(membership.node, organisation, tree, view, days)]
    if not row.parent or (own and nearest_row(row.parent, organisation, days)[0].kind not in kinds):
        return [own]
    return [nodes | own for nodes in under(row.parent, organisation, tree, view, days)]


def under(node: str, organisation: Organisation, tree: str, view: View, days: tuple[date, date]) -> list[Nodes]:
    """Every set of nodes that work below a node may count at: an ended node's is with any of those who carry its."""
    carriers = [unit for _share, units in carried(node, organisation, days[1], view) for unit in units]
    return [nodes for unit in carriers for nodes in possible_places(unit, organisation, tree, view, days)]


def nearest_row(unit: str, organisation: Organisation, days: tuple[date, date]) -> tuple[Unit, date]:
    """The unit's row on its last valid day of the days, else on the nearest day before or after them."""
    rows = [row for row in organisation.units if row.id == unit]
    first, last = days
    within = [last - step * ONE_DAY for step in range((last - first).days + 1)]
    outside = (day for step in count(1) for day in (first - step * ONE_DAY, last + step * ONE_DAY))
    for days_tried in (within, outside):
        for day in days_tried:
            for row in rows:
                if row.validity.covers(day):
                    return row, day
    raise AssertionError("unreachable: every unit has a row")
