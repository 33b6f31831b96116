"""The waiting list: each wait for a first visit or a treatment, from the decision until it is done or struck off."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

WAITS_FOR = CodeScheme(
    "waits_for",
    "2025",
    Label("Vad väntan gäller", "What the wait is for"),
    {
        "visit": Label("Första besök", "First visit"),
        "treatment": Label("Operation eller åtgärd", "Operation or treatment"),
    },
    source="Hälso- och sjukvårdsförordningen (2017:80) 6 kap., vårdgarantin",
)

FEED = Feed(
    id="waiting-list",
    title=Label("Väntelista", "Waiting list"),
    row=Label(
        "En patients väntan på ett första besök eller en åtgärd.",
        "One patient’s wait for a first visit or a treatment.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("wait_id", ColumnKind.KEY, Label("Väntans id", "The wait’s id")),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som patienten väntar på", "The unit waited for")),
        Column("waits_for", ColumnKind.CODE, Label("Vad väntan gäller", "What the wait is for"), scheme=WAITS_FOR),
        Column(
            "decided",
            ColumnKind.DATE,
            Label(
                "Beslutsdatum: dagen då väntan började räknas",
                "The day of the decision, from which the wait counts",
            ),
        ),
        Column(
            "chose_to_wait",
            ColumnKind.YES_NO,
            Label(
                "Patienten valde att vänta fast tid erbjöds inom gränsen",
                "The patient chose to wait although offered a time within the limit",
            ),
            required=False,
        ),
        Column(
            "medically_caused",
            ColumnKind.YES_NO,
            Label("Väntan är medicinskt orsakad", "The wait has a medical cause"),
            required=False,
        ),
        Column(
            "done",
            ColumnKind.DATE,
            Label("Dagen då besöket eller åtgärden genomfördes", "The day of the visit or treatment"),
            required=False,
        ),
        Column(
            "struck_off",
            ColumnKind.DATE,
            Label(
                "Dagen då patienten ströks utan besök eller åtgärd",
                "The day the patient was struck off without visit or treatment",
            ),
            required=False,
        ),
    ),
    key=("wait_id",),
    event="decided",
    delivery=Delivery.DELTA,
    # A row changes until the wait ends, and some waits last for years.
    look_back=60,
    carries=Label(
        "Vårdgarantins 90 dagar till första besök och 90 dagar till åtgärd, antal väntande vid en tidpunkt, utan dem "
        "som valt att vänta eller väntar av medicinska orsaker.",
        "The care guarantee’s 90 days to a first visit and 90 days to treatment, the number waiting on a day, without "
        "those who chose to wait or wait for medical reasons.",
    ),
    sample=(
        ("V-1", "19121212-1212", "clinic-1", "visit", "2025-04-14", "no", "no", "2025-06-30", ""),
        ("V-2", "19900101-2385", "clinic-2", "treatment", "2025-03-03", "yes", "no", "", ""),
        ("V-3", "19900101-2393", "clinic-2", "treatment", "2025-05-05", "", "", "", "2025-07-01"),
    ),
)
