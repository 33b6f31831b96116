"""Complaints to the patients' board, by area, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

AREA = CodeScheme(
    "complaint_area",
    "2025",
    Label("Område", "Area"),
    {
        "treatment": Label("Vård och behandling", "Care and treatment"),
        "outcome": Label("Resultat", "Outcome"),
        "communication": Label("Kommunikation", "Communication"),
        "records": Label("Dokumentation och sekretess", "Records and secrecy"),
        "economy": Label("Ekonomi", "Economy"),
        "access": Label("Tillgänglighet", "Access"),
        "responsibility": Label("Vårdansvar och organisation", "Responsibility and organisation"),
        "administration": Label("Administrativ hantering", "Administration"),
        "other": Label("Övrigt", "Other"),
    },
)

FEED = Feed(
    id="complaints",
    title=Label("Anmälningar till patientnämnden", "Complaints to the patients’ board"),
    row=Label(
        "Antal anmälningar inom ett område om en enhet under en månad.",
        "Complaints of an area about a unit in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten som anmälan gäller", "The unit that the complaint is about")),
        Column("area", ColumnKind.CODE, Label("Område", "Area"), scheme=AREA),
        Column("month", ColumnKind.MONTH, Label("Månaden då anmälan kom in", "The month the complaint came in")),
        Column("complaints", ColumnKind.INTEGER, Label("Antal anmälningar", "Number of complaints"), low=Decimal(0)),
    ),
    key=("unit", "area", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # The area is settled when the case is worked through.
    look_back=6,
    carries=Label(
        "Anmälningar till patientnämnden inom området kommunikation.",
        "Complaints to the patients’ board on communication.",
    ),
    sample=(
        ("hc-1", "communication", "2025-05", "2"),
        ("avd-30", "treatment", "2025-05", "1"),
    ),
)
