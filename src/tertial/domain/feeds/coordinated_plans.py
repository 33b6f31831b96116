"""Coordinated individual plans (SIP), one row a plan, where the persons may be shared with the region."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="coordinated-plans",
    title=Label("Samordnade individuella planer (SIP)", "Coordinated individual plans (SIP)"),
    row=Label(
        "En samordnad individuell plan, från mötet då den upprättades.",
        "A coordinated individual plan, from the meeting that drew it up.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("plan_id", ColumnKind.KEY, Label("Planens id", "The plan’s id")),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Regionens enhet i planen", "The region’s unit in the plan")),
        Column("drawn_up", ColumnKind.DATE, Label("Dagen då planen upprättades", "The day the plan was drawn up")),
        Column(
            "took_part",
            ColumnKind.YES_NO,
            Label("Patienten deltog i mötet", "The patient took part in the meeting"),
            required=False,
        ),
        Column(
            "named_contact",
            ColumnKind.YES_NO,
            Label("Minst en fast vårdkontakt är utsedd", "At least one named care contact is appointed"),
            required=False,
        ),
        Column(
            "psychiatry",
            ColumnKind.YES_NO,
            Label(
                "Planen samordnar primärvård med barn- och ungdomspsykiatrin",
                "The plan joins primary care with child and adolescent psychiatry",
            ),
            required=False,
        ),
    ),
    key=("plan_id",),
    event="drawn_up",
    delivery=Delivery.DELTA,
    # Plans are verified with the municipality before they are final.
    look_back=6,
    carries=Label(
        "SIP där patienten deltagit, SIP med fast vårdkontakt, antal SIP, barn med samordnade insatser på två nivåer.",
        "Plans where the patient took part, plans with a named care contact, number of plans, children with "
        "coordinated help at two levels.",
    ),
    sample=(
        ("SIP-1", "19380212-2386", "hc-1", "2025-08-12", "yes", "yes", "no"),
        ("SIP-2", "19450308-2390", "hc-1", "2025-08-14", "no", "", ""),
    ),
    counts="coordinated-plan-counts",
)
