"""Named care contacts: who has somebody that coordinates the care, and since when."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="care-contacts",
    title=Label("Fast vårdkontakt", "Named care contacts"),
    # Whether there is one is asked, not who: the clinician is left out.
    row=Label(
        "En persons fasta vårdkontakt på en enhet under en tid.",
        "One person’s named care contact at a unit, for a time.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten där kontakten arbetar", "The unit where the contact works")),
        Column("valid_from", ColumnKind.DATE, Label("Första dagen", "The first day")),
        Column(
            "valid_to",
            ColumnKind.DATE,
            Label(
                "Sista dagen, den dagen inräknad; tomt när kontakten gäller tills vidare",
                "The last day, included; empty while it lasts",
            ),
            required=False,
        ),
    ),
    key=("person", "unit", "valid_from"),
    event="valid_from",
    # In full: a contact of many years is ended by a change of an old row.
    delivery=Delivery.FULL,
    look_back=0,
    carries=Label(
        "Andel invånare och listade med fast vårdkontakt, fast vårdkontakt för patienter med SIP.",
        "Share of residents and of listed with a named care contact, named care contact for patients with a plan.",
    ),
    sample=(
        ("19380212-2386", "hc-1", "2024-11-05", ""),
        ("19380212-2386", "clinic-1", "2025-01-15", "2025-06-30"),
        ("19450308-2390", "hc-2", "2025-03-01", ""),
    ),
    counts="care-contact-counts",
)
