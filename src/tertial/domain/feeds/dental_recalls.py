"""Dental recalls: when a patient is due by the recall interval, and when the patient was called."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="dental-recalls",
    title=Label("Kallelser i tandvården", "Dental recalls"),
    row=Label(
        "En patients planerade undersökning enligt revisionsintervallet.",
        "A patient’s examination as planned by the recall interval.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column(
            "recall_id", ColumnKind.KEY, Label("Den planerade undersökningens id", "The id of the planned examination")
        ),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Kliniken", "The clinic")),
        Column(
            "due",
            ColumnKind.DATE,
            Label(
                "Dagen då undersökningen ska göras enligt revisionsintervallet",
                "The day the examination is due by the recall interval",
            ),
        ),
        Column(
            "interval_months",
            ColumnKind.INTEGER,
            Label("Revisionsintervall i månader", "Recall interval in months"),
            low=Decimal(1),
            high=Decimal(60),
        ),
        Column(
            "called",
            ColumnKind.DATE,
            Label(
                "Dagen som patienten kallades till; tom om ingen kallelse finns",
                "The day the patient was called to; empty where there is no recall",
            ),
            required=False,
        ),
    ),
    key=("recall_id",),
    event="due",
    delivery=Delivery.DELTA,
    # With too few dentists a call may come long after the examination was due, and is then added to its row.
    look_back=36,
    carries=Label(
        "Andel barn och unga som kallas i tid, högst tre månader efter revisionsintervallet.",
        "Share of children called in time, at most three months after the recall interval.",
    ),
    sample=(
        ("R-100", "20140412-9817", "ftv-1", "2025-03-01", "24", "2025-04-10"),
        ("R-101", "20170108-9805", "ftv-1", "2025-03-15", "18", ""),
        ("R-102", "20110926-9801", "ftv-2", "2025-04-01", "24", "2025-08-20"),
    ),
)
