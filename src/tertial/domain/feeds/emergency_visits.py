"""Emergency visits: each visit to an emergency department."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="emergency-visits",
    title=Label("Akutbesök", "Emergency visits"),
    row=Label("Ett besök på en akutmottagning.", "A visit to an emergency department."),
    grain=Grain.PERSON,
    columns=(
        Column("visit_id", ColumnKind.KEY, Label("Besökets id", "The visit’s id")),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Akutmottagningen", "The emergency department")),
        Column("arrived_at", ColumnKind.INSTANT, Label("När patienten kom", "When the patient arrived")),
    ),
    key=("visit_id",),
    event="arrived_at",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Besök på akutmottagning av personer 80 år och äldre, antal och andel; patienter med många akutbesök.",
        "Emergency visits by people aged 80 or over, number and share; patients with many emergency visits.",
    ),
    sample=(
        ("AK-1", "19380212-2386", "emergency-1", "2025-08-19T00:40:00"),
        ("AK-2", "19900101-2393", "emergency-1", "2025-08-23T22:15:00"),
    ),
)
