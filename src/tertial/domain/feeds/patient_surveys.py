"""Surveys of patients and residents: answers and positive answers by question, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import SEX
from tertial.domain.label import Label

SURVEY = CodeScheme(
    "survey",
    "2025",
    Label("Undersökning", "Survey"),
    {
        "patient_survey": Label("Nationell patientenkät", "National patient survey"),
        "barometer": Label("Hälso- och sjukvårdsbarometern", "National survey of residents on health care"),
        "own": Label("Regionens egen undersökning", "The region’s own survey"),
        "other": Label("Annan undersökning", "Other survey"),
    },
)

QUESTION = CodeScheme(
    "survey_question",
    "2025",
    Label("Fråga eller dimension", "Question or dimension"),
    {
        "overall": Label("Helhetsintryck", "Overall impression"),
        "respect": Label("Respekt och bemötande", "Respect"),
        "emotional_support": Label("Emotionellt stöd", "Emotional support"),
        "participation": Label("Delaktighet och involvering", "Participation"),
        "information": Label("Information och kunskap", "Information"),
        "continuity": Label("Kontinuitet och koordinering", "Continuity and coordination"),
        "access": Label("Tillgänglighet", "Access"),
        "named_doctor": Label("Har en fast läkarkontakt", "Has a named doctor"),
        "digital_visit": Label("Nöjd med digitalt besök", "Content with a digital visit"),
        "knows_digital_service": Label("Känner till den digitala mottagningen", "Knows the digital clinic"),
        "trust": Label("Förtroende för vården", "Trust in health care"),
    },
)

FEED = Feed(
    id="patient-surveys",
    title=Label("Patient- och befolkningsundersökningar", "Surveys of patients and residents"),
    row=Label(
        "Svaren på en fråga i en undersökning, för en enhet och ett kön.",
        "The answers to a question of a survey, for a unit and a sex.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column(
            "unit",
            ColumnKind.UNIT,
            Label(
                "Enheten som svaren gäller; regionen för en befolkningsundersökning",
                "The unit that answers are about; the region for residents",
            ),
        ),
        Column("survey", ColumnKind.CODE, Label("Undersökning", "Survey"), scheme=SURVEY),
        Column("question", ColumnKind.CODE, Label("Fråga eller dimension", "Question or dimension"), scheme=QUESTION),
        Column("sex", ColumnKind.CODE, Label("Kön", "Sex"), scheme=SEX),
        Column("month", ColumnKind.MONTH, Label("Månaden då undersökningen avslutades", "The month the survey ended")),
        Column("answers", ColumnKind.INTEGER, Label("Antal svar", "Number of answers"), low=Decimal(0)),
        Column(
            "positive", ColumnKind.INTEGER, Label("Antal positiva svar", "Number of positive answers"), low=Decimal(0)
        ),
    ),
    key=("unit", "survey", "question", "sex", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # A national survey is published, and corrected, months after the answers came in.
    look_back=18,
    carries=Label(
        "Fast läkarkontakt enligt enkät, nöjdhet med digitala besök, kännedom om digital mottagning, förtroende.",
        "Named doctor by survey, content with digital visits, knowledge of the digital clinic, trust.",
    ),
    sample=(
        ("hc-1", "patient_survey", "continuity", "women", "2025-09", "84", "61"),
        ("hc-1", "patient_survey", "continuity", "men", "2025-09", "58", "40"),
        ("region", "other", "named_doctor", "unknown", "2024-12", "950", "171"),
    ),
)
