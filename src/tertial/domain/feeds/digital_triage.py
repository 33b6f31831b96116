"""Digital triage: each time somebody starts to describe a problem in the region's digital way in."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

TRIAGE_OUTCOME = CodeScheme(
    "triage_outcome",
    "2025",
    Label("Vart triagen ledde", "Where the triage led"),
    {
        "self_care": Label("Egenvårdsråd", "Advice on self-care"),
        "chat": Label("Chatt med vården", "Chat with care staff"),
        "video": Label("Videobesök", "Video visit"),
        "booked": Label("Bokat besök på enhet", "Visit booked at a unit"),
        "phone": Label("Hänvisad till telefon", "Referred to the phone"),
        "emergency": Label("Hänvisad till akut vård", "Referred to emergency care"),
        "abandoned": Label("Avbruten", "Abandoned"),
    },
)

FEED = Feed(
    id="digital-triage",
    title=Label("Digital triage", "Digital triage"),
    # Triages are counted, not people: no identity is asked for.
    row=Label(
        "En påbörjad triage i den digitala vårdingången, utan uppgift om vem.",
        "A triage begun in the digital way into care, without saying whose.",
    ),
    grain=Grain.EVENT,
    columns=(
        Column("triage_id", ColumnKind.KEY, Label("Triagens id", "The triage’s id")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som ärendet gick till", "The unit that got the errand")),
        Column("started_at", ColumnKind.INSTANT, Label("När triagen påbörjades", "When the triage began")),
        Column(
            "completed_at",
            ColumnKind.INSTANT,
            Label("När triagen slutfördes", "When the triage was completed"),
            required=False,
        ),
        Column(
            "answered_at",
            ColumnKind.INSTANT,
            Label("När en medarbetare först svarade", "When a member of staff first answered"),
            required=False,
        ),
        Column(
            "outcome",
            ColumnKind.CODE,
            Label("Vart triagen ledde", "Where the triage led"),
            required=False,
            scheme=TRIAGE_OUTCOME,
        ),
    ),
    key=("triage_id",),
    event="started_at",
    delivery=Delivery.DELTA,
    look_back=1,
    carries=Label(
        "Antal slutförda triage, andel slutförda, kontakt samma dag digitalt, chattar per timme.",
        "Completed triages, share completed, same-day contact by digital means, chats an hour.",
    ),
    sample=(
        ("T-1", "hc-1", "2025-08-04T07:40:00", "2025-08-04T07:46:30", "2025-08-04T08:05:00", "chat"),
        ("T-2", "hc-1", "2025-08-04T21:12:00", "2025-08-04T21:15:10", "", "self_care"),
        ("T-3", "hc-2", "2025-08-05T10:01:00", "", "", "abandoned"),
    ),
)
