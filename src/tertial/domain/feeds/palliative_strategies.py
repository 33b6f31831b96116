"""Patients with a palliative diagnosis, and whether a strategy of treatment stands in the record."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="palliative-strategies",
    title=Label("Palliativa behandlingsstrategier", "Palliative strategies of treatment"),
    row=Label(
        "En patient som fått en palliativ diagnos vid en enhet.", "A patient given a palliative diagnosis at a unit."
    ),
    grain=Grain.PERSON,
    columns=(
        Column("diagnosis_id", ColumnKind.KEY, Label("Diagnosregistreringens id", "The id of the diagnosis entry")),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Enheten som registrerade diagnosen", "The unit that registered the diagnosis"),
        ),
        Column("date", ColumnKind.DATE, Label("Dagen för diagnosen", "The day of the diagnosis")),
        Column(
            "strategy",
            ColumnKind.DATE,
            Label(
                "Dagen då behandlingsstrategin dokumenterades; tom om den saknas",
                "The day the strategy was documented; empty where there is none",
            ),
            required=False,
        ),
    ),
    key=("diagnosis_id",),
    event="date",
    delivery=Delivery.DELTA,
    # The strategy is often written months after the diagnosis and is then added to its row.
    look_back=12,
    carries=Label(
        "Andel patienter med palliativ diagnos som har en dokumenterad behandlingsstrategi.",
        "Share of patients with a palliative diagnosis who have a documented strategy of treatment.",
    ),
    sample=(
        ("PD-11", "19450317-9808", "hc-1", "2025-02-13", "2025-02-20"),
        ("PD-12", "19380905-9813", "hc-4", "2025-03-05", ""),
    ),
)
