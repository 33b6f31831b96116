"""Frequent emergency visitors: persons by how many emergency visits they have made in twelve months."""

from __future__ import annotations

from tertial.domain.facts.visitors import visitors
from tertial.domain.label import Label

FEED = "emergency-visits"

FACT = visitors(
    "frequent-emergency-visitors",
    FEED,
    title=Label("Mångbesökare på akutmottagning", "Frequent emergency visitors"),
    row=Label(
        "En person med minst ett akutbesök under de tolv månader som slutar med månaden.",
        "A person with at least one emergency visit in the twelve months that end with the month.",
    ),
    contacts=Label("Akutbesök under de tolv månaderna", "Emergency visits in the twelve months"),
    official=Label(
        "Nationell definition saknas; i forskningen är gränsen oftast fyra besök på tolv månader (LaCalle och Rabin, "
        "Frequent users of emergency departments, Annals of Emergency Medicine 2010). Avvikelser: raden säger hur "
        "många besöken är, och definitionen hur många som är många. En person följs inom en vårdgivare, inte mellan "
        "dem.",
        "There is no national definition; in research the limit is mostly four visits in twelve months (LaCalle and "
        "Rabin, Frequent users of emergency departments, Annals of Emergency Medicine 2010). Deviations: the row says "
        "how many the visits are, and the definition how many are many. A person is followed within a care provider, "
        "not between them.",
    ),
)
