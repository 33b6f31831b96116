"""Admissions: each stay in a ward, with when the patient was ready for discharge and what held it up."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

DELAY_CAUSE = CodeScheme(
    "delay_cause",
    "2025",
    Label("Orsak till att patienten var kvar", "Why the patient stayed on"),
    {
        "none": Label("Ingen fördröjning", "No delay"),
        "short_term_place": Label("Väntan på korttidsplats", "Waiting for a short-term place"),
        "residential_care": Label("Väntan på särskilt boende", "Waiting for residential care"),
        "home_services": Label("Väntan på hemtjänst eller hemsjukvård", "Waiting for home services or home nursing"),
        "planning": Label("Samordnad planering inte klar", "The joint planning was not done"),
        "region": Label("Regionens egen del, t.ex. läkemedel eller transport", "The region’s own part"),
        "other": Label("Annan orsak", "Another cause"),
        "unknown": Label("Okänd orsak", "Cause not known"),
    },
)
"""What held up the way home of a patient who was ready for discharge; shared with the joint discharge system."""

FEED = Feed(
    id="admissions",
    title=Label("Vårdtillfällen", "Admissions"),
    row=Label("Ett vårdtillfälle i slutenvården.", "A stay in inpatient care."),
    grain=Grain.PERSON,
    columns=(
        Column("admission_id", ColumnKind.KEY, Label("Vårdtillfällets id", "The stay’s id")),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som skrev ut, eller vårdar nu", "The last unit of the stay")),
        Column("admitted_at", ColumnKind.INSTANT, Label("När patienten skrevs in", "When the patient was admitted")),
        Column("planned", ColumnKind.YES_NO, Label("Inskrivningen var planerad", "The admission was planned")),
        Column(
            "ready_at",
            ColumnKind.INSTANT,
            Label("När patienten blev utskrivningsklar", "When the patient was ready for discharge"),
            required=False,
        ),
        Column(
            "delay_cause",
            ColumnKind.CODE,
            Label("Orsak till att patienten var kvar efter det", "Why the patient stayed on after that"),
            required=False,
            scheme=DELAY_CAUSE,
        ),
        Column(
            "discharged_at",
            ColumnKind.INSTANT,
            Label("När patienten skrevs ut; tomt medan vården pågår", "When discharged; empty during the stay"),
            required=False,
        ),
        Column(
            "deceased",
            ColumnKind.YES_NO,
            Label("Patienten avled under vårdtillfället", "The patient died during the stay"),
            required=False,
        ),
    ),
    key=("admission_id",),
    event="admitted_at",
    delivery=Delivery.DELTA,
    # A stay is corrected until its discharge, and the longest, in forensic psychiatry, last for years.
    look_back=60,
    carries=Label(
        "Oplanerade återinskrivningar inom 30 dagar, utskrivningsklara mer än ett dygn och vårddygn som "
        "utskrivningsklar, orsaker till fördröjning.",
        "Unplanned readmissions within 30 days, ready for discharge for over a day and days ready for discharge, "
        "causes of delay.",
    ),
    sample=(
        (
            "VT-1",
            "19380212-2386",
            "ward-1",
            "2025-07-20T14:10:00",
            "no",
            "2025-07-29T10:00:00",
            "short_term_place",
            "2025-08-02T13:00:00",
            "no",
        ),
        ("VT-2", "19380212-2386", "ward-1", "2025-08-19T02:35:00", "no", "", "", "2025-08-27T11:20:00", "yes"),
        ("VT-3", "19450308-2390", "ward-2", "2025-08-25T09:00:00", "yes", "", "", "", ""),
    ),
)
