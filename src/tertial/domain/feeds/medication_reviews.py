"""Older patients' drugs: how many a patient had, whether they were reviewed and whether a report was given."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

OCCASION = CodeScheme(
    "review_occasion",
    "2025",
    Label("Tillfälle", "Occasion"),
    {
        "visit": Label("Besök i öppen vård", "Visit"),
        "admission": Label("Inskrivning", "Admission"),
        "discharge": Label("Utskrivning", "Discharge"),
    },
)

FEED = Feed(
    id="medication-reviews",
    title=Label("Läkemedelsgenomgångar", "Medication reviews"),
    row=Label(
        "Ett besök, en inskrivning eller en utskrivning för en patient från 75 år.",
        "A visit, an admission or a discharge of a patient from 75 years.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column(
            "occasion_id",
            ColumnKind.KEY,
            Label("Besökets eller vårdtillfällets id", "The id of the visit or the admission"),
        ),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("date", ColumnKind.DATE, Label("Dagen för tillfället", "The day of the occasion")),
        Column("occasion", ColumnKind.CODE, Label("Tillfälle", "Occasion"), scheme=OCCASION),
        # A number and not a mark: one indicator asks for at least five drugs, the other for more than five.
        Column(
            "drugs",
            ColumnKind.INTEGER,
            Label("Antal ordinerade läkemedel", "Number of drugs prescribed"),
            low=Decimal(0),
            high=Decimal(100),
        ),
        Column(
            "reviewed",
            ColumnKind.YES_NO,
            Label("En läkemedelsgenomgång är journalförd", "A medication review stands in the record"),
        ),
        Column(
            "report",
            ColumnKind.YES_NO,
            Label(
                "Patienten fick en läkemedelsberättelse; bara vid utskrivning",
                "The patient was given a medication report; only at discharge",
            ),
            required=False,
        ),
    ),
    key=("occasion_id", "occasion"),
    event="date",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Läkemedelsgenomgång från 75 år med minst fem läkemedel, läkemedelsberättelse vid utskrivning.",
        "Medication review from 75 years with at least five drugs, medication report at discharge.",
    ),
    sample=(
        ("LM-7001", "19450317-9816", "hc-1", "2025-05-14", "visit", "7", "yes", ""),
        ("LM-7002", "19380905-9805", "avd-30", "2025-05-20", "discharge", "6", "no", "yes"),
        ("LM-7003", "19471104-9819", "hc-2", "2025-05-21", "visit", "4", "no", ""),
    ),
)
