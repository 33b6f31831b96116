"""Digital self-service: what patients did themselves and the staff time it saved, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

SERVICE = CodeScheme(
    "self_service_kind",
    "2025",
    Label("Tjänst", "Service"),
    {
        "book": Label("Boka tid", "Book a time"),
        "rebook": Label("Omboka tid", "Rebook a time"),
        "cancel": Label("Avboka tid", "Cancel a time"),
        "request_time": Label("Beställa tid", "Ask for a time"),
        "renew_prescription": Label("Förnya recept", "Renew a prescription"),
        "contact_me": Label("Kontakta mig", "Contact me"),
        "message": Label("Skicka meddelande", "Send a message"),
        "form": Label("Fylla i formulär eller hälsodeklaration", "Fill in a form or health declaration"),
        "lifestyle_support": Label("Levnadsvanestöd", "Support for living habits"),
        "other": Label("Annan tjänst", "Other service"),
    },
)

FEED = Feed(
    id="self-service",
    title=Label("Självservice", "Self-service"),
    row=Label(
        "Användningen av en digital tjänst hos en enhet under en månad.",
        "The use of a digital service of a unit in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten som erbjuder tjänsten", "The unit that offers the service")),
        Column("service", ColumnKind.CODE, Label("Tjänst", "Service"), scheme=SERVICE),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column(
            "uses",
            ColumnKind.INTEGER,
            Label("Antal gånger tjänsten användes", "Times the service was used"),
            low=Decimal(0),
        ),
        Column(
            "hours_earned",
            ColumnKind.DECIMAL,
            Label(
                "Intjänad arbetstid i timmar, enligt regionens schablon",
                "Staff time earned in hours, by the region’s flat rate",
            ),
            required=False,
            low=Decimal(0),
        ),
    ),
    key=("unit", "service", "month"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Användning av självservice och levnadsvanestöd, intjänad tid genom webbtidbok, digitalt basutbud.",
        "Use of self-service and of the support for living habits, time earned by web booking, basic digital services.",
    ),
    sample=(
        ("hc-1", "book", "2025-05", "212", "17.5"),
        ("hc-1", "renew_prescription", "2025-05", "340", ""),
        ("ftv-1", "rebook", "2025-05", "61", "5"),
    ),
)
