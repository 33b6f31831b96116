"""Contacts: every completed contact between a patient and a clinician, whatever its mode."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import MODE, PROBLEM, PROFESSION, VISIT
from tertial.domain.label import Label

FEED = Feed(
    id="contacts",
    title=Label("Vårdkontakter", "Contacts"),
    row=Label(
        "En genomförd kontakt mellan en patient och en kliniker.", "A completed contact of a patient with a clinician."
    ),
    grain=Grain.PERSON,
    columns=(
        Column(
            "contact_id",
            ColumnKind.KEY,
            Label("Kontaktens id i journalsystemet", "The contact's id in the record system"),
        ),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient's identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som gav kontakten", "The unit that gave the contact")),
        Column("clinician", ColumnKind.CLINICIAN, Label("Klinikerns id", "The clinician's id"), required=False),
        Column(
            "profession", ColumnKind.CODE, Label("Klinikerns yrke", "The clinician's profession"), scheme=PROFESSION
        ),
        Column("date", ColumnKind.DATE, Label("Dagen då kontakten ägde rum", "The day of the contact")),
        Column("mode", ColumnKind.CODE, Label("Kontaktsätt", "Mode of contact"), scheme=MODE),
        Column("visit", ColumnKind.CODE, Label("Nybesök eller återbesök", "First or return visit"), scheme=VISIT),
        Column(
            "problem",
            ColumnKind.CODE,
            Label("Nytt eller känt problem, enligt vårdgarantin", "New or known problem, by the care guarantee"),
            required=False,
            scheme=PROBLEM,
        ),
        Column(
            "wait_days",
            ColumnKind.INTEGER,
            Label(
                "Dagar från första kontakt till bedömning; kontaktdagen är 0", "Days from contact to assessment; day 0"
            ),
            required=False,
            low=Decimal(0),
            high=Decimal(3650),
        ),
        Column(
            "chose_to_wait",
            ColumnKind.YES_NO,
            Label("Patienten valde att vänta fast tid erbjöds", "The patient chose to wait although offered a time"),
            required=False,
        ),
    ),
    key=("contact_id",),
    event="date",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Bedömning inom tre dagar, digitala besök, besök per yrke, kontinuitet, första kontakt.",
        "Assessed within three days, digital visits, visits by profession, continuity, first contact.",
    ),
    sample=(
        ("K-1001", "19121212-1212", "hc-1", "L-7", "doctor", "2025-08-04", "physical", "first", "new", "2", "no"),
        ("K-1002", "19121212-1212", "hc-1", "", "nurse", "2025-08-11", "phone", "return", "known", "", ""),
    ),
)
