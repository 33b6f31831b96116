"""Persons by how often they come in twelve months: the contract that facts of several feeds share."""

from __future__ import annotations

from tertial.domain.facts.columns import LAST_DAY, columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.facts.last_contact import at_last_contact
from tertial.domain.label import Label

MONTHS = 12


def visitors(id: str, feed: str, title: Label, row: Label, contacts: Label, official: Label) -> Fact:
    """The contract for the persons of a feed; `contacts` says what is counted."""
    (person,) = columns_of_feed(feed, "person")
    return Fact(
        id=id,
        title=title,
        row=row,
        columns=(
            FactColumn("person", person.type, person.meaning, nullable=False),
            FactColumn(
                "unit",
                ValueType.UNIT,
                Label(
                    "Enheten som personen har kommit till oftast; av lika ofta den vars id kommer först",
                    "The unit that the person has come to most often; of equally often the one whose id comes first",
                ),
                nullable=False,
            ),
            LAST_DAY,
            *at_last_contact(feed),
            FactColumn("contacts", ValueType.INTEGER, contacts, nullable=False),
            FactColumn("units", ValueType.INTEGER, Label("Olika enheter", "Different units"), nullable=False),
        ),
        day="day",
        unit="unit",
        person="person",
        sources=(feed,),
        derived=True,
        look_back=MONTHS - 1,
        at_month_ends=True,
        window=MONTHS,
        official=official,
    )
