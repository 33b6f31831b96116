"""Parent groups: each group held for parents, with how many took part."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

GROUP_LEVEL = CodeScheme(
    "parent_group_level",
    "2025",
    Label("Föräldragruppens nivå", "Level of the parent group"),
    {
        "child_health": Label("Barnhälsovård (föräldrastöd)", "Child health care (parental support)"),
        "primary": Label("Primärvårdsnivå, psykisk ohälsa", "Primary care level, mental ill-health"),
        "specialist": Label("Specialistnivå, psykisk ohälsa", "Specialist level, mental ill-health"),
    },
)

GROUP_FORM = CodeScheme(
    "parent_group_form",
    "2025",
    Label("Föräldragruppens form", "Form of the parent group"),
    {"digital": Label("Digital", "Digital"), "physical": Label("På plats", "On the spot")},
)

FEED = Feed(
    id="parent-groups",
    title=Label("Föräldragrupper", "Parent groups"),
    row=Label("En föräldragrupp, utan uppgift om vilka som deltog.", "A parent group, without saying who took part."),
    grain=Grain.EVENT,
    columns=(
        Column("group_id", ColumnKind.KEY, Label("Gruppens id", "The group’s id")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som höll gruppen", "The unit that held the group")),
        Column("started", ColumnKind.DATE, Label("Dagen för första träffen", "The day of the first meeting")),
        Column("level", ColumnKind.CODE, Label("Nivå", "Level"), scheme=GROUP_LEVEL),
        Column("form", ColumnKind.CODE, Label("Form", "Form"), scheme=GROUP_FORM),
        Column(
            "parents",
            ColumnKind.INTEGER,
            Label("Föräldrar som deltog", "Parents who took part"),
            required=False,
            low=Decimal(0),
            high=Decimal(500),
        ),
        Column(
            "children",
            ColumnKind.INTEGER,
            Label("Barn vars vårdnadshavare deltog", "Children whose guardians took part"),
            required=False,
            low=Decimal(0),
            high=Decimal(500),
        ),
    ),
    key=("group_id",),
    event="started",
    delivery=Delivery.DELTA,
    # A group lasts for a term; its numbers are final when it ends.
    look_back=6,
    carries=Label(
        "Föräldragrupper på primärvårdsnivå och specialistnivå, barn vars föräldrar fått digital grupp, andel enheter "
        "som erbjuder föräldrastöd i grupp.",
        "Parent groups at primary and specialist level, children whose parents had a digital group, share of units "
        "that offer support in groups.",
    ),
    sample=(
        ("F-1", "contact-centre", "2025-02-03", "primary", "digital", "8", "6"),
        ("F-2", "contact-centre", "2025-03-10", "specialist", "digital", "7", "5"),
        ("F-3", "hc-1", "2025-04-08", "child_health", "physical", "", ""),
    ),
)
