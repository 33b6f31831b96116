"""Phone calls: each call to a unit's call-back system, with when it was answered or called back."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

CALL_OUTCOME = CodeScheme(
    "call_outcome",
    "2025",
    Label("Hur samtalet slutade", "How the call ended"),
    {
        "answered": Label("Besvarat direkt", "Answered at once"),
        "called_back": Label("Uppringt av enheten", "Called back by the unit"),
        "not_called_back": Label("Tid bokad men inte uppringt", "Time booked, not called back"),
        "turned_away": Label("Nekat, inga tider kvar", "Turned away, no times left"),
        "hung_up": Label("Uppringaren lade på utan att göra något val", "The caller hung up before any choice"),
    },
)

FEED = Feed(
    id="phone-calls",
    title=Label("Telefonsamtal", "Phone calls"),
    row=Label(
        "Ett samtal till en enhets återuppringningssystem. Uppringarens nummer och identitet följer inte med.",
        "A call to a unit’s call-back system. The caller’s number and identity do not come along.",
    ),
    grain=Grain.EVENT,
    columns=(
        Column("call_id", ColumnKind.KEY, Label("Samtalets id", "The call’s id")),
        Column(
            "errand_id",
            ColumnKind.KEY,
            # Counts callers and redialling without anything about the caller; a new id the next day.
            Label(
                "Ärendets id, gemensamt för samma uppringares samtal till enheten under en dag",
                "The errand’s id, shared by the calls of one caller to the unit during a day",
            ),
            required=False,
        ),
        Column("unit", ColumnKind.UNIT, Label("Enheten som samtalet gällde", "The unit called")),
        Column("called_at", ColumnKind.INSTANT, Label("När samtalet kom", "When the call came")),
        Column(
            "in_hours",
            ColumnKind.YES_NO,
            Label("Samtalet kom under enhetens telefontid", "The call came during the unit’s phone hours"),
            required=False,
        ),
        Column(
            "answered_at",
            ColumnKind.INSTANT,
            Label("När samtalet besvarades direkt", "When the call was answered at once"),
            required=False,
        ),
        Column(
            "called_back_at",
            ColumnKind.INSTANT,
            Label("När enheten ringde upp", "When the unit called back"),
            required=False,
        ),
        Column("outcome", ColumnKind.CODE, Label("Hur samtalet slutade", "How the call ended"), scheme=CALL_OUTCOME),
    ),
    key=("call_id",),
    event="called_at",
    delivery=Delivery.DELTA,
    # A call is closed within days; the month before is sent again once it is whole.
    look_back=1,
    carries=Label(
        "Kontakt samma dag på telefon (nollan i vårdgarantin), spridning mellan hälsocentraler, samtal och "
        "uppringare, upprepade samtal, samtal per timme för bemanning.",
        "Same-day contact by phone (the zero of the care guarantee), spread between health centres, calls and callers, "
        "redialling, calls an hour for staffing.",
    ),
    sample=(
        ("S-1", "A-1", "hc-1", "2025-08-04T08:02:11", "yes", "", "", "turned_away"),
        ("S-2", "A-1", "hc-1", "2025-08-04T08:31:40", "yes", "", "2025-08-04T10:15:02", "called_back"),
        ("S-3", "A-2", "hc-1", "2025-08-04T09:00:05", "yes", "2025-08-04T09:03:20", "", "answered"),
        ("S-4", "A-3", "hc-2", "2025-08-04T16:58:00", "no", "", "2025-08-05T08:10:00", "called_back"),
    ),
)
