"""A tabled case of the organisation's history: units, what was counted at them, and the figures that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import NO_UNIT, Cell, View
from tertial.domain.figures import ComputedFigure
from tertial.domain.label import Label
from tertial.domain.organisation import LINE, Membership, Organisation, Successor, Unit, Validity
from tests.spec.measure_case import TableRow, table_rows
from tests.unit.compute.counted import AUGUST, of_all, results

TREES = {LINE: ("region", "area", "clinic"), "geography": ("county_part", "municipality")}
LOADED = tuple(Month(2023, 1).plus(step) for step in range(32))
TODAY = date(2025, 8, 31)
VIEWS = {"as it was": View.AS_IT_WAS, "as it is": View.AS_IT_IS}


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the table of figures."""

    node: str
    tree: str
    period: Period
    view: View
    figure: str
    says: str


@dataclass(frozen=True, slots=True)
class HistoryCase:
    """One case. Tables leave out columns that are empty; the region itself stands in every organisation.

    `units` has the columns of organisation.csv, `memberships` those of memberships.csv, `counts` what was counted in a
    month at a unit, and `figures` what must come of it.
    """

    title: str
    why: str
    units: str
    counts: str
    figures: str
    memberships: str = ""

    def organisation(self) -> Organisation:
        """The organisation of the case."""
        units = [Unit("region", Label("Region"), "region"), *map(_unit, table_rows(self.units))]
        members = table_rows(self.memberships) if self.memberships else iter(())
        memberships = [Membership(row["unit"], row["tree"], row["node"], _validity(row)) for row in members]
        return Organisation(tuple(units), tuple(memberships), TREES)

    def cells(self) -> Iterator[Cell]:
        """What was counted, as an engine would give it."""
        for row in table_rows(self.counts):
            above, below = row["counted"].split(" of ")
            unit = NO_UNIT if row["unit"] == "none" else row["unit"]
            yield from of_all(int(above), int(below), unit, Month.parse(row["month"]))

    def results(self) -> Results:
        """The results of the case."""
        return results(self.organisation(), self.cells(), loaded={"contacts": LOADED}, through=AUGUST, on=TODAY)

    def asked(self) -> list[Asked]:
        """The figures that are asked for."""
        return [
            Asked(
                row["node"],
                row.get("tree") or LINE,
                Period.parse(row["period"]),
                VIEWS[row["view"]],
                row["figure"],
                row.get("says", ""),
            )
            for row in table_rows(self.figures)
        ]


def written(figure: ComputedFigure) -> str:
    """A figure as the tables write it: its counts."""
    if figure.value() is None:
        return "none"
    parts = (figure.numerator, figure.denominator)
    return " of ".join(_plain(part) for part in parts if part is not None)


def says(figure: ComputedFigure) -> str:
    """The reasons of a figure, in English."""
    return " ".join(reason.in_language("en") for reason in figure.reasons)


def _plain(amount: int | Fraction) -> str:
    shown = Decimal(Fraction(amount).numerator) / Decimal(Fraction(amount).denominator)
    return f"{shown.normalize():f}"


def _unit(row: TableRow) -> Unit:
    names = [name for name in row.get("successor", "").split(";") if name]
    shares = [Decimal(share) for share in row.get("share", "").split(";") if share]
    successors = tuple(Successor(name, shares[place] if shares else None) for place, name in enumerate(names))
    parent = row.get("parent", "")
    return Unit(row["id"], Label(row["id"].capitalize()), row["kind"], parent, "", "", _validity(row), successors)


def _validity(row: TableRow) -> Validity:
    first, last = (row.get(name, "") for name in ("valid_from", "valid_to"))
    return Validity(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
