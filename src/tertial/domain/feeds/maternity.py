"""Maternity care: each pregnancy enrolled, with the support in groups and the check after the birth."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="maternity",
    title=Label("Mödrahälsovård", "Maternity care"),
    row=Label("En inskriven graviditet i mödrahälsovården.", "A pregnancy enrolled in maternity care."),
    grain=Grain.PERSON,
    columns=(
        Column("pregnancy_id", ColumnKind.KEY, Label("Graviditetens id", "The pregnancy’s id")),
        Column("person", ColumnKind.PERSON, Label("Den gravidas identitetsnummer", "The pregnant person’s number")),
        Column("unit", ColumnKind.UNIT, Label("Barnmorskemottagningen", "The midwives’ unit")),
        Column("enrolled", ColumnKind.DATE, Label("Dagen för inskrivningsbesöket", "The day of the first visit")),
        Column(
            "enrolled_week",
            ColumnKind.INTEGER,
            Label("Hela graviditetsveckor vid inskrivningen", "Completed weeks of pregnancy at that visit"),
            required=False,
            low=Decimal(0),
            high=Decimal(45),
        ),
        Column(
            "group_offered",
            ColumnKind.YES_NO,
            Label("Föräldrastöd i grupp erbjöds", "Parental support in a group was offered"),
            required=False,
        ),
        # Weeks and not dates: a date of birth would be the child’s day of birth.
        Column(
            "check_week",
            ColumnKind.INTEGER,
            Label(
                "Hela veckor från förlossning till efterkontroll; tomt utan efterkontroll",
                "Whole weeks from the birth to the check after it; empty without one",
            ),
            required=False,
            low=Decimal(0),
            high=Decimal(52),
        ),
    ),
    key=("pregnancy_id",),
    event="enrolled",
    delivery=Delivery.DELTA,
    # From the first visit over the birth to the check, and a time for registration.
    look_back=15,
    carries=Label(
        "Inskrivna gravida, tidig inskrivning, föräldrastöd i grupp, efterkontroll efter förlossning.",
        "Pregnancies enrolled, early enrolment, parental support in groups, check after the birth.",
    ),
    sample=(
        ("G-1", "19900101-2385", "maternity-1", "2025-01-20", "8", "yes", ""),
        ("G-2", "19920614-2383", "maternity-1", "2024-09-02", "10", "no", "9"),
    ),
)
