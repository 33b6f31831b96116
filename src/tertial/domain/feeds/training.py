"""Training done, by unit, course and the role of those who did it, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

COURSE = CodeScheme(
    "course",
    "2025",
    Label("Utbildning", "Course"),
    {
        "crisis_preparedness": Label(
            "Digital introduktion till krisberedskap", "Digital introduction to crisis preparedness"
        ),
        "racism": Label("Jämlik vård, om rasism och bemötande", "Equal care, on racism and how patients are met"),
        "violence": Label("Våld i nära relationer", "Violence in close relations"),
        "person_centred_care": Label("Personcentrerat arbetssätt", "Person-centred ways of working"),
        "care_planning": Label(
            "Fasta kontakter och samordnad individuell plan", "Named contacts and coordinated plans"
        ),
        "record_system": Label("Journalsystemet", "The record system"),
        "leading_change": Label("Att leda i omställning och att leda chefer", "Leading change and leading managers"),
        "employer_role": Label("Arbetsgivarrollen", "The employer’s role"),
        "other": Label("Annan utbildning", "Other course"),
    },
)

ROLE = CodeScheme(
    "trainee_role",
    "2025",
    Label("Roll", "Role"),
    {
        "manager": Label("Chef", "Manager"),
        "patient_care": Label("Patientnära medarbetare", "Staff who meet patients"),
        "administration": Label("Medarbetare i stab och administration", "Staff of the administration"),
    },
)

FEED = Feed(
    id="training",
    title=Label("Genomförda utbildningar", "Training done"),
    row=Label(
        "Medarbetare i en roll vid en enhet som gick en utbildning under en månad.",
        "Staff of a role at a unit who did a course in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("course", ColumnKind.CODE, Label("Utbildning", "Course"), scheme=COURSE),
        Column("role", ColumnKind.CODE, Label("Roll", "Role"), scheme=ROLE),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column(
            "completed",
            ColumnKind.INTEGER,
            Label("Medarbetare som gått utbildningen för första gången", "Staff who did the course for the first time"),
            low=Decimal(0),
        ),
        Column(
            "expected",
            ColumnKind.INTEGER,
            Label(
                "Medarbetare i rollen som ska ha gått den, i slutet av månaden",
                "Staff of the role who are to have done it, at the month’s end",
            ),
            required=False,
            low=Decimal(0),
        ),
    ),
    key=("unit", "course", "role", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # A group that takes a course together at a workplace meeting is entered afterwards.
    look_back=12,
    carries=Label(
        "Andel som gått introduktionen till krisberedskap, chefer och stab som utbildats om rasism, utbildade chefer.",
        "Share who did the introduction to crisis preparedness, people trained on racism, managers trained.",
    ),
    sample=(
        ("avd-30", "crisis_preparedness", "patient_care", "2025-05", "4", "38"),
        ("hsf-stab", "racism", "administration", "2025-05", "11", ""),
        ("narsjukvard", "leading_change", "manager", "2025-05", "2", "9"),
    ),
)
