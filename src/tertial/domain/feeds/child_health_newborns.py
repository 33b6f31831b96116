"""Newborns in child health care: homecoming, and the home visits of the national programme."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="child-health-newborns",
    title=Label("Nyfödda i barnhälsovården", "Newborns in child health care"),
    row=Label(
        "Ett nyfött barn, med hembesöken efter hemkomsten och vid 8 månader.",
        "A newborn child, with the home visits after homecoming and at 8 months.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("person", ColumnKind.PERSON, Label("Barnets identitetsnummer", "The child’s identity number")),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Barnavårdscentralen vid hemkomsten", "The child health centre at the homecoming"),
        ),
        Column("homecoming", ColumnKind.DATE, Label("Dagen då barnet kom hem", "The day the child came home")),
        Column(
            "offered",
            ColumnKind.YES_NO,
            Label("Första hembesöket erbjöds", "The first home visit was offered"),
            required=False,
        ),
        Column(
            "declined",
            ColumnKind.YES_NO,
            Label("Familjen tackade nej till det första", "The family declined the first"),
            required=False,
        ),
        Column(
            "visited",
            ColumnKind.DATE,
            Label("Dagen för det första hembesöket", "The day of the first home visit"),
            required=False,
        ),
        Column(
            "offered_8_months",
            ColumnKind.YES_NO,
            Label("Hembesöket vid 8 månader erbjöds", "The home visit at 8 months was offered"),
            required=False,
        ),
        Column(
            "declined_8_months",
            ColumnKind.YES_NO,
            Label("Familjen tackade nej till det vid 8 månader", "The family declined the one at 8 months"),
            required=False,
        ),
        Column(
            "visited_8_months",
            ColumnKind.DATE,
            Label("Dagen för hembesöket vid 8 månader", "The day of the home visit at 8 months"),
            required=False,
        ),
    ),
    key=("person",),
    event="homecoming",
    delivery=Delivery.DELTA,
    # The row is filled until the visit at 8 months; a year allows a late homecoming and late registration.
    look_back=12,
    carries=Label(
        "Erbjudna och genomförda hembesök inom 10 dagar efter hemkomst och vid 8 månader, hälsocentraler som klarar "
        "båda, nyfödda per tjänst.",
        "Home visits offered and done within 10 days of homecoming and at 8 months, health centres that manage both, "
        "newborns a post.",
    ),
    sample=(
        ("20250708-2382", "hc-1", "2025-07-10", "yes", "no", "2025-07-18", "", "", ""),
        ("20250714-2392", "hc-1", "2025-07-16", "yes", "yes", "", "", "", ""),
        ("20250722-2384", "hc-2", "2025-07-25", "yes", "no", "2025-08-07", "yes", "no", "2026-03-24"),
    ),
)
