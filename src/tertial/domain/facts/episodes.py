"""Episodes: contacts, with whether each is the first of an episode of care at its unit."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

DAYS_APART = 90
"""A contact so many days after the one before still belongs to the same episode."""

(_DATE,) = columns_of_feed("contacts", "date")

FACT = Fact(
    id="episodes",
    title=Label("Vårdepisoder", "Episodes"),
    row=Label(
        "En vårdkontakt, med om den är den första i en vårdepisod på enheten.",
        "A contact, with whether it is the first of an episode of care at the unit.",
    ),
    columns=(
        *columns_of_feed(
            "contacts",
            "person",
            "unit",
            "clinician",
            "profession",
            "mode",
            "visit",
            "problem",
            "wait_days",
            "chose_to_wait",
        ),
        replace(_DATE, name="day"),
        *columns_of_feed("contacts", "sex", "age_years"),
        FactColumn(
            "first_of_episode",
            ValueType.YES_NO,
            Label(
                f"Personen har ingen tidigare kontakt på enheten de {DAYS_APART} dagarna före",
                f"The person has no earlier contact at the unit in the {DAYS_APART} days before",
            ),
            nullable=False,
        ),
        FactColumn(
            "days_since_previous",
            ValueType.INTEGER,
            Label(
                f"Dagar sedan personens förra kontakt på enheten, om de är högst {DAYS_APART}",
                f"Days since the person’s previous contact at the unit, if at most {DAYS_APART}",
            ),
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("contacts",),
    derived=True,
    # From 1 May 90 days reach back into January.
    look_back=4,
    official=Label(
        f"Nationell definition saknas. Avvikelser: gränsen {DAYS_APART} dagar är vald här, och {DAYS_APART} dagar "
        "efter förra kontakten hör till samma episod. Vad kontakten gällde prövas inte. Av flera kontakter samma dag "
        "är den med lägst id först. En person följs inom en vårdgivare, inte mellan dem.",
        f"There is no national definition. Deviations: the limit of {DAYS_APART} days is chosen here, and "
        f"{DAYS_APART} days after the previous contact belong to the same episode. What the contact was about is not "
        "tried. Of several contacts on a day the one of the least id is first. A person is followed within a care "
        "provider, not between them.",
    ),
)
