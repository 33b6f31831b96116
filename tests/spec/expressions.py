"""The tables of docs/reference/expressions.md as examples that tests run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from tertial.domain.facts.contract import Fact, ValueType
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tests.spec.page_tables import rows_under

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "expressions.md"

ORGANISATION = Organisation(
    tuple(
        Unit(id, Label(id), "health_centre", provider=provider)
        for id, provider in (("hc-north", "region"), ("hc-south", "region"), ("hc-capio", "capio"))
    )
)
KINDS = tuple(dict.fromkeys(unit.kind for unit in ORGANISATION.units))
PROVIDERS = tuple(dict.fromkeys(unit.provider for unit in ORGANISATION.units))

ADDED_UP = ", added up"
"""Ends the fact where the expression is no condition but a quantity."""

UNKNOWN = "unknown"
_TRUTHS: dict[str, object] = {"true": True, "false": False, UNKNOWN: None}
_CODE = re.compile(r"`(.*)`")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expression comes to for one row of stored values; None is unknown."""

    fact: Fact
    text: str
    row: dict[str, object]
    comes_to: object

    def __str__(self) -> str:
        return f"{self.text} for {self.row} is {self.comes_to}"


@dataclass(frozen=True, slots=True)
class Wrong:
    """An expression with a fault, and what is told of it."""

    code: str
    fact: Fact
    quantity: bool
    text: str
    read: str
    expected: str
    nearest: str


def plain(cell: str) -> str:
    """What stands between the code marks of a cell, or the cell where it has none."""
    marked = _CODE.fullmatch(cell)
    return marked[1] if marked else cell


def codes_in(cell: str) -> list[str]:
    """Every text between code marks in a cell."""
    return re.findall(r"`([^`]*)`", cell)


def outcomes() -> list[Outcome]:
    """What expressions come to, by the page."""
    found = []
    for feed, text, row, comes_to in rows_under(PAGE, "Feed", "Expression", "Row", "Comes to"):
        fact = fact_of_feed(feed)
        pairs = [] if row == "–" else [pair.split(": ", 1) for pair in row.split(", ")]
        values = {name: _stored(fact.column(name).type, value) for name, value in pairs}
        result = _TRUTHS[comes_to] if comes_to in _TRUTHS else Decimal(comes_to)
        found.append(Outcome(fact, plain(text), values, result))
    return found


def wrongs() -> list[Wrong]:
    """The expressions with faults, by the page."""
    found = []
    for cells in rows_under(PAGE, "Code", "Fact", "Written", "Read", "Expected", "Nearest right"):
        code, fact, text, read, expected, nearest = cells
        quantity = fact.endswith(ADDED_UP)
        contract = fact_of_feed(fact.removesuffix(ADDED_UP))
        found.append(Wrong(plain(code), contract, quantity, plain(text), plain(read), expected, plain(nearest)))
    return found


def _stored(kind: ValueType, text: str) -> object:
    """The value that the store keeps."""
    match kind:
        case ValueType.YES_NO:
            return _TRUTHS[text]
        case ValueType.INTEGER | ValueType.AMOUNT:
            return int(text)
        case ValueType.DECIMAL:
            return Decimal(text)
        case ValueType.DAY:
            return date.fromisoformat(text)
        case ValueType.INSTANT:
            return datetime.fromisoformat(text).astimezone(UTC)
        case _:
            return text
