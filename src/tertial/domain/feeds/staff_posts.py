"""Posts decided, filled and vacant, by unit, profession and month."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import PROFESSION
from tertial.domain.label import Label

GRADE = CodeScheme(
    "doctor_grade",
    "2025",
    Label("Läkares befattning", "Grade of a doctor"),
    {
        "specialist": Label("Specialist", "Specialist"),
        "trainee": Label("ST-läkare", "Trainee specialist"),
        "junior": Label("AT-, BT- eller underläkare", "Junior doctor"),
        "not_a_doctor": Label("Inte läkare", "Not a doctor"),
    },
)
"""The norm of the named doctor is a number of listed persons to a full-time specialist, so doctors are told apart."""

FEED = Feed(
    id="staff-posts",
    title=Label("Tjänster", "Posts"),
    row=Label(
        "Tjänster för ett yrke vid en enhet i slutet av en månad.",
        "The posts of a profession at a unit at the end of a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("profession", ColumnKind.CODE, Label("Yrke", "Profession"), scheme=PROFESSION),
        Column("grade", ColumnKind.CODE, Label("Läkares befattning", "Grade of a doctor"), scheme=GRADE),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column(
            "posts",
            ColumnKind.DECIMAL,
            Label("Beslutade tjänster, i heltider", "Posts decided, full-time equivalents"),
            low=Decimal(0),
        ),
        Column(
            "filled",
            ColumnKind.DECIMAL,
            Label(
                "Tillsatta tjänster, i heltider, utan inhyrda",
                "Posts filled, full-time equivalents, agency staff left out",
            ),
            low=Decimal(0),
        ),
        # Not always the difference: a unit may have more people in one post and a vacancy in another.
        Column(
            "vacant",
            ColumnKind.DECIMAL,
            Label("Vakanta tjänster, i heltider", "Posts vacant, full-time equivalents"),
            low=Decimal(0),
        ),
    ),
    key=("unit", "profession", "grade", "month"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Listade per specialist, vakanta tjänster, hälsocentraler utan egna läkare.",
        "Listed persons to a specialist, vacant posts, health centres without doctors of their own.",
    ),
    sample=(
        ("hc-1", "doctor", "specialist", "2025-05", "5.0", "3.75", "1.25"),
        ("hc-1", "nurse", "not_a_doctor", "2025-05", "9", "9", "0"),
        ("ftv-1", "dentist", "not_a_doctor", "2025-05", "4.5", "3", "1.5"),
    ),
)
