"""Persons who often go by ambulance: how many missions each has had in twelve months."""

from __future__ import annotations

from tertial.domain.facts.visitors import visitors
from tertial.domain.label import Label

FEED = "ambulance"

FACT = visitors(
    "frequent-ambulance",
    FEED,
    title=Label("Personer som ofta åker ambulans", "People who often go by ambulance"),
    row=Label(
        "En känd person med minst ett ambulansuppdrag under de tolv månader som slutar med månaden.",
        "A known person with at least one ambulance mission in the twelve months that end with the month.",
    ),
    contacts=Label("Ambulansuppdrag under de tolv månaderna", "Ambulance missions in the twelve months"),
    official=Label(
        "Nationell definition saknas. Avvikelser: uppdrag utan känd patient räknas inte. Raden säger hur många "
        "uppdragen är, och definitionen hur många som är många. En person följs inom en vårdgivare, inte mellan dem.",
        "There is no national definition. Deviations: missions without a known patient do not count. The row says how "
        "many the missions are, and the definition how many are many. A person is followed within a care provider, not "
        "between them.",
    ),
)
