"""Small organisations with history, for tests of where work counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tertial.domain.label import Label
from tertial.domain.organisation import Membership, Organisation, Successor, Unit, Validity

TODAY = date(2025, 8, 31)
TREES = {"line": ("region", "area", "clinic"), "geography": ("county_part", "municipality")}


def a_unit(
    name: str,
    parent: str = "region",
    kind: str = "clinic",
    *,
    first: date | None = None,
    last: date | None = None,
    to: tuple[str | tuple[str, str], ...] = (),
) -> Unit:
    """A unit; `to` are its successors, with a share or without."""
    successors = tuple(
        Successor(unit) if isinstance(unit, str) else Successor(unit[0], Decimal(unit[1])) for unit in to
    )
    return Unit(name, Label(name.upper()), kind, parent, validity=Validity(first, last), successors=successors)


def an_area(
    name: str, *, first: date | None = None, last: date | None = None, to: tuple[str | tuple[str, str], ...] = ()
) -> Unit:
    """An area under the region."""
    return a_unit(name, kind="area", first=first, last=last, to=to)


def a_place(name: str, kind: str = "municipality", parent: str = "") -> Unit:
    """A node of the geography."""
    return a_unit(name, parent, kind)


def a_member(unit: str, node: str, *, first: date | None = None, last: date | None = None) -> Membership:
    """A place in the geography."""
    return Membership(unit, "geography", node, Validity(first, last))


def an_organisation(*units: Unit, memberships: Iterable[Membership] = ()) -> Organisation:
    """The region with these units under it."""
    return Organisation((a_unit("region", "", "region"), *units), tuple(memberships), TREES)
