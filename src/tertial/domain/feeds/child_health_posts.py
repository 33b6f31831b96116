"""Posts in child health care: nurses a unit and month, against newborns and children."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="child-health-posts",
    title=Label("Tjänster i barnhälsovården", "Posts in child health care"),
    row=Label(
        "Sjuksköterskornas tjänster på en barnavårdscentral en månad, och barnen de svarar för.",
        "The nurses’ posts at a child health centre in a month, and the children they answer for.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("month", ColumnKind.MONTH, Label("Månaden, vid dess slut", "The month, at its end")),
        Column("unit", ColumnKind.UNIT, Label("Barnavårdscentralen", "The child health centre")),
        Column(
            "posts",
            ColumnKind.DECIMAL,
            Label("Bemannade heltidstjänster, sjuksköterskor", "Full-time nurses’ posts that are filled"),
            low=Decimal(0),
            high=Decimal(100),
        ),
        Column(
            "newborns",
            ColumnKind.INTEGER,
            Label("Nyinskrivna nyfödda de senaste 12 månaderna", "Newborns enrolled in the last 12 months"),
            low=Decimal(0),
        ),
        Column(
            "children",
            ColumnKind.INTEGER,
            Label("Inskrivna barn, alla åldrar", "Children enrolled, all ages"),
            low=Decimal(0),
        ),
        Column(
            "greater_need",
            ColumnKind.YES_NO,
            Label(
                "Området har ökad vårdtyngd, så att normtalen inte gäller rakt av",
                "The area has greater needs, so that the norms do not hold as they stand",
            ),
            required=False,
        ),
    ),
    key=("month", "unit"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Nyfödda och barn per heltidstjänst mot normtalen 55 och 330.",
        "Newborns and children a full-time post, against the norms of 55 and 330.",
    ),
    sample=(
        ("2025-08", "hc-1", "1.75", "92", "540", "no"),
        ("2025-08", "hc-2", "0.5", "41", "215", "yes"),
    ),
)
