"""Frequent visitors: persons by how many contacts they have had in twelve months."""

from __future__ import annotations

from tertial.domain.facts.visitors import visitors
from tertial.domain.label import Label

FEED = "contacts"

FACT = visitors(
    "frequent-visitors",
    FEED,
    title=Label("Mångbesökare", "Frequent visitors"),
    row=Label(
        "En person med minst en vårdkontakt under de tolv månader som slutar med månaden.",
        "A person with at least one contact in the twelve months that end with the month.",
    ),
    contacts=Label("Vårdkontakter under de tolv månaderna", "Contacts in the twelve months"),
    official=Label(
        "Nationell definition saknas. Avvikelser: raden säger hur många kontakterna är, och definitionen hur många som "
        "är många. En person följs inom en vårdgivare, inte mellan dem.",
        "There is no national definition. Deviations: the row says how many the contacts are, and the definition how "
        "many are many. A person is followed within a care provider, not between them.",
    ),
)
