"""Depression and anxiety in primary care, and whether the risk of suicide was assessed in a structured way."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

# What counts as suspected or set diagnosis is the sender's selection of codes; the feed holds only the group.
DIAGNOSIS = CodeScheme(
    "mood_diagnosis",
    "2025",
    Label("Diagnosgrupp", "Group of diagnoses"),
    {
        "depression": Label("Depression", "Depression"),
        "anxiety": Label("Ångestsyndrom", "Anxiety disorder"),
        "both": Label("Depression och ångestsyndrom", "Depression and anxiety disorder"),
    },
)

FEED = Feed(
    id="suicide-assessments",
    title=Label("Suicidbedömningar", "Assessments of suicide risk"),
    row=Label(
        "En patients misstänkta eller ställda diagnos, med eller utan strukturerad suicidbedömning.",
        "A patient’s suspected or set diagnosis, with or without a structured assessment of suicide risk.",
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
        Column(
            "date",
            ColumnKind.DATE,
            Label("Dagen för diagnosen eller misstanken", "The day of the diagnosis or suspicion"),
        ),
        Column("diagnosis", ColumnKind.CODE, Label("Diagnosgrupp", "Group of diagnoses"), scheme=DIAGNOSIS),
        Column(
            "assessed",
            ColumnKind.DATE,
            Label(
                "Dagen för den strukturerade bedömningen; tom om ingen gjorts",
                "The day of the structured assessment; empty where none was made",
            ),
            required=False,
        ),
    ),
    key=("diagnosis_id",),
    event="date",
    delivery=Delivery.DELTA,
    # The assessment may come at a later visit and is then added to the row of the diagnosis.
    look_back=6,
    carries=Label(
        "Andel patienter med depression eller ångestsyndrom med strukturerad suicidbedömning.",
        "Share of patients with depression or anxiety given a structured assessment of suicide risk.",
    ),
    sample=(
        ("DG-501", "19930727-9811", "hc-1", "2025-04-01", "depression", "2025-04-01"),
        ("DG-502", "19800119-9804", "hc-2", "2025-04-02", "anxiety", ""),
        ("DG-517", "19750623-9818", "hc-2", "2025-04-16", "both", "2025-05-08"),
    ),
)
