"""Questions on violence in close relations: that a patient was asked, and whether the answer was yes."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

# Among the most sensitive feeds: it holds no clinician, no relation and no note, only what the two indicators count.
ANSWER = CodeScheme(
    "violence_answer",
    "2025",
    Label("Svar", "Answer"),
    {
        "yes": Label("Ja, våld förekommer", "Yes, there is violence"),
        "no": Label("Nej", "No"),
        "no_answer": Label("Ville eller kunde inte svara", "Would or could not answer"),
    },
)

FEED = Feed(
    id="violence-questions",
    title=Label("Frågor om våld i nära relationer", "Questions on violence in close relations"),
    row=Label(
        "Ett tillfälle då en patient fick frågan om våld i nära relationer.",
        "One time that a patient was asked about violence in close relations.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column(
            "question_id",
            ColumnKind.KEY,
            Label("Registreringens id i journalsystemet", "The entry’s id in the record system"),
        ),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som frågade", "The unit that asked")),
        Column("date", ColumnKind.DATE, Label("Dagen då frågan ställdes", "The day the question was asked")),
        Column("answer", ColumnKind.CODE, Label("Svaret", "The answer"), scheme=ANSWER),
    ),
    key=("question_id",),
    event="date",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Patienter som fått frågan om våld, andel av dem med kontakt, andel som svarat ja.",
        "Patients asked about violence, their share of those with a contact, share who answered yes.",
    ),
    sample=(
        ("VF-81", "19850530-9800", "hc-1", "2025-06-04", "no"),
        ("VF-95", "19930727-9803", "hc-1", "2025-06-12", "yes"),
        ("VF-97", "19121212-1212", "ftv-1", "2025-06-13", "no_answer"),
    ),
)
