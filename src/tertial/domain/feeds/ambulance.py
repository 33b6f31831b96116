"""Ambulance: each mission in which a patient was met, and where it led."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

AMBULANCE_OUTCOME = CodeScheme(
    "ambulance_outcome",
    "2025",
    Label("Vart uppdraget ledde", "Where the mission led"),
    {
        "hospital": Label("Till sjukhus", "Conveyed to a hospital"),
        "health_centre": Label("Till hälsocentral eller sjukstuga", "Conveyed to a health centre or cottage hospital"),
        "referred": Label("Hänvisad till annan vård", "Referred to other care"),
        "stayed": Label("Färdigbehandlad på plats", "Treated on the spot"),
        "deceased": Label("Avliden", "Deceased"),
    },
)

FEED = Feed(
    id="ambulance",
    title=Label("Ambulansuppdrag", "Ambulance missions"),
    row=Label("Ett ambulansuppdrag med en patient.", "An ambulance mission with a patient."),
    grain=Grain.PERSON,
    columns=(
        Column("mission_id", ColumnKind.KEY, Label("Uppdragets id", "The mission’s id")),
        Column(
            "person",
            ColumnKind.PERSON,
            Label("Patientens identitetsnummer; tomt för okänd patient", "The identity number; empty when unknown"),
            required=False,
        ),
        Column("unit", ColumnKind.UNIT, Label("Ambulansstationen", "The ambulance station")),
        Column("alarmed_at", ColumnKind.INSTANT, Label("När uppdraget gavs", "When the mission was given")),
        Column(
            "outcome",
            ColumnKind.CODE,
            Label("Vart uppdraget ledde", "Where the mission led"),
            required=False,
            scheme=AMBULANCE_OUTCOME,
        ),
    ),
    key=("mission_id",),
    event="alarmed_at",
    delivery=Delivery.DELTA,
    # The patient of a mission is often identified weeks later.
    look_back=3,
    carries=Label(
        "Personer som ofta åker ambulans, andel uppdrag som leder till annan vård än sjukhus.",
        "People who often go by ambulance, share of missions that lead to other care than a hospital.",
    ),
    sample=(
        ("AM-1", "19380212-2386", "ambulance-1", "2025-08-18T23:50:00", "hospital"),
        ("AM-2", "", "ambulance-1", "2025-08-20T15:05:00", "stayed"),
    ),
)
