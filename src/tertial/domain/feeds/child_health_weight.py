"""Weight at four years: the class that child health care found at the four-year visit."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

WEIGHT_CLASS = CodeScheme(
    "weight_class",
    "2012",
    Label("Viktklass enligt ISO-BMI", "Weight class by iso-BMI"),
    {
        "underweight": Label("Undervikt", "Underweight"),
        "normal": Label("Normalvikt", "Normal weight"),
        "overweight": Label("Övervikt (ISO-BMI 25 till under 30)", "Overweight (iso-BMI 25 to under 30)"),
        "obesity": Label("Obesitas (ISO-BMI 30 eller mer)", "Obesity (iso-BMI 30 or more)"),
    },
    source="Cole och Lobstein, Pediatric Obesity 2012;7:284–294",
)

FEED = Feed(
    id="child-health-weight",
    title=Label("Vikt vid 4 år", "Weight at 4 years"),
    # The class and not height and weight: nothing else is asked for.
    row=Label("Ett barns viktklass vid fyraårsbesöket.", "A child’s weight class at the four-year visit."),
    grain=Grain.PERSON,
    columns=(
        Column("person", ColumnKind.PERSON, Label("Barnets identitetsnummer", "The child’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Barnavårdscentralen", "The child health centre")),
        Column("measured", ColumnKind.DATE, Label("Dagen för mätningen", "The day of the measurement")),
        Column(
            "weight_class", ColumnKind.CODE, Label("Viktklass", "Weight class"), required=False, scheme=WEIGHT_CLASS
        ),
    ),
    key=("person", "measured"),
    event="measured",
    delivery=Delivery.DELTA,
    look_back=12,
    carries=Label(
        "Andel fyraåringar med obesitas och med övervikt, per länsdel och enhet.",
        "Share of four-year-olds with obesity and with overweight, by county part and unit.",
    ),
    sample=(
        ("20210415-2380", "hc-1", "2025-04-29", "normal"),
        ("20210502-2392", "hc-1", "2025-05-12", "obesity"),
        ("20210511-2383", "hc-2", "2025-05-20", ""),
    ),
)
