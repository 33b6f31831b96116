"""Documented agreements (before: patient contracts): what patient and care agreed on, and which parts stand."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="documented-agreements",
    title=Label("Dokumenterade överenskommelser", "Documented agreements"),
    row=Label(
        "En dokumenterad överenskommelse (tidigare patientkontrakt) med en patient.",
        "A documented agreement (before: patient contract) with a patient.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("agreement_id", ColumnKind.KEY, Label("Överenskommelsens id", "The agreement’s id")),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som slöt överenskommelsen", "The unit that agreed")),
        Column("agreed", ColumnKind.DATE, Label("Dagen då den dokumenterades", "The day it was written down")),
        Column(
            "named_contact",
            ColumnKind.YES_NO,
            Label("Säger vem som är fast kontakt", "Says who the named contact is"),
            required=False,
        ),
        Column(
            "joint_plan",
            ColumnKind.YES_NO,
            Label("Har en sammanhållen plan med patientens egna mål", "Has a joint plan with the patient’s own goals"),
            required=False,
        ),
        Column(
            "agreed_time",
            ColumnKind.YES_NO,
            Label("Har en överenskommen tid för nästa steg", "Has an agreed time for the next step"),
            required=False,
        ),
    ),
    key=("agreement_id",),
    event="agreed",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Antal patienter med dokumenterad överenskommelse, och andel med fast kontakt, sammanhållen plan och "
        "överenskommen tid.",
        "Patients with a documented agreement, and the share with a named contact, a joint plan and an agreed time.",
    ),
    sample=(
        ("DO-1", "19380212-2386", "hc-1", "2025-08-06", "yes", "yes", "no"),
        ("DO-2", "19900101-2393", "hc-2", "2025-08-21", "no", "", "yes"),
    ),
)
