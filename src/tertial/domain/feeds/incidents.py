"""Reported incidents in care: kind, harm, and when they were reported and closed; never the patient."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import SEX
from tertial.domain.label import Label

KIND = CodeScheme(
    "incident_kind",
    "2025",
    Label("Slag av avvikelse", "Kind of incident"),
    {
        "fall": Label("Fall", "Fall"),
        "medication": Label("Läkemedel", "Medication"),
        "treatment": Label("Vård och behandling", "Care and treatment"),
        "infection": Label("Vårdrelaterad infektion", "Care-related infection"),
        "communication": Label("Kommunikation och dokumentation", "Communication and documentation"),
        "access": Label("Tillgänglighet", "Access"),
        "equipment": Label("Medicinteknik och it", "Medical devices and IT"),
        "other": Label("Annat", "Other"),
    },
)

HARM = CodeScheme(
    "incident_harm",
    "2025",
    Label("Skada", "Harm"),
    {
        "none": Label("Ingen skada", "No harm"),
        "minor": Label("Mindre", "Minor"),
        "moderate": Label("Måttlig", "Moderate"),
        "considerable": Label("Betydande", "Considerable"),
        "catastrophic": Label("Katastrofal", "Catastrophic"),
    },
)

FEED = Feed(
    id="incidents",
    title=Label("Avvikelser i vården", "Incidents in care"),
    row=Label("En rapporterad avvikelse.", "A reported incident."),
    grain=Grain.EVENT,
    columns=(
        Column(
            "incident_id",
            ColumnKind.KEY,
            Label("Avvikelsens id i avvikelsesystemet", "The incident’s id in the incident system"),
        ),
        Column(
            "unit", ColumnKind.UNIT, Label("Enheten där avvikelsen inträffade", "The unit where the incident happened")
        ),
        Column(
            "reported", ColumnKind.DATE, Label("Dagen då avvikelsen rapporterades", "The day the incident was reported")
        ),
        Column(
            "closed",
            ColumnKind.DATE,
            Label("Dagen då ärendet avslutades; tom om det är öppet", "The day the case was closed; empty while open"),
            required=False,
        ),
        Column("kind", ColumnKind.CODE, Label("Slag av avvikelse", "Kind of incident"), scheme=KIND),
        Column("harm", ColumnKind.CODE, Label("Skada för patienten", "Harm to the patient"), scheme=HARM),
        # Falls are followed for older patients by sex: a mark says enough, so no age and no identity is asked for.
        Column("sex", ColumnKind.CODE, Label("Patientens kön", "The patient’s sex"), required=False, scheme=SEX),
        Column(
            "older",
            ColumnKind.YES_NO,
            Label("Patienten är 65 år eller äldre", "The patient is 65 years or older"),
            required=False,
        ),
    ),
    key=("incident_id",),
    event="reported",
    delivery=Delivery.DELTA,
    # A case is closed, and its kind and harm settled, long after the report.
    look_back=24,
    carries=Label(
        "Andel avvikelser avslutade inom 60 dagar, vårdrelaterade fallskador hos äldre.",
        "Share of incidents closed within 60 days, injuries from falls in care among older patients.",
    ),
    sample=(
        ("AV-3301", "avd-30", "2025-03-02", "2025-04-11", "fall", "moderate", "women", "yes"),
        ("AV-3302", "ftv-1", "2025-03-09", "", "communication", "none", "", ""),
        ("AV-3303", "hc-2", "2025-03-10", "2025-06-30", "medication", "minor", "unknown", "no"),
    ),
)
