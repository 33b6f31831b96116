"""Health examinations (VHU): the region's examination of everybody who turns 40, 50 or 60, step by step."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import MODE
from tertial.domain.label import Label

AGE_GROUP = CodeScheme(
    "dialogue_age",
    "2025",
    Label("Åldersgrupp", "Age group"),
    {
        "40": Label("40 år", "40 years"),
        "50": Label("50 år", "50 years"),
        "60": Label("60 år", "60 years"),
    },
)
"""The age that a person is invited for: in the year one turns it, so the age on the day may be a year lower."""

STEP = CodeScheme(
    "dialogue_step",
    "2025",
    Label("Steg", "Step"),
    {
        "offered": Label("Erbjuden", "Offered"),
        "declined": Label("Tackade nej", "Declined"),
        "done": Label("Genomförd", "Done"),
    },
)

FEED = Feed(
    id="health-examinations",
    title=Label("Hälsoundersökningar (VHU)", "Health examinations (VHU)"),
    row=Label(
        "Ett steg i en persons hälsoundersökning: erbjuden, avböjd eller genomförd.",
        "One step of a person’s health examination: offered, declined or done.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column(
            "examination_id",
            ColumnKind.KEY,
            Label("Hälsoundersökningens id, samma i alla steg", "The examination’s id, the same in each step"),
        ),
        Column("person", ColumnKind.PERSON, Label("Deltagarens identitetsnummer", "The participant’s identity number")),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Hälsocentralen som svarar för undersökningen", "The health centre that answers for the examination"),
        ),
        Column("step", ColumnKind.CODE, Label("Steg", "Step"), scheme=STEP),
        Column("date", ColumnKind.DATE, Label("Dagen för steget", "The day of the step")),
        Column(
            "age_group",
            ColumnKind.CODE,
            Label("Åldern som undersökningen gäller", "The age that the examination is for"),
            scheme=AGE_GROUP,
        ),
        Column(
            "mode",
            ColumnKind.CODE,
            Label("Hur samtalet hölls; bara för genomförda", "How the talk was held; only when done"),
            required=False,
            scheme=MODE,
        ),
    ),
    # A row for each step: what was offered in spring and done in autumn falls in two months, and neither is rewritten.
    key=("examination_id", "step"),
    event="date",
    delivery=Delivery.DELTA,
    # Examinations are often registered a season late.
    look_back=6,
    carries=Label(
        "Andel genomförda hälsoundersökningar av 40-, 50- och 60-åringarna, andel digitala uppföljningssamtal.",
        "Share of those aged 40, 50 and 60 examined, share of digital follow-up talks.",
    ),
    sample=(
        ("VHU-2041", "19850214-9803", "hc-1", "offered", "2025-03-03", "40", ""),
        ("VHU-2041", "19850214-9803", "hc-1", "done", "2025-05-19", "40", "video"),
        ("VHU-2077", "19650811-9812", "hc-2", "declined", "2025-04-22", "60", ""),
    ),
)
