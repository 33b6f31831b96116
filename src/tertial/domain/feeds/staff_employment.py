"""Staff: how many are employed, in which form, and the hours worked by own and by agency staff, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import PROFESSION
from tertial.domain.label import Label

FORM = CodeScheme(
    "employment_form",
    "2025",
    Label("Anställningsform", "Form of employment"),
    {
        "permanent": Label("Tillsvidareanställd", "Permanent"),
        "temporary": Label("Visstidsanställd", "Temporary"),
        "hourly": Label("Timanställd", "Paid by the hour"),
        "summer": Label("Sommarjobbare", "Summer worker"),
        "agency": Label("Inhyrd", "Agency staff"),
    },
)
"""Agency staff are not employed by the region: their rows have hours and nobody employed."""

FEED = Feed(
    id="staff-employment",
    title=Label("Anställda och arbetade timmar", "Staff and hours worked"),
    row=Label(
        "Anställda och arbetade timmar för ett yrke och en anställningsform vid en enhet under en månad.",
        "Staff and hours worked of a profession and a form of employment at a unit in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("profession", ColumnKind.CODE, Label("Yrke", "Profession"), scheme=PROFESSION),
        Column("form", ColumnKind.CODE, Label("Anställningsform", "Form of employment"), scheme=FORM),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column(
            "employed",
            ColumnKind.INTEGER,
            Label(
                "Antal anställda i slutet av månaden; 0 för inhyrda",
                "Employed at the end of the month; 0 for agency staff",
            ),
            low=Decimal(0),
        ),
        Column("hours", ColumnKind.DECIMAL, Label("Arbetade timmar", "Hours worked"), low=Decimal(0)),
    ),
    key=("unit", "profession", "form", "month"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Antal anställda, sommarjobbare, andel av arbetade timmar som gjorts av inhyrda.",
        "Number employed, summer workers, share of the hours worked by agency staff.",
    ),
    sample=(
        ("hc-1", "doctor", "permanent", "2025-05", "5", "611.5"),
        ("hc-1", "doctor", "agency", "2025-05", "0", "148"),
        ("ftv-1", "dentist", "summer", "2025-07", "2", "240"),
    ),
)
