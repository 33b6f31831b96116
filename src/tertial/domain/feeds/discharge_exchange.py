"""The discharge exchange: each case in the system where ward, primary care and municipality plan the way home."""

from __future__ import annotations

from tertial.domain.feeds.admissions import DELAY_CAUSE
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="discharge-exchange",
    title=Label("Samverkan vid utskrivning", "Discharge exchange"),
    row=Label(
        "Ett ärende i det system där slutenvård, primärvård och kommun planerar en utskrivning.",
        "A case in the system where ward, primary care and municipality plan a discharge.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("case_id", ColumnKind.KEY, Label("Ärendets id", "The case’s id")),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som vårdar patienten", "The ward")),
        Column(
            "health_centre",
            ColumnKind.UNIT,
            Label("Hälsocentralen som tar över ansvaret", "The health centre that takes over"),
            required=False,
        ),
        Column(
            "municipality",
            ColumnKind.UNIT,
            Label("Kommunen som deltar i planeringen", "The municipality that takes part"),
            required=False,
        ),
        Column(
            "notified_at",
            ColumnKind.INSTANT,
            Label("När inskrivningsmeddelandet skickades", "When the notice of admission was sent"),
        ),
        Column(
            "ready_at",
            ColumnKind.INSTANT,
            Label("När patienten meddelades utskrivningsklar", "When the patient was reported ready for discharge"),
            required=False,
        ),
        Column(
            "left_at",
            ColumnKind.INSTANT,
            Label("När patienten lämnade sjukhuset", "When the patient left the hospital"),
            required=False,
        ),
        Column(
            "delay_cause",
            ColumnKind.CODE,
            Label("Orsak till att patienten var kvar", "Why the patient stayed on"),
            required=False,
            scheme=DELAY_CAUSE,
        ),
        Column(
            "plan_called",
            ColumnKind.YES_NO,
            Label("Kallelse till samordnad individuell planering skickades", "A call to a coordinated plan was sent"),
            required=False,
        ),
        Column(
            "named_contact",
            ColumnKind.YES_NO,
            Label("Fast vårdkontakt utsågs före utskrivningen", "A named care contact was appointed before discharge"),
            required=False,
        ),
    ),
    key=("case_id",),
    event="notified_at",
    delivery=Delivery.DELTA,
    # A case stays open until the patient has left, at most as long as the longest somatic stays.
    look_back=12,
    carries=Label(
        "Dagar som utskrivningsklar per kommun, orsaker till fördröjd hemgång, fast vårdkontakt utsedd före "
        "utskrivning, kallelser till SIP.",
        "Days ready for discharge by municipality, causes of delay, named care contact appointed before discharge, "
        "calls to coordinated plans.",
    ),
    sample=(
        (
            "U-1",
            "19380212-2386",
            "ward-1",
            "hc-1",
            "umea",
            "2025-07-21T09:00:00",
            "2025-07-29T10:00:00",
            "2025-08-02T13:00:00",
            "short_term_place",
            "yes",
            "yes",
        ),
        ("U-2", "19450308-2390", "ward-2", "hc-2", "", "2025-08-25T12:30:00", "", "", "", "no", ""),
    ),
    counts="discharge-counts",
)
