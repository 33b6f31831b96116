"""Health dialogues in primary care: the talk about living habits at 40, 50 and 60, step by step."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.health_examinations import AGE_GROUP, STEP
from tertial.domain.label import Label

FEED = Feed(
    id="health-dialogues",
    title=Label("Hälsosamtal", "Health dialogues"),
    row=Label(
        "Ett steg i en persons hälsosamtal: erbjudet, avböjt eller genomfört.",
        "One step of a person’s health dialogue: offered, declined or done.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column(
            "dialogue_id",
            ColumnKind.KEY,
            Label("Hälsosamtalets id, samma i alla steg", "The dialogue’s id, the same in each step"),
        ),
        Column("person", ColumnKind.PERSON, Label("Deltagarens identitetsnummer", "The participant’s identity number")),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Hälsocentralen som erbjuder samtalet", "The health centre that offers the dialogue"),
        ),
        Column("step", ColumnKind.CODE, Label("Steg", "Step"), scheme=STEP),
        Column("date", ColumnKind.DATE, Label("Dagen för steget", "The day of the step")),
        Column(
            "age_group",
            ColumnKind.CODE,
            Label("Åldern som samtalet gäller", "The age that the dialogue is for"),
            scheme=AGE_GROUP,
        ),
    ),
    key=("dialogue_id", "step"),
    event="date",
    delivery=Delivery.DELTA,
    # As the health examinations: often registered a season late.
    look_back=6,
    carries=Label(
        "Andel 40-, 50- och 60-åringar som deltagit vid hälsosamtal, hälsocentraler som har börjat.",
        "Share of those aged 40, 50 and 60 who took part, health centres that have begun.",
    ),
    sample=(
        ("HS-310", "19750623-9800", "hc-1", "offered", "2025-02-10", "50"),
        ("HS-310", "19750623-9800", "hc-1", "done", "2025-03-17", "50"),
        ("HS-322", "19850530-9818", "hc-3", "offered", "2025-02-11", "40"),
    ),
)
