"""Living habits: what was found when a patient was asked about a habit, and the advice or prescription given."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

HABIT = CodeScheme(
    "living_habit",
    "2025",
    Label("Levnadsvana", "Living habit"),
    {
        "tobacco": Label("Tobak och nikotin", "Tobacco and nicotine"),
        "alcohol": Label("Alkohol", "Alcohol"),
        "physical_activity": Label("Fysisk aktivitet", "Physical activity"),
        "eating": Label("Matvanor", "Eating habits"),
    },
    source="Socialstyrelsen, nationella riktlinjer om ohälsosamma levnadsvanor",
)

# A prescription of physical activity (FaR) is a kind of measure, so it needs no feed of its own.
ADVICE = CodeScheme(
    "lifestyle_measure",
    "2025",
    Label("Åtgärd", "Measure"),
    {
        "none": Label("Ingen åtgärd", "No measure"),
        "simple": Label("Enkelt råd", "Simple advice"),
        "counselling": Label("Rådgivande samtal", "Counselling"),
        "qualified_counselling": Label("Kvalificerat rådgivande samtal", "Qualified counselling"),
        "activity_prescription": Label("Fysisk aktivitet på recept (FaR)", "Physical activity on prescription (FaR)"),
    },
    source="Socialstyrelsen, nationella riktlinjer om ohälsosamma levnadsvanor",
)

FEED = Feed(
    id="lifestyle-advice",
    title=Label("Levnadsvanor, råd och recept", "Living habits, advice and prescriptions"),
    row=Label(
        "En levnadsvana som togs upp med en patient, med åtgärden om någon gavs.",
        "A living habit taken up with a patient, with the measure where one was given.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column(
            "advice_id",
            ColumnKind.KEY,
            Label("Registreringens id i journalsystemet", "The entry’s id in the record system"),
        ),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som tog upp levnadsvanan", "The unit that took the habit up")),
        Column("date", ColumnKind.DATE, Label("Dagen", "The day")),
        Column("habit", ColumnKind.CODE, Label("Levnadsvana", "Living habit"), scheme=HABIT),
        Column("at_risk", ColumnKind.YES_NO, Label("Vanan bedömdes som ohälsosam", "The habit was judged unhealthy")),
        Column("advice", ColumnKind.CODE, Label("Åtgärd", "Measure"), scheme=ADVICE),
    ),
    key=("advice_id",),
    event="date",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Andel patienter från 18 år som fått rådgivande samtal, åtgärder per levnadsvana, recept på fysisk aktivitet.",
        "Share of patients from 18 given counselling, measures by habit, prescriptions of physical activity.",
    ),
    sample=(
        ("LV-1", "19471104-9801", "hc-1", "2025-05-06", "physical_activity", "yes", "activity_prescription"),
        ("LV-2", "19471104-9801", "hc-1", "2025-05-06", "tobacco", "no", "none"),
        ("LV-3", "19800119-9812", "hc-2", "2025-05-07", "alcohol", "yes", "counselling"),
    ),
)
