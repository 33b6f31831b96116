"""Listing: at which health centre a person is listed, and from when to when."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="listing",
    title=Label("Listning", "Listing"),
    row=Label(
        "En persons listning på en hälsocentral under en tid.",
        "One person’s listing at a health centre, for a time.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("person", ColumnKind.PERSON, Label("Den listades identitetsnummer", "The listed person’s number")),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Hälsocentralen där personen är listad", "The health centre where the person is listed"),
        ),
        Column("valid_from", ColumnKind.DATE, Label("Första dagen med listningen", "The first day of the listing")),
        Column(
            "valid_to",
            ColumnKind.DATE,
            Label(
                "Sista dagen med listningen, den dagen inräknad; tomt när den gäller tills vidare",
                "The last day of the listing, included; empty while it lasts",
            ),
            required=False,
        ),
        Column(
            "residential_care",
            ColumnKind.YES_NO,
            Label("Personen bor på särskilt boende", "The person lives in residential care"),
            required=False,
        ),
    ),
    key=("person", "valid_from"),
    event="valid_from",
    # In full: a listing is closed years after it began, and choices are registered backwards.
    delivery=Delivery.FULL,
    look_back=0,
    carries=Label(
        "Antal listade och förändring, listade per läkare, nämnaren för fast läkarkontakt, hälsoundersökningar och "
        "kontinuitet, fast läkarkontakt på särskilt boende.",
        "The number listed and its change, listed per doctor, the denominator of named doctor, health examinations and "
        "continuity, named doctor in residential care.",
    ),
    sample=(
        ("19121212-1212", "hc-1", "2019-03-01", "2025-08-13", "yes"),
        ("19900101-2385", "hc-1", "2022-10-17", "2025-04-30", "no"),
        ("19900101-2385", "hc-2", "2025-05-01", "", "no"),
    ),
)
